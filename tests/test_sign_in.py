"""Signing in: a second factor, limits that lock nobody else out, sessions that end, and answers that tell nothing."""

import re
import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from config.demo.cast import PASSWORD
from config.middleware import BEGAN, WITHOUT
from tests.authenticator import code_now
from tests.world import LOGINS

pytestmark = pytest.mark.django_db
LOGIN, CODE, START = "/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/2fa/start/"
WRONG = "User name and password do not fit together."
TOO_MANY = "Too many attempts. Wait a while"


@pytest.fixture
def factor(settings):
    """The product as a service runs it: with a second factor."""
    settings.SECOND_FACTOR = True


def at_address(address, known=None):
    """A browser at a network address; `known` is another on the same device."""
    client = Client(REMOTE_ADDR=address)
    if known:
        client.cookies["device"] = known.cookies["device"].value
    return client


def try_in(client, username, password=PASSWORD):
    return client.post(LOGIN, {"login": username, "password": password})


def set_up(client):
    """Set up an authenticator app as a page offers it. Returns its secret."""
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]{32})<', page)[1]
    # A form was filled in: whoever types a code of the wrong secret gets nothing.
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.mark.parametrize("username", LOGINS)
def test_everybody_but_person_and_representative_is_led_to_a_second_factor(cast, factor, username):
    client = Client()
    assert try_in(client, username).status_code == 302
    roles = cast.at(username).roles
    home = client.get("/home/")
    led = home.status_code == 302 and home.url == START
    assert led == bool(roles - WITHOUT)


@pytest.mark.rule(8, 47)
@pytest.mark.parametrize("path", ["/", "/home/", "/cases/", "/cases/today/", "/accounts/password/change/", "/admin/"])
def test_nothing_is_seen_before_the_second_factor_is_set_up(cast, factor, path):
    client = Client()
    try_in(client, "officer")
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (302, START)
    assert client.post(path, {"nothing": "1"}).status_code == 302
    assert "Verhaal" not in client.get(START).content.decode()


@pytest.mark.rule(47)
def test_once_set_up_the_work_opens_and_each_new_sign_in_asks_for_a_code(cast, factor):
    first = Client()
    try_in(first, "officer")
    secret = set_up(first)
    assert first.get("/cases/").status_code == 200

    second = Client()
    assert try_in(second, "officer").url == CODE
    assert second.get("/cases/").status_code == 302, "the password alone opens nothing"
    wrong = second.post(CODE, {"code": "000000" if code_now(secret) != "000000" else "111111"})
    assert "This code is not right." in wrong.content.decode()
    assert second.post(CODE, {"code": code_now(secret)}).status_code == 302
    assert second.get("/cases/").status_code == 200


def test_a_code_serves_once(cast, factor):
    first = Client()
    try_in(first, "officer")
    secret = set_up(first)
    code = code_now(secret)
    answers = []
    for _ in range(2):
        client = Client()
        try_in(client, "officer")
        answers.append(client.post(CODE, {"code": code}).status_code)
    assert answers == [302, 200]


def test_recovery_codes_are_made_along_and_each_opens_once(cast, factor):
    first = Client()
    try_in(first, "manager")
    set_up(first)
    page = first.get("/accounts/2fa/recovery-codes/").content.decode()
    code = re.findall(r"\b\d{8}\b", page)[0]
    answers = []
    for _ in range(2):
        client = Client()
        try_in(client, "manager")
        answers.append(client.post(CODE, {"code": code}).status_code)
    assert answers == [302, 200]


def test_whoever_takes_the_last_factor_away_is_led_back(cast, factor):
    client = Client()
    try_in(client, "officer")
    set_up(client)
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert client.get("/cases/").url == START


def test_a_passkey_can_be_added_and_does_not_replace_the_password_unless_the_setting_says_so(cast, factor):
    client = Client()
    try_in(client, "officer")
    page = client.get("/accounts/2fa/webauthn/add/").content.decode()
    assert '"creation_options"' in page
    assert "passkey" not in Client().get(LOGIN).content.decode().lower()


def test_in_the_demo_it_is_offered_and_not_required(cast):
    client = Client()
    try_in(client, "officer")
    assert client.get("/cases/").status_code == 200
    assert client.get("/accounts/2fa/").status_code == 200


def test_whoever_guesses_is_made_to_wait_and_locks_out_nobody_else(cast):
    ours = at_address("192.0.2.10")
    assert try_in(ours, "officer").status_code == 302
    thief = at_address("192.0.2.66")
    answers = [try_in(thief, "officer", f"guess {n}").content.decode() for n in range(7)]
    assert all(WRONG in page for page in answers[:5])
    assert all(TOO_MANY in page for page in answers[5:])
    assert TOO_MANY in try_in(thief, "officer").content.decode(), "not even by the right password, from there"
    assert try_in(at_address("192.0.2.11"), "officer").status_code == 302, "another address"
    assert try_in(thief, "officer2").status_code == 302, "another name"
    assert ours.get("/cases/").status_code == 200, "a session that stands"
    neighbour = at_address("192.0.2.66", known=ours)
    assert try_in(neighbour, "officer").status_code == 302, "a known device at the same address"


