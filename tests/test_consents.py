"""What the person agrees to, told turn by turn: asked, answered, taken back, decided by the court (rules 5, 57–59)."""

import datetime
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from cases.consents import Standing
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Action
from cases.models import Deadline, Jurisdiction
from cases.models.consent import ConsentPurpose
from sanctions.actions.applying import lapse
from sanctions.actions.appointments import CALLED_OFF
from sanctions.compliance import failures_that_count, figures
from sanctions.consents import asking, standing_on, waits_for_agreement
from sanctions.models import (
    AllegedFailure,
    Application,
    Condition,
    OrderQuery,
    PersonConsent,
    Sanction,
)
from tests.verbs import Call, perform
from tests.verbs.consents import (
    PHOTOGRAPHS,
    PROVIDER,
    STANDARD,
    a_treatment,
    agreed,
    an_order_with,
    last,
    on_paper,
    on_screen,
    text_shown,
)
from tests.verbs.sanctions import a_condition
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(5, 57, 58)]
DAY = datetime.timedelta(days=1)
FAMILY = "Verhaal"


def mine(name, *keys):
    return reverse(f"my:{name}", args=keys)


def theirs(cast, name, *keys):
    return reverse(f"sanctions:{name}", args=[cast.case(FAMILY).id, *keys])


def read(client, url):
    return unescape(text_of(client.get(url)))


def treated(cast, days_ago=0, **answer):
    """Tomas's order has a treatment now; with `answer` he answered it so, on paper. Returns the condition."""
    today = localdate(cast.now)
    days = {"starts_on": today - days_ago * DAY, "ends_on": today + 300 * DAY}
    _order, condition = an_order_with(cast, a_treatment(), settle=True, **days)
    if answer:
        agreed(cast, ask=f"treatment-{condition.id}", **answer)
    return condition


def suspected(cast):
    """A measure before trial, recorded and not yet in force. Returns the order and the key of what it asks."""
    order, _condition = an_order_with(cast, a_condition(), kind="release-on-conditions")
    return order, f"before-trial-{order.id}"


def settle(cast, order):
    return cast.client("officer").post(theirs(cast, "settle", order.id), {"version": order.version})


def returned(cast, **only):
    """What the law asks the court about Tomas."""
    return Application.objects.filter(case=cast.case(FAMILY), asked_by="law", **only)


def missed(cast, condition, moment):
    """What the page of a failure is sent."""
    return {
        "condition": condition.id,
        "happened_at": f"{localtime(moment):%Y-%m-%dT%H:%M}",
        "manner": "He was not seen there.",
    }


# On screen: the text stands there, nothing is chosen, and exactly what was read is kept.


def test_the_person_reads_the_text_and_presses_one_of_two_buttons(cast):
    person = cast.client("person")
    assert "not asked, so no" in read(person, mine("consents")).lower()
    page = read(person, mine("consent", PHOTOGRAPHS))
    assert "My face and my name are not shown." in page
    assert "Yes, I agree" in page and "No, I do not agree" in page and "checked" not in page
    sent = {"answer": "yes", "shown": text_shown(cast).replace("\n", "\r\n")}
    assert person.post(mine("consent", PHOTOGRAPHS), sent).url == mine("consents")
    given = last(cast)
    assert (given.answer, given.how_given, given.language) == ("yes", "screen", "en")
    assert given.text == text_shown(cast) and given.given_on == localdate(cast.now)
    assert given.valid_until == localdate(cast.now).replace(year=localdate(cast.now).year + 1)
    assert "Take it back" in read(person, mine("consents"))


def test_in_another_language_they_agree_to_the_text_in_that_language(cast):
    person = cast.client("person", "fr")
    page = read(person, mine("consent", PHOTOGRAPHS))
    assert "Ni mon visage ni mon nom n'y figurent." in page and 'lang="fr"' in page
    sent = {"answer": "no", "shown": text_shown(cast, language="fr")}
    assert person.post(mine("consent", PHOTOGRAPHS), sent).status_code == 302
    assert last(cast).language == "fr" and "Refuser ne change rien" in last(cast).text


def test_a_text_that_was_changed_meanwhile_comes_back_with_both(cast):
    person, read_before = cast.client("person"), text_shown(cast)
    page = person.post(mine("consent", PHOTOGRAPHS), {"answer": "yes", "shown": f"{read_before} And my name."})
    assert page.status_code == 409 and "And my name." in text_of(page) and "What it says now" in text_of(page)
    assert not PersonConsent.objects.exists()


