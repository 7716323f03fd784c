"""The page of work that failed again and again: seen by a human, and tried again on their word (law 13)."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access.gate import page
from cases.access.roles import Act
from cases.actions.jobs import retry_job
from cases.jobs.asking import HANDLERS
from cases.jobs.table import Job
from cases.views.forms_help import INVALID
from cases.views.paging import one_page

COLUMNS = ("id", "kind", "dead_at", "attempts", "error")


class RetryForm(forms.Form):
    """Which job is to be tried again."""

    job_id = forms.UUIDField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.KEEP_REFERENCE, "jobs")
def jobs(request):
    """What was given up, and how much waits. Nothing of a record stands here."""
    refused = _tried_again(request) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("jobs")
    dead = one_page(Job.objects.filter(dead_at__isnull=False), ("dead_at", "id"), request.GET, _rows)
    context = {
        "refused": refused,
        "dead": [row | {"title": _title(row["kind"])} for row in dead.rows],
        "links": dead.links({}),
        "waiting": Job.objects.filter(done_at=None, dead_at=None).count(),
    }
    return render(request, "cases/jobs.html", context, status=INVALID if refused else 200)


def _rows(some):
    return list(some.values(*COLUMNS))


def _title(kind):
    return HANDLERS[kind].title if kind in HANDLERS else kind


def _tried_again(request):
    """Let it be tried again; why not, where it cannot."""
    form = RetryForm(request.POST)
    if not form.is_valid():
        return _("Choose a job from the list.")
    try:
        retry_job(by=request.visitor, now=request.visitor.now, **form.cleaned_data)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""
