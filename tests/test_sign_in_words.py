"""What is said while signing in: the house's words on every page of the package, devices by name, waits explained."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern

from config import account_urls
from config.signing_in import device_in_words

pytestmark = pytest.mark.django_db
OURS = Path(settings.BASE_DIR) / "config"


def views(patterns):
    """Every address of signing in with the view behind it, whatever it is wrapped in."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from views(pattern.url_patterns)
        elif view := getattr(pattern.callback, "view_class", None):
            yield pattern.name, view


PAGES = {
    name: view.template_name for name, view in views(account_urls.urlpatterns) if view.template_name.endswith(".html")
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_of_the_package_is_in_our_words(name):
    template = get_template(PAGES[name]).template
    assert Path(template.origin.name).is_relative_to(OURS)


def test_the_pages_of_the_package_were_found():
    assert {"account_login", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "usersessions_list"} <= PAGES.keys()


@pytest.mark.parametrize("path", ["logout/", "password/change/", "2fa/", "sessions/"])
def test_a_page_speaks_french_to_the_end(cast, path):
    page = cast.client("officer").get(f"/accounts/{path}", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="fr"' in page
    assert not [said for said in ("Sign out", "Password", "Second factor", "Where I am") if said in page]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("", "An unknown browser"),
    ],
)
def test_a_device_is_named_as_people_name_it(agent, words):
    assert device_in_words(agent) == words


def test_whoever_tries_one_thing_too_often_reads_why_and_what_helps(cast):
    client = cast.client("officer")
    wrong = {"oldpassword": "x", "password1": "y", "password2": "y"}
    answers = [client.post("/accounts/password/change/", wrong) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Wait a few minutes" in answers[-1].content.decode()
    assert "<form" not in answers[-1].content.decode()


@pytest.mark.parametrize(("path", "status"), [("cancelled", 200), ("error", 401)])
def test_a_provider_that_fails_leaves_a_page_with_a_way_on(path, status):
    answer = Client().get(f"/accounts/provider/{path}/")
    assert answer.status_code == status
    assert 'href="/accounts/login/"' in answer.content.decode()
