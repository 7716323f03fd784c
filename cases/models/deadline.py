"""What is due, to whom, by which limit, and when it was met."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import WORK
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember


class Deadline(Record):
    """One step that is due in a case. It stands until it is met, however late: it is never closed by itself."""

    goes_with = ("about",)

    class To(models.TextChoices):
        OFFICER = "officer", _("whoever keeps the case")
        STAFF = "staff", _("one member of staff")
        AUTHORITY = "authority", _("the deciding authority")
        PERSON = "person", _("the person")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="deadlines")
    code = models.CharField(_("limit"), max_length=40)
    about = models.UUIDField(_("about"))
    to = models.CharField(_("due to"), max_length=12, choices=To.choices)
    staff = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="deadlines", verbose_name=_("member of staff")
    )
    due_on = models.DateField(_("due on"))
    met_at = models.DateTimeField(_("met"), null=True, blank=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(met_at=None), name="deadline_open"),
            models.Index(fields=["about", "code"], name="deadline_about"),
        ]

    class Disclosure:
        case = WORK
        code = WORK
        about = WORK
        to = WORK
        staff = WORK
        due_on = WORK
        met_at = WORK

    def __str__(self):
        return self.code

    def root_key(self):
        return self.case_id
