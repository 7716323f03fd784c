"""What others ask for, what they get of it, and that it is never more than their purpose allows (rules 8, 47, 49)."""

import datetime
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from cases.disclosure import offers
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import allowed, disclosed
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import StaleVersion
from cases.history.tables import Action, new_key
from cases.history.verify import verify
from cases.models import (
    Deadline,
    DisclosureFile,
    DisclosureMade,
    DisclosureRequest,
)
from cases.models.disclosure import SENT_FOR
from sanctions.models import Condition, DecidingAuthority, Decision, SanctionType
from tests.oracle import fields
from tests.pdf_text import every_text, metadata, pages
from tests.verbs import Call, perform
from tests.verbs.disclosures import (
    approved,
    asked,
    food_bank,
    keys,
    prepared,
    sent,
    to_approve,
)
from tests.visits import page, text_of
from tests.world import FAMILIES

pytestmark = [pytest.mark.django_db, pytest.mark.rule(47, 49)]
DAY = datetime.timedelta(days=1)


def pdf_of(made):
    return bytes(DisclosureFile.objects.get(made=made).data)


def placement(cast, **changed):
    """The food bank asks on paper about Tomas, who works there."""
    return asked(cast, food_bank(cast), "placement", **changed)


# --- never up


@pytest.mark.parametrize("purpose", sorted(SENT_FOR))
def test_nothing_is_offered_that_the_rules_written_a_second_time_do_not_allow(cast, purpose):
    """The oracle is asked of every field of every record of every case that is proposed; its person reads it too."""
    told = 0
    for family in FAMILIES:
        for offer in offers.offered(cast.case(family).id, purpose, cast.at("officer")):
            for _key, name, *_said in offer.facts:
                noun = offer.part.model.__name__
                assert fields.sees(noun, name, purpose) and fields.sees(noun, name, "own_record"), (noun, name)
                told += 1
    assert told


@pytest.mark.parametrize("purpose", sorted(SENT_FOR))
def test_of_every_noun_that_can_be_sent_no_field_beyond_the_purpose_is_sendable(purpose):
    for part in offers.parts():
        sendable = set(offers.sendable(part.model, purpose))
        assert sendable <= set(allowed(part.model, purpose)) & set(allowed(part.model, Purpose.OWN_RECORD))
        stated = {field.name for field in part.model._meta.local_concrete_fields}
        assert sendable <= {name for name in stated if fields.sees(part.model.__name__, name, purpose)}


def every_key_there_is(cast, case_id):
    """What somebody could type into a request: each field of each record of every noun that can be sent."""
    for part in offers.parts():
        for row in part.rows(case_id).values_list("id", flat=True)[:2]:
            for field in part.model._meta.local_concrete_fields:
                yield offers.BETWEEN.join((part.key, str(row), field.name))


@pytest.mark.parametrize("code", ["placement", "assistance-other"])
def test_a_field_that_is_not_offered_is_refused_whoever_types_it_in(cast, code):
    request = placement(cast) if code == "placement" else asked(cast)
    offered, tried = set(keys(cast, request)), 0
    for key in every_key_there_is(cast, request.case_id):
        if key in offered:
            continue
        with pytest.raises(ValidationError, match="does not allow"):
            prepared(cast, request, picks=[*offered, key])
        tried += 1
    assert tried > 20 and not DisclosureMade.objects.filter(request=request).exists()


def test_a_tampered_form_is_refused_in_plain_words_and_keeps_what_was_typed(cast):
    request = placement(cast)
    decision = Decision.objects.filter(case_id=request.case_id).first()
    url = reverse("cases:disclosure_request", args=[request.case_id, request.id])
    typed = {"version": request.version, "channel": "post", "note": "He starts on Monday.", "understood": "on"}
    typed["picks"] = [*keys(cast, request, "person."), f"decision.{decision.id}.offence"]
    answer = cast.client("officer").post(url, typed)
    assert answer.status_code == 422
    assert "does not allow" in text_of(answer) and "He starts on Monday." in text_of(answer)
    assert not DisclosureMade.objects.filter(request=request).exists()


def test_a_record_of_another_person_is_not_to_be_had_through_this_one(cast):
    request, other = placement(cast), cast.case("Meyer").person_id
    with pytest.raises(ValidationError, match="does not allow"):
        prepared(cast, request, picks=[f"person.{other}.given_names"])


