"""A ruling made on paper: copied by one, compared by another, its gaps said (rules 67, 68); and what a scan may be."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from cases.actions.filing import Damaged
from cases.files.incoming import MOST_BYTES, taken_in
from cases.models import StoredBytes, StoredFile
from sanctions.models import NonComplianceReport, Ruling, RulingTranscript, Sanction
from tests.reported import a_ruling, reported
from tests.verbs import Call, perform
from tests.verbs.transcripts import a_scan, copied, on_paper
from tests.visits import text_of


def compared(cast, transcript, passes=True, note="", by="officer2"):
    given = {"transcript_id": transcript.id, "version": 1, "passes": passes, "note": note}
    return perform(cast, "ruling.compare", Call(by, "Verhaal", given))


@pytest.mark.rule(67, 68)
def test_a_ruling_on_paper_is_copied_by_one_and_compared_by_another(cast):
    report, officer, reader = reported(cast), cast.client("officer"), cast.client("officer2")
    here = reverse("sanctions:transcript_new", args=[report.case_id, report.id])
    typed = {
        "reference": "DC-N 2026/P7",
        "member": "Judge Renard",
        "ruled_on": localdate(cast.now),
        "outcome": "revoked",
    }
    typed |= {"checker": cast.post("officer2").id, "version": 1, "found_1": "established", "reasons": "Said in court."}
    empty = SimpleUploadedFile("scan.png", b"", "image/png")
    refused = officer.post(here, typed | {"scan": empty})
    assert refused.status_code == 422 and "The file is empty" in text_of(refused)
    assert "DC-N 2026/P7" in text_of(refused), "what was typed comes back"
    scan = SimpleUploadedFile("../../Tomas Verhaal.exe.png", a_scan().read(), "text/html")
    assert officer.post(here, typed | {"scan": scan}).status_code == 302
    transcript = RulingTranscript.objects.get()
    assert not Ruling.objects.filter(report=report).exists(), "what is copied rules nothing"
    assert report.sanction.state == Sanction.State.IN_FORCE

    checking = reverse("sanctions:transcript_check", args=[report.case_id, transcript.id])
    assert "A ruling copied from paper waits to be compared" in text_of(reader.get(reverse("cases:today")))
    assert officer.get(checking).status_code == 403, "nobody compares their own copy"
    assert "not stated" in text_of(reader.get(checking))
    kept = reader.get(reverse("cases:file", args=[report.case_id, transcript.scan_id]))
    assert kept["Content-Disposition"] == 'attachment; filename="ruling.png"'
    assert (kept["Content-Type"], kept["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert reader.post(checking, {"passes": "yes", "version": 1}).status_code == 302
    ruling = Ruling.objects.get(report=report)
    assert (ruling.on_paper, ruling.outcome, ruling.documents, ruling.heard) == (True, "revoked", "", "")
    assert Sanction.objects.get(pk=report.sanction_id).state == Sanction.State.REVOKED
    assert sorted(ruling.findings.values_list("found", flat=True)) == ["", "established"]
    person = text_of(cast.client("person").get(reverse("my:ruling", args=[ruling.id])))
    assert "not stated" in person and "a second person compared it" in person
    address = reverse("my:kept_file", args=[transcript.scan_id])
    assert address in person and cast.client("person").get(address).status_code == 200


def test_who_copies_from_a_page_that_is_old_saves_nothing(cast):
    report = reported(cast)
    here = reverse("sanctions:transcript_new", args=[report.case_id, report.id])
    typed = {
        "reference": "DC-N 2026/P7",
        "member": "Judge Renard",
        "ruled_on": localdate(cast.now),
        "outcome": "warning",
    }
    scan = SimpleUploadedFile("scan.png", a_scan().read(), "image/png")
    stale = typed | {"checker": cast.post("officer2").id, "version": 7, "scan": scan}
    answer = cast.client("officer").post(here, stale)
    assert answer.status_code == 409 and "Somebody saved first" in text_of(answer)
    assert "DC-N 2026/P7" in text_of(answer) and not RulingTranscript.objects.exists()


def test_what_differs_is_sent_back_and_copied_anew(cast):
    transcript = copied(cast)
    with pytest.raises(ValidationError, match="Say what differs"):
        compared(cast, transcript, passes=False)
    compared(cast, transcript, passes=False, note="It says 2026/P8.")
    assert not Ruling.objects.filter(report=transcript.report).exists()
    again = perform(cast, "ruling.transcribe", Call("officer", "Verhaal", on_paper(cast, transcript.report)))
    compared(cast, again)
    assert Ruling.objects.get(report=transcript.report).on_paper


def test_nobody_is_asked_to_compare_what_they_copied(cast):
    with pytest.raises(ValidationError, match="did not copy it"):
        copied(cast, checker=cast.post("officer"))


def test_a_report_the_court_ruled_on_meanwhile_is_not_ruled_on_twice(cast):

    transcript = copied(cast)
    perform(cast, "ruling.make", Call("authority", "Verhaal", a_ruling(transcript.report, cast)))
    with pytest.raises(ValidationError, match="has been ruled on"):
        compared(cast, transcript)
    assert NonComplianceReport.objects.get(pk=transcript.report_id).state == "ruled"
    assert RulingTranscript.objects.get(pk=transcript.pk).state == "to_check", "all or nothing"


def a_pdf(pages=1, **more):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(100, 140)
    if more.get("script"):
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
        )
        writer.add_attachment("list.txt", b"secret")
        writer.add_metadata({"/Author": "Marie Dumont"})
    if password := more.get("password"):
        writer.encrypt(password)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_of_a_pdf_its_pages_alone_are_kept():
    kept = taken_in(BytesIO(a_pdf(2, script=True)))
    reader = PdfReader(BytesIO(kept.data))
    assert len(reader.pages) == 2
    assert not [word for word in (b"alert", b"JavaScript", b"secret", b"Dumont", b"EmbeddedFile") if word in kept.data]
    assert "/Names" not in reader.root_object and not (reader.metadata or {}).get("/Author")


def test_of_a_picture_neither_place_nor_camera_is_kept():
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "SpyCam", {1: "N", 2: (52.0, 1.0, 2.0)}
    taken = BytesIO()
    Image.new("RGB", (30, 40), "white").save(taken, "JPEG", exif=exif)
    assert b"SpyCam" in taken.getvalue()
    kept = taken_in(BytesIO(taken.getvalue()))
    assert b"SpyCam" not in kept.data and not Image.open(BytesIO(kept.data)).getexif()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 a program", "Only a PDF or a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only a PDF or a picture"),
        (b"%PDF-1.7 and nothing more", "cannot be read"),
        (b"\x89PNG\r\n\x1a\nbroken", "cannot be read"),
        (b"\xff\xd8\xff" + b"\0" * 90, "cannot be read"),
        (b"%PDF-" + b"0" * MOST_BYTES, "larger than 10 MB"),
        (a_pdf(61), "1 to 60 pages"),
        (a_pdf(password="x"), "locked with a password"),
    ],
    ids=["empty", "program", "svg", "half a PDF", "half a PNG", "half a JPEG", "large", "long", "locked"],
)
def test_what_is_no_scan_is_refused_in_a_sentence(data, refusal):
    with pytest.raises(ValidationError, match=refusal):
        taken_in(BytesIO(data))


def test_a_kept_file_that_was_changed_is_not_shown(cast):

    scan = StoredFile.objects.get(pk=copied(cast).scan_id)
    StoredBytes.objects.filter(file=scan).update(data=b"%PDF-1.4 other")
    with pytest.raises(Damaged):
        cast.client("officer").get(reverse("cases:file", args=[scan.case_id, scan.id]))
