"""What holds for every request: it is not too large, a session ends in time, nobody works without a second factor."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils import timezone

from cases.access.roles import Role
from config.accounts import DEVICE_COOKIE, DEVICE_DAYS, device_cookie
from config.views import too_large

BEGAN = "began"
# Who may sign in by a password alone: many of them have nothing to keep a second factor on.
WITHOUT = frozenset({Role.PERSON, Role.REPRESENTATIVE})
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Open before the second factor is set up, beside the pages that set it up.
OPEN = frozenset({"second_factor", "account_logout", "account_reauthenticate", "set_language", "stay"})


def seconds_left(session, now) -> int:
    """The seconds until a session ends in any case; it began when its log-in was first seen."""
    began = session.setdefault(BEGAN, int(now.timestamp()))
    return began + settings.SESSION_SECONDS - int(now.timestamp())


class BodyMiddleware:
    """What is larger than anything that can be kept is not read at all, before any form or gate looks at it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        fits = length.isdecimal() and int(length) <= settings.MOST_SENT
        return self.get_response(request) if fits else too_large(request)


class SessionMiddleware:
    """Ends a session after the absolute time, and lets a device remember that somebody signed in on it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and seconds_left(request.session, timezone.now()) <= 0:
            logout(request)
        response = self.get_response(request)
        if name := getattr(request, "device_of", ""):
            response.set_cookie(
                DEVICE_COOKIE,
                device_cookie(name),
                max_age=timedelta(days=DEVICE_DAYS),
                path="/accounts/",
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        return response


class SecondFactorMiddleware:
    """Leads whoever needs a second factor and has none to where it is set up, from every page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Instead of the page, the way to the second factor."""
        name = request.resolver_match.view_name
        if name in OPEN or name.startswith("mfa_") or not lacks_second_factor(request.visitor):
            return None
        return redirect("second_factor")


def lacks_second_factor(visitor) -> bool:
    """Whether a log-in must set up a second factor before it sees anything."""
    if not settings.SECOND_FACTOR or not visitor.is_signed_in:
        return False
    if Authenticator.objects.filter(user_id=visitor.user_id, type__in=FACTORS).exists():
        return False
    return bool(visitor.roles - WITHOUT)
