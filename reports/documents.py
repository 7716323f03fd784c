"""The documents the press itself brings: one's own record on paper (rule 45)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.roles import Act
from cases.views.header import full_name, the_case
from cases.views.own_sections import own_record, parted
from cases.views.words import in_a_row, in_full, in_words, moment
from reports.actions.documents import OWN_RECORD
from reports.press.blocks import Sheet
from reports.press.kinds import register_document

# More things alike than this are told in a line or two each, as on the page.
FEW = 3


@register_document(OWN_RECORD, title=gettext_lazy("Copy of a record"), act=Act.READ_OWN)
def own_record_document(door, subject=None):
    """Every section of one's own record, the same as on the page for printing."""
    sections, unwritten = parted(own_record(door))
    case = the_case(door)
    name = full_name(case.person)
    heading = _("The record of %(name)s") % {"name": name}
    sheet = Sheet(_("Copy of a record"), heading, case.unit.name)
    made = {"moment": moment(door.visitor.now)}
    sheet.paragraph(_("Copy made on %(moment)s for the person it is about.") % made, quiet=True)
    sheet.note(
        _(
            "What is about other people is not shown to you. Where you read “A part of this is not shown to you”, "
            "you can ask for this to be looked at again."
        )
    )
    for section in sections:
        write_section(sheet, section, name)
    if unwritten:
        sheet.heading_of(_("Parts in which nothing is written"))
        sheet.paragraph(unwritten)
    return sheet.content()


def write_section(sheet, section, name):
    """A section of the person's record as blocks: each item with its facts, its text and the person's words."""
    sheet.heading_of(section.title)
    for item in section.items:
        _write_item(sheet, item, name, in_short=len(section.items) > FEW and not item.text)


def _write_item(sheet, item, name, in_short):
    happened, nature = item.fact("happened_at"), item.fact("nature")
    if item.title:
        sheet.heading_of(in_a_row((item.title, in_full(happened))), 3)
    if nature and item.text:
        sheet.tagged(nature, item.text, _in_line(item, "nature"))
    elif in_short:
        sheet.paragraph(_in_line(item))
    elif item.facts:
        sheet.facts([(label, value) for _name, label, value in item.facts])
        sheet.paragraph(item.text)
    if item.withheld:
        sheet.note(
            _(
                "A part of this is not shown to you. You can ask for this decision to be looked at again. "
                "“My rights” says how."
            )
        )
    for words in item.words:
        sheet.beside(name, words)


def _in_line(item, *but):
    told = ({"label": label, "value": in_words(value)} for name, label, value in item.facts if name not in but)
    return " · ".join(_("%(label)s: %(value)s") % each for each in told)
