"""Whether a report or an application is ready, and which safeguards the record shows (rules 67–72): it never blocks."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models.contest import IN_REVIEW, STANDING, WAITING, Contest
from cases.models.person import Person
from cases.views.days import day_in_words
from sanctions.models import (
    AllegedFailure,
    Application,
    ApplicationComment,
    Comment,
    Hearing,
    NonComplianceReport,
    ReportPassage,
    Sanction,
    ServiceView,
)
from sanctions.policies import state_on

State = NonComplianceReport.State
NOT_CONSIDERED = gettext_lazy("The person disagrees with what this rests on. Say how you considered it.")


@dataclass(frozen=True)
class Safeguard:
    """One safeguard: its field on the ruling, what it asks, whether the record shows it, and what the record says."""

    name: str
    label: str
    given: bool
    says: str


def disputed(report_id):
    """The disagreements, settled or not, whose words stand beside what a report rests on (rule 46).

    That is an entry, a failure with its condition and order, or the report itself.
    """
    return disputes(AllegedFailure.objects.filter(allegations__report_id=report_id), report_id)


def disputes(failures, report_id=None, which=STANDING):
    """The same of these failures of one case, and of the report they are alleged in where there is one."""
    passages = ReportPassage.objects.filter(report_id=report_id)
    entries = failures.values("entry_id").union(passages.values("entry_id"))
    items = [failures.values(path) for path in ("id", "appointment_id", "condition_id", "condition__sanction_id")]
    about = items[0].union(*items[1:], passages.values("id"))
    rests = Q(entry_id__in=entries) | Q(about__in=about)
    if report_id:  # a disagreement with an entry is about no item: about=None would be all of them
        rests |= Q(about=report_id)
    return Contest.objects.filter(which).filter(rests, case_id__in=failures.values("case_id"))


def not_ready(report, now) -> list[str]:
    """Why a report cannot be heard yet, in sentences; nothing where it can. `report` is a record or a Disclosed."""
    comment = Comment.objects.filter(report_id=report.id).first()
    return [
        *_facts(report),
        *_comment(comment, localdate(now)),
        *_disagreements(report),
        *_interpreter(report),
    ]


def _facts(report):
    if report.state == State.RETURNED:
        yield _("The service was asked for a fact that is missing, and has not answered yet.")
    if report.served_at is None:
        yield _("The report has not been served on the person.")


def _comment(comment, today):
    if comment is None:
        yield _("The person has not been invited to comment.")
    elif not comment.manner and comment.comment_by >= today:
        yield _("The person can still comment; the time runs until %(day)s.") % {
            "day": day_in_words(comment.comment_by)
        }


def _disagreements(report):
    if disputed(report.id).filter(WAITING | IN_REVIEW).exists():
        yield _("The person disagrees with an entry the report rests on, and has no answer yet.")


def _interpreter(report):
    needed = Person.objects.filter(case_records=report.case_id, interpreter=True).exists()
    hearing = Hearing.objects.filter(report_id=report.id, held_at=None).order_by("-id").first()
    if needed and hearing and not hearing.interpreter:
        yield _("The person needs an interpreter, and none is booked for the hearing.")


def safeguards(report) -> list[Safeguard]:
    """The three safeguards of rule 67, each with what the record says about it."""
    comment = Comment.objects.filter(report_id=report.id).first()
    hearing = Hearing.objects.filter(report_id=report.id).exclude(attendance="").order_by("-id").first()
    return [
        Safeguard(
            "documents",
            _("The documents were disclosed to the person"),
            report.served_at is not None,
            _("Served on %(day)s.") % {"day": day_in_words(report.served_at)}
            if report.served_at
            else _("Nothing shows that they were."),
        ),
        Safeguard("heard", _("The person was heard, or had the chance"), *_heard(comment, hearing)),
        Safeguard(
            "legal_help",
            _("Legal assistance was offered"),
            comment is not None,
            _("The invitation of %(day)s says that a lawyer may be asked first.")
            % {"day": day_in_words(comment.invited_at)}
            if comment
            else _("Nothing shows that it was."),
        ),
    ]


def _heard(comment, hearing):
    if hearing:
        return True, _("Hearing: the person %(what)s.") % {"what": hearing.get_attendance_display()}
    if comment and comment.made_at:
        return True, _("Commented on %(day)s.") % {"day": day_in_words(comment.made_at)}
    if comment:
        return False, _("Invited to comment on %(day)s; no comment so far.") % {"day": day_in_words(comment.invited_at)}
    return False, _("Nothing shows that they were.")


def application_not_ready(application, now) -> list[str]:
    """Why an application cannot be decided yet, in sentences; nothing where it can. A record or a Disclosed."""
    over = state_on(application.sanction, localdate(now)) != Sanction.State.IN_FORCE
    return unheard(application, now) + ([_("The sanction is over already.")] if over else [])


def unheard(application, now) -> list[str]:
    """Which side has not been heard on an application, in a sentence; nothing where it was, or had the chance."""
    side = _view if application.asked_by == Application.AskedBy.PERSON else _said
    return list(side(application, localdate(now)))


def _view(application, today):
    if ServiceView.objects.filter(application_id=application.id).exists():
        return
    due = {"day": day_in_words(application.answer_by)}
    if application.answer_by < today:
        yield _("The service has not given its view; it was due by %(day)s.") % due
    else:
        yield _("The service has not given its view yet; it is due by %(day)s.") % due


def _said(application, today):
    heard = ApplicationComment.objects.filter(application_id=application.id).exists()
    if not heard and application.answer_by >= today:
        until = {"day": day_in_words(application.answer_by)}
        yield _("The person has not said how they see it yet; the time runs until %(day)s.") % until
