"""A treatment asks nothing without the agreement; a no, or a yes taken back, is for the court (rules 5, 57, 58)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.history.tables import Action
from cases.models import Deadline, Jurisdiction
from sanctions.actions.appointments import CALLED_OFF
from sanctions.compliance import failures_that_count, figures
from sanctions.models import AllegedFailure
from tests.agreeing import DAY, FAMILY, booked, mine, missed, read, returned, theirs, treated
from tests.verbs import Call, perform
from tests.verbs.consents import PROVIDER, STANDARD, a_treatment, agreed, an_order_with, last, text_shown
from tests.verbs.sanctions import a_condition
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(5, 57, 58)]


# A treatment: its standard, who gives it, and nothing without the person's agreement.


@pytest.mark.parametrize("missing", ["ethical_standard", "provider"])
def test_a_treatment_names_its_standard_and_who_gives_it(cast, missing):
    order, _weekly = an_order_with(cast, a_condition())
    sent = a_treatment() | {missing: "", "condition_type": a_treatment()["condition_type"].id}
    page = cast.client("officer").post(theirs(cast, "condition_add", order.id), sent)
    assert page.status_code == 422 and "treated for his drinking" in text_of(page)
    assert f'id="id_{missing}_error"' in text_of(page)
    with pytest.raises(ValidationError) as refused:
        perform(cast, "condition.add", Call("officer", FAMILY, a_treatment() | {"sanction_id": order.id, missing: " "}))
    assert list(refused.value.message_dict) == [missing]


def test_person_officer_and_court_read_them(cast):
    condition = treated(cast, answer="no")
    court = reverse("authority:application", args=[condition.case_id, returned(cast).get().id])
    pages = [read(cast.client("person"), mine("conditions")), read(cast.client("officer"), theirs(cast, "overview"))]
    assert all(PROVIDER in page and STANDARD in page for page in pages)
    assert "treated for his drinking" in read(cast.client("authority"), court)


def test_without_an_answer_it_asks_nothing_and_waits(cast):
    condition = treated(cast)
    assert "Waits for agreement" in read(cast.client("person"), mine("conditions"))
    assert "Waits for agreement" in read(cast.client("officer"), theirs(cast, "overview"))
    assert figures(condition.case_id, cast.now)[condition.id].waits
    agreed(cast, ask=f"treatment-{condition.id}")
    assert "Waits for agreement" not in read(cast.client("person"), mine("conditions"))
    assert not figures(condition.case_id, cast.now)[condition.id].waits


def test_no_failure_is_noted_on_a_day_without_agreement(cast):
    condition, officer = treated(cast, days_ago=10), cast.client("officer")
    url, moment = theirs(cast, "failure_new"), cast.now - 2 * DAY
    page = officer.post(url, missed(cast, condition, moment))
    assert page.status_code == 422 and "It asks nothing then" in text_of(page)
    assert "He was not seen there." in text_of(page)
    agreed(cast, ask=f"treatment-{condition.id}", given_on=localdate(cast.now) - 5 * DAY)
    assert officer.post(url, missed(cast, condition, moment)).status_code == 302
    before = missed(cast, condition, cast.now - 6 * DAY)
    assert officer.post(url, before).status_code == 422


def test_an_agreement_taken_back_while_a_form_is_open_stops_what_is_sent(cast):
    condition, officer = treated(cast, days_ago=10, given_on=localdate(cast.now) - 5 * DAY), cast.client("officer")
    sent = missed(cast, condition, cast.now - datetime.timedelta(minutes=1))
    assert officer.get(theirs(cast, "failure_new")).status_code == 200
    cast.client("person").post(mine("consent_withdraw", last(cast).id))
    page = officer.post(theirs(cast, "failure_new"), sent)
    assert page.status_code == 422 and "It asks nothing then" in text_of(page)
    assert "He was not seen there." in text_of(page) and not AllegedFailure.objects.filter(condition=condition).exists()


def test_nothing_is_booked_for_it_and_what_was_is_called_off(cast):
    condition = treated(cast)
    with pytest.raises(ValidationError) as refused:
        booked(cast, condition)
    assert list(refused.value.message_dict) == ["condition"]
    agreed(cast, ask=f"treatment-{condition.id}")
    appointment = booked(cast, condition)
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast).id}))
    appointment.refresh_from_db()
    assert appointment.outcome == CALLED_OFF
    assert "it is not asked any more" in read(cast.client("officer"), theirs(cast, "appointments"))


def test_what_was_missed_without_agreement_leaves_every_count(cast):
    """Taken back by letter on Monday, written down on Friday: what was noted between leaves the count."""
    today = localdate(cast.now)
    condition = treated(cast, days_ago=20, given_on=today - 15 * DAY)
    jurisdiction = Jurisdiction.objects.get()
    count = failures_that_count(condition.case_id, cast.now, jurisdiction)[0]
    given = {"condition": condition, "manner": "He did not come."}
    for days in (9, 3):
        said = given | {"happened_at": cast.now - days * DAY}
        failure = perform(cast, "failure.note", Call("officer", FAMILY, said))
    assert failures_that_count(condition.case_id, cast.now, jurisdiction)[0] == count + 2
    back = {"consent_id": last(cast).id, "version": 1, "withdrawn_how": "By letter", "withdrawn_on": today - 5 * DAY}
    perform(cast, "consent.note_taking_back", Call("officer", FAMILY, back))
    assert failures_that_count(condition.case_id, cast.now, jurisdiction)[0] == count + 1
    assert figures(condition.case_id, cast.now)[condition.id].failures == 1
    verdict = {"failure_id": failure.id, "version": 1, "reasons": "He stayed away."}
    for verb, said in (
        ("failure.decide", verdict | {"verdict": "minor"}),
        ("report.draft", {"failure_ids": [failure.id], "significance": "He stays away."}),
    ):
        with pytest.raises(ValidationError, match="asked nothing"):
            perform(cast, verb, Call("officer", FAMILY, said))
    perform(cast, "failure.decide", Call("officer", FAMILY, verdict | {"verdict": "unfounded"}))


# Refused or taken back: the question returns to the court by itself.


def test_a_refusal_returns_the_question_to_the_court_which_decides(cast):
    condition, person, court = treated(cast), cast.client("person"), cast.client("authority")
    key = f"treatment-{condition.id}"
    sent = {"answer": "no", "shown": text_shown(cast, key)}
    assert PROVIDER in sent["shown"] and STANDARD in sent["shown"]
    assert person.post(mine("consent", key), sent).status_code == 302
    application = returned(cast).get()
    assert (application.kind, application.condition_id, application.grounds) == ("change", condition.id, "")
    codes = set(Deadline.objects.filter(about=application.id, met_at=None).values_list("code", flat=True))
    assert codes == {"application.comment", "application.decide"}
    assert "does not agree" in read(court, "/authority/")
    before = read(court, reverse("authority:application", args=[condition.case_id, application.id]))
    assert "That is never itself a failure." in before and "I agree to the treatment named here" in before
    own = read(person, mine("application", application.id))
    assert "That is never a failure" in own and "Say how you see it" in own
    said = {"manner": "written", "text": "I would rather see my own doctor."}
    assert person.post(mine("application_comment", application.id), said).status_code == 302
    decided = {"outcome": "granted", "effective_from": localdate(cast.now).isoformat(), "reasons": "So be it."}
    decided |= {"what_changes": "The treatment is lifted.", "reference": "DC-N 2026/T1"}
    decided |= {"decided_on": localdate(cast.now).isoformat()}
    url = reverse("authority:application_decide", args=[condition.case_id, application.id])
    assert court.post(url, decided).status_code == 302
    assert Deadline.objects.filter(about=condition.sanction_id, code="change.carry_out", met_at=None).exists()


def test_nobody_withdraws_what_the_law_asks_but_a_later_yes_does(cast):
    condition = treated(cast, answer="no")
    application = returned(cast).get()
    with pytest.raises(ValidationError):
        given = {"application_id": application.id, "version": application.version, "reason": "He may agree yet."}
        perform(cast, "application.take_back", Call("officer", FAMILY, given))
    agreed(cast, ask=f"treatment-{condition.id}", answer="no")
    assert returned(cast).count() == 1
    agreed(cast, ask=f"treatment-{condition.id}")
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert not Deadline.objects.filter(about=application.id, met_at=None).exists()
    assert "You agreed after all" in read(cast.client("person"), mine("application", application.id))


def test_several_are_returned_at_once(cast):
    first, second = treated(cast, answer="no"), treated(cast, answer="yes")
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast, condition=second).id}))
    assert set(returned(cast, state="open").values_list("condition", flat=True)) == {first.id, second.id}


def test_a_no_given_while_the_order_was_recorded_is_returned_when_it_binds(cast):
    order, condition = an_order_with(cast, a_treatment())
    agreed(cast, ask=f"treatment-{condition.id}", answer="no")
    assert not returned(cast).exists()
    perform(cast, "sanction.settle", Call("officer", FAMILY, {"sanction_id": order.id, "version": 1}))
    assert returned(cast).get().condition == condition


def test_the_ledger_says_whom_a_refusal_reached(cast):
    treated(cast, answer="no")
    assert Action.objects.filter(verb="consent.note").latest("id").recipient == cast.court.name
    agreed(cast, answer="no")
    assert Action.objects.filter(verb="consent.note").latest("id").recipient == ""