def test_a_known_device_is_known_for_its_own_name_alone_and_is_limited_too(cast):
    ours = at_address("192.0.2.10")
    try_in(ours, "officer")
    stolen = at_address("192.0.2.66", known=ours)
    for n in range(5):
        try_in(stolen, "officer", f"guess {n}")
    assert TOO_MANY in try_in(stolen, "officer").content.decode()
    thief = at_address("192.0.2.66", known=ours)
    for n in range(5):
        try_in(thief, "manager", f"guess {n}")
    assert TOO_MANY in try_in(at_address("192.0.2.66"), "manager").content.decode()
    forged = at_address("192.0.2.67")
    forged.cookies["device"] = "forged"
    assert WRONG in try_in(forged, "officer", "guess").content.decode()


def test_the_longer_somebody_guesses_the_longer_they_wait(cast):
    thief, start = at_address("192.0.2.66"), time.time()
    waited = []
    for minute in range(16):
        with patch("allauth.core.internal.ratelimit.time.time", return_value=start + 61 * minute):
            waited.append(sum(WRONG in try_in(thief, "officer", "guess").content.decode() for _ in range(6)))
    assert waited[:2] == [5, 5]
    assert sum(waited[2:14]) == 0, "after ten, a quarter of an hour"
    assert waited[15] > 0


def test_one_address_cannot_try_a_password_on_every_name(cast):
    thief = at_address("192.0.2.66")
    pages = [try_in(thief, f"name{n}", "guess").content.decode() for n in range(61)]
    assert WRONG in pages[59]
    assert TOO_MANY in pages[60]


def without_what_differs(answer, name):
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return page.replace(f'value="{name}"', "")


@pytest.mark.parametrize("name", ["nobody-of-that-name", "closed"])
def test_no_answer_tells_whether_a_log_in_exists(cast, name):
    closed = cast.user("volunteer")
    closed.username, closed.is_active = "closed", False
    closed.save()
    known = try_in(at_address("192.0.2.1"), "officer", "guess")
    other = try_in(at_address("192.0.2.2"), name, "guess")
    assert without_what_differs(known, "officer") == without_what_differs(other, name)
    assert known.status_code == other.status_code


@pytest.mark.parametrize("name", ["officer", "nobody-of-that-name", "without-a-password"])
def test_every_refusal_hashes_one_password(cast, name):
    cast.user("agency").__class__.objects.create_user("without-a-password")
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    with patch(hasher, autospec=True, return_value="md5$salt$hash") as hashed:
        try_in(at_address("192.0.2.1"), name, "guess")
    assert hashed.call_count == 1


def test_a_session_ends_when_nobody_opened_a_page_for_the_idle_time(cast, settings):
    client = cast.client("officer")
    client.get("/cases/")
    kept = Session.objects.get(session_key=client.session.session_key)
    left = (kept.expire_date - timezone.now()).total_seconds()
    assert settings.SESSION_COOKIE_AGE - 60 < left <= settings.SESSION_COOKIE_AGE
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/cases/").url.startswith(LOGIN)


def test_each_page_starts_the_idle_time_anew(cast, settings):
    client = cast.client("officer")
    client.get("/cases/")
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=30))
    assert client.post("/stay/").status_code == 204
    kept = Session.objects.get(session_key=client.session.session_key)
    assert kept.expire_date > timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE - 60)


@pytest.mark.parametrize(("seconds", "stands"), [(-60, True), (60, False)])
def test_a_session_ends_in_any_case_after_the_absolute_time(cast, settings, seconds, stands):
    client = cast.client("officer")
    client.get("/cases/")
    session = client.session
    session[BEGAN] -= settings.SESSION_SECONDS + seconds
    session.save()
    assert (client.get("/cases/").status_code == 200) == stands
    assert (client.post("/stay/").status_code == 204) == stands
    cast_again = client.get("/cases/")
    assert (cast_again.status_code == 200) == stands


def test_the_page_knows_how_long_the_session_lasts(cast, settings):
    client = cast.client("officer")
    page = client.get("/cases/").content.decode()
    assert f'data-seconds="{settings.SESSION_COOKIE_AGE}"' in page
    left = int(re.search(r'data-left="(\d+)"', page)[1])
    assert settings.SESSION_SECONDS - 60 < left <= settings.SESSION_SECONDS


@pytest.mark.rule(47)
def test_people_see_where_they_are_signed_in_and_end_the_others(cast):
    here, there = at_address("192.0.2.1"), at_address("192.0.2.2")
    try_in(here, "officer")
    try_in(there, "officer")
    page = here.get("/accounts/sessions/").content.decode()
    assert "192.0.2.1" in page
    assert "192.0.2.2" in page
    here.post("/accounts/sessions/")
    assert there.get("/cases/").status_code == 302
    assert here.get("/cases/").status_code == 200
    assert UserSession.objects.filter(user=cast.user("officer")).count() == 1


def test_who_left_is_out_on_the_next_request(cast):
    client = cast.client("officer")
    assert client.get("/cases/").status_code == 200
    user = cast.user("officer")
    user.is_active = False
    user.save()
    assert client.get("/cases/").url.startswith(LOGIN)


def test_the_secret_of_an_app_is_never_shown_again(cast, factor):
    client = Client()
    try_in(client, "officer")
    secret = set_up(client)
    pages = [client.get(path).content.decode() for path in ("/accounts/2fa/", "/accounts/2fa/totp/deactivate/")]
    assert not any(secret in page for page in pages)
    assert Authenticator.objects.filter(type="totp").count() == 1
