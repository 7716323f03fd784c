"""What proves a second factor is kept encrypted, and a change of keys locks nobody out."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from config.factors import SECRETS
from tests.authenticator import code_now

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def factors(cast):
    """An officer's app and recovery codes, under the present key."""
    return TOTP.activate(cast.user("officer"), SECRET), RecoveryCodes.activate(cast.user("officer"))


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return [row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor.fetchall()]


def kept(kind):
    """A second factor as it comes from the database."""
    return Authenticator.objects.get(type=kind).wrap()


def change_key(settings, new="a new key, as long as the old one was, at least fifty characters"):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new, [settings.SECRET_KEY]


@pytest.mark.rule(8)
def test_the_database_holds_neither_secret_nor_seed_nor_code(factors):
    _app, codes = factors
    said = "".join(rows())
    assert len(rows()) == 2
    assert SECRET not in said
    assert not any(code in said for code in codes.generate_codes())
    assert kept("totp").validate_code(code_now(SECRET))
    assert kept("recovery_codes").validate_code(codes.generate_codes()[0])


def test_the_same_secret_is_never_kept_as_the_same_text(cast):
    for name in ("officer", "manager"):
        TOTP.activate(cast.user(name), SECRET)
    first, second = rows()
    assert json.loads(first)["secret"] != json.loads(second)["secret"]


def test_a_changed_key_opens_what_the_old_one_closed_while_the_old_one_is_named(factors, settings):
    codes = factors[1].generate_codes()
    change_key(settings)
    assert kept("totp").validate_code(code_now(SECRET))
    assert kept("recovery_codes").generate_codes() == codes


def test_a_key_that_fits_nothing_is_no_wrong_code_but_said_to_the_operator(factors, settings):
    change_key(settings)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS"):
        kept("totp").validate_code(code_now(SECRET))


def test_once_encrypted_anew_the_old_key_can_go(factors, settings, capsys):
    codes = factors[1].generate_codes()
    change_key(settings)
    call_command("rotate_secrets")
    settings.SECRET_KEY_FALLBACKS = []
    assert "2 secrets" in capsys.readouterr().out
    assert kept("totp").validate_code(code_now(SECRET))
    assert kept("recovery_codes").generate_codes() == codes


def test_what_was_kept_in_the_clear_before_is_encrypted_too(cast):
    kinds = {"totp": SECRET, "recovery_codes": "5f" * 40}
    for kind, secret in kinds.items():
        data = {SECRETS[kind]: secret, "used_mask": 0}
        Authenticator.objects.create(user=cast.user("officer"), type=kind, data=data)
    Authenticator.objects.create(user=cast.user("officer"), type="webauthn", data={"name": "Key", "credential": {}})
    call_command("rotate_secrets")
    assert not any(secret in row for secret in kinds.values() for row in rows())
    assert kept("totp").validate_code(code_now(SECRET))
    assert kept("recovery_codes").get_unused_codes()