def test_neither_button_is_no_answer(cast):
    page = cast.client("person").post(mine("consent", PHOTOGRAPHS), {"shown": text_shown(cast)})
    assert page.status_code == 422 and "Press yes or no." in text_of(page)
    assert not PersonConsent.objects.exists()


def test_only_the_person_agrees_for_themselves(cast):
    assert cast.client("representative").get(mine("consents")).status_code == 200
    assert cast.client("representative").get(mine("consent", PHOTOGRAPHS)).status_code == 403
    with pytest.raises(PermissionDenied):
        perform(cast, "consent.respond", Call("officer", FAMILY, on_screen(cast)))
    page = cast.client("officer").post(theirs(cast, "consent", PHOTOGRAPHS), on_paper(cast, how_given="screen"))
    assert page.status_code == 422
    with pytest.raises(ValidationError) as refused:
        perform(cast, "consent.note", Call("officer", FAMILY, on_paper(cast, how_given="screen")))
    assert list(refused.value.message_dict) == ["how_given"]


def test_what_is_not_asked_here_does_not_exist(cast):
    assert cast.client("person").get(mine("consent", "contact")).status_code == 404
    assert cast.client("officer").get(theirs(cast, "consent", "mediation")).status_code == 404
    with pytest.raises(Http404):
        perform(cast, "consent.note", Call("officer", FAMILY, on_paper(cast, ask="told-of-order")))


# On paper: staff write down what was signed or said, and what was taken back.


def test_staff_write_down_a_paper_and_what_was_taken_back(cast):
    officer, person = cast.client("officer"), cast.client("person")
    page = read(officer, theirs(cast, "consent", PHOTOGRAPHS))
    assert "Ni mon visage ni mon nom n'y figurent." in page and "checked" not in page  # he speaks French
    sent = on_paper(cast, given_on=(localdate(cast.now) - 2 * DAY).isoformat())
    sent.pop("ask")
    assert officer.post(theirs(cast, "consent", PHOTOGRAPHS), sent).status_code == 302
    given = last(cast)
    assert "The paper lies in the file." in read(officer, theirs(cast, "consents"))
    back = {"withdrawn_how": "Said so at the desk", "withdrawn_on": localdate(cast.now).isoformat(), "version": 1}
    assert officer.post(theirs(cast, "consent_withdraw", given.id), back).status_code == 302
    assert "Said so at the desk" in read(person, mine("consents"))
    assert officer.get(theirs(cast, "consent_withdraw", given.id)).status_code == 404


@pytest.mark.parametrize("missing", ["text", "language", "answer", "how_given", "shown_by_what", "given_on"])
def test_a_paper_says_everything_and_what_was_typed_comes_back(cast, missing):
    sent = on_paper(cast, given_on=localdate(cast.now).isoformat()) | {missing: ""}
    sent.pop("ask")
    page = cast.client("officer").post(theirs(cast, "consent", PHOTOGRAPHS), sent)
    assert page.status_code == 422 and not PersonConsent.objects.exists()
    assert missing == "shown_by_what" or "The paper lies in the file." in text_of(page)


def test_the_person_takes_it_back_with_two_buttons_and_no_question(cast):
    given, person = agreed(cast), cast.client("person")
    page = read(person, mine("consent_withdraw", given.id))
    assert "You need not say why, and it is never a failure." in page and "textarea" not in page
    assert person.post(mine("consent_withdraw", given.id)).url == mine("consents")
    given.refresh_from_db()
    assert given.withdrawn_on == localdate(cast.now)
    assert person.post(mine("consent_withdraw", given.id)).status_code == 404
    with pytest.raises(ValidationError):
        perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": given.id}))


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


def booked(cast, condition, days=3):
    given = {"kind": "office", "starts_at": cast.now + days * DAY, "place": "Weaver", "condition": condition}
    return perform(cast, "appointment.book", Call("officer", FAMILY, given))


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


# A suspect's measure: agreed to first.


@pytest.mark.rule(59)
def test_a_suspects_measure_is_put_in_force_only_with_their_agreement(cast):
    order, key = suspected(cast)
    page = read(cast.client("officer"), theirs(cast, "settle", order.id))
    assert "Ask the person first" in page and "Put in force" not in page
    refused = settle(cast, order)
    assert refused.status_code == 422 and "The law asks the person’s agreement" in unescape(text_of(refused))
    agreed(cast, ask=key)
    assert "Put in force" in read(cast.client("officer"), theirs(cast, "settle", order.id))
    assert settle(cast, order).status_code == 302
    order.refresh_from_db()
    assert order.state == "in_force"


