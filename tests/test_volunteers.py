"""A volunteer from the first question to a note after meeting somebody, and no step further (rules 85–89)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.roles import Act
from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Look
from tests.verbs import Call, perform
from tests.verbs.volunteers import applied, asked, ready
from tests.visits import text_of
from volunteers.models import Task, TaskKind, VisitNote, Volunteer, VolunteerCheck
from volunteers.policies import not_ready

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
OFFENCES = ("Burglary", "Fraud")


@pytest.mark.rule(51, 85, 86, 87, 88)
def test_somebody_asks_to_help_is_checked_and_given_a_task(cast):
    coordinator, officer = cast.client("coordinator"), cast.client("officer")
    today, case = localdate(cast.now), cast.case("Petrova")
    words = {"called": "Elena", "language": "en", "text": "Fill in a form together.", "meets_at": "Town library"}
    days = {"agreed_on": today, "starts_on": today, "ends_on": today + 20 * DAY}
    kind = {"kind": TaskKind.objects.get(code="accompany").id}
    asking = reverse("volunteers:ask", args=[case.id])
    assert "it is all they will know" in text_of(officer.get(asking))
    assert officer.post(asking, words | days | kind).status_code == 302
    task = Task.objects.latest("id")

    new = {"name": "Ada Lind", "languages": "English", "guide": cast.post("coordinator").id}
    here = coordinator.post(reverse("volunteers:new"), new).url
    ada = Volunteer.objects.latest("id")
    assert here == reverse("volunteers:volunteer", args=[ada.id])
    early = coordinator.post(here + "decide/", {"state": "accepted", "reasons": "Patient.", "version": 1})
    assert early.status_code == 422 and "Nobody is accepted before everything is checked" in text_of(early)
    for kind in VolunteerCheck.Kind:
        check = {"kind": kind, "done_on": today, "passed": "yes", "note": "Seen"}
        assert coordinator.post(here + "check/", check).status_code == 302
    assert coordinator.post(here + "decide/", {"state": "accepted", "reasons": "Patient.", "version": 1}).url == here

    giving = reverse("volunteers:give", args=[task.id])
    refused = text_of(coordinator.get(giving))
    assert "Ada Lind" in refused and "Is not insured until the last day of the task." in refused
    assert coordinator.post(giving, {"volunteer": ada.id, "version": 1}).status_code == 422
    papers = {"undertaking_on": today, "insurance": "Policy 1", "insured_until": today + 20 * DAY, "version": 2}
    assert coordinator.post(here + "papers/", new | papers).url == here
    assert coordinator.post(giving, {"volunteer": ada.id, "version": 1}).status_code == 302
    assert "Ada Lind" in text_of(officer.get(reverse("cases:detail", args=[case.id])))


@pytest.mark.rule(88)
def test_a_volunteer_sees_the_task_and_nothing_of_the_case(cast):
    volunteer = cast.client("volunteer")
    task = Task.objects.get(case=cast.case("Verhaal"))
    here = reverse("volunteers:task", args=[task.id])
    for read in (text_of(volunteer.get(reverse("volunteers:home"))), text_of(volunteer.get(here))):
        assert "Tomas" in read and "Read a newspaper together" in read
        assert not [word for word in (*OFFENCES, "Verhaal", "Quay Street", task.case.reference) if word in read]
    for name, keys in (("cases:detail", [task.case_id]), ("volunteers:give", [task.id]), ("partner:home", [])):
        assert volunteer.get(reverse(name, args=keys)).status_code in (403, 404)
    assert volunteer.post(here, {"met_on": localdate(cast.now), "minutes": 50, "text": "A letter."}).url == here
    note = VisitNote.objects.latest("id")
    assert "A letter." in text_of(cast.client("officer").get(reverse("cases:detail", args=[task.case_id])))
    assert "A letter." in text_of(cast.client("person").get(reverse("my:record")))
    assert (note.minutes, note.volunteer.name) == (50, "Hugo Blanc")
    assert Look.objects.filter(root=task.id, actor_id=cast.user("volunteer").id).exists()


@pytest.mark.rule(88)
@pytest.mark.parametrize("ended", ["the task", "the insurance", "the volunteer", "the last day"])
def test_what_ends_is_seen_no_more(cast, ended):
    task, moment = Task.objects.get(case=cast.case("Verhaal")), cast.now
    address = reverse("volunteers:task", args=[task.id])
    assert cast.client("volunteer").get(address).status_code == 200
    if ended == "the task":
        given = {"task_id": task.id, "version": task.version}
        perform(cast, "task.end", Call("officer", "Verhaal", given))
    elif ended == "the last day":
        moment += 121 * DAY
    else:
        hugo = ready()
        change = {"insured_until": localdate(cast.now) - DAY}
        if ended == "the volunteer":
            change = {"state": "left", "reasons": "Moved away.", "decided_on": localdate(cast.now)}
        with recorded("test", by=SYSTEM_ACTOR, now=cast.now, root=hugo.id):
            for name, value in change.items():
                setattr(hugo, name, value)
            keep(hugo)
    assert not cast.at("volunteer", moment).may(Act.READ_TASK) or not _sees(cast, task, moment)
    if moment == cast.now:
        assert cast.client("volunteer").get(address).status_code in (403, 404)


def _sees(cast, task, moment):
    from cases.access.decide import can  # noqa: PLC0415

    return can(cast.at("volunteer", moment), Act.READ_TASK, task)


@pytest.mark.rule(85)
def test_what_is_reserved_to_staff_is_given_to_no_volunteer(cast):
    with pytest.raises(ValidationError, match="reserved to staff"):
        asked(cast, kind=TaskKind.objects.get(reserved_to_staff=True))


def test_nobody_is_asked_about_before_they_agreed(cast):
    with pytest.raises(ValidationError, match="before they agreed"):
        asked(cast, agreed_on=localdate(cast.now) + DAY)


def test_the_last_check_of_each_kind_counts(cast):
    volunteer, today = ready(), localdate(cast.now)
    checks = list(volunteer.checks.all())
    assert not_ready(volunteer, checks, today) == []
    worse = VolunteerCheck(id=volunteer.id, volunteer=volunteer, kind="record", done_on=today, passed=False)
    assert not_ready(volunteer, [*checks, worse], today) == [
        "Extract of the criminal record: something stood against it."
    ]
    old = VolunteerCheck(
        id=volunteer.id, volunteer=volunteer, kind="talk", done_on=today, passed=True, valid_until=today
    )
    assert not_ready(volunteer, [*checks, old], today + DAY) == [
        "Talk about the task and its limits: no longer counts on the last day."
    ]


def test_a_coordinator_knows_the_volunteers_of_their_own_unit_alone(cast):
    with pytest.raises(ValidationError, match="your own unit"):
        perform(
            cast,
            "volunteer.add",
            Call("coordinator", None, {"name": "X", "languages": "English", "guide": cast.post("officer3")}),
        )
    ada = applied(cast)
    with recorded("test", by=SYSTEM_ACTOR, now=cast.now, root=ada.id):
        ada.unit = cast.unit("South")
        keep(ada)
    assert cast.client("coordinator").get(reverse("volunteers:volunteer", args=[ada.id])).status_code == 404
    with pytest.raises(ValidationError, match="your own unit"):
        given = {"task_id": asked(cast).id, "version": 1, "volunteer": ada}
        perform(cast, "task.give", Call("coordinator", None, given))
