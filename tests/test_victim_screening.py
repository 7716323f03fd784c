"""A possible victim is asked whether they are safe: what opens, passes on with their agreement, or in danger (8, 9)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions.victim_consents import withdraw
from cases.actions.victims import add_victim
from cases.history.tables import Action
from cases.models import Deadline, VictimAssessment, VictimConsent, VictimReferral
from tests.test_screening import typed_answers
from tests.verbs.needs import CAME, WHOM, agreeing, of_victim, victim_referred
from tests.verbs.table import perform
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(8, 9, 33)]


def nowhere_near(cast):
    """Somebody who was harmed and has agreed to nothing."""
    given = {"name": "Jean Roche", "safe_contact": "At work", "language": "fr"}
    return add_victim(by=cast.at("victimcontact"), now=cast.now, reference=cast.case("Petrova").reference, **given)


def test_a_victims_referral_is_passed_on_with_their_agreement_of_today(cast):
    referral = victim_referred(cast)
    done = perform(cast, "victim.pass_on", of_victim(referral, to_whom=WHOM))
    assert done.state == "passed_on" and done.consent.purpose.serves == "referral"
    consent = done.consent
    given = {"consent_id": consent.id, "version": consent.version, "withdrawn_how": "By telephone"}
    withdraw(by=cast.at("victimcontact"), now=cast.now, victim_contact_id=referral.victim_id, **given)
    done.refresh_from_db()
    assert done.state == "withdrawn" and done.closed_at == cast.now
    again = victim_referred(cast, victim_contact_id=referral.victim_id)
    with pytest.raises(ValidationError, match="no agreement of theirs to a referral"):
        perform(cast, "victim.pass_on", of_victim(again, to_whom=WHOM))


def test_without_agreement_only_danger_that_somebody_recorded_passes_a_victims_referral_on(cast):
    victim = nowhere_near(cast)
    referral = victim_referred(cast, victim_contact_id=victim.id)
    client = cast.client("victimcontact")
    step = reverse("victims:pass_on", args=[victim.id, referral.id])
    assert "They have not agreed to a referral" in text_of(client.get(step))
    sent = {"version": referral.version, "to_whom": WHOM}
    for missing in ({}, {"danger_because": "He has a knife."}, {"danger_recorded_by": "Lea Fontaine"}):
        refused = client.post(step, sent | missing)
        assert refused.status_code == 422 and WHOM in refused.content.decode(), missing
    danger = {"danger_recorded_by": "Lea Fontaine", "danger_because": "He has a knife and knows the way."}
    assert client.post(step, sent | danger).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.consent) == ("passed_on", None)
    shown = text_of(client.get(reverse("victims:detail", args=[victim.id])))
    assert "He has a knife and knows the way." in shown and WHOM in shown
    came = reverse("victims:came_of_it", args=[victim.id, referral.id])
    assert client.post(came, CAME | {"version": 1}).status_code == 409
    assert client.post(came, CAME | {"version": referral.version}).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.help_given) == ("answered", CAME["help_given"])


def test_a_victims_screen_is_asked_corrected_and_stands_on_the_list_of_what_is_due(cast):
    client, victim = cast.client("victimcontact"), nowhere_near(cast)
    url = reverse("victims:screen", args=[victim.id, "safety-screen"])
    assert "checked" not in client.get(url).content.decode()
    assert client.post(url, typed_answers("safety-screen", 4, note_throat="Once, in May")).status_code == 302
    made = VictimAssessment.objects.get(victim=victim)
    assert "Once, in May" in text_of(client.get(reverse("victims:answers", args=[victim.id, made.id])))
    assert "Pass it on or say why not" in text_of(client.get(reverse("victims:home")))
    correct = reverse("victims:answers_correct", args=[victim.id, made.id])
    assert "Before: Yes" in text_of(client.get(correct))
    sent = typed_answers("safety-screen", 2, reason="Two answers were about somebody else.")
    assert client.post(correct, sent).status_code == 302
    assert VictimAssessment.objects.get(replaces=made).score == 2
    assert Action.objects.filter(verb="victim.screen", reason=sent["reason"]).exists()
    referral = VictimReferral.objects.get(victim=victim)
    close = reverse("victims:override", args=[victim.id, referral.id])
    assert client.post(close, {"version": 1, "why_not": "She does not want it."}).status_code == 302
    assert "Pass it on or say why not" not in text_of(client.get(reverse("victims:detail", args=[victim.id])))


def test_nothing_of_a_victims_screen_stands_on_the_cases_side(cast):
    victim = VictimConsent.objects.filter(victim=agreeing()).first().victim
    referral = victim_referred(cast)
    assert not Deadline.objects.filter(about=referral.id).exists()
    assert not Action.objects.filter(root=victim.case_id, verb__startswith="victim.").exists()
    for url in (f"/victims/{victim.id}/questions/safety-screen/", f"/cases/{victim.case_id}/needs/ask/safety-screen/"):
        assert cast.client("officer2").get(url).status_code == 404
