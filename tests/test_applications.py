"""Asking the court for an early end or another condition: asked, answered, decided with reasons (rules 71, 72)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.verb import VERBS
from cases.deadlines.lists import due_to, overdue_in
from cases.models import CaseRecord, Deadline
from sanctions.models import (
    Application,
    ApplicationComment,
    ApplicationDecision,
    Appointment,
    Condition,
    HourLine,
    Placement,
    Sanction,
    ServiceView,
)
from sanctions.readiness import application_not_ready
from tests.reported import DAY, a_ruling, reported
from tests.verbs.applications import (
    WHY,
    a_decision,
    an_application,
    for_the_service,
    now_at,
    to_change,
    to_end,
    viewed,
)
from tests.verbs.table import Call, perform
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(71, 72)]


def act(cast, name, by="officer", moment=None, **given):
    """A verb on Tomas's case."""
    case_id, now = cast.case("Verhaal").id, moment or cast.now
    return VERBS[name](by=cast.at(by, now), now=now, case_id=case_id, **given)


def decided(cast, application, *args, **changed):
    return act(cast, "application.decide", "authority", **a_decision(cast, application, *args, **changed))


def order(cast):
    """Tomas's sanction as it is now."""
    return Sanction.objects.filter(case=cast.case("Verhaal")).earliest("id")


def page(name, *keys):
    return reverse(f"sanctions:{name}", args=keys)


def due(application):
    """What is still due about an application."""
    return set(Deadline.objects.filter(about=application.id, met_at=None).values_list("code", flat=True))


def test_the_person_asks_the_officer_answers_the_court_ends_it_and_the_person_reads_it(cast):
    person, officer, court = cast.client("person"), cast.client("officer"), cast.client("authority")
    case = cast.case("Verhaal")
    assert "End it earlier" in text_of(person.get("/my/applications/"))
    sent = person.post("/my/applications/end/", {"grounds": WHY})
    application = Application.objects.get(case=case)
    assert sent.url == reverse("my:application", args=[application.id])
    assert "Your officer says what the service thinks" in text_of(person.get(sent.url))
    assert due(application) == {"application.view", "application.decide"}

    opened = officer.get(page("application", case.id, application.id))
    assert WHY in text_of(opened) and "Give the view of the service" in text_of(opened)
    given = {"stance": "supports", "reasons": "He kept to everything.", "version": application.version}
    answered = officer.post(page("application_view", case.id, application.id), given)
    assert answered.status_code == 302
    assert "He kept to everything." in text_of(person.get(sent.url))
    assert "meetings kept, as recorded on" in ServiceView.objects.get(application=application).compliance

    inbox = text_of(court.get("/authority/"))
    assert "Ready to be decided" in inbox and "Tomas Verhaal" in inbox
    address = reverse("authority:application_decide", args=[case.id, application.id])
    form = court.get(address)
    assert WHY in text_of(form) and "He kept to everything." in text_of(form) and "checked" not in text_of(form)
    today = localdate(cast.now).isoformat()
    said = {"outcome": "granted", "effective_from": today, "decided_on": today, "reference": "DC-N 2026/E1"}
    assert court.post(address, said | {"reasons": "Its purpose is reached."}).status_code == 302

    assert order(cast).state == Sanction.State.ENDED
    home, read = text_of(person.get("/my/")), text_of(person.get(sent.url))
    assert "The court has answered" in home and "room 3" not in home
    assert "After that you have nothing more to do." in read and "Its purpose is reached." in read
    assert "You can appeal until" in read
    assert "Read the decision" in text_of(officer.get(reverse("cases:detail", args=[case.id])))
    assert due(application) == set()


def test_with_a_granted_early_end_the_duties_stop_on_that_day(cast):
    ahead = Appointment.objects.filter(case=cast.case("Verhaal"), outcome="", starts_at__gt=cast.now)
    booked = set(ahead.values_list("id", flat=True))
    assert booked
    decided(cast, viewed(cast, an_application(cast)))
    assert order(cast).ends_on == localdate(cast.now)
    called_off = Appointment.objects.filter(case=cast.case("Verhaal"), outcome="called_off")
    assert set(called_off.values_list("id", flat=True)) == booked
    with pytest.raises(ValidationError):
        act(cast, "appointment.book", kind="office", starts_at=cast.now + 2 * DAY, place="Room 3")
    late = Placement.objects.filter(case=cast.case("Verhaal"), ended_at=None, ends_on__gt=localdate(cast.now))
    assert not late.exists()


