"""A person's own log-in: opened face to face with a code that works once, suspended, and opened again."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cases.actions.own_logins import TRIES, activate, invite, suspend
from cases.history.record import history_model
from cases.history.tables import Action
from cases.models import OwnLogin, User

pytestmark = pytest.mark.django_db
ACTIVATE, LOGIN = "/accounts/activate/", "/accounts/login/"
WORDS = "four words in a row"
REFUSED = "Reference and code do not fit"


def invited(cast, family="Petrova", version=0, now=None):
    """An own log-in with a code just made, and the code."""
    now = now or cast.now
    return invite(by=cast.at("officer", now), now=now, case_id=cast.case(family).id, version=version)


def opened(cast, own, code, now=None, **changed):
    given = {"reference": own.reference, "code": code, "username": "elena", "password": WORDS} | changed
    return activate(now=now or cast.now, **given)


def send(client, own, code, **changed):
    given = {"reference": own.reference, "code": code, "username": "elena", "password": WORDS, "again": WORDS}
    return client.post(ACTIVATE, given | changed)


def officers_page(cast, client, family="Petrova", name="own_login"):
    return reverse(f"cases:{name}", args=[cast.case(family).id])


@pytest.mark.rule(44, 45)
def test_from_the_officers_page_to_the_persons_own(cast):
    officer, person = cast.client("officer"), Client()
    url = officers_page(cast, officer)
    assert "no log-in yet" in officer.get(url).content.decode()
    page = officer.post(url, {"version": 0}).content.decode()
    reference, code = (said.replace(" ", "") for said in re.findall(r'<b class="code">([A-Z0-9 ]+)</b>', page))
    assert code not in officer.get(url).content.decode().replace(" ", ""), "shown once"
    given = {"reference": reference.lower(), "code": f"{code[:4]}-{code[4:]}", "username": "elena"}
    assert person.post(ACTIVATE, given | {"password": WORDS, "again": WORDS}).url == LOGIN
    assert person.post(LOGIN, {"login": "elena", "password": WORDS}).status_code == 302
    assert "Petrova" in person.get("/my/record/").content.decode()
    assert "has a log-in" in officer.get(url).content.decode()


def test_the_code_is_kept_nowhere_but_as_a_hash(cast):
    own, code = invited(cast)
    kept = [*OwnLogin.objects.values_list("code_hash", flat=True)]
    kept += history_model(OwnLogin).objects.values_list("code_hash", flat=True)
    assert own.code_hash in kept
    assert not any(code in text for text in kept)
    assert not any(code in f"{a.reason} {a.ground} {a.verb}" for a in Action.objects.all())


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (16, False)])
def test_a_code_runs_out(cast, minutes, opens):
    own, code = invited(cast)
    later = cast.now + timedelta(minutes=minutes)
    if opens:
        assert opened(cast, own, code, later).username == "elena"
    else:
        with pytest.raises(ValidationError, match=REFUSED):
            opened(cast, own, code, later)


def test_a_code_works_once_and_a_newer_one_ends_it(cast):
    own, first = invited(cast)
    own, second = invited(cast, version=own.version)
    with pytest.raises(ValidationError, match=REFUSED):
        opened(cast, own, first)
    opened(cast, own, second)
    with pytest.raises(ValidationError, match=REFUSED):
        opened(cast, own, second, username="other")


def test_after_a_few_wrong_tries_not_even_the_right_code_opens_and_each_try_is_told(cast):
    own, code = invited(cast)
    for _ in range(TRIES):
        with pytest.raises(ValidationError, match=REFUSED):
            opened(cast, own, "WRONGONE")
    with pytest.raises(ValidationError, match=REFUSED):
        opened(cast, own, code)
    assert Action.objects.filter(verb="login.try").count() == TRIES
    assert not User.objects.filter(username="elena").exists()


def test_a_name_that_is_taken_is_told_to_holders_of_a_code_alone_and_counts_as_a_try(cast):
    own, code = invited(cast)
    with pytest.raises(ValidationError) as wrong:
        opened(cast, own, "WRONGONE", username="OFFICER")
    assert "username" not in getattr(wrong.value, "error_dict", {})
    with pytest.raises(ValidationError) as taken:
        opened(cast, own, code, username="OFFICER")
    assert "username" in taken.value.error_dict
    assert OwnLogin.objects.get().tries_left == TRIES - 2
    assert opened(cast, own, code).username == "elena"


def without_what_differs(answer):
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return re.sub(r'(name="reference" value)="[^"]*"', "", page)


def test_no_answer_and_no_time_tells_whether_a_reference_exists(cast):
    own, _code = invited(cast)
    pages, hashes = [], []
    for reference in (own.reference, "NOSUCH"):
        hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
        with patch(hasher, autospec=True, return_value="md5$salt$hash") as hashed:
            answer = send(Client(), own, "WRONGONE", reference=reference)
        assert answer.status_code == 422
        pages.append(without_what_differs(answer))
        hashes.append(hashed.call_count)
    assert pages[0] == pages[1]
    assert hashes[0] == hashes[1]


def test_one_address_may_try_only_so_often_and_others_go_on(cast):
    own, code = invited(cast)
    thief = Client(REMOTE_ADDR="192.0.2.66")
    answers = [send(thief, own, "WRONGONE", reference="NOSUCH").content.decode() for _ in range(11)]
    assert REFUSED in answers[9]
    assert "Too many tries from here" in answers[10]
    assert send(Client(REMOTE_ADDR="192.0.2.1"), own, code).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"again": "four other words here"}, "The two passwords differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"username": ""}, "This field is required"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_the_field_and_costs_no_try(cast, changed, said):
    own, code = invited(cast)
    answer = send(Client(), own, code, **changed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert OwnLogin.objects.get().tries_left == TRIES


@pytest.mark.rule(8)
def test_a_suspended_log_in_is_out_at_once_and_comes_back_by_a_new_code(cast):
    person, officer = cast.client("person"), cast.client("officer")
    assert person.get("/my/").status_code == 200
    url = officers_page(cast, officer, "Verhaal", "own_login_suspend")
    assert officer.post(url, {"version": 0, "reason": ""}).status_code == 422
    answer = officer.post(url, {"version": 0, "reason": "His brother has the telephone."})
    assert answer.url == officers_page(cast, officer, "Verhaal")
    assert person.get("/my/").url.startswith(LOGIN)
    assert "Suspended since" in officer.get(answer.url).content.decode()
    assert Client().post(LOGIN, {"login": "person", "password": "demo"}).status_code == 200

    own, code = invited(cast, "Verhaal", OwnLogin.objects.get().version)
    Authenticator.objects.create(user=cast.user("person"), type="totp", data={"secret": "his brother's"})
    opened(cast, own, code, username="tomas")
    again = Client()
    assert again.post(LOGIN, {"login": "tomas", "password": WORDS}).url == "/home/"
    assert again.get("/my/").status_code == 200
    assert cast.case("Verhaal").person.user.username == "tomas"
    verbs = Action.objects.filter(verb__startswith="login.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["login.suspend", "login.invite", "login.activate"]


def test_a_new_code_after_a_forgotten_password_signs_out_whoever_has_the_old_one(cast):
    old = Client()
    old.post(LOGIN, {"login": "person", "password": "demo"})
    assert old.get("/my/").status_code == 200
    own, code = invited(cast, "Verhaal")
    assert old.get("/my/").status_code == 200, "a code alone changes nothing"
    opened(cast, own, code, username="person")
    assert old.get("/my/").status_code == 302


def test_suspending_ends_a_waiting_code(cast):
    own, code = invited(cast, "Verhaal")
    given = {"by": cast.at("officer"), "now": cast.now, "case_id": cast.case("Verhaal").id, "version": own.version}
    suspend(**given, reason="Lost telephone.")
    with pytest.raises(ValidationError, match=REFUSED):
        opened(cast, own, code)


def test_there_is_nothing_to_suspend_where_nobody_has_a_log_in(cast):
    given = {"by": cast.at("officer"), "now": cast.now, "case_id": cast.case("Petrova").id, "version": 0}
    with pytest.raises(ValidationError, match="no open log-in"):
        suspend(**given, reason="Lost telephone.")


def test_whoever_was_quicker_is_not_overruled(cast):
    officer = cast.client("officer")
    own, _code = invited(cast, "Verhaal")
    for name in ("own_login", "own_login_suspend"):
        answer = officer.post(officers_page(cast, officer, "Verhaal", name), {"version": 0, "reason": "Typed words."})
        assert answer.status_code == 409
        assert "Somebody saved first" in answer.content.decode()
    assert "Typed words." in answer.content.decode()
    assert OwnLogin.objects.get().version == own.version
