"""A copy of a file that leaves: parts black, checked by another, and nothing left of what is black (rule 47)."""

import re
from io import BytesIO

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from PIL import Image

from cases.access.decide import enter
from cases.access.roles import Act
from cases.actions.filing import bytes_of
from cases.files.drawing import COLUMNS, ROWS
from cases.history.tables import Action
from cases.history.verify import verify
from cases.models import Deadline, ReleaseCopy, StoredFile
from cases.views.own_sections import own_record
from tests import hostile
from tests.pdf_text import every_text
from tests.verbs import perform
from tests.verbs.files import added, begun, decided, made, marked, to_make
from tests.visits import page, text_of

pytestmark = pytest.mark.django_db
WORD = "kx8888zq"


# What leaves (rule 47).
def words_in(data):
    """Every word that can be found in a PDF: its text, its bytes, its objects unpacked."""
    document = pypdfium2.PdfDocument(data)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    return text + every_text(data)


@pytest.mark.rule(47)
def test_of_what_is_black_nothing_is_left_in_the_copy_and_the_file_itself_stays(cast):
    content = f"BT /F1 12 Tf 10 255 Td (Upper {WORD}) Tj ET 1 0 0 rg 0 240 200 30 re f".encode()
    stored = added(cast, hostile.pdf(hostile.with_metadata, content=content, pages=2))
    original = bytes_of(stored.id)
    assert WORD in words_in(original)
    release = begun(cast, stored)
    marked(cast, release, first="A1", last="T8")
    release = made(cast, release)
    copy = bytes_of(release.copy_id)
    assert WORD not in words_in(copy) and hostile.SECRET not in words_in(copy) and "Upper" not in words_in(copy)
    for number, black in ((0, True), (1, False)):
        picture = pypdfium2.PdfDocument(copy)[number].render(scale=2).to_pil().convert("RGB")
        region = picture.crop((4, 4, picture.width - 4, picture.height * 8 // ROWS - 4))
        brightest = max(max(channel) for channel in region.getextrema())
        assert (brightest < 60) is black
    below = pypdfium2.PdfDocument(copy)[0].render().to_pil().convert("RGB").getpixel((100, 200))
    assert min(below) > 200
    assert bytes_of(stored.id) == original and release.copy.category == "release" and release.copy.apart
    assert verify() == []


@pytest.mark.rule(47)
def test_a_picture_is_blacked_out_in_its_dots(cast):
    stored = added(cast, hostile.png((200, 400)), category="photograph")
    release = begun(cast, stored)
    marked(cast, release, first="C4", last="d5")
    copy = Image.open(BytesIO(bytes_of(made(cast, release).copy_id)))
    width, height = 200 // COLUMNS, 400 // ROWS
    assert copy.getpixel((2 * width + 3, 3 * height + 3)) == (0, 0, 0)
    assert copy.getpixel((4 * width + 3, 3 * height + 3)) == (255, 255, 255)


@pytest.mark.rule(47)
def test_a_copy_leaves_only_when_somebody_else_has_looked_at_it(cast):
    release = begun(cast, recipient="Housing office, Northbridge")
    url = reverse("cases:release_decide", args=[release.case_id, release.id])
    pressed = {"version": release.version, "answer": "released", "reasons": ""}
    assert cast.client("manager").post(url, pressed).status_code == 422
    release = made(cast, release)
    due = Deadline.objects.get(about=release.id)
    assert (due.code, due.staff.user.username, due.met_at) == ("release.check", "manager", None)
    pressed["version"] = release.version
    assert cast.client("officer").post(url, pressed).status_code == 403
    manager = cast.client("manager")
    assert reverse("cases:file", args=[release.case_id, release.copy_id]) in text_of(manager.get(url))
    assert manager.post(url, pressed | {"answer": "refused"}).status_code == 422
    stale = manager.post(url, pressed | {"version": release.version - 1, "reasons": "I looked at both."})
    assert stale.status_code == 409 and "I looked at both." in text_of(stale)
    assert manager.post(url, pressed).status_code == 302
    left = Action.objects.filter(verb="release.decide").latest("id")
    assert left.recipient == "addressee"
    assert "It may leave" in text_of(page(cast.client("officer"), "files", release.case_id))
    due.refresh_from_db()
    assert due.met_at is not None
    with pytest.raises(ValidationError, match="checked already"):
        decided(cast, ReleaseCopy.objects.get(pk=release.id))


@pytest.mark.rule(45, 47)
@pytest.mark.parametrize("for_person", [True, False])
def test_the_person_reads_the_copy_of_what_shows_others_once_it_may_leave_and_is_for_them(cast, for_person):
    stored = added(cast, apart=True, others="His sister.")
    release = made(cast, begun(cast, stored, for_person=for_person))
    own, url = cast.client("person"), reverse("my:kept_file", args=[release.copy_id])
    assert own.get(url).status_code == 404
    decided(cast, release)
    assert own.get(url).status_code == (200 if for_person else 404)
    assert own.get(reverse("my:kept_file", args=[stored.id])).status_code == 404
    record = own_record(enter(cast.at("person"), Act.READ_OWN, stored.case_id))
    listed = next(section for section in record if section.key == "files")
    assert (release.copy_id in [item.key for item in listed.items]) is for_person


@pytest.mark.rule(8, 47)
@pytest.mark.parametrize("shows_others", [True, False])
def test_a_copy_that_left_stands_in_the_register_and_the_person_reads_it_unless_it_shows_others(cast, shows_others):
    stored = added(cast, **({"apart": True, "others": "His sister."} if shows_others else {}))
    release = made(cast, begun(cast, stored, recipient="Housing office, Northbridge", why="A flat; section 22"))
    officer, register = cast.client("officer"), reverse("cases:disclosures", args=[release.case_id])
    own, told = cast.client("person"), reverse("my:disclosures")
    assert not any("Housing office" in text_of(client.get(url)) for client, url in ((officer, register), (own, told)))
    decided(cast, release)
    assert "Housing office, Northbridge" in text_of(officer.get(register))
    assert ("Housing office, Northbridge" in text_of(own.get(told))) is not shows_others
    record = own_record(enter(cast.at("person"), Act.READ_OWN, stored.case_id))
    sent = next(section for section in record if section.key == "disclosures")
    assert ("A flat; section 22" in [item.fact("why") for item in sent.items]) is not shows_others


def test_the_officer_marks_a_part_by_the_squares_of_the_page(cast):
    client, release = cast.client("officer"), begun(cast)
    url = reverse("cases:release", args=[release.case_id, release.id])
    picture = client.get(reverse("cases:release_page", args=[release.case_id, release.id, 2]))
    assert picture.headers["Content-Type"] == "image/png" and Image.open(BytesIO(picture.content)).width > 200
    assert client.get(reverse("cases:release_page", args=[release.case_id, release.id, 3])).status_code == 404
    for first, last in (("Z1", "C3"), ("A41", "C3"), ("", "C3"), ("A1", "33")):
        refused = client.post(url, {"page": 1, "first": first, "last": last, "exemption": "others"})
        assert refused.status_code == 422 and f'value="{last}"' in text_of(refused)
    assert client.post(url, {"page": 3, "first": "A1", "last": "B2", "exemption": "others"}).status_code == 422
    assert client.post(url, {"page": 2, "first": "r13", "last": "C12", "exemption": "victim"}).status_code == 302
    said = text_of(client.get(url))
    assert "Page 2, from C12 to R13: the safety of a victim." in said
    drop = re.search(r'href="([^"]+/marks/[^"]+)"', said)[1]
    assert client.post(drop, {"version": 1}).status_code == 302
    assert "from C12 to R13" not in text_of(client.get(url))


def test_marks_changed_while_the_copy_was_drawn_are_looked_at_again(cast):
    release = begun(cast)
    call = to_make(cast, release)
    marked(cast, release)
    with pytest.raises(ValidationError, match="changed the marks"):
        perform(cast, "release.make", call)
    assert not StoredFile.objects.filter(category="release", case=release.case_id).exists()
    made(cast, release)
    with pytest.raises(ValidationError, match="begin another one"):
        marked(cast, release)
