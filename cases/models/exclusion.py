"""Who must never know a record, and who alone may, whatever else leads there (law 1)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.fields import Period, in_force
from cases.models.unit import StaffMember

# Whoever leads the unit says so, an inspector reads it; whoever keeps the case learns none of the reasons.
LEADING = frozenset({Purpose.SUPERVISION, Purpose.INSPECTION})
WHY_LENGTH = 400


class LimitOnCase(Record, Period):
    """What is reached by leading the case's unit alone: never by keeping the case, nor by any task in it."""

    reached_by = "limits"
    quoted_by_reasons = "ended_because"

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="%(class)ss")
    decided_by = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="%(class)ss_made", verbose_name=_("decided by")
    )
    ended_because = models.CharField(_("why it ended"), max_length=WHY_LENGTH, blank=True)

    class Meta:
        abstract = True

    class Disclosure:
        case = LEADING
        decided_by = LEADING
        ended_because = LEADING
        starts_at = LEADING
        ends_at = LEADING

    def root_key(self):
        return self.case_id


class Exclusion(LimitOnCase):
    """This log-in never sees this case: beats every assignment, unit, grant and emergency (law 1)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exclusions")
    reason = models.CharField(_("why"), max_length=WHY_LENGTH)
    review_on = models.DateField(_("review on"))

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        indexes = [models.Index(fields=["user", "case"], name="exclusion_user_case")]

    class Disclosure(LimitOnCase.Disclosure):
        user = NOBODY
        reason = LEADING
        review_on = LEADING

    def __str__(self):
        return f"exclusion {self.id}"


class Restriction(LimitOnCase):
    """Of the service's own staff, only those named know this case: whoever keeps it among them, and a manager."""

    reason = models.CharField(_("why"), max_length=WHY_LENGTH)
    review_on = models.DateField(_("review on"))

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        indexes = [models.Index(fields=["case"], condition=Q(ends_at=None), name="restriction_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ends_at__isnull=True),
                name="restricted_once_at_a_time",
                violation_error_message=_("This record is restricted already. Name or remove people there."),
            ),
        ]

    class Disclosure(LimitOnCase.Disclosure):
        reason = LEADING
        review_on = LEADING

    def __str__(self):
        return f"restriction {self.id}"


class Named(LimitOnCase):
    """Somebody who is named by a restriction: for them the record goes on being there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="named")
    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="named")

    class Meta:
        verbose_name = _("name on a restriction")
        verbose_name_plural = _("names on restrictions")
        indexes = [models.Index(fields=["user", "restriction"], name="named_user_restriction")]
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "user"],
                condition=Q(ends_at__isnull=True),
                name="named_once",
                violation_error_message=_("This colleague is named already."),
            ),
        ]

    class Disclosure(LimitOnCase.Disclosure):
        user = NOBODY
        restriction = LEADING

    def __str__(self):
        return f"name {self.id}"


def may_know(case_id, now, user="user_id") -> Q:
    """The condition on rows that name a log-in (`user`): it is not excluded from the case, nor shut out of it.

    Everything given to a colleague in a case (keeping it, answering, reading, deciding) is chosen under it.
    """
    here = {"case_id": case_id}
    never = Exclusion.objects.filter(in_force(now), **here).values("user_id")
    named = Named.objects.filter(in_force(now), **here).values("user_id")
    open_to_all = ~Exists(Restriction.objects.filter(in_force(now), **here))
    return ~Q(**{f"{user}__in": never}) & (Q(open_to_all) | Q(**{f"{user}__in": named}))
