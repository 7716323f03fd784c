"""Who outside got a content in a report: told when it is corrected or disputed (rule 46)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.composition import EarlierRecipient
from sanctions.models import AllegedFailure, NonComplianceReport, ReportPassage, UnseenPassage


def courts_that_got_it(contest) -> list[EarlierRecipient]:
    """The authorities to which a report was sent that rests on what is contested."""
    about = contest.item_id
    carrying = Q(pk__in=AllegedFailure.objects.filter(_resting(contest)).values("allegations__report_id")) | Q(pk=about)
    for model in (ReportPassage, UnseenPassage):
        rests = Q(pk=about) | (Q(entry_id=contest.entry_id) if contest.entry_id else Q(pk=about))
        carrying |= Q(pk__in=model.objects.filter(rests).values("report_id"))
    sent = NonComplianceReport.objects.filter(carrying, case_id=contest.case_id, submitted_at__isnull=False)
    return [
        EarlierRecipient(
            report.authority.name,
            _("a report of non-compliance"),
            report.id,
            report.submitted_at,
            known=report.served_at is not None,
        )
        for report in sent.select_related("authority").order_by("submitted_at", "id")
    ]


def _resting(contest):
    """The failures that rest on it: their entry, appointment, condition, order, or themselves."""
    names = ("id", "appointment_id", "condition_id", "condition__sanction_id")
    found = Q(entry_id=contest.entry_id) if contest.entry_id else Q(pk=None)
    for name in names:
        found |= Q(**{name: contest.item_id})
    return found
