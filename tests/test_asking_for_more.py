"""Who may be told, that the person reads of it, and how others ask for more (rules 41, 45, 47, 49, 51, 54)."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.disclosure.leakguard import Leak, shown_because
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import (
    Deadline,
    Deferral,
    DisclosureRequest,
    Look,
    OffenceClass,
    WithholdingGround,
)
from reports.actions.disclosing import sent_about
from reports.models.document import SIGNS
from tests.laws.test_leaks import watch_for
from tests.verbs import CALLS, Call, perform
from tests.verbs.disclosures import (
    approved,
    asked,
    food_bank,
    ground,
    keys,
    prepared,
    put_off,
    sent,
)
from tests.visits import page, text_of
from volunteers.models import Agreement, PartnerMember

pytestmark = [pytest.mark.django_db, pytest.mark.rule(47, 49)]
DAY = datetime.timedelta(days=1)


def placement(cast, **changed):
    """The food bank asks on paper about Tomas, who works there."""
    return asked(cast, food_bank(cast), "placement", **changed)


# --- who may be told


@pytest.mark.rule(51, 54)
def test_a_recipient_whose_agreement_ended_yesterday_is_told_nothing(cast):
    request = placement(cast)
    made = prepared(cast, request)
    with recorded("test.agreement", by=SYSTEM_ACTOR, now=cast.now):
        for agreement in Agreement.objects.filter(organisation_id=request.asker_key):
            agreement.ends_at = cast.now - DAY
            agreement.save()
    with pytest.raises(ValidationError, match="agreement ended on"):
        sent(cast, made)
    with pytest.raises(ValidationError, match="agreement ended on"):
        prepared(cast, request)
    shown = text_of(page(cast.client("officer"), "disclosure_request", request.case_id, request.id))
    assert "Its agreement ended on" in shown


@pytest.mark.rule(54)
def test_an_organisation_where_nobody_is_bound_to_secrecy_is_told_nothing(cast):
    made = prepared(cast, placement(cast))
    with recorded("test.member", by=SYSTEM_ACTOR, now=cast.now):
        for member in PartnerMember.objects.all():
            member.ends_at = cast.now - DAY
            member.save()
    with pytest.raises(ValidationError, match="bound to secrecy"):
        sent(cast, made)


def test_a_ground_holds_for_one_purpose_and_one_kind_of_recipient(cast):
    with pytest.raises(ValidationError, match="holds for another purpose"):
        asked(cast, food_bank(cast), "decision")
    with pytest.raises(ValidationError, match="for this purpose"):
        asked(cast, legal_ground=None, purpose="supervision")
    nothing = asked(cast, legal_ground=None)
    with pytest.raises(ValidationError, match="No legal ground"):
        prepared(cast, nothing)


def test_an_over_request_is_kept_as_refused_with_its_reason(cast):
    made = sent(cast, prepared(cast, placement(cast), refused="What he did: it is not needed for the work."))
    request = DisclosureRequest.objects.get(pk=made.request_id)
    assert (request.answer, request.reasons) == ("partly", "What he did: it is not needed for the work.")
    call = CALLS["disclosure.refuse"](cast)
    with pytest.raises(ValidationError):
        perform(cast, "disclosure.refuse", call, reasons="")
    refused = perform(cast, "disclosure.refuse", call)
    shown = text_of(page(cast.client("officer"), "disclosures", refused.case_id))
    assert "He did not agree to it." in shown and "it is not needed for the work" not in shown
    with pytest.raises(ValidationError, match="answered already"):
        perform(cast, "disclosure.refuse", call, version=refused.version)


# --- two purposes


def test_two_purposes_are_joined_only_with_a_reason_and_an_approval(cast):
    bank = food_bank(cast)
    work = placement(cast)
    sent(cast, prepared(cast, work, picks=keys(cast, work, "placement.")))
    help_ = asked(cast, bank, "assistance-organisation")
    with pytest.raises(ValidationError, match="another purpose"):
        prepared(cast, help_)
    made = prepared(cast, help_, because="They would help him to find paid work as well.")
    assert made.needs == "joined" and made.state == "to_approve"
    assert sent(cast, approved(cast, made)).state == "sent"


def test_what_both_purposes_allow_needs_no_approval(cast):
    help_ = asked(cast)
    first = sent(cast, prepared(cast, help_, picks=keys(cast, help_, "person.")[:2]))
    order = asked(cast, code="proceedings")
    assert first.purpose != order.purpose
    made = prepared(cast, order, picks=[key for key in keys(cast, order, "person.") if key.endswith("_names")])
    assert made.needs == "" and made.state == "prepared"


# --- the person


@pytest.mark.rule(45)
def test_the_person_reads_to_whom_why_and_every_word_of_it(cast):
    made = sent(cast, prepared(cast, note="He likes to work early."))
    client = cast.client("person")
    for url in (reverse("my:disclosures"), reverse("my:record"), reverse("my:copy_print"), reverse("my:copy_json")):
        said = client.get(url).content.decode()
        for word in ("Night shelter Harbour", "2 Quay", "He likes to work early.", made.reference):
            assert word in said, (url, word)


@pytest.mark.rule(45)
def test_what_they_are_not_told_yet_is_nowhere_until_a_manager_lifts_it(cast):
    with pytest.raises(ValidationError, match="not told"):
        prepared(cast, **put_off(cast) | {"because": ""})
    made = prepared(cast, **put_off(cast), note="kx4242zq")
    with pytest.raises(ValidationError, match="cannot be sent"):
        sent(cast, made)
    made = sent(cast, approved(cast, made))
    staff, client = cast.client("officer"), cast.client("person")
    page(staff, "disclosures", made.case_id), page(staff, "disclosure", made.case_id, made.id)
    assert Look.objects.filter(about=made.id).exists()
    own = [reverse(f"my:{name}") for name in ("disclosures", "record", "copy_print", "copy_json", "looks", "home")]

    def told():
        return "\n".join(client.get(url).content.decode() for url in own)

    for word in ("kx4242zq", made.reference, "Night shelter Harbour", "(?<!register of )what was sent to others"):
        assert not re.search(word, told()), word
    held = Deferral.objects.get(made=made)
    assert Deadline.objects.get(about=held.id, met_at=None).due_on == held.review_on
    given = {"deferral_id": held.id, "version": held.version, "reason": "The search is over."}
    with pytest.raises(ValidationError, match="for ever"):
        perform(cast, "deferral.review", Call("manager", "Verhaal", given | {"review_on": localdate(cast.now)}))
    perform(cast, "deferral.review", Call("manager", "Verhaal", given | {"lift": True}))
    assert "kx4242zq" in told() and made.reference in told()


def test_only_a_ground_that_lets_something_be_hidden_puts_it_off(cast):
    given = put_off(cast) | {"put_off_on": WithholdingGround.objects.get(code="safety")}
    with pytest.raises(ValidationError, match="cannot be put off"):
        prepared(cast, **given)
    with pytest.raises(ValidationError, match="for ever"):
        prepared(cast, **put_off(cast) | {"review_on": None})


# --- asking for more


@pytest.mark.rule(41, 74)
def test_an_agency_asks_on_its_own_page_is_answered_in_time_and_reads_only_what_was_sent(cast):
    case, client = cast.case("Verhaal"), cast.client("agency")
    url = reverse("partner:requests", args=[case.id])
    given = {"purpose": "placement", "legal_ground": ground("placement").id, "what": "Can he lift?", "why": ""}
    refused = client.post(url, given)
    assert refused.status_code == 422 and "Can he lift?" in text_of(refused)
    assert client.post(url, given | {"why": "The sacks are heavy."}).status_code == 302
    request = DisclosureRequest.objects.latest("id")
    assert request.asker == "Northbridge Food Bank" and request.received == "page"
    assert Deadline.objects.get(about=request.id).due_on == request.answer_by > localdate(cast.now)
    assert "Somebody asks for information" in text_of(cast.client("officer").get(reverse("cases:today")))
    waiting = text_of(client.get(url))
    assert "You are answered by" in waiting and "He likes tools" not in waiting
    elsewhere = sent(cast, prepared(cast, note="kx1717zq"))
    made = sent(cast, prepared(cast, request, note="He likes tools.", channel="page"))
    shown = text_of(client.get(url))
    assert "He likes tools." in shown and "Given as asked" in shown.replace("given as asked", "Given as asked")
    assert "kx1717zq" not in shown and elsewhere.reference not in shown
    assert client.get(reverse("partner:sent_file", args=[case.id, elsewhere.id])).status_code == 404
    assert not Deadline.objects.filter(about=request.id, met_at=None).exists()
    assert made.channel == "page"


def test_a_court_asks_on_its_own_page_and_learns_what_is_refused(cast):
    case, client = cast.case("Brandt"), cast.client("authority")
    url = reverse("authority:requests", args=[case.id])
    given = {
        "purpose": "decision",
        "legal_ground": ground("decision").id,
        "what": "All of it.",
        "why": "For a hearing.",
    }
    assert client.post(url, given).status_code == 302
    request = DisclosureRequest.objects.latest("id")
    refused = {"disclosure_request_id": request.id, "version": request.version, "reasons": "Say for which decision."}
    perform(cast, "disclosure.refuse", Call("officer", "Brandt", refused))
    assert "Say for which decision." in text_of(client.get(url))


def test_staff_write_down_what_came_on_paper(cast):
    case, client = cast.case("Verhaal"), cast.client("officer")
    url = reverse("cases:disclosure_new", args=[case.id])
    given = {"recipient": "other", "name": "", "address": "", "received": "paper", "purpose": "assistance"}
    given |= {"legal_ground": ground("assistance-other").id, "what": "His name.", "why": "For a bed."}
    wrong = client.post(url, given)
    assert wrong.status_code == 422 and "not in the list" in text_of(wrong) and "For a bed." in text_of(wrong)
    answer = client.post(url, given | {"name": "Night shelter", "address": "2 Quay"})
    assert answer.status_code == 302
    assert "What this purpose allows" in text_of(client.get(answer["Location"]))


@pytest.mark.rule(8)
def test_a_letter_that_names_somebody_registered_is_stopped(cast):
    watch_for(cast, cast.case("Verhaal"), "Ottokar Quillfeather")
    request = asked(cast)
    with pytest.raises(Leak):
        prepared(cast, request, note="His uncle Ottokar Quillfeather will come along.")
    with shown_because("The uncle asked for it."):
        assert prepared(cast, request, note="His uncle Ottokar Quillfeather will come along.").state == "prepared"


@pytest.mark.rule(8)
def test_what_was_written_before_a_name_was_registered_is_stopped_when_it_leaves(cast):
    """A placement says whom to ask for there; since then that person is to stay out of it."""
    request = placement(cast)
    contact = next(key for key in keys(cast, request) if key.endswith(".contact"))
    assert prepared(cast, request, picks=[contact]).state == "prepared"
    watch_for(cast, cast.case("Verhaal"), "Renate Vogt")
    with pytest.raises(Leak):
        prepared(cast, request, picks=[contact])


def test_of_a_record_one_finds_who_got_it(cast):
    made = sent(cast, prepared(cast))
    person = cast.case("Verhaal").person_id
    assert sent_about([person])[0].id == made.id
    assert made.id not in {each.id for each in sent_about([cast.case("Meyer").person_id])}
    assert set(made.reference) <= set(SIGNS) | {"-"} and OffenceClass.objects.exists()
