"""What was sent is put right by another report: a new one, linked to it; the sent one never changes (law 8)."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.models.deadline import Deadline
from cases.models.entry import Entry
from sanctions.models import Allegation, DraftPassage, NonComplianceReport
from sanctions.workflow import BEFORE_THE_COURT, BEING_WRITTEN

PASSAGE = ("section", "place", "nature", "text", "entry_id", "entry_version")


@verb("report.correct", Act.KEEP_CASE)
def correct_report(*, door, now, report_id, significance):
    """Begin a report that corrects one before the authority: its words are copied, to be put right. Returns it.

    It alleges the same failures; `significance` says what was wrong and why it still is significant.
    """
    sent = _before_the_court(report_id, door.case_id)
    report = keep(
        NonComplianceReport(
            case_id=door.case_id,
            sanction_id=sent.sanction_id,
            authority_id=sent.authority_id,
            author_id=door.visitor.post(Role.OFFICER).source,
            significance=significance,
            drafted_at=now,
            report_by=limit_from(now, "report.submit"),
            corrects=sent,
        )
    )
    for alleged in sent.allegations.order_by("number"):
        keep(Allegation(case_id=door.case_id, report=report, failure_id=alleged.failure_id, number=alleged.number))
    _copy_passages(sent, report)
    meet_deadlines(sent.id, now, "report.correct")
    set_deadline("report.submit", report, now, to=Deadline.To.OFFICER, due_on=report.report_by)
    return report


def _before_the_court(report_id, case_id):
    sent = NonComplianceReport.objects.filter(pk=report_id, case_id=case_id).first()
    if sent is None:
        raise Http404
    if sent.state not in BEFORE_THE_COURT:
        raise ValidationError(_("Only a report that was sent, and not ruled on yet, is corrected by another."))
    if sent.corrections.filter(state__in=BEING_WRITTEN).exists():
        raise ValidationError(_("A correction is being written already. Go on with that one."))
    return sent


def _copy_passages(sent, report):
    """What rests on an entry that was taken out of the record since is not said again (law 8)."""
    for rows in (sent.passages, sent.unseen_passages):
        for passage in rows.filter(Q(entry=None) | Q(entry__in=Entry.objects.all())).order_by("place", "id"):
            fields = {name: getattr(passage, name) for name in PASSAGE}
            about = getattr(passage, "about", "")
            keep(DraftPassage(case_id=report.case_id, report=report, about=about, **fields))