def test_what_was_called_off_can_never_become_a_failure(cast):
    ahead = Appointment.objects.filter(case=cast.case("Verhaal"), outcome="", starts_at__gt=cast.now).get()
    decided(cast, viewed(cast, an_application(cast)))
    ahead.refresh_from_db()
    given = {"outcome": "unacceptable", "note": "Did not come.", "measure": "none", "reason": "Noted late."}
    known = {"appointment_id": ahead.id, "version": ahead.version}
    with pytest.raises(ValidationError, match="called off by itself"):
        act(cast, "appointment.change_outcome", moment=ahead.starts_at + DAY, **known, **given)
    overview = text_of(cast.client("officer").get(page("appointments", cast.case("Verhaal").id)))
    assert "Called off" in overview


def test_hours_worked_before_the_end_can_still_be_written_down(cast):
    hours = Condition.objects.get(sanction=order(cast), condition_type__measure="hours")
    decided(cast, viewed(cast, an_application(cast)))
    times = {"started": datetime.time(20), "ended": datetime.time(21)}
    known = HourLine.objects.count()
    act(cast, "hours.record", condition_id=hours.id, worked_on=localdate(cast.now) - DAY, **times)
    assert HourLine.objects.count() == known + 1
    with pytest.raises(ValidationError, match="outside the sanction"):
        act(
            cast,
            "hours.record",
            moment=cast.now + 2 * DAY,
            condition_id=hours.id,
            worked_on=localdate(cast.now) + DAY,
            **times,
        )


def test_a_later_day_ends_it_by_itself(cast):
    day = localdate(cast.now) + 10 * DAY
    decided(cast, viewed(cast, an_application(cast)), effective_from=day)
    assert order(cast).state == Sanction.State.IN_FORCE and order(cast).ends_on == day
    act(cast, "appointment.book", kind="office", starts_at=cast.now + 5 * DAY, place="Room 3")
    with pytest.raises(ValidationError):
        act(cast, "appointment.book", kind="office", starts_at=cast.now + 12 * DAY, place="Room 3")
    read = text_of(cast.client("person").get("/my/conditions/"))
    assert "10 days left" in read


@pytest.mark.parametrize("days", [-1, 3000])
def test_an_early_end_lies_between_today_and_the_last_day(cast, days):
    application = viewed(cast, an_application(cast))
    with pytest.raises(ValidationError) as refused:
        decided(cast, application, effective_from=localdate(cast.now) + days * DAY)
    assert list(refused.value.message_dict) == ["effective_from"]
    assert order(cast).state == Sanction.State.IN_FORCE


def test_refused_everything_stays_as_it_is_and_one_can_ask_again(cast):
    before = order(cast)
    application = viewed(cast, an_application(cast), "opposes")
    typed = {"effective_from": localdate(cast.now), "what_changes": "Typed, then refused."}
    decision = decided(cast, application, "refused", **typed)
    assert decision.effective_from is None and decision.what_changes == "" and order(cast).version == before.version
    read = text_of(cast.client("person").get(reverse("my:application", args=[application.id])))
    assert "Everything stays as it is" in read and "You can appeal until" in read
    assert an_application(cast).state == "open"


@pytest.mark.parametrize("outcome", ["granted", "partly"])
def test_a_change_says_exactly_what_changes_and_the_sanction_goes_on(cast, outcome):
    application = viewed(cast, an_application(cast, **to_change(cast)))
    with pytest.raises(ValidationError) as refused:
        decided(cast, application, outcome, what_changes=" ")
    assert list(refused.value.message_dict) == ["what_changes"]
    decided(cast, application, outcome)
    assert order(cast).state == Sanction.State.IN_FORCE
    read = text_of(cast.client("person").get(reverse("my:application", args=[application.id])))
    assert "A meeting every two weeks." in read and "From " in read


def test_an_early_end_granted_in_part_ends_nothing(cast):
    decided(cast, viewed(cast, an_application(cast)), "partly")
    assert order(cast).state == Sanction.State.IN_FORCE


def test_the_person_takes_it_back_and_nobody_decides(cast):
    reported(cast)  # so that the court has the case before it in any event
    application, person = an_application(cast), cast.client("person")
    address = reverse("my:application_withdraw", args=[application.id])
    assert "Do you want to take this back?" in text_of(person.get(address))
    person.post(address)
    application.refresh_from_db()
    assert application.state == "withdrawn" and due(application) == set()
    assert "Withdrawn before the court decided" in text_of(person.get(reverse("my:application", args=[application.id])))
    with pytest.raises(Http404):
        decided(cast, application)
    assert (
        cast.client("authority")
        .get(reverse("authority:application", args=[application.case_id, application.id]))
        .status_code
        == 404
    )
    person.post(address)
    application.refresh_from_db()
    assert application.version == 2


