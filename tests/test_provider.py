"""Signing in by an identity provider: switched on by settings, for log-ins that exist, with their second factor."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from cases.models import User

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
ENTER, BACK = "/accounts/oidc/service/login/", "/accounts/oidc/service/login/callback/"


class Provider(BaseHTTPRequestHandler):
    """A provider as small as one can be: discovery, a token for any code, and who it says is there."""

    who = {}

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        about = {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/who",
            "jwks_uri": f"{here}/keys",
        }
        self.answer(self.who if self.path == "/who" else about)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "given", "token_type": "Bearer"})

    def answer(self, said):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    """The product with a provider set."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    app = {
        "provider_id": "service",
        "name": "Ministry",
        "client_id": "record",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def come_back(client, **who):
    Provider.who = who
    sent = client.post(ENTER)
    asked = parse_qs(urlsplit(sent.url).query)
    return client.get(BACK, {"code": "any", "state": asked["state"][0]})


def test_nothing_is_shown_and_no_door_is_open_without_a_provider(cast):
    assert "/accounts/oidc/" not in Client().get(LOGIN).content.decode()
    assert Client().get(ENTER).status_code == 404
    assert Client().post(ENTER).status_code == 404


def test_a_log_in_that_exists_comes_in_and_nothing_of_the_provider_is_kept_but_its_number(cast, provider):
    client = Client()
    assert "Ministry" in client.get(LOGIN).content.decode()
    who = {"sub": "77", "preferred_username": "Officer", "email": "ines@example.org", "name": "Ines Marlow"}
    assert come_back(client, **who).status_code == 302
    assert client.get("/cases/").status_code == 200
    kept = SocialAccount.objects.get()
    assert (kept.user.username, kept.uid, kept.extra_data) == ("officer", "77", {})
    assert not cast.user("officer").email
    again = Client()
    come_back(again, sub="77", preferred_username="renamed")
    assert again.get("/cases/").status_code == 200, "from then on the number counts"
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("name", ["somebody-new", "", "volunteer"])
def test_whom_the_service_does_not_know_stays_outside(cast, provider, name):
    User.objects.filter(username="volunteer").update(is_active=False)
    before, client = User.objects.count(), Client()
    assert come_back(client, sub="5", preferred_username=name, email="new@example.org").status_code == 403
    assert client.get("/cases/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert client.get("/accounts/signup/").status_code == 404


def test_a_second_number_for_the_same_name_is_refused(cast, provider):
    come_back(Client(), sub="77", preferred_username="officer")
    thief = Client()
    assert come_back(thief, sub="78", preferred_username="officer").status_code == 403
    assert thief.get("/cases/").status_code == 302


def test_the_second_factor_is_asked_for_here_too(cast, provider, settings):
    settings.SECOND_FACTOR = True
    client = Client()
    come_back(client, sub="77", preferred_username="officer")
    assert client.get("/cases/").url == "/accounts/2fa/start/"
    Authenticator.objects.create(user=cast.user("officer"), type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    again = Client()
    assert come_back(again, sub="77", preferred_username="officer").url == "/accounts/2fa/authenticate/"
    assert again.get("/cases/").status_code == 302


def test_whoever_left_the_service_does_not_come_in_by_the_provider(cast, provider):
    come_back(Client(), sub="77", preferred_username="officer")
    User.objects.filter(username="officer").update(is_active=False)
    client = Client()
    come_back(client, sub="77", preferred_username="officer")
    assert client.get("/cases/").status_code == 302


def test_whoever_has_no_password_here_is_told_where_theirs_is_changed(cast):
    user = cast.user("officer")
    user.set_unusable_password()
    user.save()
    answer = cast.client("officer").get("/accounts/password/change/", follow=True)
    assert answer.status_code == 200
    assert "your password is changed there" in answer.content.decode()
