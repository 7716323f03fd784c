"""A disagreement to its end: any content, evidence, answer, review, words that stay, recipients who are told (46)."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import Http404
from django.urls import reverse
from PIL import Image

from cases.access.decide import enter
from cases.access.roles import Act
from cases.actions.reviewing import ask_review
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import StaleVersion
from cases.models import (
    CaseGrant,
    ContactPoint,
    Contest,
    Deadline,
    Entry,
    Person,
    StoredFile,
)
from cases.views.own_sections import own_record
from sanctions.models import Condition, HourLine
from tests.contested import a_line, answered, lodge
from tests.verbs import Call, perform
from tests.verbs.cases import in_review, refused
from tests.visits import page, text_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.rule(46)]
DAY = datetime.timedelta(days=1)


def seen(client, url):
    """What the form says of the text that was read."""
    return text_of(client.get(url)).split('name="seen" value="')[1].split('"')[0]


@pytest.mark.parametrize("kind", ["identity", "contacts", "conditions", "sanctions", "appointments", "hours"])
def test_every_part_of_the_record_can_be_contested_from_the_page_that_shows_it(cast, kind):
    client = cast.client("person")
    shown = text_of(client.get(reverse("my:record")))
    start = shown.index(f"/my/record/{kind}/")
    url = shown[start : shown.index('"', start)]
    given = {"wrong": "It was otherwise.", "right": "Otherwise.", "seen": seen(client, url)}
    lodged = client.post(url, given)
    assert lodged.status_code == 302, text_of(lodged)
    contest = Contest.objects.filter(kind=kind).latest("id")
    assert contest.stood and contest.title and "+00:00" not in contest.stood
    assert contest.handler.user.username not in ("officer", "person")
    waiting = text_of(client.get(lodged["Location"]))
    assert "It was otherwise." in waiting and "The record said" in waiting
    assert client.get(url)["Location"] == reverse("my:contest_detail", args=[contest.id])


def test_a_field_of_the_persons_own_data_is_corrected_by_a_new_version(cast):
    person = Person.objects.get(pk=cast.case("Verhaal").person_id)
    contest = lodge(cast, person.id, "identity", field="birth_date", wrong="I was born in May.")
    with pytest.raises(ValidationError) as refusal:
        answered(cast, contest, "corrected", corrected_text="in May")
    assert "corrected_text" in refusal.value.error_dict
    answered(cast, contest, "corrected", corrected_text="1991-05-04")
    changed = Person.objects.get(pk=person.pk)
    assert (changed.birth_date, changed.version) == (datetime.date(1991, 5, 4), person.version + 1)
    assert not Contest.objects.get(pk=contest.pk).correction


def test_a_way_to_reach_the_person_is_corrected_too(cast):
    phone = ContactPoint.objects.get(person=cast.case("Verhaal").person, kind="phone")
    answered(cast, lodge(cast, phone.id, "contacts"), "corrected", corrected_text="555 0148")
    assert ContactPoint.objects.get(pk=phone.pk).value == "555 0148"


def test_what_is_sealed_is_not_changed_and_the_correction_stands_beside_it_everywhere(cast):
    line = a_line(cast)
    contest = answered(
        cast, lodge(cast, line.id, "hours", field="minutes"), "partly", corrected_text="All eight hours counted."
    )
    assert HourLine.objects.get(pk=line.pk).version == line.version
    record = own_record(enter(cast.at("person"), Act.READ_OWN, contest.case_id))
    hours = next(section for section in record if section.key == "hours")
    (words,) = next(item for item in hours.items if item.key == line.id).words
    assert (words.text, words.correction) == ("It was otherwise.", "All eight hours counted.")
    condition = line.condition_id
    pages = (
        reverse("my:record"),
        reverse("my:copy_print"),
        reverse("my:copy_json"),
    )
    for url in pages:
        assert "All eight hours counted." in text_of(cast.client("person").get(url)), url
    for name, key in (("sanctions:hours", condition),):
        said = text_of(cast.client("officer").get(reverse(name, args=[contest.case_id, key])))
        assert "All eight hours counted." in said and "It was otherwise." in said
    assert "All eight hours counted." in text_of(page(cast.client("officer"), "disagreements", contest.case_id))


def test_only_words_that_stand_there_are_quoted(cast):
    entry = written(cast, cast.case("Verhaal"), text="Came late. Left early.")
    client, url = cast.client("person"), reverse("my:contest", args=[entry.id])
    typed = {"wrong": "I stayed.", "right": "Stayed.", "seen": seen(client, url), "passage": "Went home"}
    refusal = client.post(url, typed)
    assert refusal.status_code == 422
    assert "These words do not stand there." in text_of(refusal) and "Went home" in text_of(refusal)
    client.post(url, typed | {"passage": "Left  early."})
    contest = Contest.objects.get(entry=entry)
    assert contest.passage == "Left  early."
    assert "About the words" in text_of(
        page(cast.client(contest.handler.user.username), "contest_answer", contest.case_id, contest.id)
    )


@pytest.mark.rule(8)
def test_quoted_words_that_turned_out_to_be_about_others_are_not_shown_again(cast):
    case = cast.case("Verhaal")
    entry = written(cast, case, text="Karim called. He came late.")
    contest = lodge(cast, entry.id, passage="Karim called.")
    moved = {"entry_id": entry.id, "version": 1, "text": "He came late.", "reason": "About another."}
    moved |= {"moves_to_others": True, "segments": [{"about": "victim", "text": "Karim called."}]}
    perform(cast, "entry.correct", Call("officer", "Verhaal", moved))
    client = cast.client("person")
    for url in (reverse("my:contest_detail", args=[contest.id]), reverse("my:copy_json"), reverse("my:record")):
        assert "Karim called." not in text_of(client.get(url)), url


def test_nothing_of_another_person_can_be_contested(cast):
    other = Condition.objects.filter(case=cast.case("Petrova")).first()
    client = cast.client("person")
    never = reverse("my:contest_item", args=["conditions", "01999999-0000-7000-8000-000000000000"])
    for kind in ("conditions", "contests", "nothing"):
        answer = client.get(reverse("my:contest_item", args=[kind, other.id]))
        assert (answer.status_code, answer.content) == (404, client.get(never).content)
    with pytest.raises(Entry.DoesNotExist):
        lodge(cast, other.id, "conditions")


def test_the_same_item_is_not_contested_twice(cast):
    line = a_line(cast)
    lodge(cast, line.id, "hours")
    with pytest.raises(ValidationError, match="already said"):
        lodge(cast, line.id, "hours", wrong="Again.")


def picture(name="bus.png"):
    kept = io.BytesIO()
    Image.new("RGB", (4, 4)).save(kept, "PNG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/png")


def test_papers_go_along_and_only_those_who_may_read_the_case_open_them(cast):
    entry = written(cast, cast.case("Verhaal"), text="Came late.")
    client, url = cast.client("person"), reverse("my:contest", args=[entry.id])
    typed = {"wrong": "The bus.", "right": "On time.", "seen": seen(client, url)}
    wrong = SimpleUploadedFile("x.png", b"not a picture", "image/png")
    assert client.post(url, typed | {"files": [wrong]}).status_code == 422
    assert client.post(url, typed | {"files": [picture() for _ in range(6)]}).status_code == 422
    assert not StoredFile.objects.filter(category="proof", about__isnull=False).exists()
    client.post(url, typed | {"files": [picture(), picture()]})
    contest = Contest.objects.get(entry=entry)
    files = StoredFile.objects.filter(about=contest.id)
    assert files.count() == 2 and {file.stored_by for file in files} == {None}
    handler = cast.client(contest.handler.user.username)
    assert "File 2 (png)" in text_of(page(handler, "contest_answer", contest.case_id, contest.id))
    assert page(handler, "file", contest.case_id, files[0].id).status_code == 200
    assert client.get(reverse("my:kept_file", args=[files[0].id])).status_code == 200
    assert page(cast.client("officer3"), "file", contest.case_id, files[0].id).status_code == 404


def test_whoever_wrote_a_version_never_answers_though_they_do_not_keep_the_case(cast):
    """Of the unit's two officers one keeps the case and the other wrote: the manager answers."""
    entry = written(cast, cast.case("Verhaal"), text="Came late.")
    wrote = cast.user("officer2").id
    with recorded("entry.correct", by=wrote, now=cast.now, root=entry.case_id, reason="Heard it myself."):
        entry.text = "Came very late."
        entry.save()
    contest = lodge(cast, entry.id)
    assert contest.handler.user.username == "manager"
    asked = {"contest_id": answered(cast, contest).id, "why": "Nobody asked the driver."}
    contest = perform(cast, "contest.ask_review", Call("person", "Verhaal", asked))
    assert contest.reviewer.user_id not in {wrote, contest.handler.user_id}


