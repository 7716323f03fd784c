"""What the person reads of a report about them, and where they say what they want to say (rules 29, 64, 69)."""

from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.composition import Panel
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.models.mandate import Part
from cases.views.forms_help import acting, attempt, status_of
from cases.views.person import own_context
from reports.actions.documents import order_own_copy
from sanctions.actions.papers import OWN_REPORT
from sanctions.actions.sending import make_comment
from sanctions.models import Comment, FactRequest, Hearing, NonComplianceReport
from sanctions.report_forms import CommentForm
from sanctions.views.bundle import allegations, hearings_of, papers_of, rows_of, sections
from sanctions.workflow import BEFORE_THE_COURT


def waiting(door):
    """Comments the person is invited to make. One query."""
    rows = Comment.objects.filter(case_id=door.case_id, manner="").exclude(report__state__in=["ruled", "withdrawn"])
    return disclosed(rows.order_by("comment_by", "id"), door.purpose, door.visitor, "report__authority")


@own_page(Act.COMMENT, "comment")
def comment(request, door, comment_id):
    """What is alleged, how a comment may be used, and the person's own words."""
    rows = Comment.objects.filter(pk=comment_id, case_id=door.case_id)
    found = disclosed_or_404(rows, door.purpose, door.visitor, "report__authority", "report__author")
    form = None if found.manner else CommentForm(request.POST or None)
    if form and form.is_valid():
        act = acting(door, make_comment)
        if attempt(form, lambda: act(comment_id=comment_id, **form.given())):
            return redirect("my:comment", comment_id)
    context = own_context(door) | {
        "comment": found,
        "form": form,
        "allegations": allegations(found.report_id, door),
        "late": found.comment_by < localdate(door.visitor.now),
    }
    return render(request, "sanctions/own_comment.html", context, status=status_of(form))


@own_page(Act.READ_OWN, "noncompliance", parts=(Part.REPORTS,))
def report(request, door, report_id):
    """The report as it was sent and served: the same words the court reads, less what is about others."""
    rows = NonComplianceReport.objects.filter(pk=report_id, case_id=door.case_id, served_at__isnull=False)
    found = disclosed_or_404(rows, door.purpose, door.visitor, "authority", "author")
    if request.method == "POST":
        call = {"by": door.visitor, "now": door.visitor.now, "case_id": door.case_id}
        return redirect("my:document", order_own_copy(**call, kind=OWN_REPORT, subject=report_id).id)
    context = own_context(door) | {
        "report": found,
        "allegations": allegations(report_id, door),
        "sections": sections(report_id, door),
        "comment": next(iter(rows_of(Comment, report_id, door)), None),
        "hearings": hearings_of(report_id, door),
        "requests": rows_of(FactRequest, report_id, door),
        "papers": papers_of(report_id, door, OWN_REPORT),
    }
    return render(request, "sanctions/own_report.html", context)


def _hearings_to_come(door):
    """When and where the court hears the person: of each report the hearing that was set last. One query."""
    later = Hearing.objects.filter(report=OuterRef("report"), id__gt=OuterRef("id"))
    rows = Hearing.objects.filter(~Exists(later), case_id=door.case_id, attendance="", starts_at__gt=door.visitor.now)
    before = rows.filter(report__state__in=BEFORE_THE_COURT).order_by("starts_at", "id")
    return disclosed(before, door.purpose, door.visitor, "report__authority")


def own_home_report(door):
    """On the person's page: a hearing to come, a comment that can still be made, a report that was sent. Calm words."""
    invited = waiting(door)
    rows = NonComplianceReport.objects.filter(case_id=door.case_id, served_at__isnull=False)
    sent = rows.exclude(state="ruled").order_by("-id")
    reports = disclosed(sent, door.purpose, door.visitor, "authority")
    hearings = _hearings_to_come(door)
    if not invited and not reports and not hearings:
        return None
    context = {"invited": invited, "reports": reports, "hearings": hearings, "may_comment": door.may(Act.COMMENT)}
    return Panel("sanctions/_own_report.html", context)
