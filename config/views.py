"""The doors: landing page, the way home, the demonstration's log-ins; and what is said when one fails."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.demo_logins import DEMO_LANGUAGES, DEMO_LOGINS, DEMO_USERNAMES
from config.nav import entries_of

GATE = "cases.access.decide.GateBackend"


@login_not_required
@require_safe
@never_cache
def landing(request):
    """What this service is, and how to get in."""
    return render(request, "landing.html", {"logins": _cards() if settings.DEMO else []})


def _cards() -> list[dict]:
    """The demonstration's log-ins; what to try first is said in the log-in's own language too."""
    cards = []
    for name, who, first in DEMO_LOGINS:
        card = {"username": name, "who": who, "first": first, "language": DEMO_LANGUAGES.get(name)}
        with override(card["language"] or get_language()):
            cards.append(card | {"own_words": str(first)})
    return cards


@login_not_required
@require_safe
@never_cache
def home(request):
    """Where this visitor's work starts: the first entry of their navigation."""
    visitor = getattr(request, "visitor", None)
    if visitor is None or not visitor.is_signed_in:
        return redirect("landing")
    entries = entries_of(visitor.roles)
    return redirect(entries[0]["url"]) if entries else render(request, "home.html")


@login_not_required
@require_POST
def demo_login(request):
    """One click signs an invented person in; outside the demonstration this door does not exist."""
    username = request.POST.get("username", "")
    if not settings.DEMO or username not in DEMO_USERNAMES:
        raise Http404
    user = get_object_or_404(get_user_model(), username=username, is_active=True)
    login(request, user, backend=GATE)
    answer = redirect("home")
    if user.language:  # the card leads into this language, whatever was chosen on the device before
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_PATH)
    return answer


@require_POST
def stay(request):
    """The visitor is still there: their session starts anew, and what they typed is kept on the page."""
    request.session.modified = True
    return HttpResponse(status=204)


def _fixed(template: str, status: int) -> HttpResponse:
    """A page that knows the language and nothing else: no visitor, no address, no token."""
    context = {"LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE}
    context["text_direction"] = "rtl" if get_language_bidi() else "ltr"
    return HttpResponse(render_to_string(template, context), status=status)


@login_not_required
def bad_request(request, exception):
    """What was sent could not be read."""
    return _fixed("400.html", 400)


@login_not_required
def forbidden(request, exception):
    """You may know that it exists, but this act is not yours."""
    return _fixed("403.html", 403)


@login_not_required
def not_found(request, exception):
    """The same bytes whether it never existed or is none of the visitor's business."""
    return _fixed("404.html", 404)


@login_not_required
def too_many(request):
    """One thing was tried too often in a short time; waiting helps."""
    return _fixed("429.html", 429)


def too_large(request):
    """More was sent than any file may have; the connection ends, for nobody reads the rest."""
    answer = _fixed("413.html", 413)
    answer["Connection"] = "close"
    return answer


@login_not_required
def server_error(request):
    """Something broke; an error page shows no record."""
    return _fixed("500.html", 500)


@login_not_required
def csrf_failure(request, reason=""):
    """The form's token was missing or too old: nothing was saved."""
    return _fixed("csrf.html", 403)