@pytest.mark.rule(59)
def test_an_agreement_taken_back_while_the_check_is_open_does_not_bind(cast):
    order, key = suspected(cast)
    agreed(cast, ask=key)
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast).id}))
    assert settle(cast, order).status_code == 302
    order.refresh_from_db()
    assert order.state == "queried"


@pytest.mark.rule(59)
def test_a_suspects_no_goes_back_to_the_authority_as_a_doubt(cast):
    order, key = suspected(cast)
    agreed(cast, ask=key, answer="no")
    assert "does not agree to this measure" in read(cast.client("officer"), theirs(cast, "settle", order.id))
    assert settle(cast, order).status_code == 302
    order.refresh_from_db()
    query = OrderQuery.objects.get(sanction=order)
    assert (order.state, query.doubt) == ("queried", "consent")
    with pytest.raises(ValidationError, match="is the authority’s to answer"):
        given = {"sanction_id": order.id, "version": order.version, "because": "It must be."}
        perform(cast, "order.bind", Call("manager", FAMILY, given))
    given = {"query_id": query.id, "answer": "confirmed", "answer_text": "Section 37 binds without it."}
    perform(cast, "order.answer", Call("authority", FAMILY, given))
    order.refresh_from_db()
    assert order.state == "in_force"


@pytest.mark.rule(59)
def test_taken_back_before_the_answer_or_after_the_start(cast):
    """While the order lies with the authority it is asked this too; once it binds, the law asks it to end it."""
    order, key = suspected(cast)
    agreed(cast, ask=key)
    settle(cast, order)
    page = read(cast.client("person"), mine("consent_withdraw", last(cast).id))
    assert "The court is told that you do not agree any more" in page
    cast.client("person").post(mine("consent_withdraw", last(cast).id))
    assert (returned(cast).get().kind, returned(cast).get().sanction_id) == ("end", order.id)
    assert "You do not agree, so the law asks the court" in read(cast.client("person"), mine("home"))


@pytest.mark.rule(59)
def test_while_the_authority_is_asked_something_else_a_withdrawal_is_one_more_doubt(cast):
    today = localdate(cast.now)
    long = {"starts_on": today, "ends_on": today + 500 * DAY}
    order, _weekly = an_order_with(cast, a_condition(), kind="release-on-conditions", **long)
    agreed(cast, ask=f"before-trial-{order.id}")
    settle(cast, order)
    assert list(OrderQuery.objects.filter(sanction=order).values_list("doubt", flat=True)) == ["bounds"]
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast).id}))
    queries = OrderQuery.objects.filter(sanction=order).order_by("id")
    assert [query.doubt for query in queries] == ["bounds", "consent"]
    for query in queries:
        given = {"query_id": query.id, "answer": "confirmed", "answer_text": "It stands."}
        assert Sanction.objects.get(pk=order.id).state == "queried"
        perform(cast, "order.answer", Call("authority", FAMILY, given))
    assert Sanction.objects.get(pk=order.id).state == "in_force"


# What is to be asked stands on the lists.


ASK = "The person’s agreement is needed, and was not asked for"
AGAIN = "The person’s agreement is to be asked for again"


def to_do(cast):
    """Whether each of the two stands on the officer's list, and how often the person's page names what it asks."""
    today, home = read(cast.client("officer"), reverse("cases:today")), read(cast.client("person"), mine("home"))
    return ASK in today, AGAIN in today, home.count("What needs your yes")


def test_what_is_unasked_run_out_or_due_stands_on_the_officers_list_and_on_the_persons_page(cast):
    assert to_do(cast) == (False, False, 1)  # a card always leads there
    condition = treated(cast)
    key, today = f"treatment-{condition.id}", localdate(cast.now)
    assert to_do(cast) == (True, False, 2)
    agreed(cast, ask=key, given_on=today - 350 * DAY)
    assert to_do(cast) == (False, True, 2)
    agreed(cast, ask=key, given_on=today - 300 * DAY)
    assert to_do(cast) == (False, False, 1)
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast).id}))
    assert to_do(cast)[:2] == (False, False)


@pytest.mark.rule(59)
def test_whom_to_ask_before_a_measure_binds_stands_on_the_list_until_they_answered(cast):
    _order, key = suspected(cast)
    assert to_do(cast) == (True, False, 2)
    agreed(cast, ask=key, answer="no")
    assert to_do(cast) == (False, False, 1)


