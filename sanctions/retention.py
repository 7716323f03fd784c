"""What of this floor stops archiving and destruction, and by which types of sanction the schedule counts (rule 48)."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanctions.actions.closing import OVER
from sanctions.models import Application, ApplicationDecision, NonComplianceReport, Ruling, RulingTranscript, Sanction
from sanctions.policies import state_on
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN


def stops(case, now):
    """A sanction in force, something before the court, and as long as it can still be appealed against."""
    today = localdate(now)
    if any(state_on(sanction, today) not in OVER for sanction in case.sanctions.all()):
        yield _("A sanction in it is still in force or being recorded.")
    if NonComplianceReport.objects.filter(case=case, state__in=(*BEING_WRITTEN, *BEFORE_THE_COURT)).exists():
        yield _("A report to the court is still open.")
    if RulingTranscript.objects.filter(case=case, state=RulingTranscript.State.TO_CHECK).exists():
        yield _("A ruling copied from paper waits to be compared.")
    if Application.objects.filter(case=case, state=Application.State.OPEN).exists():
        yield _("The court has not decided on an application.")
    rulings = [model.objects.filter(case=case, appeal_until__gte=today) for model in (Ruling, ApplicationDecision)]
    if any(rows.exists() for rows in rulings):
        yield _("What the court decided can still be appealed against.")


def kinds(case_ids):
    """The codes of the types of sanction that these cases held."""
    return Sanction.objects.filter(case_id__in=case_ids).values_list("case_id", "sanction_type__code").distinct()
