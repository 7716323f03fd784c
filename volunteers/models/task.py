"""A task for a volunteer: the little they must know to help somebody, and nothing of the record (rules 85, 88)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, Purpose
from cases.history.record import Record
from cases.languages import LanguageField
from cases.models.caserecord import CaseRecord
from cases.models.fields import Period
from cases.models.unit import StaffMember
from volunteers.models.volunteer import Volunteer

# Whoever asked, the person, the coordinator and the volunteer.
HELP = frozenset({Purpose.SUPERVISION, Purpose.INSPECTION, Purpose.OWN_RECORD, Purpose.VOLUNTEERING})
# What leads back to the case: never for the coordinator nor the volunteer.
OUR_SIDE = HELP - {Purpose.VOLUNTEERING}


class TaskKind(Record):
    """A kind of help; some are reserved to staff by law, and are never given to a volunteer (rule 85)."""

    reached_by = "service"
    shown_by = "code"

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("title"), help_text=_("By language."))
    plain = models.JSONField(_("what it is, in plain words"), help_text=_("By language."))
    reserved_to_staff = models.BooleanField(_("reserved to staff"), default=False)

    class Meta:
        verbose_name = _("kind of task")
        verbose_name_plural = _("kinds of task")

    class Disclosure:
        code = EVERYBODY
        title = EVERYBODY
        plain = EVERYBODY
        reserved_to_staff = EVERYBODY

    def __str__(self):
        return self.code


class Task(Record):
    """One task beside supervision, agreed with the person; whoever does it learns this and no more."""

    reached_by = "task"

    class State(models.TextChoices):
        OPEN = "open", _("waits for a volunteer")
        GIVEN = "given", _("being done")
        ENDED = "ended", _("ended")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="tasks", verbose_name=_("case"))
    kind = models.ForeignKey(TaskKind, models.PROTECT, related_name="tasks", verbose_name=_("kind of help"))
    called = models.CharField(_("what the person is called"), max_length=80)
    language = LanguageField(_("language they speak"))
    text = models.TextField(_("what is to be done"), max_length=1000)
    meets_at = models.CharField(_("where they meet"), max_length=200)
    asked_by = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="tasks_asked", verbose_name=_("who to turn to")
    )
    agreed_on = models.DateField(_("the person agreed on"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)

    class Meta:
        verbose_name = _("task for a volunteer")
        verbose_name_plural = _("tasks for volunteers")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="task_ends_after_start",
                violation_error_message=_("The last day comes after the first."),
            ),
        ]

    class Disclosure:
        case = OUR_SIDE
        kind = HELP
        called = HELP
        language = HELP
        text = HELP
        meets_at = HELP
        asked_by = HELP
        agreed_on = HELP
        starts_on = HELP
        ends_on = HELP
        state = HELP

    def __str__(self):
        return f"task {self.id}"


class VolunteerAssignment(Record, Period):
    """Which volunteer does a task, from when until when: with its end they see it no more."""

    reached_by = "task"

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="assignments", verbose_name=_("volunteer"))

    class Meta:
        verbose_name = _("assignment of a volunteer")
        verbose_name_plural = _("assignments of volunteers")
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(ends_at__isnull=True),
                name="one_volunteer_a_task",
                violation_error_message=_("Somebody does this task already."),
            ),
        ]

    class Disclosure:
        task = HELP
        volunteer = HELP
        starts_at = HELP
        ends_at = HELP

    def __str__(self):
        return f"assignment {self.id}"

    def root_key(self):
        return self.task_id


class VisitNote(Record):
    """What a volunteer writes after meeting the person; the person and the officer read it."""

    reached_by = "task"

    task = models.ForeignKey(Task, models.PROTECT, related_name="notes")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="notes", verbose_name=_("volunteer"))
    met_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    text = models.TextField(_("what you did together"), max_length=2000)

    class Meta:
        verbose_name = _("note of a volunteer")
        verbose_name_plural = _("notes of volunteers")

    class Disclosure:
        task = HELP
        volunteer = HELP
        met_on = HELP
        minutes = HELP
        text = HELP

    def __str__(self):
        return f"note {self.id}"

    def root_key(self):
        return self.task_id