def test_once_decided_nothing_is_taken_back_answered_or_decided_again(cast):
    application = an_application(cast)
    decided(cast, application, "refused", despite="The law names no view here.")
    known = now_at(application)
    for name, by, given in (
        ("application.withdraw", "person", {}),
        ("application.view", "officer", {"stance": "supports", "reasons": "Late."}),
        ("application.decide", "authority", a_decision(cast, application)),
    ):
        with pytest.raises(ValidationError, match="Where it stands: decided"):
            act(cast, name, by, **known | given)
    assert ApplicationDecision.objects.filter(case=application.case).count() == 1


def test_what_staff_did_not_write_down_they_cannot_take_back(cast):
    application = an_application(cast)
    with pytest.raises(ValidationError, match="on their own page"):
        act(cast, "application.take_back", **now_at(application), reason="He told me.")
    opened = text_of(cast.client("officer").get(page("application", application.case_id, application.id)))
    assert "Withdraw it" not in opened


def test_the_same_is_asked_once_at_a_time_and_the_page_says_so(cast):
    application, person = an_application(cast), cast.client("person")
    with pytest.raises(ValidationError, match="asked for already"):
        an_application(cast)
    assert "You have asked for this already" in text_of(person.get("/my/applications/end/"))
    answer = person.post("/my/applications/end/", {"grounds": WHY})
    assert answer.status_code == 422 and Application.objects.filter(case=application.case).count() == 1
    an_application(cast, **to_change(cast))
    for_the_service(cast)


