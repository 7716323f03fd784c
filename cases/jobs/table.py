"""The jobs' own table: work that is to be done, by keys alone. No Record: it holds nothing about anybody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.history.tables import new_key


class Job(models.Model):
    """One piece of work: waiting, taken by a worker until its lease runs out, done, or given up (dead).

    Keys and codes alone stand here: of an error its class, never its message.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(max_length=200, unique=True, help_text="The same key is the same job.")
    root = models.UUIDField(null=True)
    object_id = models.UUIDField(null=True)
    run_after = models.DateTimeField(_("not before"), null=True, help_text="Empty: at once.")
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    step = models.CharField(_("step"), max_length=60, blank=True, help_text="A word of the program's own.")
    done_at = models.DateTimeField(_("done"), null=True)
    dead_at = models.DateTimeField(_("given up"), null=True)
    error = models.CharField(_("error"), max_length=100, blank=True, help_text="The name of its class alone.")

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["id"], condition=Q(done_at=None, dead_at=None), name="job_waiting"),
            models.Index(fields=["dead_at", "id"], condition=Q(dead_at__isnull=False), name="job_dead"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_in_percent"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(dead_at=None), name="job_done_or_dead"),
        ]

    def __str__(self):
        return f"{self.kind} {self.id}"


def due(now):
    """The condition that a job is to be done now and no worker holds it."""
    return (
        Q(done_at=None, dead_at=None)
        & (Q(run_after=None) | Q(run_after__lte=now))
        & (Q(lease_until=None) | Q(lease_until__lte=now))
    )
