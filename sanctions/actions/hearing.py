"""What a deciding authority does with a report before it rules: receive, ask for facts, hear (rules 67–69)."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines
from sanctions.models import FactRequest, Hearing, NonComplianceReport
from sanctions.workflow import BEFORE_THE_COURT, take

State = NonComplianceReport.State


def before(visitor):
    """The reports sent to the authorities in which this visitor has a seat, withdrawn or not yet sent ones never."""
    seats = visitor.sources(Role.AUTHORITY)
    return NonComplianceReport.objects.filter(authority_id__in=seats, submitted_at__isnull=False)


def report_before(door, report_id, version=None) -> NonComplianceReport:
    """One report before the visitor's authority, in the case behind the door. Raises Http404 where there is none."""
    found = before(door.visitor).filter(pk=report_id, case_id=door.case_id).select_related("sanction", "authority")
    report = found.first()
    if report is None:
        raise Http404
    return at_version(report, version or report.version)


def _still_open(report):
    if report.state not in BEFORE_THE_COURT:
        raise ValidationError(_("This report has been ruled on. Nothing about it can be changed."))
    return report


@verb("report.acknowledge", Act.DECIDE)
def acknowledge(*, door, now, report_id, version=None):
    """The authority confirms that it has the report. Returns the report."""
    report = _still_open(report_before(door, report_id, version))
    if report.acknowledged_at:
        raise ValidationError(_("That this report has arrived is confirmed already."))
    report.acknowledged_at = now
    return keep(report)


@verb("report.return", Act.DECIDE)
def ask_for_facts(*, door, now, report_id, text, version=None):
    """Send a report back because a fact is missing; it is not heard before a correcting report answers."""
    report = _still_open(report_before(door, report_id, version))
    keep(take(report, "report.return"))
    return keep(FactRequest(case_id=door.case_id, report=report, text=text, asked_at=now))


@verb("hearing.set", Act.DECIDE)
def set_hearing(*, door, now, report_id, starts_at, place, interpreter="", version=None):
    """Set the day on which the person is heard; a later one takes the place of one not held. Returns the hearing."""
    report = _still_open(report_before(door, report_id, version))
    if starts_at <= now:
        raise ValidationError({"starts_at": _("Choose a date and time to come.")})
    if report.state == State.RETURNED:
        raise ValidationError(_("A fact is still missing. Wait for the service's answer, or rule without a hearing."))
    keep(take(report, "hearing.set"))
    meet_deadlines(report.id, now, "hearing.set")
    return keep(Hearing(case_id=door.case_id, report=report, starts_at=starts_at, place=place, interpreter=interpreter))


@verb("hearing.note", Act.DECIDE)
def note_hearing(*, door, now, hearing_id, attendance, account="", version=None):
    """Write down whether the person was there and what they said. Returns the hearing."""
    hearing = Hearing.objects.filter(pk=hearing_id, report__in=before(door.visitor), case_id=door.case_id).first()
    if hearing is None:
        raise Http404
    _still_open(hearing.report)
    if hearing.starts_at > now:
        raise ValidationError(_("This hearing is still to come."))
    if attendance in (Hearing.Attendance.CAME, Hearing.Attendance.REPRESENTED) and not account.strip():
        raise ValidationError({"account": _("Write down what was said for the person.")})
    at_version(hearing, version or hearing.version)
    hearing.attendance, hearing.account, hearing.held_at = attendance, account, now
    return keep(hearing)