def test_a_review_is_decided_by_yet_another_and_ends_it(cast):
    entry = written(cast, cast.case("Verhaal"), text="Came late.")
    contest = answered(cast, lodge(cast, entry.id))
    client = cast.client("person")
    detail = reverse("my:contest_detail", args=[contest.id])
    assert "Ask for a review" in text_of(client.get(detail))
    url = reverse("my:contest_review", args=[contest.id])
    assert client.post(url, {"why": ""}).status_code == 422
    too_long = client.post(url, {"why": "x" * 9_001})
    assert too_long.status_code == 422 and "x" * 9_001 in text_of(too_long)
    assert client.post(url, {"why": "Nobody asked the driver."})["Location"] == detail
    contest = Contest.objects.select_related("reviewer__user", "handler__user").get(pk=contest.pk)
    reviewer = contest.reviewer.user.username
    assert len({reviewer, contest.handler.user.username, "officer", "person"}) == 4
    assert Deadline.objects.get(about=contest.id, code="contest.review", met_at=None).due_on == contest.review_by
    work = cast.client(reviewer)
    review = reverse("cases:contest_review", args=[contest.case_id, contest.id])
    assert review in text_of(work.get(reverse("cases:today")))
    assert "Nobody asked the driver." in text_of(work.get(review))
    assert page(cast.client("officer"), "contest_review", contest.case_id, contest.id).status_code == 403
    given = {"version": contest.version, "answer": "refused", "reasons": ""}
    assert work.post(review, given).status_code == 422
    assert work.post(review, given | {"version": 1, "reasons": "Stands."}).status_code == 409
    assert work.post(review, given | {"reasons": "The driver was asked."}).status_code == 302
    assert not CaseGrant.objects.filter(basis=f"contest {contest.id}", ends_at=None).exists()
    assert not Deadline.objects.filter(about=contest.id, met_at=None).exists()
    said = text_of(client.get(detail))
    assert "The review: Not accepted" in said and "The driver was asked." in said
    assert "a complaint, or the court" in said and "Ask for a review" not in said
    assert "The driver was asked." in text_of(client.get(reverse("my:record")))
    assert client.post(url, {"why": "Again."}).status_code == 422


