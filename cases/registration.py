"""What the ground itself brings to the composition, beside what higher floors register."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.composition import Tab, WorkItem, composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.history.names import name_rows, register_names
from cases.models.contest import Contest
from cases.models.person import Person
from cases.models.unit import StaffMember
from cases.views import own_sections


@register_names
def staff_names(keys):
    """Staff are known by the name of their post."""
    return name_rows(StaffMember.objects.filter(user_id__in=keys), "name")


@register_names
def person_names(keys):
    """The person is known by their family name."""
    return name_rows(Person.objects.filter(user_id__in=keys), "family_name")


composition.tabs += [
    Tab(_("Overview"), "cases:detail", Act.READ_CASE, place=1),
    Tab(_("Record"), "cases:record", Act.READ_CASE, place=2),
    Tab(_("Who looked"), "cases:looks", Act.READ_LOOKS, place=9),
]

# A page of work never grows without bound; what is due later comes up as the first ones are done.
MOST = 50


def contests_waiting(visitor):
    """Disagreements that wait for this visitor's answer, in colleagues' cases too (rule 46). One query."""
    waiting = Contest.objects.filter(answer="", handler__user_id=visitor.user_id).order_by("answer_by", "id")
    rows = visible_to(waiting, visitor, Act.ANSWER_CONTEST)[:MOST]
    shown = disclosed(rows, Purpose.CONTEST, visitor, "case__person")
    return [_item(contest, visitor, _("Answer"), "cases:contest_answer", contest.id) for contest in shown]


def contests_overdue(visitor, units):
    """Disagreements of these units that nobody answered in time, whoever has to. One query."""
    late = Contest.objects.filter(answer="", answer_by__lt=localdate(visitor.now), case__unit_id__in=units)
    rows = visible_to(late.order_by("answer_by", "id"), visitor, Act.MANAGE_UNIT)[:MOST]
    shown = disclosed(rows, Purpose.SUPERVISION, visitor, "case__person")
    return [_item(contest, visitor, _("Open the record"), "cases:record") for contest in shown]


def _item(contest, visitor, act, url_name, *keys):
    person = contest.case.person
    return WorkItem(
        due=contest.answer_by,
        title=_("Answer to a disagreement"),
        person=f"{person.given_names} {person.family_name}",
        verb=act,
        url=reverse(url_name, args=[contest.case.id, *keys]),
        overdue=contest.answer_by < localdate(visitor.now),
    )


composition.work.append(contests_waiting)
composition.team.append(contests_overdue)

# The ground's own come first, whatever the order in which the apps start.
composition.own_sections[:0] = [
    own_sections.identity,
    own_sections.contacts,
    own_sections.keepers,
    own_sections.explanations,
    own_sections.contests,
    own_sections.entries,
]
