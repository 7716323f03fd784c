"""An order that the court changed: its words are written in by the officer, and by nothing else (rules 11, 23, 71)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.verb import VERBS
from cases.deadlines.lists import due_to
from cases.models import Deadline
from sanctions.compliance import figures
from sanctions.models import Appointment, Condition, Placement
from tests.reported import DAY, a_ruling, reported
from tests.verbs.applications import a_changed_order, a_decision, an_application, to_change, viewed
from tests.verbs.sanctions import served
from tests.verbs.table import CALLS, Call, perform
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(11, 23, 71)]
STEP = "change.carry_out"


def act(cast, name, by="officer", **given):
    """A verb on Tomas's case."""
    return VERBS[name](by=cast.at(by), now=cast.now, case_id=cast.case("Verhaal").id, **given)


def page(cast, name, key):
    return reverse(f"sanctions:{name}", args=[cast.case("Verhaal").id, key])


def waiting(order):
    """Whether something waits to be carried out in an order."""
    return Deadline.objects.filter(about=order.id, code=STEP, met_at=None).exists()


def lifted(cast, condition, day):
    given = {"condition_id": condition.id, "version": condition.version, "lifted_on": day}
    return act(cast, "condition.lift", **given, reason="DC-N 2026/A1")


def test_a_granted_change_stands_on_the_officers_list_until_it_is_written_in_and_the_person_reads_it(cast):
    order, weekly = a_changed_order(cast), served(cast, "Verhaal", "report-weekly")
    officer = cast.client("officer")
    [due] = [item for item in due_to(cast.at("officer")) if item.verb == "Carry it out"]
    assert "The court changed this order" in text_of(officer.get(reverse("sanctions:overview", args=[weekly.case_id])))
    shown = text_of(officer.get(due.url))
    assert "DC-N 2026/A1" in shown
    assert "A meeting every two weeks." in shown
    typed = {"condition_type": weekly.condition_type_id, "wording": "Shall report every two weeks.", "amount": 2}
    answer = officer.post(page(cast, "condition_edit", weekly.id), typed | {"version": weekly.version})
    assert answer.url == due.url
    weekly.refresh_from_db()
    assert (weekly.amount, weekly.history.first().history_change_reason) == (2, "As decided: DC-N 2026/A1.")
    order.refresh_from_db()
    assert officer.post(due.url, {"version": order.version}).status_code == 302
    assert not waiting(order)
    assert "Shall report every two weeks." in text_of(cast.client("person").get("/my/conditions/"))
    assert officer.get(due.url).status_code == 404


@pytest.mark.parametrize("outcome", ["modified", "partly_revoked"])
def test_a_ruling_that_changes_the_order_asks_the_same_of_the_officer(cast, outcome):
    report = reported(cast)
    act(cast, "ruling.make", "authority", **a_ruling(report, cast, outcome, what_changes="The hours are lifted."))
    assert waiting(report.sanction)
    assert "The hours are lifted." in text_of(cast.client("officer").get(page(cast, "changes", report.sanction_id)))


@pytest.mark.parametrize("outcome", ["warning", "continued", "revoked"])
def test_a_ruling_that_changes_no_condition_asks_nothing_of_the_officer(cast, outcome):
    report = reported(cast)
    act(cast, "ruling.make", "authority", **a_ruling(report, cast, outcome))
    assert not waiting(report.sanction)


def test_a_refused_change_changes_nothing(cast):
    application = viewed(cast, an_application(cast, **to_change(cast)))
    perform(cast, "application.decide", Call("authority", "Verhaal", a_decision(cast, application, "refused")))
    assert not waiting(application.sanction)


