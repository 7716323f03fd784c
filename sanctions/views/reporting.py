"""One report: the builder with its list of tasks, the second reader's page, and what was sent (rules 64–66)."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.views.drafting import keeps_drafts, with_draft
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from sanctions.actions.correcting import correct_report
from sanctions.actions.reporting import add_passage, ask_check, change_passage, check_report, second_readers
from sanctions.actions.sending import (
    REPORT_ON_PAPER,
    hurry_report,
    invite_comment,
    missing,
    note_comment,
    serve_report,
    submit_report,
    withdraw_report,
)
from sanctions.models import Comment, DraftPassage, FactRequest, NonComplianceReport, UnseenPassage
from sanctions.readiness import disputed
from sanctions.report_forms import (
    PROMPTS,
    AskCheckForm,
    ChangePassageForm,
    CheckForm,
    CorrectForm,
    HurryForm,
    NoteCommentForm,
    PassageForm,
    SubmitForm,
    VersionForm,
    WithdrawForm,
)
from sanctions.views.bundle import allegations, hearings_of, papers_of, rows_of, sections, transcripts_of
from sanctions.views.noncompliance import TAB, saved_first
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN


def the_report(door, report_id):
    """One report of the case. Raises Http404 where there is none."""
    rows = NonComplianceReport.objects.filter(pk=report_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "authority", "author", "checker", "sanction")


def drafted(report_id, door) -> list:
    """The parts of a draft with their passages, those left out among them: (part, label, passages). One query."""
    rows = rows_of(DraftPassage, report_id, door, "entry", order=("place", "id"))
    parts = DraftPassage.Section
    return [(part.value, part.label, [row for row in rows if row.section == part]) for part in parts]


@case_page(Act.READ_CASE, "noncompliance")
def report(request, door, report_id):
    """The report as a list of tasks while it is written; what was sent, and when, once it has left."""
    found = the_report(door, report_id)
    writing = found.state in BEING_WRITTEN
    context = _frame(request, door, found) | {
        "writing": writing,
        "keeps": door.may(Act.KEEP_CASE),
        "checks": door.may(Act.CHECK_REPORT),
        "parts": drafted(report_id, door) if writing else [],
        "sections": [] if writing else sections(report_id, door),
        "hearings": hearings_of(report_id, door),
        "requests": rows_of(FactRequest, report_id, door),
        "unseen": [] if writing else rows_of(UnseenPassage, report_id, door),
        "missing": missing(_record(report_id), door.visitor.now) if writing else [],
        "papers": [] if writing else papers_of(report_id, door, REPORT_ON_PAPER),
        "corrections": _corrections(door, report_id),
        **transcripts_of(door, found),
        "may_correct": found.state in BEFORE_THE_COURT,
    }
    return render(request, "sanctions/report.html", context)


def _corrections(door, report_id):
    """The reports that correct this one, those given up aside. One query."""
    rows = NonComplianceReport.objects.filter(corrects_id=report_id, case_id=door.case_id).exclude(state="withdrawn")
    return disclosed(rows.order_by("id"), door.purpose, door.visitor)


def _record(report_id):
    return NonComplianceReport.objects.get(pk=report_id)


def _frame(request, door, found):
    comment = next(iter(rows_of(Comment, found.id, door)), None)
    return {
        "header": case_header(request, door, TAB),
        "report": found,
        "comment": comment,
        "allegations": allegations(found.id, door),
    }


def _step(request, door, report_id, form, verb, template, **more):
    """A page with one form about a report; what it calls leads back to the report."""
    found = the_report(door, report_id)
    both, status = [], 200
    if form.is_valid():
        if "version" in form.fields:
            done, both, status = saved_first(form, door, verb, {}, found.version)
        else:
            call = {"by": door.visitor, "now": door.visitor.now, "case_id": door.case_id}
            done = attempt(form, lambda: verb(**call, **form.given()))
        if done:
            return redirect("sanctions:report", door.case_id, report_id)
    context = _frame(request, door, found) | {"form": form, "both": both} | more
    return render(request, template, context, status=max(status, status_of(form)))


@case_page(Act.KEEP_CASE, "noncompliance")
@keeps_drafts
def passage_add(request, door, report_id):
    """Add a passage of one's own to a part."""
    part = request.GET.get("part", "")
    form = with_draft(request, PassageForm(request.POST or None, initial={"section": part}))
    act = partial(add_passage, report_id=report_id)
    more = {"passage": None, "prompts": PROMPTS.get(part, ())}
    return _step(request, door, report_id, form, act, "sanctions/passage_form.html", **more)


