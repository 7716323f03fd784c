"""Log-ins are given by the service, never taken: nobody signs up by themselves.

Failed attempts are counted by address and name together, or by device and name where somebody signed in before:
whoever guesses at a colleague's name slows down themselves alone. No limit stands on a name by itself.
"""

import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

DEVICE_COOKIE = "device"
DEVICE_DAYS = 180
APP = "allauth.account"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, second factor and sessions as allauth does them, without a way to make an account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This log-in is closed. Ask whoever gave it to you."),
        "username_password_mismatch": _("User name and password do not fit together. Check both, capital letters too."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a while, then try again; each failure makes the wait longer."
        ),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody makes a log-in for themselves."""
        return False

    def pre_authenticate(self, request, **credentials):
        """Refuse further attempts for a while, the longer the more of them failed."""
        name = credentials.get("username", "").casefold()
        device = known_device(request, name)
        address = self.get_client_ip(request)
        self._attempts = [count(request, "sign_in", f"{device or address} {name}")]
        if not device:
            self._attempts.append(count(request, "sign_in_address", address))
        if not all(self._attempts):
            self._take_back()
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self):
        self._take_back()

    def _take_back(self):
        for attempt in filter(None, self._attempts):
            attempt.rollback()

    def is_reauthentication_required(self, *, app) -> bool:
        """Before the log-in itself is changed, whoever signed in longer ago than the timeout proves it again."""
        request = self.request or context.request
        signed_in = get_authentication_records(request, request.user)
        fresh = any(time.time() - step["at"] < app_settings.REAUTHENTICATION_TIMEOUT for step in signed_in)
        return not fresh and super().is_reauthentication_required(app=app)

    def login(self, request, user):
        """The device on which somebody signed in is known from then on (config.middleware sets its cookie)."""
        super().login(request, user)
        request.device_of = user.get_username().casefold()


def count(request, action, key):
    """Count one attempt under a key, of which the cache holds a digest alone; nothing once there are too many."""
    return ratelimit.consume(request, app=APP, action=action, key=key)


def address_of(request) -> str:
    """The network address a request came from, past the proxies that the settings trust."""
    return AccountAdapter(request).get_client_ip(request)


def _digest(name):
    return hashlib.sha256(f"{settings.SECRET_KEY} {name}".encode()).hexdigest()[:24]


def device_cookie(name) -> str:
    """What a device keeps once `name` signed in on it: a random number and a digest of the name, signed."""
    return signing.dumps([get_random_string(16), _digest(name)], salt=DEVICE_COOKIE)


def known_device(request, name) -> str:
    """The number of the device where `name` has signed in on it before; else nothing."""
    try:
        kept = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_COOKIE, max_age=DEVICE_DAYS * 86_400)
    except signing.BadSignature:
        return ""
    number, whose = kept
    return number if whose == _digest(name) else ""
