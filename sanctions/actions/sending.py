"""The person's comment, and the moment a report leaves: sealed, served, never changed again (rules 64–66, 69)."""

import itertools

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.models.deadline import Deadline
from cases.models.entry import OthersSegment
from cases.models.withholding import Withholding
from reports.actions.documents import begin_document
from sanctions.actions.reporting import being_written
from sanctions.models import Comment, NonComplianceReport, Passage, ReportPassage, UnseenPassage
from sanctions.readiness import NOT_CONSIDERED, disputed
from sanctions.workflow import BEFORE_THE_COURT, take

Section = Passage.Section
# What only the author can say; a report without it is not whole.
BY_THE_AUTHOR = (Section.RISK, Section.RECOMMENDATION)
# The document a sent report becomes.
REPORT_ON_PAPER = "noncompliance-report"


def _invite(report, now):
    until = limit_from(now, "comment.make")
    set_deadline("comment.make", report, now, to=Deadline.To.PERSON, due_on=until)
    return keep(Comment(case_id=report.case_id, report=report, invited_at=now, comment_by=until))


@verb("report.invite", Act.KEEP_CASE)
def invite_comment(*, door, now, report_id, version=None):
    """Invite the person to comment: how it may be used and that a lawyer may be asked first stands with it."""
    report = being_written(report_id, door.case_id, version)
    if Comment.objects.filter(report=report).exists():
        raise ValidationError(_("The person is invited already."))
    return _invite(report, now)


@verb("comment.make", Act.COMMENT)
def make_comment(*, door, now, comment_id, manner, text="", version=None):
    """The person says what they want to say, or that they do not wish to. Returns the comment."""
    return _commented(door, now, comment_id, version, manner, text)


@verb("comment.note", Act.KEEP_CASE)
def note_comment(*, door, now, comment_id, manner, text="", version=None):
    """Staff write down what the person said or handed in on paper. Returns the comment."""
    return _commented(door, now, comment_id, version, manner, text)


def _commented(door, now, comment_id, version, manner, text):
    comment = Comment.objects.select_related("report").get(pk=comment_id, case_id=door.case_id)
    at_version(comment, version or comment.version)
    if comment.manner:
        raise ValidationError(_("The comment is there already. What is new can be said at the hearing."))
    if comment.report.state == NonComplianceReport.State.RULED:
        raise ValidationError(_("The authority has ruled. You can still appeal."))
    comment.manner, comment.made_at = manner, now
    meet_deadlines(comment.report_id, now, "comment.make")
    comment.text = "" if manner == Comment.Manner.WAIVED else text
    return keep(comment)


def missing(report, now) -> list[str]:
    """What stands in the way of sending a report, in sentences; nothing where it can leave."""
    there = set(report.draft_passages.filter(left_out=False).values_list("section", flat=True))
    gaps = [
        _("Write the part “%(part)s”: nobody but you can say it.") % {"part": Section(part).label}
        for part in BY_THE_AUTHOR
        if part not in there
    ]
    if report.urgency:
        return gaps
    comment = Comment.objects.filter(report=report).first()
    if comment is None:
        gaps.append(_("Invite the person to comment."))
    elif not comment.manner and comment.comment_by >= localdate(now):
        gaps.append(_("Wait for the person's comment, or until the time for it is over."))
    if report.state != NonComplianceReport.State.CHECKED:
        gaps.append(_("Have it checked by a second person."))
    return gaps


@verb("report.hurry", Act.KEEP_CASE)
def hurry_report(*, door, now, report_id, version, urgency, urgent_reason):
    """A report that is being written cannot wait any longer, for danger or absconding. Returns the report."""
    report = being_written(report_id, door.case_id, version)
    if report.urgency:
        raise ValidationError(_("This report is urgent already. Send it today."))
    report.urgency, report.urgent_reason, report.report_by = urgency, urgent_reason, localdate(now)
    meet_deadlines(report.id, now, "report.submit")
    set_deadline("report.submit", report, now, to=Deadline.To.OFFICER, due_on=report.report_by)
    return keep(report)


