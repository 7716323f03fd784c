"""The common face: strict templates, the doors, and pages that tell an outsider nothing."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.template.loader import get_template
from django.utils import timezone, translation
from jinja2 import UndefinedError
from markupsafe import Markup

from config import nav, wording
from config.demo_logins import DEMO_LOGINS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = [path for kind in ("jinja2", "templates") for path in ROOT.glob(f"*/{kind}/**/*") if path.suffix == ".html"]


def visitor(*roles):
    return SimpleNamespace(name="Ines Marlow", is_signed_in=True, roles=frozenset(roles))


def jinja(source: str, **context) -> str:
    return engines["jinja2"].env.from_string(source).render(**context)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_trusts_a_text_or_carries_its_own_style_or_script(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+(off|false)", source)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_title_holds_a_value(path):
    for title in re.findall(r"{% block title %}(.*?){% endblock", path.read_text(encoding="utf-8"), re.S):
        if "admin" not in path.parts:
            assert not re.sub(r"{{ _\(.*?\) }}", "", title).count("{{")


def test_every_template_can_be_read():
    for path in TEMPLATES:
        parts = path.relative_to(ROOT).parts
        get_template("/".join(parts[2:]))


def test_a_name_nobody_supplied_is_an_error_and_never_a_gap():
    with pytest.raises(UndefinedError):
        jinja("{{ nobody_gave_this }}")


def test_no_page_is_handed_the_request_with_the_models_it_carries(rf):
    request = rf.get("/")
    seen = engines["jinja2"].from_string("{{ request is none }}").render({}, request)
    assert seen == "True"


def test_an_error_at_a_field_is_heard_with_the_field():
    class Question(forms.Form):
        what = forms.CharField(help_text="In your own words.", widget=forms.Textarea)
        kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)

    source = '{% from "components/form.html" import form_fields %}{{ form_fields(form) }}'
    page = jinja(source, form=Question({}))
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert all(f'id="{name}"' in page for name in described.split())
    assert page.count('aria-invalid="true"') >= 1
    assert "<legend>" in page


def test_a_long_date_is_written_in_the_language_of_the_reader():
    assert wording.longdate(date(2026, 1, 14)) == "Wednesday 14 January 2026"
    with translation.override("fr"):
        assert wording.longdate(date(2026, 1, 14)) == "mercredi 14 janvier 2026"
    with translation.override("ar"):
        assert wording.longdate(date(2026, 1, 14)) == "الأربعاء 14 يناير 2026"
        assert wording.in_a_row(["2026", "", "14:00"]) == "2026، 14:00"


def test_a_moment_is_told_by_the_clocks_of_the_service():
    with timezone.override("Europe/Brussels"):
        assert wording.moment(datetime(2026, 1, 14, 8, 5, tzinfo=UTC)) == "Wednesday 14 January 2026, 09:05"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (750, "12 h 30 min"),
        (Decimal("12.5"), "12 h 30 min"),
        (timedelta(hours=2), "2 h"),
        (45, "45 min"),
        (0, "0 h"),
        (-30, "−30 min"),
        (None, ""),
    ],
)
def test_hours_are_hours_and_minutes(value, words):
    assert wording.hours(value) == words


def test_a_gap_is_said_and_a_zero_is_not_a_gap():
    assert wording.or_missing(None) == wording.or_missing("") == "Not recorded"
    assert wording.or_missing(0) == 0


def test_free_text_is_escaped_before_its_lines_are_kept():
    written = wording.linebreaks_text("<b>One</b>\nTwo\n\nThree")
    assert written == Markup('<p dir="auto">&lt;b&gt;One&lt;/b&gt;<br>Two</p>\n<p dir="auto">Three</p>')
    assert "&lt;i&gt;" in wording.linebreaks_text(Markup("<i>x</i>"))


def test_a_visitor_is_led_only_to_pages_that_exist_for_their_roles(monkeypatch):
    table = (
        ("officer", "Start", "landing"),
        ("officer", "Nowhere", "no:such"),
        ("admin", "Data", "admin:index"),
    )
    monkeypatch.setattr(nav, "NAV", table)
    entries = nav.navigation(visitor("officer"), "/")
    assert [(entry["label"], entry["current"]) for entry in entries] == [("Start", True)]


def test_the_entry_marked_is_the_closest_one_above_the_page(monkeypatch):
    table = (("admin", "Start", "landing"), ("admin", "Data", "admin:index"))
    monkeypatch.setattr(nav, "NAV", table)
    entries = nav.navigation(visitor("admin"), "/admin/anything/")
    assert [entry["label"] for entry in entries if entry["current"]] == ["Data"]


def test_nobody_is_led_anywhere_before_signing_in():
    assert nav.navigation(None, "/") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_for_nothing_is_the_same_whatever_was_asked(client, language):
    answers = {
        client.get(path, headers={"accept-language": language}).content
        for path in ("/nothing/", "/nothing/else-8f3a/", "/cases/00000000-0000-0000-0000-000000000000/x/")
    }
    assert len(answers) == 1
    body = answers.pop().decode()
    assert not re.search(r"<form|csrf|nonce|8f3a|<script", body)


@pytest.mark.django_db
def test_the_demonstration_shows_a_card_for_every_log_in(client, settings):
    settings.DEMO = True
    page = client.get("/").content.decode()
    assert all(f'value="{username}"' in page for username, _who, _first in DEMO_LOGINS)
    assert "Not for real data until" in page


@pytest.mark.django_db
def test_a_card_in_arabic_leads_into_arabic_whatever_was_chosen_before(client, settings):
    settings.DEMO = True
    page = client.get("/").content.decode()
    assert re.search(r'<p lang="ar" dir="auto">[^<]*من اليمين إلى اليسار', page)
    client.post("/language/", {"language": "fr"})
    client.post("/demo/sign-in/", {"username": "person_ar"})
    page = client.get("/my/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page and "صفحتي" in page
    client.post("/demo/sign-in/", {"username": "officer"})
    assert '<html lang="en" dir="ltr">' in client.get("/cases/today/").content.decode()


@pytest.mark.django_db
def test_outside_the_demonstration_no_card_and_no_such_door(client, settings):
    settings.DEMO = False
    assert 'name="username"' not in client.get("/").content.decode()
    assert client.post("/demo/sign-in/", {"username": "officer"}).status_code == 404


@pytest.mark.django_db
def test_the_demonstration_lets_in_only_its_own_people(client, settings):
    settings.DEMO = True
    assert client.post("/demo/sign-in/", {"username": "root"}).status_code == 404


@pytest.mark.django_db
def test_nobody_makes_a_log_in_for_themselves(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404


@pytest.mark.django_db
def test_a_visitor_without_a_page_of_their_own_comes_to_the_landing_page(client):
    assert client.get("/home/").url == "/"
