"""Forms that lose nothing: what is typed is kept on the server, and comes back to whoever typed it (law 15).

One way for all: whatever is sent to such a form is kept first and dropped once it was saved. So nothing is lost when
it is refused, when somebody saved first, when the session or a permission ended meanwhile, or when anything broke.
"""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.drafts import draft_of, drop_draft, keep_draft, owner_of, word_for
from cases.forms import typed_into

WORD, KEEP, DROP = "draft_word", "keep_draft", "drop_draft"


def keeps_drafts(view):
    """A page whose form keeps what is typed into it, below the gate's own decorator.

    The view builds its form with `typed_before(request)`; its template shows components/draft.html in the form.
    """

    @wraps(view)
    def drafting(request, *args, **kwargs):
        request.draft = {"word": word_for(request.visitor.user_id, request.path), "kept_at": None}
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code in (301, 302, 303):
            drop_draft(request.visitor.user_id, request.path)
        return response

    drafting.keeps_drafts = True
    return drafting


def typed_before(request):
    """What the visitor typed into this form and did not save, where the page is opened anew; else None."""
    if request.method not in ("GET", "HEAD"):
        return None
    typed, request.draft["kept_at"] = draft_of(request.visitor.user_id, request.path, request.visitor.now)
    return typed


def with_draft(request, form):
    """A simple form with what was typed into it before, where it is opened anew; as it is where it was sent."""
    typed = None if form.is_bound else typed_before(request)
    return typed_into(form, typed) if typed else form


class DraftMiddleware:
    """Stands before every gate: what is sent to a form that keeps drafts is kept first, even where it is refused.

    The signed word in the form stands for the token against forged requests, which may be too old by then.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Keep what was sent. A press that only keeps it, or throws it away, is answered here."""
        if request.method != "POST" or not getattr(view, "keeps_drafts", False):
            return None
        owner = owner_of(request.POST.get(WORD, ""), request.path)
        if owner is None:
            return None
        here = request.user.is_authenticated and str(request.user.pk) == owner
        if here and DROP in request.POST:
            drop_draft(owner, request.path)
            return HttpResponseRedirect(request.path)
        kept = keep_draft(owner, request.path, request.POST, timezone.now(), kwargs.get("case_id"))
        return _told(request, kept) if here and KEEP in request.POST else None


def _told(request, kept):
    """What a press that only keeps the draft is answered: a script by a status, a person on the page itself."""
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204 if kept else 413)
    if kept:
        messages.success(request, _("Your draft is kept. Only you can see it; it comes back when you open this page."))
    return HttpResponseRedirect(request.path)
