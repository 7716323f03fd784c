"""What holds for every page that any log-in comes to: laws 4, 5, 14, 15 and 16, read from one crawl."""

import csv
import inspect
import json

import pytest
from django.conf import settings
from django.utils.html import escape

from cases.actions.verb import VERBS
from cases.models import Contest, Entry, Message
from tests.canary import FAMILY
from tests.crawl import name_of
from tests.laws import sources
from tests.laws.exceptions import settle
from tests.seen import TYPED, WORD
from tests.world import gated

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


def parameters(verb):
    return inspect.signature(verb.__wrapped__).parameters


def ours(crawl):
    """Every answer of our own pages."""
    return [answer for answer in crawl.answers if not answer.url.startswith(("/admin/", "/accounts/"))]


def pages(crawl):
    """Those of them that are pages."""
    return [answer for answer in ours(crawl) if answer.is_page and answer.status not in (301, 302)]


def test_the_crawl_came_everywhere(crawl):
    """A page that no log-in of the demo can open is held by no test below."""
    opened = {answer.name for answer in crawl.answers if answer.status in (200, 422)}
    settle("never opened", {address.name for address in gated()} - opened)


def test_no_page_breaks(crawl):
    assert not [str(answer) for answer in crawl.answers if answer.status >= 500]


@pytest.mark.rule(8, 47)
def test_no_template_is_handed_a_model(crawl):
    found = {f"{answer.name}{what}" for answer in ours(crawl) for what in answer.models}
    assert not found
    assert any(answer.shows_records for answer in crawl.answers)


@pytest.mark.rule(13, 47)
def test_whoever_shows_a_record_wrote_down_the_look(crawl):
    shows = {address.name: address.view.shows for address in gated()}
    unseen, seen = [], 0
    for answer in ours(crawl):
        if answer.status not in (200, 409, 422) or not (answer.shows_records or answer.shown_roots):
            continue
        seen += 1
        covered = {root for _kind, one, many in answer.looks for root in (one, *many) if root}
        case_or_list = covered and (answer.shown_roots <= covered or all(one for _kind, one, _many in answer.looks))
        right = len(answer.looks) == 1 and answer.looks[0][0] == shows[answer.name] and answer.shown_roots
        if not (right and case_or_list):
            unseen.append(f"{answer}: {answer.looks}, shown {len(answer.shown_roots)}")
        assert not answer.streaming
    assert not unseen
    assert seen > 0


def test_nothing_is_looked_at_that_is_not_shown(crawl):
    assert not [str(a) for a in ours(crawl) if a.looks and a.status in (403, 404)]


def test_no_answer_with_a_record_is_kept_by_a_browser(crawl):
    assert not [str(a) for a in crawl.answers if "no-store" not in a.headers.get("Cache-Control", "")]


def test_every_page_forbids_what_it_did_not_bring(crawl):
    for answer in pages(crawl):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not answer.page.inline, str(answer)


@pytest.mark.rule(46)
def test_what_people_write_never_acts(crawl):
    written = 0
    for answer in pages(crawl):
        assert "<script>alert" not in answer.body, str(answer)
        assert "55433" not in answer.body, str(answer)
        assert not answer.cookies.count("a=b"), str(answer)
        written += "&lt;script&gt;alert(1)" in answer.body
    assert written > 0
    assert not [str(a) for a in crawl.answers if "\r" in str(a.headers) or "Set-Cookie" in str(a.headers)]


def test_copies_for_other_programs_hold_text_as_text(crawl):
    for answer in ours(crawl):
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if kind == "application/json":
            json.loads(answer.body)
        elif kind == "text/csv":
            cells = [cell for row in csv.reader(answer.body.splitlines()) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))], str(answer)
        assert kind in (
            "text/html",
            "application/json",
            "text/csv",
            "application/pdf",
            "image/png",
            "text/calendar",
            "",
        ), str(answer)


def test_text_of_any_direction_stays_in_its_place(crawl):
    """A turned line ends where the text does: the element around it sets the direction by the text itself."""
    turned = [a for a in pages(crawl) if "\u202e" in a.body]
    assert turned
    assert not [str(a) for a in turned if 'dir="auto"' not in a.body and "<bdi" not in a.body]


