"""Files and recordings of a case: added, kept apart, preserved, looked at again, and let out with parts black."""

import datetime
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.decide import enter
from cases.access.roles import Act
from cases.actions import filing
from cases.actions.filing import bytes_of
from cases.deadlines.lists import due_to
from cases.files.incoming import taken_in
from cases.files.kinds import ALL, ENDINGS
from cases.history.tables import Look
from cases.history.verify import verify
from cases.models import Deadline, FileTerm, Hold, StoredFile
from cases.views.own_sections import own_record
from tests import hostile, hostile_packed
from tests.verbs import CALLS, Call, perform
from tests.verbs.files import PAGE, added, begun, held, to_add
from tests.visits import page, text_of
from tests.world import LOGINS, gated, path

pytestmark = pytest.mark.django_db
WORD = "kx8888zq"


def uploaded(data=None, name="scan.pdf", claimed="application/pdf", **changed):
    """What the form is sent."""
    given = {"category": "letter", "description": "What his employer writes.", "recorded_by": "The employer"}
    given |= {"shows_others": "no", "file": SimpleUploadedFile(name, data or hostile.pdf(content=PAGE), claimed)}
    return given | changed


@pytest.mark.rule(43, 45)
def test_an_officer_adds_a_file_and_the_person_reads_that_it_is_kept(cast):
    case, officer, own = cast.case("Verhaal"), cast.client("officer"), cast.client("person")
    url = reverse("cases:file_add", args=[case.id])
    assert url in text_of(page(officer, "files", case.id))
    moment = "2026-03-02T10:30"
    assert officer.post(url, uploaded(name=f"{WORD} mother.pdf", recorded_at=moment)).status_code == 302
    kept = StoredFile.objects.latest("id")
    assert (kept.category, kept.recorded_by, kept.stored_by.name) == ("letter", "The employer", "Ines Marlow")
    due = Deadline.objects.get(about=kept.id)
    assert (due.code, due.due_on) == ("file.review", localdate(kept.stored_at) + datetime.timedelta(days=365))
    for said in (text_of(page(officer, "files", case.id)), text_of(own.get(reverse("my:record")))):
        assert "What his employer writes." in said and "The employer" in said and "PDF" in said and WORD not in said
    served = own.get(reverse("my:kept_file", args=[kept.id]))
    assert served.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert served.headers["Content-Type"] == "application/pdf" and served.content == bytes_of(kept.id)
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert Look.objects.filter(kind="file", about=kept.id, actor_id=cast.user("person").id).exists()
    assert verify() == []


@pytest.mark.rule(8, 9, 45)
def test_a_recording_that_shows_others_is_on_no_page_of_the_person_nor_of_who_acts_for_them(cast):
    case, heard = cast.case("Verhaal"), hostile_packed.wav()
    given = {"category": "sound", "description": f"Call {WORD}.", "apart": True, "others": f"Sister {WORD}."}
    kept = added(cast, heard, **given)
    officer = text_of(page(cast.client("officer"), "files", case.id))
    assert f"Sister {WORD}." in officer and "the person never sees it" in officer
    for username in ("person", "representative"):
        client = cast.client(username)
        assert client.get(reverse("my:kept_file", args=[kept.id])).status_code == 404
        for address in gated():
            if address.route.startswith("my/"):
                assert WORD.encode() not in client.get(path(address, case.id)).content, address.name
    assert WORD not in repr(own_record(enter(cast.at("person"), Act.READ_OWN, case.id)))
    url, looks = reverse("cases:file", args=[case.id, kept.id]), reverse("my:looks")
    reads = {name for name in LOGINS if cast.client(name).get(url).status_code == 200}
    assert reads == {"officer", "manager", "inspector"}
    assert Look.objects.filter(about=kept.id).count() == 3
    assert "a file of the case" not in text_of(cast.client("person").get(looks))
    cast.client("officer").get(reverse("cases:file", args=[case.id, added(cast).id]))
    assert "a file of the case" in text_of(cast.client("person").get(looks))


