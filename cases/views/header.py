"""Whose record a page is about: the identity bar and the tabs that all pages of a case share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.access.roles import Role
from cases.composition import composition
from cases.disclosure.view import disclosed_one
from cases.models.caserecord import CaseRecord
from cases.models.person import Person
from cases.views.days import day_in_words

# What the identity bar says of a person, for views that load nothing else of them.
PERSON = (
    "given_names",
    "family_name",
    "birth_date",
    "language",
    "interpreter",
    "reads",
    "reading_need",
    "disability_need",
)


def the_case(door, **annotations):
    """The case behind a door with its person and unit, in one query; more can be asked along as annotations."""
    case = CaseRecord.objects.filter(pk=door.case_id).annotate(**annotations)
    return disclosed_one(case, door.purpose, door.visitor, "person", "unit", extra=tuple(annotations))


def case_header(request, door, current, case=None) -> dict:
    """What cases/case.html needs; `current` is the URL name of the tab one stands in. One query, none with `case`."""
    case = case or the_case(door)
    person = case.person
    return {
        "case_id": door.case_id,
        "name": full_name(person),
        "facts": _facts(case),
        "alerts": _alerts(case) + _how_one_reads(door),
        "tabs": _tabs(door, current),
        "purpose": door.purpose.label,
    }


def full_name(person) -> str:
    """Given names, then the family name, as the record has them."""
    return f"{person.given_names} {person.family_name}"


def _facts(case):
    person = case.person
    speaks = _("%(language)s, interpreter needed") if person.interpreter else "%(language)s"
    return [
        (_("Case"), case.reference),
        (_("Born"), day_in_words(person.birth_date)),
        (_("Speaks"), speaks % {"language": person.language_label}),
    ]


def _alerts(case):
    person, alerts = case.person, []
    if case.ended_on:
        alerts.append((_("Ended on %(date)s") % {"date": day_in_words(case.ended_on)}, "plain"))
    if person.reading_need or person.reads != Person.Reads.ORDINARY:
        alerts.append((_("Needs help with reading"), "warn"))
    if person.disability_need:
        alerts.append((_("Needs an adjustment"), "warn"))
    return alerts


def _how_one_reads(door):
    return [(_("You read this in an emergency"), "bad")] if door.role == Role.EMERGENCY else []


def _tabs(door, current):
    tabs = sorted((tab for tab in composition.tabs if door.may(tab.act)), key=lambda tab: tab.place)
    return [
        {"label": tab.label, "url": reverse(tab.url_name, args=[door.case_id]), "current": tab.url_name == current}
        for tab in tabs
    ]