def personal(crawl):
    """The words about the person, and other things that name them."""
    return {word for word, planted in crawl.canary.words.items() if planted.about_the_case} | {
        FAMILY,
        crawl.birth_date.isoformat(),
        crawl.birth_date.strftime("%d/%m/%Y"),
    }


def named_in(text, words):
    return (set(WORD.findall(text)) & words) or {word for word in words if not WORD.match(word) and word in text}


@pytest.mark.rule(8, 47)
def test_nothing_about_a_person_stands_in_an_address_a_title_or_a_header(crawl):
    words, told = personal(crawl), []
    for answer in crawl.answers:
        spoken = [answer.url, answer.cookies, *(f"{name}: {value}" for name, value in answer.headers.items())]
        if answer.is_page:
            spoken += [answer.page.title, *answer.page.links, *(f.get("action") or "" for f in answer.page.forms)]
        told += [f"{answer}: {text[:90]}" for text in spoken if named_in(text, words)]
    assert not told


def test_nothing_about_a_person_stands_in_a_log_or_a_mail(crawl):
    words = personal(crawl)
    assert crawl.log, "nothing was listened to"
    assert not [line[:200] for line in [*crawl.log, *crawl.mails] if named_in(line, words)]


def test_every_page_says_its_language(crawl):
    assert not [str(answer) for answer in pages(crawl) if answer.body and answer.page.lang != "en"]


def test_every_control_has_a_label(crawl):
    nameless = set()
    for answer in pages(crawl):
        for control in answer.page.controls:
            if control["tag"] == "button" or control.get("type") in ("hidden", "submit"):
                continue
            named = control.get("aria-label") or control.get("aria-labelledby") or control["in_label"]
            if not named and control.get("id") not in answer.page.labelled:
                nameless.add(f"{answer.name}: {control.get('name')}")
    assert not nameless


def test_every_form_that_writes_carries_its_token(crawl):
    for answer in pages(crawl):
        for form in answer.page.forms:
            if form.get("method") == "post":
                assert "csrfmiddlewaretoken" in {control.get("name") for control in form["controls"]}, str(answer)


def test_markup_is_trusted_in_the_one_place_that_makes_it():
    trusting = {
        sources.name(path)
        for path in sources.files()
        if {"mark_safe", "Markup", "SafeString", "safe"} & set(sources.words(path))
    }
    settle("trusted markup", trusting)


def test_every_page_leads_only_to_pages_that_exist(crawl):
    dead = {
        link
        for a in pages(crawl)
        for link in a.page.links
        if link.startswith("/") and not name_of(link.partition("#")[0])
    }
    assert not {link for link in dead if not link.startswith(settings.STATIC_URL)}


@pytest.mark.rule(43)
def test_a_form_opened_before_somebody_saved_shows_both_texts_and_saves_nothing(crawl):
    """Law 7, on every page whose form carries a version."""
    versioned = {name for name, verb in VERBS.items() if any(p.endswith("version") for p in parameters(verb))}
    tried = {verb for _answer, _there, verbs in crawl.stale for verb in verbs}
    wrong = []
    for answer, there, _verbs in crawl.stale:
        typed = TYPED in answer.body or not any(c["tag"] == "textarea" for c in answer.page.controls)
        if answer.status != 409 or answer.acted or not typed or not set(there) <= answer.words:
            unsaid = {str(crawl.canary.words[word]) for word in set(there) - answer.words}
            wrong.append(f"{answer}, typed kept: {typed}, not shown: {unsaid}")
    assert not wrong, "\n".join(wrong)
    settle("no form with a version", versioned - tried)


@pytest.mark.rule(45)
def test_no_page_about_a_case_says_what_is_written_of_another(crawl, db):
    written = ((Entry, "text"), (Contest, "wrong"), (Contest, "right"), (Message, "text"))
    texts = {True: set(), False: set()}
    for model, field in written:
        for case_id, text in model.objects.values_list("case_id", field):
            texts[case_id == crawl.case.id].add(escape(text))
    theirs = {text for text in texts[False] - texts[True] if len(text) > 20}
    about = [answer for answer in crawl.answers if str(crawl.case.id) in answer.url and answer.is_page]
    assert len(theirs) > 5 and len(about) > 100
    assert not {f"{answer}: {text}" for answer in about for text in theirs if text in answer.body}
