"""What the person agrees to, on screen and on paper, and on whose lists it stands until then (rules 57, 58)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from cases.history.action import SYSTEM_ACTOR, recorded
from sanctions.actions.applying import lapse
from sanctions.models import PersonConsent, Sanction
from tests.agreeing import DAY, FAMILY, mine, read, suspected, theirs, treated
from tests.verbs import Call, perform
from tests.verbs.consents import PHOTOGRAPHS, agreed, last, on_paper, on_screen, text_shown
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(5, 57, 58)]


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
