"""A ruling made on paper: one copies it beside its scan, another compares; only then is it a ruling (rules 67, 68)."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.filing import keep_file
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.models import Deadline, StaffMember, StoredFile
from sanctions.actions.reporting import second_readers
from sanctions.actions.ruling import written
from sanctions.models import (
    Allegation,
    FactFinding,
    NonComplianceReport,
    RulingTranscript,
    TranscriptFinding,
)
from sanctions.workflow import BEFORE_THE_COURT, take

# What a transcript and the ruling it becomes have in common.
COPIED = (
    "reference",
    "member",
    "outcome",
    "what_changes",
    "reasons",
    "documents",
    "heard",
    "legal_help",
    "despite",
    "ruled_on",
)


@verb("ruling.transcribe", Act.KEEP_CASE)
def transcribe(*, door, now, report_id, version, scan, checker, findings, **fields):
    """Copy a ruling from paper, with its scan (cases.files.incoming), for a colleague to compare.

    `findings` is a list of dicts: allegation_id, found, reasons; what the paper does not say is empty. Returns the
    transcript: it rules nothing.
    """
    report = NonComplianceReport.objects.filter(pk=report_id, case_id=door.case_id).first()
    if report is None or at_version(report, version).state not in BEFORE_THE_COURT:
        raise ValidationError(_("Only a report that lies before the court is ruled on."))
    if fields["ruled_on"] > localdate(now):
        raise ValidationError({"ruled_on": _("The ruling cannot lie in the future. Check the date.")})
    entered_by = StaffMember.objects.get(pk=door.visitor.post(Role.OFFICER).source)
    if not second_readers(door.case_id, entered_by, now).filter(pk=checker.pk).exists():
        raise ValidationError({"checker": _("Choose a colleague of the unit who did not copy it.")})
    stored = keep_file(door, now, scan, StoredFile.Category.RULING, entered_by.id)
    people = {"entered_by": entered_by, "entered_at": now, "checker": checker}
    transcript = keep(RulingTranscript(case_id=door.case_id, report=report, scan=stored, **people, **fields))
    alleged = set(Allegation.objects.filter(report=report).values_list("id", flat=True))
    for finding in findings:
        if finding["allegation_id"] in alleged:
            keep(TranscriptFinding(case_id=door.case_id, transcript=transcript, **finding))
    set_deadline("transcript.check", transcript, now, to=Deadline.To.STAFF, staff_id=checker.id)
    return transcript


def _served(door, passes, **given):
    """A ruling is served on the person as soon as its copy is right."""
    return Role.PERSON if passes else ""


@verb("ruling.compare", Act.CHECK_REPORT, to=_served)
def compare(*, door, now, transcript_id, version, passes, note=""):
    """Whoever did not copy it compares it with the scan: right, it is the ruling; wrong, it is copied anew.

    Returns the transcript.
    """
    rows = RulingTranscript.objects.select_related("checker", "report__authority", "report__sanction")
    transcript = at_version(rows.get(pk=transcript_id, case_id=door.case_id), version)
    if transcript.checker.user_id != door.visitor.user_id:
        raise ValidationError(_("Somebody else was asked to compare this."))
    if not passes and not note.strip():
        raise ValidationError({"note": _("Say what differs from the paper.")})
    take(transcript, "transcript.pass" if passes else "transcript.send_back")
    transcript.check_note, transcript.checked_at = note, now
    keep(transcript)
    meet_deadlines(transcript.id, now, "transcript.check")
    if passes:
        _rule(transcript, door, now)
    return transcript


def _rule(transcript, door, now):
    """The ruling as the paper has it, its gaps included."""
    if transcript.report.state not in BEFORE_THE_COURT:
        raise ValidationError(_("This report has been ruled on. Nothing about it can be changed."))
    fields = {name: getattr(transcript, name) for name in COPIED}
    ruling = written(door, now, transcript.report, fields | {"on_paper": True})
    for finding in transcript.findings.all():
        told = {"found": finding.found, "reasons": finding.reasons}
        keep(FactFinding(case_id=door.case_id, ruling=ruling, allegation_id=finding.allegation_id, **told))
    return ruling