def test_nobody_is_pressed_for_what_the_service_merely_asks(cast):
    assert to_do(cast) == (False, False, 1)
    agreed(cast, given_on=localdate(cast.now) - 350 * DAY)
    assert to_do(cast) == (False, True, 2)


def test_of_an_order_that_is_over_nothing_is_asked_any_more(cast):
    condition = treated(cast)
    agreed(cast, given_on=localdate(cast.now) - 350 * DAY)
    with recorded("test.over", by=SYSTEM_ACTOR, now=cast.now, root=condition.case_id):
        lapse(Sanction.objects.filter(pk=condition.sanction_id), cast.now)
    assert to_do(cast)[:2] == (False, True)


def test_the_person_takes_it_all_away_and_the_history_names_each_answer(cast):
    given = agreed(cast)
    record = read(cast.client("person"), mine("record"))
    assert "What you were asked to agree to" in record and "I agree to photographs." in record
    history = reverse("cases:history", args=[given.case_id, "sanctions.personconsent", given.id])
    assert "The paper lies in the file." in read(cast.client("officer"), history)
    assert not PersonConsent.objects.filter(condition=None, sanction=None).exclude(pk=given.pk).exists()
    assert "I agree to photographs." not in read(cast.client("authority"), "/authority/")


# How an agreement stands on a day: in Python for one day, in the database for many rows, the same.

ANSWERED = [("yes", -20), ("no", -10), ("yes", -8)]
TABLE = [
    (-21, Standing.UNASKED),
    (-20, Standing.YES),
    (-11, Standing.YES),
    (-10, Standing.NO),
    (-9, Standing.NO),
    (-8, Standing.YES),
    (-4, Standing.YES),
    (-3, Standing.WITHDRAWN),
    (0, Standing.WITHDRAWN),
]


@pytest.mark.parametrize(("day", "standing"), TABLE)
def test_how_it_stands_on_each_day(cast, day, standing):
    today = localdate(cast.now)
    condition = treated(cast, days_ago=30)
    for answer, given in ANSWERED:
        agreed(cast, ask=f"treatment-{condition.id}", answer=answer, given_on=today + given * DAY)
    back = {"consent_id": last(cast).id, "version": 1, "withdrawn_how": "By letter", "withdrawn_on": today - 3 * DAY}
    perform(cast, "consent.note_taking_back", Call("officer", FAMILY, back))
    assert standing_on(condition, today + day * DAY) == standing
    condition = Condition.objects.select_related("condition_type").get(pk=condition.pk)
    assert waits_for_agreement(condition, today + day * DAY) == (standing != Standing.YES)


@pytest.mark.parametrize(("days_old", "holds"), [(0, True), (334, True), (335, True), (364, True)])
def test_an_agreement_that_is_to_be_refreshed_still_holds(cast, days_old, holds):
    condition = treated(cast, given_on=localdate(cast.now) - days_old * DAY)
    assert figures(condition.case_id, cast.now)[condition.id].waits != holds


def test_the_database_counts_the_same_days(cast):
    """One failure a day, noted while the agreement held; then everything is taken back from the third day on."""
    today = localdate(cast.now)
    condition = treated(cast, days_ago=30, given_on=today - 20 * DAY)
    for days in range(1, 9):
        said = {"condition": condition, "manner": "Not there.", "happened_at": cast.now - days * DAY}
        perform(cast, "failure.note", Call("officer", FAMILY, said))
    back = {"consent_id": last(cast).id, "version": 1, "withdrawn_how": "By letter", "withdrawn_on": today - 4 * DAY}
    perform(cast, "consent.note_taking_back", Call("officer", FAMILY, back))
    rows = AllegedFailure.objects.filter(condition=condition)
    counted = {localdate(row.happened_at) for row in asking(rows, "happened_at__date")}
    known = Condition.objects.select_related("condition_type").get(pk=condition.pk)
    alike = {localdate(row.happened_at) for row in rows}
    assert counted == {day for day in alike if not waits_for_agreement(known, day)}
    assert counted == {today - days * DAY for days in range(5, 9)}
    others = AllegedFailure.objects.exclude(condition=condition)
    assert asking(others, "happened_at__date").count() == others.count()


def test_the_jurisdiction_has_one_text_for_what_the_law_asks():
    again = ConsentPurpose(code="treatment-2", owner="person", serves="treatment", title={"en": "T"}, text={"en": "T"})
    again.legal_reference, again.months, again.refresh_days = "Section 1", 12, 30
    with pytest.raises(ValidationError, match="There is a text for this already"):
        again.full_clean()