def test_a_review_can_correct_what_the_answer_did_not(cast):
    entry = written(cast, cast.case("Verhaal"), text="Came late.")
    contest = answered(cast, lodge(cast, entry.id))
    contest = perform(cast, "contest.ask_review", Call("person", "Verhaal", {"contest_id": contest.id, "why": "Ask."}))
    given = {"contest_id": contest.id, "version": contest.version, "answer": "corrected", "reasons": "He is right."}
    given["corrected_text"] = "Came on time."
    perform(cast, "contest.review", Call(contest.reviewer.user.username, "Verhaal", given))
    assert Entry.objects.get(pk=entry.pk).text == "Came on time."
    record = own_record(enter(cast.at("person"), Act.READ_OWN, contest.case_id))
    item = next(i for section in record if section.key == "entries" for i in section.items if i.key == entry.id)
    assert item.text == "Came on time." and not item.words


def test_a_review_asked_too_late_is_refused_in_words(cast):
    contest = refused(cast)
    late = cast.now + 31 * DAY
    with pytest.raises(ValidationError, match="time to ask for a review is over"):
        ask_review(by=cast.at("person", late), now=late, case_id=contest.case_id, contest_id=contest.id, why="Late.")


def test_nobody_but_the_reviewer_decides_and_nobody_twice(cast):
    contest = in_review(cast)
    given = {"contest_id": contest.id, "version": contest.version, "answer": "refused", "reasons": "So."}
    for username in ("officer", "person", "officer3", contest.handler.user.username):
        if username != contest.reviewer.user.username:
            with pytest.raises((PermissionDenied, ValidationError, Http404)):
                perform(cast, "contest.review", Call(username, "Verhaal", given))
    with pytest.raises(StaleVersion):
        perform(cast, "contest.review", Call(contest.reviewer.user.username, "Verhaal", given | {"version": 1}))


@pytest.mark.parametrize(
    ("field", "value"),
    [("statement", "I agree."), ("reasons", "Other."), ("answer", "corrected"), ("wrong", "Nothing."), ("stood", "X")],
)
def test_what_was_said_and_answered_is_sealed_in_the_database(cast, field, value):
    contest = Contest.objects.get(pk=refused(cast).pk)
    setattr(contest, field, value)
    with (
        pytest.raises(DatabaseError, match="sealed"),
        transaction.atomic(),
        recorded("test.forge", by=SYSTEM_ACTOR, now=cast.now, root=contest.case_id),
    ):
        contest.save()
    contest.refresh_from_db()
    assert getattr(contest, field) != value


def test_what_is_taken_back_is_answered_by_nobody_and_stands_nowhere(cast):
    entry = written(cast, cast.case("Verhaal"), text="Came late.")
    contest = lodge(cast, entry.id, wrong="kx5555zq")
    client = cast.client("person")
    url = reverse("my:contest_withdraw", args=[contest.id])
    assert client.get(url).status_code == 200
    assert client.post(url)["Location"] == reverse("my:contest_detail", args=[contest.id])
    assert not Deadline.objects.filter(about=contest.id, met_at=None).exists()
    assert not CaseGrant.objects.filter(basis=f"contest {contest.id}", ends_at=None).exists()
    assert "kx5555zq" not in text_of(page(cast.client("officer"), "record", contest.case_id))
    assert "You took it back" in text_of(client.get(reverse("my:contest_detail", args=[contest.id])))
    lodge(cast, entry.id)