def test_whoever_puts_it_together_says_that_they_know_with_whom_it_is_shared(cast):
    request = placement(cast)
    url = reverse("cases:disclosure_request", args=[request.case_id, request.id])
    shown = text_of(cast.client("officer").get(url))
    assert "I understand that this will be shared with Northbridge Food Bank, 5 Granary Lane" in shown
    typed = {"version": request.version, "channel": "post", "picks": keys(cast, request, "person.")}
    assert cast.client("officer").post(url, typed).status_code == 422
    assert cast.client("officer").post(url, typed | {"understood": "on"}).status_code == 302


def test_the_officer_ticks_down_and_only_what_is_left_leaves(cast):
    request = placement(cast)
    name = next(key for key in keys(cast, request) if key.endswith("given_names"))
    made = prepared(cast, request, picks=[name], channel="page")
    said = "\n".join(pages(pdf_of(made)))
    assert "Tomas" in said and "Verhaal" not in said
    assert [(item.noun, item.fields) for item in made.items.all()] == [("cases.person", "given_names")]


# --- the offence, and what would give it away


def bearing_words():
    """Every text of the demo's data that tells an offence, a condition, a sanction or a court."""
    words = set(Decision.objects.values_list("offence", flat=True)) | set(
        DecidingAuthority.objects.values_list("name", flat=True)
    )
    words |= set(Decision.objects.values_list("reference", flat=True))
    words |= set(Condition.objects.values_list("wording", flat=True))
    for kind in (
        *SanctionType.objects.all(),
        *Condition.objects.model.condition_type.field.related_model.objects.all(),
    ):
        words |= {text for texts in (kind.title, kind.plain) for text in texts.values()} | {kind.code}
    return {word for word in words if word}


@pytest.mark.rule(39, 41)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_in_the_bytes_for_an_agency_gives_the_offence_away(cast, language):
    with override(language):
        for request in (placement(cast), asked(cast), asked(cast, food_bank(cast), "assistance-organisation")):
            made = prepared(cast, request, picks=keys(cast, request), because="They help him as well.")
            found = every_text(pdf_of(made))
            assert not {word for word in bearing_words() if word in found}
            assert metadata(pdf_of(made))["/Title"] in ("Information from the service", "Informations du service")


@pytest.mark.rule(39, 41)
def test_nothing_on_a_page_of_the_agency_or_a_volunteer_gives_it_away(cast):
    made = sent(cast, prepared(cast, placement(cast), picks=keys(cast, placement(cast)), channel="page"))
    case, seen = made.case_id, ""
    urls = [reverse("partner:home"), reverse("partner:hours"), reverse("partner:placement", args=[case])]
    urls += [reverse("partner:requests", args=[case]), reverse("authority:requests", args=[case])]
    for url in urls:
        seen += text_of(cast.client("agency").get(url))
    seen += text_of(cast.client("volunteer").get(reverse("volunteers:home")))
    assert "Tomas" in seen
    assert not {word for word in bearing_words() if word in seen}
    file = cast.client("agency").get(reverse("partner:sent_file", args=[case, made.id]))
    assert file.status_code == 200 and 'filename="information.pdf"' in file["Content-Disposition"]


@pytest.mark.rule(39)
@pytest.mark.parametrize("purpose", [Purpose.PLACEMENT, Purpose.ASSISTANCE, Purpose.VOLUNTEERING])
def test_a_condition_a_sanction_and_a_court_have_a_neutral_label_for_them(cast, purpose):
    for model in (SanctionType, Condition.condition_type.field.related_model, DecidingAuthority):
        for shown in disclosed(model.objects.all(), purpose, cast.at("officer")):
            assert shown.known_as() == shown.neutral and shown.neutral["en"]
            assert not {"title", "name", "code", "plain"} & set(shown._values)


@pytest.mark.rule(39, 49)
def test_the_kind_of_offence_is_told_only_with_a_written_reason_and_a_managers_approval(cast):
    request = placement(cast)
    with pytest.raises(ValidationError, match="kind of offence"):
        to_approve(cast, request, because=" ")
    made = to_approve(cast, request)
    assert made.state == "to_approve"
    with pytest.raises(ValidationError, match="cannot be sent"):
        sent(cast, made)
    assert [d.staff.user.username for d in Deadline.objects.filter(about=made.id, met_at=None)] == ["manager"]
    made = sent(cast, approved(cast, made))
    said = every_text(pdf_of(made))
    assert "against property" in said
    assert not {o for o in Decision.objects.values_list("offence", flat=True) if o in said}


