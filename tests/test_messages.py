"""The person writes to whoever keeps their case, asks for another time, hands in a proof; the service answers."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.actions.messaging import MOST_WAITING, send, write
from cases.models import Deadline, Message, StoredFile
from sanctions.models import Appointment
from tests.verbs.transcripts import a_scan
from tests.visits import page, text_of

pytestmark = pytest.mark.django_db


def written(cast, text="Can I bring my sister?", **more):
    return send(by=cast.at("person"), now=cast.now, case_id=cast.case("Verhaal").id, text=text, **more)


@pytest.mark.rule(29, 45)
def test_a_question_is_answered_and_both_read_both(cast):
    case, own = cast.case("Verhaal"), cast.client("person")
    assert own.post(reverse("my:messages"), {"text": "Can I bring my sister?"}).status_code == 302
    message = Message.objects.get()
    due = Deadline.objects.get(about=message.id)
    assert (due.code, due.to, due.met_at) == ("message.answer", "officer", None)
    officer = cast.client("officer")
    assert "The person wrote a message" in text_of(page(officer, "today"))
    answer, told = (
        reverse("cases:message_answer", args=[case.id, message.id]),
        text_of(page(officer, "messages", case.id)),
    )
    assert "Can I bring my sister?" in told and answer in told
    assert officer.post(answer, {"text": "Yes, gladly."}).status_code == 302
    due.refresh_from_db()
    assert due.met_at is not None
    for client, address in ((own, reverse("my:messages")), (officer, reverse("cases:messages", args=[case.id]))):
        told = text_of(client.get(address))
        assert "Yes, gladly." in told and "Waiting for an answer" not in told
    assert "Yes, gladly." in text_of(own.get(reverse("my:record")))
    assert officer.get(answer).status_code == 404


@pytest.mark.rule(29)
def test_another_time_is_asked_for_and_the_appointment_stands(cast):
    ahead = Appointment.objects.filter(case=cast.case("Verhaal"), starts_at__gt=cast.now, outcome="").earliest(
        "starts_at"
    )
    own, address = cast.client("person"), reverse("my:move", args=[ahead.id])
    assert address in text_of(own.get(reverse("my:home")))
    refused = own.post(address, {"text": ""})
    assert refused.status_code == 422
    assert own.post(address, {"text": "My child is ill. Friday would do."}).status_code == 302
    message = Message.objects.get()
    assert (message.topic, message.about) == ("move", ahead.id)
    ahead.refresh_from_db()
    assert ahead.outcome == "" and ahead.version == 1
    told = text_of(page(cast.client("officer"), "message_answer", ahead.case_id, message.id))
    assert reverse("sanctions:outcome", args=[ahead.case_id, ahead.id]) in told


@pytest.mark.rule(29)
@pytest.mark.parametrize("which", ["past", "somebody else's"])
def test_only_an_appointment_of_ones_own_to_come_can_be_asked_about(cast, which):
    rows = Appointment.objects.filter(case=cast.case("Verhaal"), starts_at__lte=cast.now)
    if which == "somebody else's":
        rows = Appointment.objects.filter(case=cast.case("Petrova"))
    address = reverse("my:move", args=[rows.first().id])
    assert cast.client("person").post(address, {"text": "Another day, please."}).status_code == 404
    assert not Message.objects.exists()


@pytest.mark.rule(45)
def test_a_proof_is_kept_as_a_picture_without_its_origin(cast):
    scan, own = a_scan(), cast.client("person")
    upload = SimpleUploadedFile("IMG_2041 Tomas at Dr Grey.png", scan.read(), "image/png")
    assert own.post(reverse("my:messages"), {"text": "The doctor's note.", "file": upload}).status_code == 302
    message, kept = Message.objects.get(), StoredFile.objects.latest("id")
    assert (message.topic, message.file_id, kept.category, kept.stored_by) == ("proof", kept.id, "proof", None)
    served = own.get(reverse("my:kept_file", args=[kept.id]))
    assert served.headers["Content-Disposition"] == 'attachment; filename="proof.png"'
    officer = cast.client("officer").get(reverse("cases:file", args=[kept.case_id, kept.id]))
    assert officer.content == served.content
    assert reverse("my:kept_file", args=[kept.id]) in text_of(own.get(reverse("my:messages")))
    assert "handed in by you" in text_of(own.get(reverse("my:record")))


@pytest.mark.rule(45)
def test_what_cannot_be_kept_is_refused_and_the_text_comes_back(cast):
    upload = SimpleUploadedFile("note.pdf.exe", b"MZ nothing good", "application/pdf")
    refused = cast.client("person").post(reverse("my:messages"), {"text": "My proof is here.", "file": upload})
    assert refused.status_code == 422
    told = text_of(refused)
    assert "Only a PDF or a picture" in told and "My proof is here." in told
    long = cast.client("person").post(reverse("my:messages"), {"text": "x" * 6001})
    assert long.status_code == 422 and "x" * 6001 in text_of(long)
    assert not Message.objects.exists() and not StoredFile.objects.filter(category="proof").exists()


@pytest.mark.rule(45)
def test_a_representative_reads_and_does_not_write(cast):
    written(cast)
    client = cast.client("representative")
    told = text_of(client.get(reverse("my:messages")))
    assert "Can I bring my sister?" in told and "<textarea" not in told
    assert "another-time" not in text_of(client.get(reverse("my:home")))
    with pytest.raises(PermissionDenied):
        send(by=cast.at("representative"), now=cast.now, case_id=cast.case("Verhaal").id, text="Hello")


def test_a_message_is_answered_once(cast):
    message = written(cast)
    call = {"by": cast.at("officer"), "now": cast.now, "case_id": message.case_id, "answers": message.id}
    write(**call, text="Yes.")
    with pytest.raises(ValidationError, match="answered already"):
        write(**call, text="No.")
    elsewhere = call | {"case_id": cast.case("Petrova").id}
    with pytest.raises(ValidationError, match="answered already"):
        write(**elsewhere, text="Yes.")


def test_too_many_that_wait_lead_to_the_telephone(cast):
    for _each in range(MOST_WAITING):
        written(cast)
    with pytest.raises(ValidationError, match="Please phone"):
        written(cast)


def test_an_answer_that_is_late_is_on_the_managers_list(cast):
    written(cast)
    later = cast.now + datetime.timedelta(days=14)
    due = Deadline.objects.get(code="message.answer")
    assert due.due_on < later.date()


def test_an_inspector_reads_the_conversation_and_cannot_answer(cast):
    message = written(cast)
    client = cast.client("inspector")
    assert "Can I bring my sister?" in text_of(page(client, "messages", message.case_id))
    assert client.get(reverse("cases:message_answer", args=[message.case_id, message.id])).status_code == 403
