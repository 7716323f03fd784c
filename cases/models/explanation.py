"""What the person was told, in which language and how: demands wait for it (rules 28, 44, 61 and 62)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, SELF, WORK
from cases.history.record import Record
from cases.languages import LanguageField
from cases.models.caserecord import CaseRecord
from cases.models.unit import StaffMember


class Explanation(Record):
    """One thing explained to the person: what, when, by whom, in which language, through whom, how."""

    class Content(models.TextChoices):
        RIGHTS = "rights", _("Their rights, benefits and civic rights that continue, and how to complain")
        OBLIGATIONS = "obligations", _("Each condition and what is expected")
        CONSEQUENCES = "consequences", _("What follows if a condition is not kept")
        RETURN = "return", _("When they may be brought back before the deciding authority")
        RECORD = "record", _("What was written in the record")
        REPORT = "report", _("A report to the authority")

    class How(models.TextChoices):
        SPOKEN = "spoken", _("spoken")
        WRITTEN = "written", _("in writing")
        BOTH = "both", _("spoken and in writing")

    # What must have been explained before anything is demanded of the person (rule 62).
    BEFORE = (Content.RIGHTS, Content.OBLIGATIONS, Content.CONSEQUENCES, Content.RETURN)

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="explanations")
    content = models.CharField(_("what was explained"), max_length=16, choices=Content.choices)
    about = models.UUIDField(_("about which record"), null=True, blank=True)
    explained_at = models.DateTimeField(_("when"))
    by = models.ForeignKey(StaffMember, models.PROTECT, related_name="explanations", verbose_name=_("by whom"))
    language = LanguageField(_("language"))
    interpreter = models.CharField(_("interpreter"), max_length=120, blank=True)
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    understood = models.CharField(_("how you know it was understood"), max_length=400)

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        constraints = [
            models.CheckConstraint(condition=~Q(language=""), name="explanation_names_language"),
        ]

    class Disclosure:
        case = SELF
        content = COURT
        about = WORK
        explained_at = COURT
        by = COURT
        language = COURT
        interpreter = COURT
        how = COURT
        understood = COURT
        names_others = ("interpreter",)

    def __str__(self):
        return self.get_content_display()

    def root_key(self):
        return self.case_id
