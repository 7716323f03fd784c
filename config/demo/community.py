"""The community takes part: a food bank that offers work, volunteers who were checked, and one who was not yet."""

import datetime

from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import CaseRecord
from sanctions.actions.placing import place, report_session
from sanctions.models import Condition
from volunteers.actions.selecting import add_volunteer, change_volunteer, check_volunteer, decide_volunteer
from volunteers.actions.tasks import ask_for_help, give_task, note_visit
from volunteers.models import Agreement, PartnerMember, PartnerOrganisation, TaskKind, VolunteerCheck

YEAR = datetime.timedelta(days=365)
DAY = datetime.timedelta(days=1)


def a_placement_and_a_volunteer(cast):
    """Elena and Tomas work at the food bank; Hugo practises French with Tomas (rules 39–41, 85–89)."""
    organisation = _the_food_bank(cast)
    _work(cast, organisation, "Petrova", -150, 214)
    tomas = _work(cast, organisation, "Verhaal", -60, 200)
    for days in (20, 6):
        _session(cast, tomas, days)
    hugo = _somebody(cast, "Hugo Blanc", "French, English", user=cast.users["volunteer"])
    _checked(cast, hugo)
    _papers(cast, hugo)
    _accepted(cast, hugo)
    _somebody(cast, "Mara Silva", "Portuguese, English")
    _help_for_tomas(cast, hugo)
    _help_that_waits(cast)


def _the_food_bank(cast):
    now = cast.ago(365)
    with recorded("partner.begin", by=SYSTEM_ACTOR, now=now, ground="seed"):
        organisation = keep(
            PartnerOrganisation(
                name="Northbridge Food Bank",
                offers="Sorting, packing and handing out food",
                address="5 Granary Lane, Northbridge",
                phone="555 0170",
            )
        )
        keep(
            Agreement(
                organisation=organisation,
                document="Agreement 2025/7",
                insurance="Civic Mutual, policy 88-1207",
                insured_until=(cast.now + YEAR).date(),
                safe_until=(cast.now + YEAR).date(),
                starts_at=now,
                ends_at=cast.now + 2 * YEAR,
            )
        )
        member = {"user": cast.users["agency"], "name": "Renate Vogt", "undertaking_on": now.date()}
        keep(PartnerMember(organisation=organisation, starts_at=now, **member))
    return organisation


def _work(cast, organisation, family_name, first, last):
    """A placement from so many days ago until so many days to come."""
    condition = Condition.objects.get(
        case__person__family_name=family_name, condition_type__code="community-service", sanction__state="in_force"
    )
    now = cast.ago(-first)
    return place(
        by=cast.at("officer", now),
        now=now,
        case_id=condition.case_id,
        ground="seed",
        condition_id=condition.id,
        organisation=organisation,
        work="Sorting and packing food",
        place="5 Granary Lane, back entrance",
        contact="Renate Vogt",
        must_know="",
        open_on="12345",
        starts_on=now.date(),
        ends_on=min((cast.now + last * DAY).date(), condition.sanction.ends_on),
    )


def _session(cast, placement, days):
    """An afternoon, so many days ago, on a weekday."""
    worked = cast.ago(days)
    worked -= max(worked.weekday() - 4, 0) * DAY
    now = worked + DAY
    report_session(
        by=cast.at("agency", now),
        now=now,
        case_id=placement.case_id,
        ground="seed",
        placement_id=placement.id,
        worked_on=worked.date(),
        started=datetime.time(17, 30),
        ended=datetime.time(18, 30),
        note="Helped to clear up after closing",
    )


def _by_coordinator(cast, verb, volunteer, days=300, **given):
    now = cast.ago(days)
    return verb(by=cast.at("coordinator", now), now=now, ground="seed", volunteer_id=volunteer.id, **given)


def _somebody(cast, name, languages, **more):
    now = cast.ago(320)
    given = {"name": name, "languages": languages, "guide": cast.posts["coordinator"], "phone": "555 0190"}
    return add_volunteer(by=cast.at("coordinator", now), now=now, ground="seed", **given, **more)


def _checked(cast, volunteer):
    for kind in VolunteerCheck.Kind:
        done_on = cast.ago(310).date()
        _by_coordinator(
            cast, check_volunteer, volunteer, kind=kind, done_on=done_on, passed=True, note="Paper seen, given back"
        )


def _papers(cast, volunteer):
    papers = {"insurance": "Civic Mutual, policy 90-3311", "insured_until": (cast.now + YEAR).date()}
    undertaking = {"undertaking_on": cast.ago(305).date()}
    _by_coordinator(cast, change_volunteer, volunteer, version=1, **papers, **undertaking)


def _accepted(cast, volunteer):
    reasons = "Meets every criterion; patient in the talk, and taught evening classes for years."
    _by_coordinator(cast, decide_volunteer, volunteer, version=2, state="accepted", reasons=reasons)


def _help_for_tomas(cast, volunteer):
    task = _task(cast, "Verhaal", "language", 45, text="Read a newspaper together and talk about it, in French.")
    now = cast.ago(40)
    by = cast.at("coordinator", now)
    give_task(by=by, now=now, ground="seed", task_id=task.id, version=1, volunteer=volunteer)
    now = cast.ago(12)
    note = {"met_on": now.date(), "minutes": 60, "text": "We read about the harbour. He wants to try a letter next."}
    note_visit(by=cast.at("volunteer", now), now=now, ground="seed", task_id=task.id, **note)


def _help_that_waits(cast):
    _task(cast, "Petrova", "accompany", 3, text="Go along to the job centre, twice, and help to fill in the forms.")


def _task(cast, family_name, kind, days, text):
    """The officer asks for help, once the person agreed."""
    now = cast.ago(days)
    case = CaseRecord.objects.select_related("person").get(person__family_name=family_name)
    return ask_for_help(
        by=cast.at("officer", now),
        now=now,
        case_id=case.id,
        ground="seed",
        kind=TaskKind.objects.get(code=kind),
        called=case.person.given_names,
        language=case.person.language,
        text=text,
        meets_at="Town hall, reading room",
        agreed_on=now.date(),
        starts_on=now.date(),
        ends_on=(cast.now + 120 * DAY).date(),
    )