def test_nobody_approves_what_they_put_together_and_a_refusal_sends_nothing(cast):
    made = to_approve(cast, placement(cast))
    with recorded("test.post", by=SYSTEM_ACTOR, now=cast.now):
        post = cast.post("officer")
        post.pk, post.duty = None, "manager"
        post.pk, post._state.adding, post.version = new_key(), True, 1
        post.save()
    given = {"disclosure_made_id": made.id, "version": made.version, "answer": "approved", "approval_reasons": "Fine."}
    with pytest.raises(ValidationError, match="Another manager"):
        perform(cast, "disclosure.approve", Call("officer", "Verhaal", given))
    refused = approved(cast, made, "not_approved")
    with pytest.raises(ValidationError, match="cannot be sent"):
        sent(cast, refused)


# --- exactly as it left


def test_what_is_read_is_what_leaves_byte_for_byte_and_never_changes(cast):
    made = prepared(cast, placement(cast), note="He is good with plants.", channel="page")
    before = pdf_of(made)
    shown = cast.client("officer").get(reverse("cases:disclosure_file", args=[made.case_id, made.id]))
    assert shown.content == before and sha256(before).hexdigest() == made.file_hash
    on_screen = text_of(page(cast.client("officer"), "disclosure", made.case_id, made.id))
    assert "He is good with plants." in on_screen and "Tomas" in on_screen
    made = sent(cast, made)
    received = cast.client("agency").get(reverse("partner:sent_file", args=[made.case_id, made.id]))
    assert received.content == before
    made.note = "Something else."
    with pytest.raises(StaleVersion), recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=made.case_id):
        made.save()
    assert verify() == []


def test_the_ledger_says_to_whom_and_it_is_sealed_at_once(cast):
    made = sent(cast, prepared(cast))
    action = Action.objects.filter(verb="disclosure.send", root=made.case_id).order_by("-id").first()
    assert action.recipient == "Night shelter Harbour"
    assert "Night shelter Harbour" in text_of(page(cast.client("officer"), "ledger", made.case_id))


def test_before_it_leaves_two_buttons_and_no_fields(cast):
    made = prepared(cast)
    url = reverse("cases:disclosure_send", args=[made.case_id, made.id])
    shown = text_of(cast.client("officer").get(url))
    assert "This cannot be taken back" in shown and "Night shelter Harbour" in shown and "<textarea" not in shown
    assert cast.client("officer").post(url, {"version": made.version + 1}).status_code == 409
    assert cast.client("officer").post(url, {"version": made.version}).status_code == 302
    assert DisclosureMade.objects.get(pk=made.pk).state == "sent"
    assert DisclosureRequest.objects.get(pk=made.request_id).answer == "given"


def test_what_the_record_no_longer_says_is_put_together_anew(cast):
    made = prepared(cast)
    person = cast.case("Verhaal").person
    with recorded("test.person", by=SYSTEM_ACTOR, now=cast.now, root=person.id):
        person.given_names = "Tomas Jan"
        person.save()
    with pytest.raises(ValidationError, match="record has changed"):
        sent(cast, made)


def test_what_was_put_together_before_is_not_sent_any_more(cast):
    request = asked(cast)
    first, second = prepared(cast, request), prepared(cast, request, note="Again.")
    with pytest.raises(StaleVersion):
        sent(cast, first)
    assert sent(cast, second).state == "sent"


def test_acknowledged_and_recalled_it_stands_in_the_register_and_leaves_the_recipients_page(cast):
    made = sent(cast, prepared(cast, placement(cast), channel="page"))
    client, theirs = cast.client("agency"), reverse("partner:requests", args=[made.case_id])
    assert made.reference in text_of(client.get(theirs))
    for name, told in (("acknowledge", "By telephone."), ("recall", "By letter: sent in error.")):
        url = reverse(f"cases:disclosure_{name}", args=[made.case_id, made.id])
        assert cast.client("officer").post(url, {"told": told}).status_code == 302
    shown = text_of(page(cast.client("officer"), "disclosure", made.case_id, made.id))
    assert "By telephone." in shown and "sent in error" in shown
    assert made.reference not in text_of(client.get(theirs))
    assert client.get(reverse("partner:sent_file", args=[made.case_id, made.id])).status_code == 404
    with pytest.raises(ValidationError, match="already"):
        perform(
            cast, "disclosure.recall", Call("officer", "Verhaal", {"disclosure_made_id": made.id, "told": "Again."})
        )
