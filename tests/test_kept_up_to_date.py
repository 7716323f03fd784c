"""The person's data, how to reach them, and who keeps the case: kept up to date by those whose work it is."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions.handing_over import hand_over
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Assignment, ContactPoint, Exclusion
from cases.person_forms import PersonChangeForm
from tests.visits import page, text_of

pytestmark = pytest.mark.django_db


def stands(person, **changes):
    """What the form about a person is sent with."""
    fields = {name: getattr(person, name) or "" for name in PersonChangeForm.OF_PERSON}
    fields = {name: value for name, value in fields.items() if value is not False}
    return fields | {"version": person.version, "reason": "Said so at the meeting."} | changes


@pytest.mark.rule(7, 30, 43)
def test_what_the_person_needs_is_changed_with_a_reason_they_can_read(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    address = reverse("cases:person", args=[case.id])
    assert address in text_of(page(officer, "detail", case.id))
    sent = stands(case.person, reading_need="Reads well with glasses")
    assert officer.post(address, sent | {"reason": ""}).status_code == 422
    assert officer.post(address, sent).status_code == 302
    told = text_of(page(officer, "history", case.id, "cases.person", case.person_id))
    assert "Reads well with glasses" in told and "Wears strong glasses" in told and "Said so at the meeting." in told
    assert "Reads well with glasses" in text_of(cast.client("person").get(reverse("my:record")))


@pytest.mark.rule(43)
def test_who_saves_late_reads_both_and_loses_nothing(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    address, late = reverse("cases:person", args=[case.id]), stands(case.person, language="nl")
    assert officer.post(address, stands(case.person, language="wa")).status_code == 302
    answer = officer.post(address, late)
    assert answer.status_code == 409
    assert "Dutch" in text_of(answer) and "Walloon" in text_of(answer)
    case.person.refresh_from_db()
    assert case.person.language == "wa"


@pytest.mark.rule(43)
def test_an_address_begins_is_verified_and_ends(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    address = reverse("cases:contacts", args=[case.id])
    assert officer.post(address, {"kind": "phone", "value": "555 0199"}).status_code == 302
    twice = officer.post(address, {"kind": "phone", "value": "555 0199"})
    assert twice.status_code == 422 and "stands there already" in text_of(twice)
    contact = ContactPoint.objects.get(value="555 0199")
    press = {"contact_id": contact.id, "version": contact.version}
    assert officer.post(address, press | {"done": "verified"}).status_code == 302
    late = officer.post(address, press | {"done": "ended"})
    assert late.status_code == 409 and "Somebody saved first" in text_of(late)
    contact.refresh_from_db()
    assert contact.verified_on and not contact.ends_on
    press |= {"done": "ended", "version": contact.version}
    assert officer.post(address, press).status_code == 302
    again = officer.post(address, press | {"version": contact.version + 1})
    assert again.status_code == 422 and "over already" in text_of(again)
    assert "555 0199" not in text_of(page(officer, "detail", case.id))
    assert "555 0199" in text_of(officer.get(address))


def test_of_anybody_elses_address_nothing_is_learnt(cast):
    other = ContactPoint.objects.exclude(person=cast.case("Verhaal").person).first()
    address = reverse("cases:contacts", args=[cast.case("Verhaal").id])
    press = {"contact_id": other.id, "done": "ended", "version": other.version}
    answer = cast.client("officer").post(address, press)
    assert answer.status_code == 422 and other.value not in text_of(answer)
    other.refresh_from_db()
    assert other.ends_on is None


@pytest.mark.rule(42)
def test_a_case_handed_over_is_the_new_officers_at_once(cast):
    case, manager = cast.case("Haddad"), cast.client("manager")
    address = reverse("cases:hand_over", args=[case.id])
    assert address in text_of(page(manager, "detail", case.id))
    kept = Assignment.objects.get(case=case, ends_at=None)
    officer2 = cast.post("officer2")
    sent = {
        "to": officer2.id,
        "assignment_id": kept.id,
        "version": kept.version,
        "why": "Ines Marlow moves.",
        "handed_over": "A course begins.",
    }
    assert manager.post(address, sent | {"handed_over": ""}).status_code == 422
    assert page(cast.client("officer2"), "detail", case.id).status_code == 404
    assert manager.post(address, sent).status_code == 302
    assert page(cast.client("officer"), "detail", case.id).status_code == 404
    told = text_of(page(cast.client("officer2"), "detail", case.id))
    assert officer2.name in told
    work = text_of(page(cast.client("officer2"), "today"))
    assert "Haddad" in work
    assert "Haddad" not in text_of(page(cast.client("officer"), "today"))
    assert manager.post(address, sent).status_code == 409


@pytest.mark.rule(42, 46)
def test_who_answers_a_disagreement_or_may_never_know_the_case_does_not_get_it(cast):
    verhaal, petrova = cast.case("Verhaal"), cast.case("Petrova")
    with recorded("test", by=SYSTEM_ACTOR, now=cast.now, root=petrova.id):
        Exclusion(
            case=petrova, user=cast.user("officer2"), starts_at=cast.now, reason="Cousin", review_on=cast.now.date()
        ).save()
    for case in (verhaal, petrova):
        kept = Assignment.objects.get(case=case, ends_at=None)
        call = {"by": cast.at("manager"), "now": cast.now, "case_id": case.id}
        call |= {"assignment_id": kept.id, "version": kept.version}
        with pytest.raises(ValidationError, match="who can keep this case"):
            hand_over(**call, to=cast.post("officer2"), why="Holidays.", handed_over="Nothing.")


@pytest.mark.parametrize("username", ["officer", "inspector"])
def test_only_a_manager_hands_over(cast, username):
    address = reverse("cases:hand_over", args=[cast.case("Petrova").id])
    assert cast.client(username).get(address).status_code == 403
