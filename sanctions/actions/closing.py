"""Closing a case record once every sanction in it is over (rules 23, 48)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.proposing import propose_at_once
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import CaseRecord
from sanctions.actions.applying import lapse
from sanctions.models import NonComplianceReport, Sanction
from sanctions.policies import state_on
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN

OVER = (Sanction.State.ENDED, Sanction.State.REVOKED, Sanction.State.REPLACED)


@verb("case.close", Act.KEEP_CASE)
def close_case(*, door, now, version, ended_as):
    """Close the record: from now on it waits for the day its retention rule names. Returns the case."""
    case = at_version(CaseRecord.objects.get(pk=door.case_id), version)
    if case.ended_on:
        raise ValidationError(_("This case is closed already."))
    today = localdate(now)
    if any(state_on(sanction, today) not in OVER for sanction in case.sanctions.all()):
        raise ValidationError(_("A sanction is still in force or being recorded. The case goes on until it is over."))
    open_report = NonComplianceReport.objects.filter(case=case, state__in=(*BEING_WRITTEN, *BEFORE_THE_COURT))
    if open_report.exists():
        raise ValidationError(_("A report to the court is still open. Wait for the ruling, or give the draft up."))
    lapse(case.sanctions.all(), now)
    case.ended_on, case.ended_as = today, ended_as
    keep(case)
    propose_at_once(case, now)
    return case
