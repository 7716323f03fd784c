"""Every request gets its moment and its visitor."""

from django.conf import settings
from django.utils import timezone, translation

from cases.access.visitor import Visitor


class VisitMiddleware:
    """Sets request.visitor; everything a page asks about who looks is asked of it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.visitor = Visitor(request.user, timezone.now())
        _speak(request)
        response = self.get_response(request)
        if request.visitor.is_signed_in:
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


def _speak(request):
    """The language chosen on this device, else the log-in's own, else what the browser asks for."""
    own = getattr(request.user, "language", "")
    if own and not request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
        translation.activate(own)
        request.LANGUAGE_CODE = own