def test_without_a_decision_nobody_changes_an_order_in_force(cast):
    weekly = served(cast, "Verhaal", "report-weekly")
    at_version = {"condition_id": weekly.id, "version": weekly.version}
    for name, given in (
        ("condition.amend", at_version | {"amount": 4}),
        ("condition.lift", at_version | {"lifted_on": localdate(cast.now), "reason": "Enough."}),
        ("condition.add", {"sanction_id": weekly.sanction_id, "condition_type": weekly.condition_type}),
    ):
        with pytest.raises(ValidationError, match="The order is fixed"):
            act(cast, name, **given)
    with pytest.raises(ValidationError, match="Nothing waits"):
        act(cast, STEP, sanction_id=weekly.sanction_id, version=weekly.sanction.version)
    for name, key in (("changes", weekly.sanction_id), ("condition_lift", weekly.id), ("condition_edit", weekly.id)):
        assert cast.client("officer").get(page(cast, name, key)).status_code == 404


def test_what_the_court_lifted_asks_nothing_more_and_what_was_done_stays(cast):
    a_changed_order(cast)
    weekly, today = served(cast, "Verhaal", "report-weekly"), localdate(cast.now)
    given = {"kind": "office", "place": "Room 3", "condition": weekly}
    soon, late = (act(cast, "appointment.book", starts_at=cast.now + days * DAY, **given) for days in (2, 9))
    before = figures(weekly.case_id, cast.now)[weekly.id]
    officer = cast.client("officer")
    typed = {"version": weekly.version, "lifted_on": f"{today + 5 * DAY}", "reason": "DC-N 2026/A1, second paragraph"}
    assert officer.post(page(cast, "condition_lift", weekly.id), typed).status_code == 302
    assert (_outcome(soon), _outcome(late)) == ("", Appointment.Outcome.CALLED_OFF)
    after = figures(weekly.case_id, cast.now)[weekly.id]
    assert (after.done, after.total, after.left) == (before.done, before.total, 0)
    said = text_of(cast.client("person").get("/my/conditions/"))
    assert "The court took this away." in said
    with pytest.raises(ValidationError, match="lifted already"):
        lifted(cast, Condition.objects.get(pk=weekly.id), today)


def _outcome(appointment):
    return Appointment.objects.values_list("outcome", flat=True).get(pk=appointment.id)


def test_work_under_a_lifted_condition_ends_with_it(cast):
    a_changed_order(cast)
    hours, today = served(cast, "Verhaal", "community-service"), localdate(cast.now)
    lifted(cast, hours, today)
    assert not Placement.objects.filter(condition=hours, ended_at=None, ends_on__gte=today).exists()
    given = CALLS["hours.record"](cast).given | {"worked_on": today}
    with pytest.raises(ValidationError, match="lifted by then"):
        act(cast, "hours.record", **given)
    assert figures(hours.case_id, cast.now)[hours.id].left == 0


def test_a_lifted_condition_needs_a_day_within_the_order_and_the_place_where_it_is_written(cast):
    order, weekly = a_changed_order(cast), served(cast, "Verhaal", "report-weekly")
    answer = cast.client("officer").post(
        page(cast, "condition_lift", weekly.id),
        {"version": weekly.version, "lifted_on": f"{order.ends_on + DAY}", "reason": "DC-N 2026/A1"},
    )
    assert answer.status_code == 422
    assert "Choose a day between the two." in text_of(answer)
    assert "DC-N 2026/A1" in text_of(answer)
    answer = cast.client("officer").post(page(cast, "condition_lift", weekly.id), {"version": weekly.version})
    assert answer.status_code == 422


def test_who_lifts_what_somebody_changed_meanwhile_sees_both(cast):
    a_changed_order(cast)
    weekly = served(cast, "Verhaal", "report-weekly")
    stale = weekly.version
    act(cast, "condition.amend", condition_id=weekly.id, version=stale, amount=2)
    typed = {"version": stale, "lifted_on": f"{localdate(cast.now)}", "reason": "DC-N 2026/A1"}
    answer = cast.client("officer").post(page(cast, "condition_lift", weekly.id), typed)
    assert answer.status_code == 409
    assert Condition.objects.get(pk=weekly.id).lifted_on is None
