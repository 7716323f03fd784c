"""What is asked of the person, to take along: in their language, in words and print they read best (28, 61)."""

from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.languages import spoken_by_the_service
from cases.models.fields import in_language
from cases.models.person import Person, Words, words_for
from cases.views.header import full_name, the_case
from cases.views.words import in_a_row, longdate, moment
from reports.press.blocks import Sheet
from reports.press.kinds import register_document
from sanctions.views.panels import next_appointment
from sanctions.views.standing import sanctions_of, with_conditions
from sanctions.wording import asks_on, put

NOTICE = "conditions-notice"
TITLE = gettext_lazy("What is asked of you: a notice for the person")


@register_document(NOTICE, title=TITLE, act=Act.KEEP_CASE, is_offered=True, is_notice=True)
def conditions_notice(door, subject=None):
    """Each sanction in force with its conditions, what comes next, what goes on as before, and whom to ask."""
    case = the_case(door)
    person = case.person
    sheet = Sheet(_("What is asked of you"), issuer=case.unit.name)
    sheet.paragraph(_("For %(name)s, on %(day)s.") % {"name": full_name(person), "day": longdate(door.visitor.now)})
    _to_be_explained(sheet, person)
    standings = [row for row in with_conditions(sanctions_of(door), door) if row["state"] == "in_force"]
    for standing in standings:
        _sanction(sheet, standing, words_for(person.reads), localdate(door.visitor.now))
    if not standings:
        sheet.paragraph(_("Nothing is in force now. You have nothing to do."))
    _next(sheet, next_appointment(door))
    _rights(sheet, case)
    return sheet.content(is_large=person.reads == Person.Reads.LARGE)


def _to_be_explained(sheet, person):
    """A notice in a language or words that do not reach the person is explained to them, and says so itself."""
    if person.interpreter or not spoken_by_the_service(person.language):
        said = _("An interpreter explains this to you in %(language)s. It costs you nothing.")
        sheet.note(said % {"language": person.language_label})
    if person.reads in Person.HEARS:
        sheet.note(_("Somebody reads this out to you. Ask until you understand it."))


def _sanction(sheet, standing, words, today):
    sanction = standing["sanction"]
    sheet.heading_of(in_language(sanction.sanction_type.title))
    named = {"day": longdate(sanction.ends_on), "left": standing["days_left"]}
    sheet.paragraph(_("It ends on %(day)s: %(left)s. On that day all your duties stop by themselves.") % named)
    if words == Words.PLAIN:
        sheet.paragraph(in_language(sanction.sanction_type.plain))
    for row in standing["conditions"]:
        if asks_on(row["condition"], today):
            _condition(sheet, row, put(row["condition"], words, get_language()))


def _condition(sheet, row, said):
    sheet.heading_of(said.title, 3)
    for part in said.parts[:-1]:
        for line in part.splitlines():
            sheet.paragraph(line)
    if row["condition"].protected_person:
        sheet.facts([(_("You must not contact:"), row["condition"].protected_person)])
    sheet.paragraph(said.parts[-1], quiet=True)


def _next(sheet, appointment):
    sheet.heading_of(_("What comes next"))
    if appointment is None:
        sheet.paragraph(_("No appointment is booked. Your officer will tell you about the next one."))
        return
    rows = [
        (_("When"), moment(appointment.starts_at)),
        (_("What"), appointment.kind_label),
        (_("Where"), appointment.place),
        (_("With whom"), in_a_row((appointment.officer.name, appointment.officer.phone))),
    ]
    rows += [(_("Interpreter"), appointment.interpreter)] if appointment.interpreter else []
    rows += [(_("Arranged for you"), appointment.arranged)] if appointment.arranged else []
    sheet.facts(rows)
    sheet.paragraph(_("If you cannot come, call before."))


def _rights(sheet, case):
    sheet.heading_of(_("What goes on as before"))
    sheet.paragraph(_("You keep your benefits, your health care and your home."))
    sheet.paragraph(_("You keep your civic rights, unless a law or a court has said otherwise in writing."))
    sheet.heading_of(_("If you do not understand, or do not agree"))
    sheet.paragraph(
        _("Ask your officer to explain it. You may ask a lawyer at any time, and before you answer anything.")
    )
    sheet.paragraph(
        _("You can disagree with what is written about you, complain, and appeal. It is never held against you.")
    )
    sheet.facts([(_("Where to ask"), in_a_row((case.unit.name, case.unit.address, case.unit.phone)))])
