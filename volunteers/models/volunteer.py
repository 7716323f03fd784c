"""A volunteer, and what was checked before they help anybody (rules 85–89)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import NOBODY, Purpose
from cases.history.record import Record
from cases.models.unit import StaffMember, Unit

# The coordinator, and the volunteer themselves; nobody else's work needs a volunteer's file.
FILE = frozenset({Purpose.VOLUNTEERING})
# Who comes, by name: also for whoever keeps the case, and for the person.
NAMED = FILE | {Purpose.SUPERVISION, Purpose.INSPECTION, Purpose.OWN_RECORD}


class Volunteer(Record):
    """Somebody who wishes to help: selected by stated criteria, insured, guided by a member of staff."""

    reached_by = "volunteer"
    shown_by = "name"

    class State(models.TextChoices):
        APPLIED = "applied", _("has applied")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("not accepted")
        LEFT = "left", _("has left")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="volunteer"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="volunteers", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = models.CharField(_("languages"), max_length=160)
    strengths = models.CharField(_("what they can help with"), max_length=400, blank=True)
    guide = models.ForeignKey(
        StaffMember, models.PROTECT, related_name="guides", verbose_name=_("member of staff who guides them")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.APPLIED)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    undertaking_on = models.DateField(_("signed the undertaking of confidentiality on"), null=True, blank=True)
    insurance = models.CharField(_("insurance"), max_length=160, blank=True)
    insured_until = models.DateField(_("insured until"), null=True, blank=True)

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="applied") | (~Q(reasons="") & Q(decided_on__isnull=False)),
                name="decided_with_reasons",
                violation_error_message=_("A decision about a volunteer has its day and its reasons."),
            ),
        ]

    class Disclosure:
        user = NOBODY
        unit = FILE
        name = NAMED
        phone = FILE
        languages = NAMED
        strengths = FILE
        guide = FILE
        state = FILE
        decided_on = FILE
        reasons = FILE
        undertaking_on = FILE
        insurance = FILE
        insured_until = FILE

    def __str__(self):
        return f"volunteer {self.id}"


class VolunteerCheck(Record):
    """One thing that was checked about a volunteer, by which paper, and until when it counts."""

    reached_by = "volunteer"

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("identity")
        TALK = "talk", _("talk about the task and its limits")
        RECORD = "record", _("extract of the criminal record")
        TRAINING = "training", _("introductory training")

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="checks")
    kind = models.CharField(_("what was checked"), max_length=10, choices=Kind.choices)
    done_on = models.DateField(_("checked on"))
    passed = models.BooleanField(_("nothing stands against it"), default=False)
    note = models.CharField(_("paper or remark"), max_length=200, blank=True)
    valid_until = models.DateField(_("counts until"), null=True, blank=True)

    class Meta:
        verbose_name = _("check of a volunteer")
        verbose_name_plural = _("checks of volunteers")

    class Disclosure:
        volunteer = FILE
        kind = FILE
        done_on = FILE
        passed = FILE
        note = FILE
        valid_until = FILE

    def __str__(self):
        return f"check {self.id}"

    def root_key(self):
        return self.volunteer_id