@case_page(Act.KEEP_CASE, "noncompliance")
@keeps_drafts
def passage(request, door, report_id, passage_id):
    """Change a passage, or leave it out."""
    rows = DraftPassage.objects.filter(pk=passage_id, report_id=report_id, case_id=door.case_id)
    found = disclosed_or_404(rows, door.purpose, door.visitor, "entry")
    current = {name: getattr(found, name) for name in ("nature", "text", "about", "left_out")}
    form = ChangePassageForm(request.POST or None, initial=current | {"version": found.version})
    form = with_draft(request, form)
    both, status = [], 200
    if form.is_valid():
        act = partial(change_passage, passage_id=passage_id)
        done, both, status = saved_first(form, door, act, current, found.version)
        if done:
            return redirect("sanctions:report", door.case_id, report_id)
    context = _frame(request, door, the_report(door, report_id)) | {
        "form": form,
        "both": both,
        "passage": found,
        "prompts": (),
    }
    return render(request, "sanctions/passage_form.html", context, status=max(status, status_of(form)))


@case_page(Act.KEEP_CASE, "noncompliance")
def invite(request, door, report_id):
    """Invite the person to comment, after seeing what they will read."""
    form = VersionForm(request.POST or None, initial={"version": the_report(door, report_id).version})
    act = partial(invite_comment, report_id=report_id)
    return _step(request, door, report_id, form, act, "sanctions/report_invite.html")


@case_page(Act.KEEP_CASE, "noncompliance")
def comment(request, door, report_id, comment_id):
    """Write down what the person said, or handed in on paper."""
    said = Comment.objects.filter(pk=comment_id, report_id=report_id, case_id=door.case_id)
    found = disclosed_or_404(said, door.purpose, door.visitor)
    form = NoteCommentForm(request.POST or None, initial={"version": found.version})
    act = partial(note_comment, comment_id=comment_id)
    return _step(request, door, report_id, form, act, "sanctions/comment_note.html")


@case_page(Act.KEEP_CASE, "noncompliance")
def check_ask(request, door, report_id):
    """Ask a colleague to check the report."""
    record = NonComplianceReport.objects.select_related("author").filter(pk=report_id, case_id=door.case_id).first()
    if record is None:
        raise Http404
    readers = second_readers(door.case_id, record.author, door.visitor.now)
    form = AskCheckForm(request.POST or None, readers=readers, initial={"version": record.version})
    act = partial(ask_check, report_id=report_id)
    return _step(request, door, report_id, form, act, "sanctions/report_check_ask.html")


@case_page(Act.CHECK_REPORT, "noncompliance")
def check(request, door, report_id):
    """The second reader passes the draft or sends it back; their door to the case is closed with that."""
    found = the_report(door, report_id)
    form = CheckForm(request.POST or None, initial={"version": found.version})
    both, status = [], 200
    if form.is_valid():
        act = partial(check_report, report_id=report_id)
        done, both, status = saved_first(form, door, act, {}, found.version)
        if done:
            return redirect("home")
    context = _frame(request, door, found) | {"form": form, "both": both, "parts": drafted(report_id, door)}
    return render(request, "sanctions/report_check.html", context, status=max(status, status_of(form)))


@case_page(Act.KEEP_CASE, "noncompliance")
def submit(request, door, report_id):
    """The last page before it leaves: no question but how a disagreement was considered."""
    report = the_report(door, report_id)
    asks = not report.urgency and disputed(report_id).exists()
    form = SubmitForm(request.POST or None, initial={"version": report.version}, disputed=asks)
    act = partial(submit_report, report_id=report_id)
    more = {"missing": missing(_record(report_id), door.visitor.now)}
    return _step(request, door, report_id, form, act, "sanctions/report_submit.html", **more)


@case_page(Act.KEEP_CASE, "noncompliance")
def hurry(request, door, report_id):
    """Say that a report cannot wait: it can then leave at once."""
    form = HurryForm(request.POST or None, initial={"version": the_report(door, report_id).version})
    return _step(
        request, door, report_id, form, partial(hurry_report, report_id=report_id), "sanctions/report_hurry.html"
    )


@case_page(Act.KEEP_CASE, "noncompliance")
def correct(request, door, report_id):
    """Begin the report that corrects a sent one, with its words copied."""
    found = the_report(door, report_id)
    form = CorrectForm(request.POST or None)
    act = acting(door, correct_report, report_id=report_id)
    made = attempt(form, lambda: act(**form.given())) if form.is_valid() else None
    if made:
        return redirect("sanctions:report", door.case_id, made.id)
    context = _frame(request, door, found) | {"form": form}
    return render(request, "sanctions/report_correct.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "noncompliance")
def serve(request, door, report_id):
    """Serve an urgent report afterwards."""
    form = VersionForm(request.POST or None, initial={"version": the_report(door, report_id).version})
    return _step(
        request, door, report_id, form, partial(serve_report, report_id=report_id), "sanctions/report_serve.html"
    )


@case_page(Act.KEEP_CASE, "noncompliance")
def withdraw(request, door, report_id):
    """Give up a draft; its failures are open again."""
    form = WithdrawForm(request.POST or None, initial={"version": the_report(door, report_id).version})
    act = partial(withdraw_report, report_id=report_id)
    return _step(request, door, report_id, form, act, "sanctions/report_withdraw.html")
