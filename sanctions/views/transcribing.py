"""A ruling made on paper: the page on which one copies it, and the one on which another compares (rule 67)."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render

from cases.access.gate import case_page
from cases.access.roles import Act, Role
from cases.disclosure.view import disclosed, disclosed_one
from cases.models import StaffMember
from cases.models.fields import in_language
from cases.views.conflict import Saving
from cases.views.days import day_in_words
from cases.views.forms_help import status_of
from cases.views.header import case_header
from sanctions.actions.reporting import second_readers
from sanctions.actions.transcribing import compare, transcribe
from sanctions.models import RulingTranscript, TranscriptFinding
from sanctions.transcript_forms import CompareForm, TranscriptForm
from sanctions.views.bundle import allegations
from sanctions.views.noncompliance import TAB
from sanctions.views.reporting import the_report
from sanctions.workflow import BEFORE_THE_COURT


@case_page(Act.KEEP_CASE, "ruling")
def new(request, door, report_id):
    """Copy a ruling from its paper, beside the scan."""
    report = the_report(door, report_id)
    if report.state not in BEFORE_THE_COURT:
        return redirect("sanctions:report", door.case_id, report_id)
    author = StaffMember.objects.get(pk=door.visitor.post(Role.OFFICER).source)
    titled = [(row.id, row.number, _title(row)) for row in allegations(report_id, door)]
    form = TranscriptForm(
        request.POST or None,
        request.FILES or None,
        allegations=titled,
        readers=second_readers(door.case_id, author, door.visitor.now),
        initial={"version": report.version},
    )
    act = partial(transcribe, report_id=report_id)
    leads_to = partial(redirect, "sanctions:report", door.case_id, report_id)
    context = {"report": report}
    return _saved(request, door, form, act, leads_to, report.version, "sanctions/transcript_form.html", context)


def _title(allegation):
    failure = allegation.failure
    return f"{in_language(failure.condition.condition_type.title)}, {day_in_words(failure.happened_at)}"


@case_page(Act.CHECK_REPORT, "ruling")
def check(request, door, transcript_id):
    """Compare what was copied with the scan."""
    transcript = _transcript(door, transcript_id)
    if transcript is None:
        raise Http404
    form = CompareForm(request.POST or None, initial={"version": transcript.version})
    links = ("allegation__failure__condition__condition_type",)
    findings = TranscriptFinding.objects.filter(transcript_id=transcript_id).order_by("id")
    context = {"transcript": transcript, "findings": disclosed(findings, door.purpose, door.visitor, *links)}
    act = partial(compare, transcript_id=transcript_id)
    leads_to = partial(redirect, "cases:today")
    return _saved(request, door, form, act, leads_to, transcript.version, "sanctions/transcript_check.html", context)


def _transcript(door, transcript_id):
    mine = RulingTranscript.objects.filter(
        pk=transcript_id, case_id=door.case_id, state="to_check", checker__user_id=door.visitor.user_id
    )
    return disclosed_one(mine, door.purpose, door.visitor, "scan", "entered_by", "report__authority")


def _saved(request, door, form, act, leads_to, version, template, context):
    """A page with one form; whoever comes late is told, and keeps what was typed."""
    status, stale = status_of(form), False
    if form.is_valid():
        call = {"by": door.visitor, "now": door.visitor.now, "case_id": door.case_id}
        saving = Saving(form, lambda: act(**call, **form.given()))
        if saving.result:
            return leads_to()
        saving.both_texts({}, version=version)
        stale, status = saving.stale, saving.status
    context |= {"header": case_header(request, door, TAB), "form": form, "stale": stale}
    return render(request, template, context, status=status)
