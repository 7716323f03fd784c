"""What is sent to somebody outside, as a document: made of the kept parts alone, so that it is the same ever after.

Its title, its file's name and its headings are the same whatever the offence, the condition or the court.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models.fields import in_language
from cases.views.words import longdate
from reports.press.blocks import DocumentContent, Sheet

COLON = ": "
FILE_NAME = "information.pdf"


def line_of(label, value) -> str:
    """One fact as it is kept: a line, whatever lines the value has."""
    return f"{label}{COLON}{' '.join(str(value).split())}"


def facts_of(said) -> list[tuple]:
    """Label and value of each line of a kept part; a line without a label stands under a word of its own."""
    cut = (line.partition(COLON) for line in said.splitlines() if line.strip())
    return [(label, value) if value else (_("Text"), label) for label, _colon, value in cut]


def content_of(made, items, unit) -> DocumentContent:
    """The content of a disclosure in its own language; `made` and `items` are records or view objects."""
    with override(made.language):
        sheet = Sheet(_("Information from the service"), issuer=unit)
        sheet.facts(_head(made))
        sheet.paragraph(made.note)
        if made.offence_class:
            sheet.heading_of(_("Kind of offence"))
            sheet.paragraph(in_language(made.offence_class.title))
        for item in items:
            sheet.heading_of(item.title)
            sheet.facts(facts_of(item.said))
        sheet.note(
            _(
                "Use this for the purpose named above and for nothing else, pass it on to nobody, and destroy it when "
                "the purpose is served. If something in it is wrong, tell the service."
            )
        )
        return sheet.content()


def _head(made):
    ground = made.legal_ground
    return [
        (_("To"), made.recipient),
        (_("Address"), made.address),
        (_("Purpose"), made.get_purpose_display() if hasattr(made, "pk") else made.purpose_label),
        (_("Legal ground"), f"{in_language(ground.title)} ({ground.legal_reference})"),
        (_("Put together on"), longdate(made.prepared_at)),
    ]
