"""A day's work of victim contact, told turn by turn: asked, told, taken back, made good (rules 8–10)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.victim_consents import answer, begin_work, withdraw
from cases.actions.victim_events import register_of
from cases.actions.victim_notices import leave_untold, tell, write_notice
from cases.actions.victims import add_victim, change_victim
from cases.consents import Standing, standing_of
from cases.history.tables import Action, Look
from cases.models import AgreedWork, Deadline, VictimConsent, VictimContact, VictimNotice
from cases.models.consent import ConsentPurpose
from sanctions.actions.reparation import record_reparation
from sanctions.forms import ConditionForm
from sanctions.models import AllegedFailure, Condition, ConditionType, ReparationLine
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(8, 9)]
DAY = datetime.timedelta(days=1)
TEXT = "We may contact you in the way that you call safe."


def nadia():
    return VictimContact.objects.get(name="Nadia Roux")


def do(cast, verb, victim, now=None, **given):
    moment = now or cast.now
    return verb(by=cast.at("victimcontact", moment), now=moment, victim_contact_id=victim.id, **given)


def said(cast, victim, purpose, yes="yes", **changed):
    given = {"text": TEXT, "language": "fr", "answer": yes, "how_given": "said", "shown_by_what": "Lea Fontaine"}
    return do(cast, answer, victim, purpose=purpose, **given | {"given_on": localdate(cast.now)} | changed)


def added(cast, family="Petrova", name="Jean Roche"):
    fields = {"name": name, "safe_contact": "At work", "language": "fr", "reference": cast.case(family).reference}
    return add_victim(by=cast.at("victimcontact"), now=cast.now, **fields)


def waiting(cast, victim, now=None):
    return register_of(victim.id, now or cast.now).to_tell()


def consent_of(victim, code):
    return VictimConsent.objects.filter(victim=victim, purpose__code=code).latest("id")


def typed(**changed):
    given = {"text": TEXT, "language": "fr", "answer": "yes", "how_given": "said", "shown_by_what": "Lea Fontaine"}
    return given | changed


# What somebody agrees to.


def test_a_new_victim_is_first_asked_whether_they_may_be_contacted(cast):
    victim = added(cast)
    home = text_of(cast.client("victimcontact").get(reverse("victims:home")))
    assert "Ask whether they may be contacted" in home
    said(cast, victim, "contact", "no")
    home = text_of(cast.client("victimcontact").get(reverse("victims:home")))
    assert "Ask whether they may be contacted" not in home


def test_nothing_is_ticked_before_they_answered(cast):
    page = cast.client("victimcontact").get(reverse("victims:consent", args=[nadia().id, "mediation"]))
    assert "checked" not in page.content.decode() and "médiation" in page.content.decode()


@pytest.mark.parametrize("missing", ["text", "language", "answer", "how_given", "shown_by_what", "given_on"])
def test_an_answer_says_to_which_text_how_and_when(cast, missing):
    url = reverse("victims:consent", args=[nadia().id, "mediation"])
    sent = typed(given_on=str(localdate(cast.now))) | {missing: ""}
    page = cast.client("victimcontact").post(url, sent)
    assert page.status_code == 422
    assert missing == "shown_by_what" or "Lea Fontaine" in text_of(page)


def test_nobody_has_answered_in_the_future(cast):
    url = reverse("victims:consent", args=[nadia().id, "mediation"])
    page = cast.client("victimcontact").post(url, typed(given_on=str(localdate(cast.now) + DAY)))
    assert page.status_code == 422 and "future" in text_of(page) and TEXT in text_of(page)
    with pytest.raises(ValidationError) as refused:
        said(cast, nadia(), "mediation", given_on=localdate(cast.now) + DAY)
    assert list(refused.value.message_dict) == ["given_on"]


def test_a_text_of_blanks_is_none(cast):
    with pytest.raises(ValidationError) as refused:
        said(cast, nadia(), "mediation", text="  ")
    assert list(refused.value.message_dict) == ["text"]


def test_an_agreement_holds_for_its_time_and_is_asked_again_before_it_ends(cast):
    given, today = said(cast, added(cast), "contact"), localdate(cast.now)
    assert given.valid_until.year == today.year + 2
    stands = [
        standing_of(given, day)
        for day in (today, given.refresh_on - DAY, given.refresh_on, given.valid_until, given.valid_until + DAY)
    ]
    assert stands == [Standing.YES, Standing.YES, Standing.REFRESH, Standing.REFRESH, Standing.RUN_OUT]
    assert standing_of(None, today) == Standing.UNASKED


def test_what_is_to_be_asked_again_comes_onto_the_list(cast):
    victim, before = added(cast), localdate(cast.now) - 720 * DAY
    said(cast, victim, "contact", given_on=before)
    assert "Ask again: Being contacted at all" in text_of(cast.client("victimcontact").get(reverse("victims:home")))


def test_an_answer_from_before_a_withdrawal_does_not_bring_it_back(cast):
    victim = nadia()
    given = consent_of(victim, "reparation")
    do(cast, withdraw, victim, consent_id=given.id, version=1, withdrawn_how="By telephone")
    with pytest.raises(ValidationError):
        said(cast, victim, "reparation", given_on=localdate(cast.now) - 10 * DAY)
    assert not register_of(victim.id, cast.now).allows(victim.id, "reparation")


def test_one_mechanism_serves_every_owner_in_tables_of_their_own():
    assert VictimConsent.__mro__[1].__name__ == "Consent" and VictimConsent.__mro__[1]._meta.abstract
    assert VictimConsent.reached_by == "victim_contact"
    assert not [field for field in VictimConsent._meta.fields if field.name in ("case", "person")]
    assert {owner for owner, _label in ConsentPurpose.Owner.choices} == {"victim", "person"}


# What may be told, when it happened, to whoever asked.


def test_a_changed_condition_comes_onto_the_list_of_whoever_asked_with_its_limit(cast):
    found = waiting(cast, nadia())
    assert {told.event.code for told in found} == {"protection-changed"} and len(found) == 2
    assert all(told.due_on == told.day + DAY and not told.unsure for told in found)
    home = text_of(cast.client("victimcontact").get(reverse("victims:home")))
    assert home.count("A condition that protects somebody was changed") >= 2


def test_who_said_no_hears_nothing_though_the_same_happens(cast):
    assert not waiting(cast, VictimContact.objects.get(name="Pierre Maes"))


def test_what_happened_before_they_agreed_is_not_told_afterwards(cast):
    marie = VictimContact.objects.get(name="Marie Dumont")
    assert not waiting(cast, marie)
    assert [told.event.code for told in waiting(cast, marie, cast.now + 600 * DAY)] == ["order-ends"]


def test_a_condition_that_protects_another_victim_is_not_hers(cast):
    other = added(cast, "Aldous", "Ida Brun")
    for code in ("contact", "told-of-protection"):
        said(cast, other, code, given_on=localdate(cast.now) - 30 * DAY)
    assert not waiting(cast, other)


def test_where_nobody_is_known_by_that_name_one_finds_out_first(cast):
    victim = nadia()
    do(cast, change_victim, victim, version=victim.version, name="N. R. (name kept apart)")
    found = waiting(cast, victim)
    assert found and all(told.unsure for told in found)
    page = cast.client("victimcontact").get(
        reverse("victims:notice", args=[victim.id, found[0].event.code, found[0].about])
    )
    assert "Make sure whom it protects" in text_of(page)


def test_it_is_written_told_in_the_safe_way_and_kept_as_it_was_told(cast):
    victim, keeper = nadia(), cast.client("victimcontact")
    told = next(each for each in waiting(cast, victim) if each.notice is None)
    url = reverse("victims:notice", args=[victim.id, told.event.code, told.about])
    page = text_of(keeper.get(url))
    assert "ask for the workshop" in page and "Une interdiction qui vous protège" in page
    words = "Une interdiction qui vous protège a été modifiée. Appelez-nous."
    assert keeper.post(url, {"text": words, "language": "fr"}).status_code == 302
    notice = VictimNotice.objects.get(victim=victim, about=told.about)
    url = reverse("victims:notice_send", args=[victim.id, notice.id])
    sent = {"how": "By telephone, to herself", "sent_at": f"{cast.now:%Y-%m-%dT%H:%M}", "version": 1}
    do(cast, tell, victim, cast.now + DAY, notice_id=notice.id, version=1, sent_at=cast.now + DAY, how=sent["how"])
    assert keeper.post(url, sent).status_code == 404
    shown = text_of(keeper.get(reverse("victims:detail", args=[victim.id])))
    assert words in shown and "By telephone, to herself" in shown
    action = Action.objects.filter(verb="victim.tell").latest("id")
    assert (action.root, action.recipient) == (victim.id, "victim")
    notice.refresh_from_db()
    for verb, given in (
        (tell, {"notice_id": notice.id, "sent_at": cast.now, "how": "Again"}),
        (leave_untold, {"event": told.event.code, "about": told.about, "why_not": "Never"}),
    ):
        with pytest.raises(ValidationError):
            do(cast, verb, victim, version=notice.version, **given)


def test_why_she_was_not_told_stands_in_her_record(cast):
    victim, keeper = nadia(), cast.client("victimcontact")
    told = next(each for each in waiting(cast, victim) if each.notice is None)
    url = reverse("victims:notice_leave", args=[victim.id, told.event.code, told.about])
    assert keeper.post(url, {"why_not": ""}).status_code == 422
    assert keeper.post(url, {"why_not": "Abroad until spring."}).status_code == 302
    assert "Abroad until spring." in text_of(keeper.get(reverse("victims:detail", args=[victim.id])))
    assert told.about not in {each.about for each in waiting(cast, victim)}


@pytest.mark.parametrize(
    "text",
    [
        "Bruno may write to your lawyer.",
        "Mr Aldous may write.",
        "He lives at 5 Mill Lane now.",
        "His number is 555 0171.",
        "Decision DC-N 2026/921-C says so.",
        "Born on 14 May 1983.",
    ],
)
def test_words_that_say_more_than_may_be_told_are_refused_and_come_back(cast, text):
    victim, keeper = nadia(), cast.client("victimcontact")
    told = next(each for each in waiting(cast, victim) if each.notice is None)
    url = reverse("victims:notice", args=[victim.id, told.event.code, told.about])
    page = keeper.post(url, {"text": text, "language": "en"})
    assert page.status_code == 422 and "more than may be told" in text_of(page) and text in text_of(page)
    assert not VictimNotice.objects.filter(victim=victim, about=told.about).exists()


def test_nothing_of_another_victim_stands_in_her_notice(cast):
    added(cast, "Aldous", "Ida Brun")
    victim = nadia()
    told = next(each for each in waiting(cast, victim) if each.notice is None)
    given = {"event": told.event.code, "about": told.about, "language": "en"}
    with pytest.raises(ValidationError):
        do(cast, write_notice, victim, text="As with Ida Brun, a condition was changed.", **given)
    assert do(cast, write_notice, victim, text="Dear Nadia, a condition was changed.", **given)


def test_taken_back_while_the_form_was_open_nothing_is_sent_and_what_was_typed_comes_back(cast):
    victim, keeper = nadia(), cast.client("victimcontact")
    begun = VictimNotice.objects.get(victim=victim, closed_at=None)
    fresh = next(each for each in waiting(cast, victim) if each.notice is None)
    given = consent_of(victim, "told-of-protection")
    do(cast, withdraw, victim, consent_id=given.id, version=1, withdrawn_how="By telephone")
    sent = {"how": "By telephone, quickly", "sent_at": f"{cast.now:%Y-%m-%dT%H:%M}", "version": 1}
    page = keeper.post(reverse("victims:notice_send", args=[victim.id, begun.id]), sent)
    assert page.status_code == 422 and "withdrawn" in text_of(page) and "By telephone, quickly" in page.content.decode()
    url = reverse("victims:notice", args=[victim.id, fresh.event.code, fresh.about])
    page = keeper.post(url, {"text": "A condition was changed.", "language": "en"})
    assert page.status_code == 422 and "A condition was changed." in text_of(page)
    assert keeper.get(url).status_code == 404
    home = text_of(keeper.get(reverse("victims:home")))
    assert "Written, but not to be told any more" in home
    assert VictimNotice.objects.get(pk=begun.id).sent_at is None


def test_words_changed_by_two_at_once_lose_nothing(cast):
    victim, keeper = nadia(), cast.client("victimcontact")
    begun = VictimNotice.objects.get(victim=victim, closed_at=None)
    url = reverse("victims:notice", args=[victim.id, begun.event.code, begun.about])
    assert keeper.post(url, {"text": "The first one's.", "language": "en", "version": 1}).status_code == 302
    late = keeper.post(url, {"text": "The second one's.", "language": "en", "version": 1})
    assert late.status_code == 409
    assert "The first one&#39;s." in text_of(late) and "The second one" in text_of(late)


# Mediation, contact about reparation, support: only with their agreement.


def test_without_an_agreement_it_is_refused_in_a_clear_sentence(cast):
    keeper, victim = cast.client("victimcontact"), nadia()
    url, sent = reverse("victims:work", args=[victim.id]), {"kind": "mediation", "what": "Two talks"}
    page = keeper.post(url, sent)
    assert page.status_code == 422 and "no answer is no" in text_of(page) and "Two talks" in text_of(page)
    said(cast, victim, "mediation")
    assert keeper.post(url, sent).status_code == 302


def test_an_agreement_to_one_thing_is_none_to_another_and_none_without_contact(cast):
    victim = added(cast)
    said(cast, victim, "mediation")
    with pytest.raises(ValidationError):
        do(cast, begin_work, victim, kind="mediation", what="Talks")
    said(cast, victim, "contact")
    with pytest.raises(ValidationError):
        do(cast, begin_work, victim, kind="reparation", what="Letters")
    assert do(cast, begin_work, victim, kind="mediation", what="Talks")


@pytest.mark.parametrize("code", ["contact", "support"])
def test_taken_back_it_stops_and_is_nobodys_failure(cast, code):
    victim, failures = nadia(), AllegedFailure.objects.count()
    given = consent_of(victim, code)
    before = Deadline.objects.count(), Action.objects.filter(root=victim.case_id).count()
    do(cast, withdraw, victim, consent_id=given.id, version=1, withdrawn_how="By telephone")
    work = AgreedWork.objects.get(victim=victim)
    assert (work.ended_on, work.ended_as) == (localdate(cast.now), "withdrawn")
    assert AllegedFailure.objects.count() == failures
    assert (Deadline.objects.count(), Action.objects.filter(root=victim.case_id).count()) == before
    with pytest.raises(ValidationError):
        do(cast, begin_work, victim, kind="referral", what="Again")


def test_a_no_stops_it_too(cast):
    said(cast, nadia(), "support", "no")
    assert AgreedWork.objects.get(victim=nadia()).ended_as == "withdrawn"


# What is owed and what was made good.


def money(cast):
    return Condition.objects.get(case=cast.case("Aldous"), condition_type__measure="money")


@pytest.mark.rule(10)
def test_the_officer_writes_lines_and_the_sum_stands_on_the_case(cast):
    officer, condition = cast.client("officer2"), money(cast)
    url = reverse("sanctions:reparation_new", args=[condition.case_id, condition.id])
    sent = {"made_good_on": str(localdate(cast.now)), "amount": "49.50", "what": "Cash"}
    assert officer.post(url, sent).status_code == 302
    shown = text_of(officer.get(reverse("sanctions:reparation", args=[condition.case_id, condition.id])))
    assert "500.00 of 1,200.00 made good" in shown and "whoever was harmed" in shown
    assert "Nadia" not in shown and "Roux" not in shown


@pytest.mark.parametrize("amount", ["749.51", "0", "-5", "0.001", "99999999"])
@pytest.mark.rule(10)
def test_more_than_is_owed_and_less_than_something_are_refused(cast, amount):
    officer, condition = cast.client("officer2"), money(cast)
    url = reverse("sanctions:reparation_new", args=[condition.case_id, condition.id])
    sent = {"made_good_on": str(localdate(cast.now)), "amount": amount, "what": "Cash at the desk"}
    page = officer.post(url, sent)
    assert page.status_code == 422 and "Cash at the desk" in page.content.decode()
    assert ReparationLine.objects.filter(condition=condition).count() == 2


@pytest.mark.rule(10)
def test_a_correction_is_a_line_of_its_own_and_the_sum_never_goes_below_nothing(cast):
    officer, condition = cast.client("officer2"), money(cast)
    line = ReparationLine.objects.filter(condition=condition).earliest("id")
    url = reverse("sanctions:reparation_correct", args=[condition.case_id, line.id])
    assert officer.post(url, {"amount": "-1", "what": "No", "was": 30000}).status_code == 422
    assert officer.post(url, {"amount": "0", "what": "The transfer came back", "was": 30000}).status_code == 302
    assert officer.post(url, {"amount": "10", "what": "Late", "was": 30000}).status_code == 422
    shown = text_of(officer.get(reverse("sanctions:reparation", args=[condition.case_id, condition.id])))
    assert "150.50 of 1,200.00 made good" in shown and "-300.00" in shown


@pytest.mark.rule(10)
def test_an_order_says_to_whom_it_is_made_good(cast):
    kind = ConditionType.objects.get(code="reparation-acts")
    form = ConditionForm({"condition_type": kind.id, "wording": "Shall mend the fence.", "amount": 2}, days=100)
    assert list(form.errors) == ["owed_to"]


@pytest.mark.rule(10)
def test_the_victims_side_sees_the_sum_where_they_agreed_and_nothing_else_of_the_case(cast):
    victim, keeper = nadia(), cast.client("victimcontact")
    url = reverse("victims:detail", args=[victim.id])
    shown = text_of(keeper.get(url))
    assert "450.50 of 1,200.00 made good" in shown
    assert not [w for w in ("Aldous", "Bruno", "Bank transfer", "Assault", "DC-N", "Mill Lane") if w in shown]
    given = consent_of(victim, "reparation")
    do(cast, withdraw, victim, consent_id=given.id, version=1, withdrawn_how="By telephone")
    assert "made good</" not in keeper.get(url).content.decode() and "450.50" not in text_of(keeper.get(url))


@pytest.mark.rule(10)
def test_where_it_may_be_owed_to_another_victim_nobody_sees_it(cast):
    added(cast, "Aldous", "Ida Brun")
    url = reverse("victims:detail", args=[nadia().id])
    assert "450.50" not in text_of(cast.client("victimcontact").get(url))


@pytest.mark.rule(10)
def test_a_line_that_names_her_is_stopped(cast):
    condition = money(cast)
    given = {"condition_id": condition.id, "made_good_on": localdate(cast.now), "amount": 5}
    with pytest.raises(ValidationError) as refused:
        record_reparation(
            by=cast.at("officer2"), now=cast.now, case_id=condition.case_id, what="Handed to Nadia Roux", **given
        )
    assert list(refused.value.message_dict) == ["what"]


# Nobody else comes in, and every look is recorded where nobody else reads it.


def test_every_page_of_a_victim_is_a_recorded_look_at_the_victims_record_alone(cast):
    victim, keeper = nadia(), cast.client("victimcontact")
    for name in ("detail", "history", "edit", "work", "identifiers", "instruction"):
        assert keeper.get(reverse(f"victims:{name}", args=[victim.id])).status_code == 200
        look = Look.objects.latest("id")
        assert (look.root, look.roots, look.purpose) == (victim.id, [], "victim_contact")
    keeper.get(reverse("victims:home"))
    listed = Look.objects.latest("id").roots
    assert str(victim.id) in listed and str(victim.case_id) not in listed


def test_the_page_does_not_say_that_the_person_can_see_the_look(cast):
    page = text_of(cast.client("victimcontact").get(reverse("victims:home")))
    assert "the person can see it" not in page and "cannot see it" in page


@pytest.mark.parametrize("username", ["officer2", "manager", "person", "agency", "volunteer", "inspector", "records"])
def test_for_everybody_else_it_is_as_if_it_were_not_there(cast, username):
    victim, client = nadia(), cast.client(username)
    told = waiting(cast, victim)[0]
    never = client.get(reverse("victims:detail", args=["00000000-0000-7000-8000-00000000dead"]))
    for name, keys in (
        ("detail", ()),
        ("history", ()),
        ("work", ()),
        ("consent", ("contact",)),
        ("notice", (told.event.code, told.about)),
    ):
        answer = client.get(reverse(f"victims:{name}", args=[victim.id, *keys]))
        assert (answer.status_code, answer.content) == (404, never.content)


def test_what_happens_in_a_case_writes_nothing_about_whoever_may_be_told(cast):
    """Events are read from what the case says: no row, no key, no moment of the officer's own action tells."""
    rows = [model.objects.count() for model in (VictimNotice, Deadline, Action)]
    assert waiting(cast, nadia())
    assert rows == [model.objects.count() for model in (VictimNotice, Deadline, Action)]