def _authority_and_person(door, report_id, **given):
    """Whom a report reaches: its authority by name, and the person unless it cannot wait to be served."""
    found = NonComplianceReport.objects.filter(pk=report_id, case_id=door.case_id)
    return [
        to
        for authority, urgency in found.values_list("authority__name", "urgency")
        for to in ((authority,) if urgency else (authority, Role.PERSON))
    ]


@verb("report.submit", Act.KEEP_CASE, to=_authority_and_person)
def submit_report(*, door, now, report_id, version, considered=""):
    """Send the report: its passages are written once and never change; the person is served at the same time.

    Where the person disagrees with what it rests on, `considered` says how that was considered (rule 46). An urgent
    one leaves without waiting for that, nor for comment, check or service. Returns the report.
    """
    report = being_written(report_id, door.case_id, version)
    if not report.urgency and not considered.strip() and disputed(report.id).exists():
        raise ValidationError({"considered": NOT_CONSIDERED})
    if gaps := missing(report, now):
        raise ValidationError(gaps)
    report.considered = considered
    take(report, "report.submit_urgently" if report.urgency else "report.submit")
    report.submitted_at = now
    report.served_at = None if report.urgency else now
    keep(report)
    _now_due(report, now)
    _seal_passages(report, now)
    begin_document(door, now, REPORT_ON_PAPER, report.id)
    return report


def _now_due(report, now):
    """What was due to the officer and the second reader is done; now it is the authority's turn."""
    meet_deadlines(report.id, now, "report.submit", "report.check")
    if report.served_at is None:
        set_deadline("report.serve", report, now, to=Deadline.To.OFFICER)
    for code in ("hearing.set", "ruling.make"):
        set_deadline(code, report, now, to=Deadline.To.AUTHORITY)


def _seal_passages(report, now):
    """The passages as they are sent; what is about somebody else, or withheld, goes where the person does not read.

    Each kind has places of its own: a gap would tell the person that there is something they do not read.
    """
    withheld = set(Withholding.objects.in_force(now).filter(case=report.case_id).values_list("entry_id", flat=True))
    copied = ("case_id", "report_id", "section", "nature", "text", "entry_id", "entry_version")
    seen, unseen = itertools.count(1), itertools.count(1)
    for draft in report.draft_passages.filter(left_out=False).order_by("place", "id"):
        fields = {name: getattr(draft, name) for name in copied}
        about = draft.about or (OthersSegment.About.OTHER if draft.entry_id in withheld else "")
        if about:
            keep(UnseenPassage(about=about, place=next(unseen), **fields))
        else:
            keep(ReportPassage(place=next(seen), **fields))


@verb("report.serve", Act.KEEP_CASE, to=Role.PERSON)
def serve_report(*, door, now, report_id, version):
    """Serve an urgent report on the person afterwards, and invite the comment that could not be waited for.

    Once the authority has ruled nothing is asked of the person any more: they can appeal.
    """
    report = at_version(NonComplianceReport.objects.get(pk=report_id, case_id=door.case_id), version)
    if report.submitted_at is None or report.served_at:
        raise ValidationError(_("Only an urgent report that was sent is served afterwards."))
    report.served_at = now
    keep(report)
    meet_deadlines(report.id, now, "report.serve")
    if report.state in BEFORE_THE_COURT and not Comment.objects.filter(report=report).exists():
        _invite(report, now)
    return report


@verb("report.withdraw", Act.KEEP_CASE, needs_reason=True)
def withdraw_report(*, door, now, report_id, version):
    """Give up a report that was not sent; its failures are open again, unless they stand in one that was sent.

    Returns the report.
    """
    report = being_written(report_id, door.case_id, version)
    keep(take(report, "report.withdraw"))
    meet_deadlines(report.id, now, "report.submit", "report.check", "comment.make")
    sent = NonComplianceReport.objects.filter(submitted_at__isnull=False)
    for allegation in report.allegations.select_related("failure").exclude(failure__allegations__report__in=sent):
        failure = allegation.failure
        failure.verdict, failure.reasons, failure.decided_at = "", "", None
        keep(failure)
        set_deadline("failure.decide", failure, now, to=Deadline.To.OFFICER)
    return report
