"""Writing a report of non-compliance: drafting, passages, a second reader, sending (rules 64–66)."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.models.caserecord import Assignment
from cases.models.deadline import Deadline
from cases.models.exclusion import may_know
from cases.models.fields import in_force
from cases.models.unit import StaffMember
from sanctions.actions.noncompliance import NOTHING_FAILED, asked_nothing
from sanctions.models import Allegation, AllegedFailure, DraftPassage, NonComplianceReport, Sanction
from sanctions.prefill import sentences
from sanctions.workflow import BEING_WRITTEN, said, take

State, Verdict = NonComplianceReport.State, AllegedFailure.Verdict


@verb("report.draft", Act.KEEP_CASE)
def draft_report(*, door, now, failure_ids, significance, urgency="", urgent_reason=""):
    """Decide with reasons that failures are significant, and begin the report. Returns it.

    The record fills in what it holds; the author writes what only they can say.
    """
    failures = _alleged(failure_ids, door.case_id)
    sanction = _one_sanction(failures)
    report = keep(
        NonComplianceReport(
            case_id=door.case_id,
            sanction=sanction,
            authority=sanction.decision.authority,
            author_id=door.visitor.post(Role.OFFICER).source,
            significance=significance,
            urgency=urgency,
            urgent_reason=urgent_reason,
            drafted_at=now,
            report_by=localdate(now) if urgency else limit_from(now, "report.submit"),
        )
    )
    for number, failure in enumerate(failures, 1):
        failure.verdict, failure.reasons, failure.decided_at = Verdict.SIGNIFICANT, significance, now
        keep(failure)
        meet_deadlines(failure.id, now, "failure.decide")
        keep(Allegation(case_id=door.case_id, report=report, failure=failure, number=number))
    set_deadline("report.submit", report, now, to=Deadline.To.OFFICER, due_on=report.report_by)
    for place, sentence in enumerate(sentences(sanction, failures, now), 1):
        _prefill(report, sentence, place)
    return report


def _alleged(failure_ids, case_id):
    found = AllegedFailure.objects.filter(pk__in=failure_ids, case_id=case_id).order_by("happened_at", "id")
    failures = list(found.select_related("condition__condition_type", "entry"))
    if not failures:
        raise ValidationError({"failure_ids": _("Choose at least one failure to report.")})
    if any(failure.verdict for failure in failures):
        raise ValidationError({"failure_ids": _("One of these is dealt with already. Choose those that are open.")})
    if any(asked_nothing(failure) for failure in failures):
        raise ValidationError({"failure_ids": NOTHING_FAILED})
    return failures


def _one_sanction(failures):
    sanctions = {failure.condition.sanction_id for failure in failures}
    if len(sanctions) > 1:
        raise ValidationError({"failure_ids": _("These touch different sanctions. Write a report for each.")})
    return Sanction.objects.select_related("decision__authority", "sanction_type", "case__person").get(
        pk=sanctions.pop()
    )


def _prefill(report, sentence, place):
    entry = sentence.entry if sentence.entry and sentence.entry.removed_at is None else None
    keep(
        DraftPassage(
            case_id=report.case_id,
            report=report,
            section=sentence.section,
            place=place,
            nature=sentence.nature,
            text=sentence.text,
            entry=entry,
            entry_version=entry and entry.version,
            prefilled=True,
        )
    )


def being_written(report_id, case_id, version=None) -> NonComplianceReport:
    """A report that can still be written. Raises Http404 where it is not of this case, ValidationError once sent."""
    report = NonComplianceReport.objects.filter(pk=report_id, case_id=case_id).select_related("author").first()
    if report is None:
        raise Http404
    at_version(report, version or report.version)
    if report.state not in BEING_WRITTEN:
        state = said(report.state)
        raise ValidationError(
            _("This report is %(state)s: it never changes. A correction is a new one.") % {"state": state}
        )
    return report


@verb("passage.add", Act.KEEP_CASE)
def add_passage(*, door, now, report_id, section, nature, text, about=""):
    """Add a passage of the author's own; one about somebody else is never shown to the person. Returns it."""
    report = back_to_draft(being_written(report_id, door.case_id), now)
    place = report.draft_passages.count() + 1
    given = {"section": section, "nature": nature, "text": text, "about": about}
    return keep(DraftPassage(case_id=door.case_id, report=report, place=place, **given))


@verb("passage.change", Act.KEEP_CASE)
def change_passage(*, door, now, passage_id, version, text, nature, about="", left_out=False):
    """Change a passage of a draft, or leave it out. Returns it."""
    passage = at_version(DraftPassage.objects.get(pk=passage_id, case_id=door.case_id), version)
    back_to_draft(being_written(passage.report_id, door.case_id), now)
    passage.prefilled = passage.prefilled and passage.text == text
    passage.text, passage.nature, passage.about, passage.left_out = text, nature, about, left_out
    return keep(passage)


def back_to_draft(report, now) -> NonComplianceReport:
    """What is with a second reader, or was passed by one, is read again once it was changed."""
    if report.state != State.DRAFTED:
        take(report, "report.reopen").checked_at = None
        keep(report)
        meet_deadlines(report.id, now, "report.check")
    return report


def second_readers(case_id, author, now):
    """Who can check a report: officers and managers of the unit who did not write it; not whoever keeps the case,
    unless nobody else is there. Deputies count like anybody: a gate must not wait for one person.
    """
    duties = [Role.OFFICER, Role.MANAGER]
    staff = StaffMember.objects.filter(in_force(now), unit_id=author.unit_id, duty__in=duties)
    others = staff.exclude(user_id=author.user_id).filter(may_know(case_id, now)).order_by("name")
    keeping = Assignment.objects.filter(in_force(now), case_id=case_id).values("user_id")
    free = others.exclude(user_id__in=keeping)
    return free if free.exists() else others


@verb("report.ask_check", Act.KEEP_CASE)
def ask_check(*, door, now, report_id, version, checker):
    """Ask a colleague to read the report before it leaves. Returns the report."""
    report = being_written(report_id, door.case_id, version)
    if not second_readers(door.case_id, report.author, now).filter(pk=checker.pk).exists():
        raise ValidationError({"checker": _("Choose a colleague of the unit who did not write this report.")})
    report.checker = checker
    meet_deadlines(report.id, now, "report.check")
    set_deadline("report.check", report, now, to=Deadline.To.STAFF, staff_id=checker.id)
    return keep(take(report, "report.ask_check"))


@verb("report.check", Act.CHECK_REPORT)
def check_report(*, door, now, report_id, version, passes, note=""):
    """The second reader passes the report or sends it back with a note. Returns the report."""
    report = being_written(report_id, door.case_id, version)
    if report.checker is None or report.checker.user_id != door.visitor.user_id:
        raise ValidationError(_("Somebody else was asked to check this report."))
    if not passes and not note.strip():
        raise ValidationError({"note": _("Say what the author should change.")})
    take(report, "report.pass" if passes else "report.send_back")
    meet_deadlines(report.id, now, "report.check")
    report.check_note, report.checked_at = note, now if passes else None
    return keep(report)