@pytest.mark.rule(8)
def test_whoever_answers_a_disagreement_sees_no_file_that_shows_others(cast):
    case = cast.case("Verhaal")
    kept, plain = added(cast, apart=True, others="His sister."), added(cast)
    handler = CALLS["contest.answer"](cast).by
    client = cast.client(handler)
    said = page(client, "files", case.id)
    assert said.status_code == 200 and "His sister." not in text_of(said)
    assert client.get(reverse("cases:file", args=[case.id, kept.id])).status_code == 404
    assert client.get(reverse("cases:file", args=[case.id, plain.id])).status_code == 200


WHOLE = {
    "docx": (hostile_packed.docx("<w:p><w:r><w:t>Words that stay</w:t></w:r></w:p>"), "office", b"Words that stay"),
    "odt": (hostile_packed.odt("<text:p>Words that stay</text:p>"), "office", b"Words that stay"),
    "wav": (hostile_packed.wav(), "sound", b"\1\2" * 400),
    "mp3": (hostile_packed.mp3(hostile_packed.id3(b"x" * 30)), "sound", hostile_packed.FRAME * 3),
    "mp4": (hostile_packed.mp4(), "film", b"picture-0picture-1picture-2"),
    "m4a": (hostile_packed.mp4(kinds=hostile_packed.SOUND_TRACK), "sound", b"picture-0picture-1picture-2"),
    "png": (hostile.png(), "photograph", b"IDAT"),
    "jpg": (hostile.jpeg(), "photograph", b"\xff\xda"),
    "pdf": (hostile.pdf(content=PAGE), "certificate", b"Upper"),
}


