"""What the person agreed to becomes another thing: their answer covers it no more, and they are asked (rules 57–59)."""

import datetime
from html import unescape

import pytest
from django.utils.timezone import localdate

from cases.actions.verb import VERBS
from cases.consents import Standing
from cases.deadlines.keeping import set_deadline
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Deadline
from sanctions.actions.appointments import CALLED_OFF
from sanctions.actions.carrying_out import CARRY_OUT
from sanctions.consents import asking, standing_on, waits_for_agreement
from sanctions.models import AllegedFailure, Application, Condition, Sanction
from tests.agreeing import DAY, FAMILY, booked, mine, read, theirs, treated
from tests.verbs import Call, perform
from tests.verbs.consents import agreed, an_order_with, on_paper
from tests.verbs.sanctions import a_condition

pytestmark = [pytest.mark.django_db, pytest.mark.rule(5, 57)]
HOUR, ANOTHER = datetime.timedelta(hours=1), "Dr Iris Bell, 3 Mill Lane"


def amended(cast, condition, **changed):
    """The officer corrects the condition. Returns it."""
    condition = Condition.objects.get(pk=condition.pk)
    given = {"condition_id": condition.id, "version": condition.version}
    return perform(cast, "condition.amend", Call("officer", FAMILY, given | changed))


def changed_by_court(cast, sanction):
    """An authority's change waits to be written into an order."""
    with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=sanction.case_id):
        set_deadline(CARRY_OUT, sanction, cast.now, to=Deadline.To.OFFICER)


def asked(about):
    """The days on which somebody is to ask the person, as they wait."""
    return list(Deadline.objects.filter(about=about.id, code="consent.ask", met_at=None))


@pytest.mark.parametrize(
    "changed",
    [
        {"provider": ANOTHER},
        {"ethical_standard": "Code of the clinic, 2025"},
        {"wording": "Shall live in the clinic for a year."},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_with_another_provider_standard_or_wording_the_person_is_asked_anew(cast, changed):
    condition = treated(cast, in_force=False, answer="yes")
    assert not waits_for_agreement(condition, localdate(cast.now)) and not asked(condition)
    amended(cast, condition, **changed)
    assert waits_for_agreement(condition, localdate(cast.now)) and len(asked(condition)) == 1
    page = read(cast.client("person"), mine("consents"))
    assert "changed since, so no" in page.lower() and "holds until" not in page.lower()
    assert "It covers nothing since then" in page
    asks = read(cast.client("person"), mine("consent", f"treatment-{condition.id}"))
    assert next(iter(changed.values())) in asks
    agreed(cast, ask=f"treatment-{condition.id}")
    assert not waits_for_agreement(condition, localdate(cast.now)) and not asked(condition)


def test_a_correction_that_changes_nothing_they_agreed_to_leaves_the_answer(cast):
    condition = treated(cast, in_force=False, answer="yes")
    amended(cast, condition, amount=2)
    assert not waits_for_agreement(condition, localdate(cast.now)) and not asked(condition)


def test_what_is_no_treatment_any_more_is_asked_of_nobody(cast):
    condition, weekly = treated(cast, in_force=False, given_on=localdate(cast.now) - 340 * DAY), a_condition()
    assert Deadline.objects.filter(code="consent.refresh", case=condition.case_id, met_at=None).count() == 1
    amended(cast, condition, **weekly, provider="", ethical_standard="")
    assert not waits_for_agreement(Condition.objects.get(pk=condition.pk), localdate(cast.now))
    assert not Deadline.objects.filter(code__startswith="consent.", case=condition.case_id, met_at=None).exists()


def test_somebody_who_said_no_to_another_thing_has_not_said_no_to_this_one(cast):
    condition = treated(cast, in_force=False, answer="no")
    amended(cast, condition, provider=ANOTHER)
    assert standing_on(condition, localdate(cast.now)) == Standing.OUTDATED and len(asked(condition)) == 1
    order = Sanction.objects.get(pk=condition.sanction_id)
    perform(cast, "sanction.settle", Call("officer", FAMILY, {"sanction_id": order.id, "version": order.version}))
    assert not Application.objects.filter(condition=condition).exists(), "the court is asked only after a no to this"


def test_where_the_court_changed_a_treatment_what_was_booked_under_it_is_called_off(cast):
    condition = treated(cast, answer="yes")
    appointment = booked(cast, condition)
    changed_by_court(cast, condition.sanction)
    amended(cast, condition, provider=ANOTHER)
    appointment.refresh_from_db()
    assert appointment.outcome == CALLED_OFF
    agreed(cast, ask=f"treatment-{condition.id}")
    assert not booked(cast, condition).outcome


def test_an_answer_of_the_days_before_does_not_cover_it(cast):
    condition = treated(cast, in_force=False, given_on=localdate(cast.now) - 9 * DAY)
    amended(cast, condition, provider=ANOTHER)
    url = theirs(cast, "consent", f"treatment-{condition.id}")
    earlier = {"given_on": localdate(cast.now) - DAY, "shown_by_what": "The paper of last week."}
    sent = on_paper(cast, **earlier) | {"ask": ""}
    answer = cast.client("officer").post(url, sent)
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert "Only an answer given since then covers it." in page and "The paper of last week." in page
    assert waits_for_agreement(condition, localdate(cast.now))


def test_until_the_day_of_the_change_the_answer_counted(cast):
    today = localdate(cast.now)
    condition = treated(cast, days_ago=30, given_on=today - 20 * DAY)
    for hours in (1, 24, 48):
        said = {"condition": condition, "manner": "Not there.", "happened_at": cast.now - hours * HOUR}
        perform(cast, "failure.note", Call("officer", FAMILY, said))
    changed_by_court(cast, condition.sanction)
    amended(cast, condition, provider=ANOTHER)
    assert standing_on(condition, today - DAY) == Standing.YES
    assert standing_on(condition, today) == Standing.OUTDATED
    rows = AllegedFailure.objects.filter(condition=condition)
    known = Condition.objects.select_related("condition_type").get(pk=condition.pk)
    counted = {row.happened_at for row in asking(rows, "happened_at__date")}
    assert counted == {row.happened_at for row in rows if not waits_for_agreement(known, localdate(row.happened_at))}
    assert counted == {cast.now - 24 * HOUR, cast.now - 48 * HOUR}


@pytest.mark.rule(59)
def test_a_measure_with_other_days_binds_nobody_before_they_agreed_to_those(cast):
    order, _condition = an_order_with(cast, a_condition(), kind="release-on-conditions")
    agreed(cast, ask=f"before-trial-{order.id}")
    given = {"sanction_id": order.id, "version": order.version, "decision_version": order.decision.version}
    kept = {name: getattr(order, name) for name in ("sanction_type", "starts_on", "ends_on")}
    paper = {name: getattr(order.decision, name) for name in ("authority", "reference", "decided_on", "offence")}
    longer = given | {"decision": paper, "sanction": kept | {"ends_on": order.ends_on + 30 * DAY}}
    VERBS["sanction.amend"](by=cast.at("officer"), now=cast.now, case_id=order.case_id, **longer)
    order.refresh_from_db()
    url = theirs(cast, "settle", order.id)
    answer = cast.client("officer").post(url, {"version": order.version})
    assert "Ask them on the page" in unescape(answer.content.decode()) and len(asked(order)) == 1
    agreed(cast, ask=f"before-trial-{order.id}")
    assert cast.client("officer").post(url, {"version": order.version}).status_code == 302
    order.refresh_from_db()
    assert order.state == Sanction.State.IN_FORCE