def test_what_the_person_says_on_paper_goes_the_same_way(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    weekly = to_change(cast)["condition"]
    said = {"manner": "paper", "kind": "change", "condition": weekly.id, "instead": "Every two weeks.", "grounds": WHY}
    empty = officer.post(page("application_note", case.id), said | {"instead": ""})
    assert empty.status_code == 422 and "Say what is asked for instead." in text_of(empty)
    assert officer.post(page("application_note", case.id), said).status_code == 302
    application = Application.objects.get(case=case)
    assert (application.asked_by, application.manner) == ("person", "paper")
    assert application.written_by == cast.post("officer")
    read = text_of(cast.client("person").get(reverse("my:application", args=[application.id])))
    assert WHY in read and "on paper, copied by staff" in read
    taken = {"reason": "She said so on the telephone.", "version": 1}
    officer.post(page("application_withdraw", case.id, application.id), taken)
    application.refresh_from_db()
    assert application.state == "withdrawn"


@pytest.mark.rule(29)
def test_the_service_asks_and_the_person_is_heard_first(cast):
    case, person = cast.case("Verhaal"), cast.client("person")
    asked = {"kind": "end", "grounds": "Nothing is left to do."}
    assert cast.client("officer").post(page("application_new", case.id), asked).status_code == 302
    application = Application.objects.get(case=case)
    assert "You can say how you see it" in text_of(person.get("/my/"))
    assert any("has not said" in reason for reason in application_not_ready(application, cast.now))
    with pytest.raises(ValidationError) as refused:
        decided(cast, application)
    assert list(refused.value.message_dict) == ["despite"]
    address = reverse("my:application_comment", args=[application.id])
    assert "Nothing is left to do." in text_of(person.get(address))
    person.post(address, {"manner": "written", "text": "I agree with it."})
    assert ApplicationComment.objects.get(application=application).text == "I agree with it."
    assert application_not_ready(application, cast.now) == []
    court = reverse("authority:application", args=[case.id, application.id])
    assert "I agree with it." in text_of(cast.client("authority").get(court))
    decided(cast, application)
    assert order(cast).state == Sanction.State.ENDED


@pytest.mark.rule(29)
def test_when_the_time_to_speak_is_over_the_court_can_decide(cast):
    application = for_the_service(cast)
    last_day = datetime.datetime.combine(application.answer_by, cast.now.timetz())
    assert application_not_ready(application, last_day)
    assert application_not_ready(application, last_day + DAY) == []


def test_without_the_view_of_the_service_the_court_writes_why_it_decides(cast):
    application = an_application(cast)
    assert any("has not given its view yet" in reason for reason in application_not_ready(application, cast.now))
    inbox = text_of(cast.client("authority").get("/authority/"))
    assert "Not ready to be decided" in inbox and "has not given its view yet" in inbox
    with pytest.raises(ValidationError):
        decided(cast, application)
    assert decided(cast, application, despite="The person waits since May.").despite


def test_what_is_overdue_stands_on_the_officers_list_and_on_the_managers(cast):
    application = an_application(cast)
    address = page("application", application.case_id, application.id)
    assert address in {item.url for item in due_to(cast.at("officer"))}
    late = cast.now + 90 * DAY
    manager = cast.at("manager", late)
    late_ones = [item.title for item in overdue_in(manager, manager.units("manager")) if item.url == address]
    assert len(late_ones) == 2
    assert any(item.overdue for item in due_to(cast.at("officer", late)) if item.url == address)


def test_a_view_written_after_somebody_saved_changes_nothing(cast):
    application = an_application(cast)
    address = page("application_view", application.case_id, application.id)
    given = {"stance": "opposes", "reasons": "Typed at length.", "version": application.version + 1}
    answer = cast.client("officer").post(address, given)
    assert answer.status_code == 409 and "Typed at length." in text_of(answer)
    assert not ServiceView.objects.filter(application=application).exists()


def test_a_view_is_given_once(cast):
    application = viewed(cast, an_application(cast))
    with pytest.raises(ValidationError, match="there already"):
        viewed(cast, application)
    answer = cast.client("officer").get(page("application_view", application.case_id, application.id))
    assert answer.status_code == 302


@pytest.mark.rule(45)
def test_a_representative_reads_everything_and_asks_for_nothing(cast):
    application, lawyer = viewed(cast, an_application(cast)), cast.client("representative")
    read = text_of(lawyer.get(reverse("my:application", args=[application.id])))
    assert WHY in read and "He kept to everything." in read and "I want to take it back" not in read
    assert "End it earlier" not in text_of(lawyer.get("/my/applications/"))
    assert lawyer.get("/my/applications/end/").status_code == 403
    with pytest.raises(PermissionDenied):
        act(cast, "application.make", "representative", **to_change(cast))


def test_only_a_sanction_in_force_can_be_changed_or_ended(cast):
    asked = to_end(cast)
    decided(cast, viewed(cast, an_application(cast)))
    with pytest.raises(ValidationError, match="in force"):
        an_application(cast, **asked)
    assert cast.client("person").get("/my/applications/end/").status_code == 302
    assert "End it earlier" not in text_of(cast.client("person").get("/my/applications/"))


def test_nobody_asks_about_somebody_elses_sanction(cast):
    theirs = Sanction.objects.get(case=cast.case("Petrova"))
    with pytest.raises(ValidationError, match="in force"):
        an_application(cast, kind="end", sanction=theirs, grounds=WHY)


@pytest.mark.rule(12)
def test_what_is_asked_about_a_revoked_sanction_is_closed(cast):
    application = an_application(cast)
    report = reported(cast)
    perform(cast, "ruling.make", Call("authority", "Verhaal", a_ruling(report, cast, "revoked")))
    application.refresh_from_db()
    assert application.state == "lapsed" and due(application) == set()
    read = text_of(cast.client("person").get(reverse("my:application", args=[application.id])))
    assert "there is nothing left to ask for" in read


def test_with_the_case_what_is_still_asked_is_closed(cast):
    application = an_application(cast)
    after = datetime.datetime.combine(order(cast).ends_on, cast.now.timetz()) + DAY
    with pytest.raises(ValidationError, match="over"):
        act(cast, "application.decide", "authority", after, **a_decision(cast, application, despite="Late."))
    version = CaseRecord.objects.get(pk=application.case_id).version
    act(cast, "case.close", moment=after, version=version, ended_as="completed")
    application.refresh_from_db()
    assert application.state == "lapsed"


@pytest.mark.rule(8, 47)
def test_the_court_reads_of_a_case_what_it_is_asked_about_and_no_other_court_does(cast):
    application = viewed(cast, an_application(cast))
    address = reverse("authority:application", args=[application.case_id, application.id])
    assert WHY in text_of(cast.client("authority").get(address))
    assert cast.client("officer2").get(address).status_code in (403, 404)
    elsewhere = reverse("authority:application", args=[cast.case("Lindqvist").id, application.id])
    assert cast.client("authority").get(elsewhere).status_code == 404


def test_the_demo_tells_of_one_that_was_granted_and_one_that_waits(cast):
    granted = ApplicationDecision.objects.get(application__case=cast.case("Sobol"))
    sanction = granted.application.sanction
    assert granted.outcome == "granted" and sanction.state == "ended" and sanction.ends_on == granted.effective_from
    assert Appointment.objects.filter(case=cast.case("Sobol"), outcome="called_off").count() == 1
    inbox = text_of(cast.client("authority").get("/authority/"))
    assert "Samira Benali" in inbox and "Ready to be decided" in inbox and "Marta Sobol" in inbox