@pytest.mark.rule(43)
@pytest.mark.parametrize("ending", WHOLE)
def test_what_is_seen_and_heard_stays_and_is_served_as_exactly_what_it_is(cast, ending):
    data, category, words = WHOLE[ending]
    case = cast.case("Verhaal")
    answer = cast.client("officer").post(
        reverse("cases:file_add", args=[case.id]), uploaded(data, "x.html", "text/html", category=category)
    )
    assert answer.status_code == 302
    kept = StoredFile.objects.latest("id")
    served = cast.client("officer").get(reverse("cases:file", args=[case.id, kept.id]))
    assert ENDINGS[served.headers["Content-Type"]] == ending
    assert served.headers["Content-Disposition"] == f'attachment; filename="{category}.{ending}"'
    parts = [served.content]
    if ending in ("docx", "odt"):
        with zipfile.ZipFile(BytesIO(served.content)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    assert any(words in part for part in parts)


def test_what_cannot_be_kept_is_refused_at_the_field_and_what_was_typed_comes_back(cast):
    client, url = cast.client("officer"), reverse("cases:file_add", args=[cast.case("Verhaal").id])
    before = StoredFile.objects.count()
    for sent, sentence in (
        (uploaded(hostile_packed.docx_with({"word/vbaProject.bin": "x"})), "This document holds macros."),
        (uploaded(hostile_packed.wav()), "The file is of another kind."),
        (uploaded(b"MZ program"), "Of this kind nothing can be kept here."),
        (uploaded(shows_others="yes"), "Say whom else it shows"),
        (uploaded(recorded_at="2126-01-01T10:00"), "This lies in the future."),
        (uploaded(file=SimpleUploadedFile("x.pdf", b"")), "The file is empty."),
    ):
        refused = client.post(url, sent)
        said = text_of(refused)
        assert refused.status_code == 422 and sentence in said and "What his employer writes." in said
    assert StoredFile.objects.count() == before


def test_two_gigabytes_are_not_read_at_all(cast):
    """The request says how long it is; nothing of it is read, no form and no gate looks at it."""

    class NeverRead(BytesIO):
        def read(self, *args):
            raise AssertionError("somebody read it")

    client, url = cast.client("officer"), reverse("cases:file_add", args=[cast.case("Verhaal").id])
    sent = {"CONTENT_LENGTH": str(2 * 1024**3), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = client.generic("POST", url, b"", **sent, **{"wsgi.input": NeverRead()})
    assert answer.status_code == 413 and "larger than any file" in text_of(answer)
    assert answer.headers["Connection"] == "close" and str(cast.case("Verhaal").id) not in text_of(answer)


def test_a_record_holds_so_many_files_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(filing, "MOST_FILES", StoredFile.objects.filter(case=cast.case("Verhaal")).count())
    with pytest.raises(ValidationError, match="no more can be added"):
        added(cast)


@pytest.mark.rule(48)
def test_a_preserved_file_cannot_be_proposed_for_destruction_until_a_manager_lets_it_go(cast):
    case, stored = cast.case("Verhaal"), added(cast)
    hold = held(cast, stored)
    given = {"file_id": stored.id, "outcome": "destroy", "reasons": "Nobody needs it."}
    with pytest.raises(ValidationError, match="holds it back"):
        perform(cast, "file.review", Call("officer", "Verhaal", given))
    url = reverse("cases:file_let_go", args=[case.id, hold.id])
    manager, pressed = cast.client("manager"), {"version": hold.version, "reason": "The court is done."}
    assert cast.client("officer").post(url, pressed).status_code == 403
    assert url in text_of(page(manager, "files", case.id))
    assert manager.post(url, pressed | {"reason": " "}).status_code == 422
    stale = manager.post(url, pressed | {"version": hold.version + 1})
    assert stale.status_code == 409 and "The court is done." in text_of(stale)
    assert manager.post(url, pressed).status_code == 302
    assert perform(cast, "file.review", Call("officer", "Verhaal", given)).outcome == "destroy"
    assert "Proposed to be destroyed" in text_of(page(cast.client("officer"), "files", case.id))


@pytest.mark.rule(48)
def test_a_hold_on_the_whole_record_holds_each_file_and_two_may_hold_one(cast):
    stored = added(cast)
    held(cast, stored)
    given = {"file_id": stored.id, "kind": "request", "asked_by": "His lawyer", "why": "A claim is to come."}
    asked = Call("officer", "Verhaal", given | {"review_on": localdate(cast.now) + datetime.timedelta(days=9)})
    perform(cast, "file.hold", asked)
    with pytest.raises(ValidationError, match="for them already"):
        perform(cast, "file.hold", asked)
    with pytest.raises(ValidationError, match="a day to come"):
        perform(cast, "file.hold", asked, asked_by="Another", review_on=localdate(cast.now))
    assert Hold.objects.filter(file=stored, lifted_at=None).count() == 2


@pytest.mark.rule(48)
def test_a_recording_whose_day_has_come_is_on_the_officers_list_until_it_was_looked_at(cast):
    stored = added(cast, hostile_packed.wav(), category="sound")
    url = reverse("cases:file_review", args=[stored.case_id, stored.id])

    def listed(days):
        later = cast.now + datetime.timedelta(days=days)
        return url in [item.url for item in due_to(cast.at("officer", later))]

    assert not listed(89) and listed(90)
    until = localdate(cast.now) + datetime.timedelta(days=200)
    sent = {"outcome": "keep", "keep_until": until, "reasons": "The appeal is open."}
    client = cast.client("officer")
    assert client.post(url, {"outcome": "keep", "reasons": "x"}).status_code == 422
    assert client.post(url, sent).status_code == 302
    assert FileTerm.objects.get(file=stored).keep_until == until
    assert not listed(199) and listed(200)
    assert "The appeal is open." in text_of(page(client, "files", stored.case_id))


def test_a_page_of_another_case_leads_nowhere(cast):
    release, other = begun(cast), cast.case("Petrova")
    client = cast.client("officer")
    for name, keys in (
        ("file", [release.file_id]),
        ("file_hold", [release.file_id]),
        ("file_review", [release.file_id]),
        ("release_begin", [release.file_id]),
        ("release", [release.id]),
        ("release_make", [release.id]),
        ("release_page", [release.id, 1]),
    ):
        assert client.get(reverse(f"cases:{name}", args=[other.id, *keys])).status_code == 404, name


def test_every_kind_that_is_kept_is_known_again():
    assert {taken_in(BytesIO(data), ALL).media_type for data, _category, _words in WHOLE.values()} == set(ENDINGS)


def test_sound_cannot_be_blacked_out_and_the_inspector_only_reads(cast):
    stored = added(cast, hostile_packed.wav(), category="sound")
    with pytest.raises(ValidationError, match="Only pages and pictures"):
        begun(cast, stored)
    assert page(cast.client("inspector"), "files", stored.case_id).status_code == 200
    assert page(cast.client("inspector"), "file_add", stored.case_id).status_code == 403
    with pytest.raises(PermissionDenied):
        perform(cast, "file.add", Call("inspector", "Verhaal", to_add()))
