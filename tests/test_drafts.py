"""What is typed is never lost: kept on the server for whoever typed it, until it is saved or its days are over."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import drafts
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Assignment, Draft, Entry
from cases.tasks import forget_drafts
from cases.views import middleware
from tests.test_record_pages import ENTRY
from tests.visits import text_of

NOTE = "Said that the interview went well; he starts on Monday."


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


@pytest.fixture
def url(verhaal):
    return reverse("cases:entry_add", args=[verhaal.id])


def word_in(client, url):
    """The signed word that the form at an address carries for whoever opened it."""
    return re.search(r'name="draft_word" value="([^"]+)"', client.get(url).content.decode())[1]


def typed(client, url, **changes):
    return ENTRY | {"text": NOTE, "draft_word": word_in(client, url)} | changes


def test_a_draft_comes_back_to_whoever_typed_it_with_everything_in_it(cast, url):
    client = cast.client("officer")
    form = typed(client, url, keep_draft="1", nature="opinion")
    parts = {"others-0-text": "A sister.", "others-0-about": "family", "others-1-text": "A friend."}
    answer = client.post(url, form | parts, follow=True)
    shown = text_of(answer)
    assert answer.redirect_chain and "Your draft is kept" in shown and "Your draft of" in shown
    for words in (NOTE, "A sister.", "A friend.", ENTRY["source"]):
        assert words in shown
    assert re.search(r'value="opinion"[^>]* checked', shown)
    assert not Entry.objects.filter(text=NOTE).exists()


def test_a_script_keeps_it_without_leaving_the_page(cast, url):
    client = cast.client("officer")
    form = typed(client, url, keep_draft="1")
    answer = client.post(url, form, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert NOTE in text_of(client.get(url))


@pytest.mark.rule(42)
def test_a_session_that_ended_mid_note_loses_nothing(cast, url):
    client = cast.client("officer")
    form = typed(client, url)
    client.session.flush()
    answer = client.post(url, form)
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
    assert not Entry.objects.filter(text=NOTE).exists()
    client.force_login(cast.user("officer"))
    assert NOTE in text_of(client.get(url))


@pytest.mark.rule(8, 47)
def test_nobody_else_sees_it_not_on_the_same_device_nor_with_the_same_case(cast, url):
    client = cast.client("officer")
    form = typed(client, url)
    client.session.flush()
    client.post(url, form)
    kept = Assignment.objects.get(case=cast.case("Verhaal"), ends_at=None)
    with recorded("test.cover", by=SYSTEM_ACTOR, now=cast.now):
        kept.user = cast.user("officer2")
        kept.save()
    client.force_login(cast.user("officer2"))
    assert NOTE not in text_of(client.get(url))
    assert {draft.user_id for draft in Draft.objects.all()} == {cast.user("officer").id}


@pytest.mark.parametrize("how", ["none", "somebody's own", "of another form", "forged"])
def test_without_the_forms_own_word_nothing_is_kept(cast, verhaal, url, how):
    client = cast.client("officer")
    other = reverse("cases:entry_correct", args=[verhaal.id, Entry.objects.filter(case=verhaal).first().id])
    word = {
        "none": "",
        "somebody's own": str(cast.user("officer").id),
        "of another form": word_in(client, other),
        "forged": f"{cast.user('officer').id}:abc:def",
    }[how]
    Client().post(url, ENTRY | {"draft_word": word})
    assert not Draft.objects.exists()


def test_a_word_that_is_too_old_is_none(cast, url, settings, monkeypatch):
    client = cast.client("officer")
    form = typed(client, url)
    monkeypatch.setattr(drafts, "WORD_LASTS", datetime.timedelta(seconds=-1))
    Client().post(url, form)
    assert not Draft.objects.exists()


def test_once_it_is_saved_or_thrown_away_it_is_gone(cast, url):
    client = cast.client("officer")
    client.post(url, typed(client, url, keep_draft="1"))
    assert client.post(url, typed(client, url, drop_draft="1")).status_code == 302
    assert not Draft.objects.exists() and NOTE not in text_of(client.get(url))
    client.post(url, typed(client, url, keep_draft="1"))
    assert client.post(url, typed(client, url)).status_code == 302
    assert Entry.objects.filter(text=NOTE).exists() and not Draft.objects.exists()


def test_what_is_refused_or_breaks_is_kept_as_well(cast, url, monkeypatch):
    client = cast.client("officer")
    client.raise_request_exception = False
    assert client.post(url, typed(client, url, serves="")).status_code == 422
    assert NOTE in text_of(client.get(url))

    def broken(**given):
        raise RuntimeError("broken")

    monkeypatch.setattr("cases.views.keeping.add_entry", broken)
    assert client.post(url, typed(client, url, text="Typed before it broke.")).status_code == 500
    assert "Typed before it broke." in text_of(client.get(url))


def test_a_token_that_is_too_old_costs_nothing_that_was_typed(cast, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("officer"))
    answer = client.post(url, typed(client, url))
    assert answer.status_code == 403
    assert NOTE in text_of(client.get(url))


def test_a_permission_that_ends_while_the_page_is_open_changes_nothing_and_the_text_comes_back_with_it(
    cast, verhaal, url
):
    client = cast.client("officer")
    form = typed(client, url)
    kept = Assignment.objects.get(case=verhaal, ends_at=None)
    with recorded("test.end", by=SYSTEM_ACTOR, now=cast.now, root=verhaal.id):
        kept.ends_at = cast.now
        kept.save()
    assert client.post(url, form).status_code == 404
    assert client.get(url).status_code == 404 and not Entry.objects.filter(text=NOTE).exists()
    with recorded("test.again", by=SYSTEM_ACTOR, now=cast.now, root=verhaal.id):
        kept.ends_at = None
        kept.save()
    assert NOTE in text_of(client.get(url))


@pytest.mark.rule(48)
def test_it_lies_encrypted_names_the_root_it_goes_with_and_its_days_end(cast, verhaal, url, monkeypatch):
    client = cast.client("officer")
    client.post(url, typed(client, url, keep_draft="1"))
    [draft] = Draft.objects.all()
    assert (draft.root, draft.address) == (verhaal.id, url)
    assert NOTE not in draft.typed and "interview" not in draft.typed
    late = timezone.now() + datetime.timedelta(days=drafts.DAYS, minutes=1)
    monkeypatch.setattr(middleware, "timezone", SimpleNamespace(now=lambda: late))
    client.force_login(cast.user("officer"))
    assert NOTE not in text_of(client.get(url))
    forget_drafts()
    assert Draft.objects.exists()
    assert drafts.forget_old_drafts(late) == 1 and not Draft.objects.exists()


def test_a_draft_of_a_correction_carries_the_version_it_was_opened_at(cast, verhaal):
    entry = Entry.objects.filter(case=verhaal).order_by("id").last()
    client, url = cast.client("officer"), reverse("cases:entry_correct", args=[verhaal.id, entry.id])
    form = typed(client, url, version=entry.version, reason="Misheard.", keep_draft="1")
    client.post(url, form)
    with recorded("test.meanwhile", by=SYSTEM_ACTOR, now=cast.now, root=verhaal.id):
        entry.text = "Somebody else was quicker."
        entry.save()
    shown = text_of(client.get(url))
    assert NOTE in shown and re.search(rf'name="version" value="{entry.version - 1}"', shown)
    answer = client.post(url, {name: value for name, value in form.items() if name != "keep_draft"})
    assert answer.status_code == 409 and "Somebody else was quicker." in text_of(answer)


def test_an_empty_form_is_no_draft(cast, url):
    client = cast.client("officer")
    client.post(url, {"draft_word": word_in(client, url), "keep_draft": "1"})
    assert not Draft.objects.exists()
