"""A victim's record of their own, and the one thing of it that an officer is given (rules 8, 9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import Purpose
from cases.history.record import Record
from cases.languages import LanguageField
from cases.models.caserecord import CaseRecord

# Nobody else reads of it, nor that it exists.
VICTIM = frozenset({Purpose.VICTIM_CONTACT})
# What an officer must know to protect somebody, without learning whom or where.
PROTECTION = frozenset({Purpose.SUPERVISION})


class VictimContact(Record):
    """How a victim can be reached safely, what they wish, and what they may be told."""

    reached_by = "victim_contact"

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="victim_contacts", verbose_name=_("case"))
    name = models.CharField(_("name"), max_length=200)
    safe_contact = models.CharField(_("safe way to reach them"), max_length=400)
    safe_times = models.CharField(_("safe times"), max_length=200, blank=True)
    language = LanguageField(_("language"))
    wishes = models.TextField(_("what they wish"), max_length=4000, blank=True)
    may_be_told = models.TextField(_("what they want to be told, and when"), max_length=4000, blank=True)
    instructed = models.CharField(_("what the officer was told"), max_length=400, blank=True)
    instructed_at = models.DateTimeField(_("told"), null=True, blank=True)
    # Written before there was a consent register: a day without the text that was agreed to.
    agreed_on = models.DateField(_("agreed to be contacted on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("victim contact")
        verbose_name_plural = _("victim contacts")

    class Disclosure:
        case = VICTIM
        name = VICTIM
        safe_contact = VICTIM
        safe_times = VICTIM
        language = VICTIM
        wishes = VICTIM
        may_be_told = VICTIM
        instructed = VICTIM
        instructed_at = VICTIM
        agreed_on = VICTIM

    def __str__(self):
        return f"victim contact {self.id}"


class ProtectiveInstruction(Record):
    """What the officer must do or avoid so that somebody stays safe; it names nobody and no place they live at."""

    # Why it was given would tell of somebody to protect.
    quoted_by_reasons = "text"

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="protective_instructions")
    text = models.CharField(_("instruction"), max_length=400)
    given_at = models.DateTimeField(_("given"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("protective instruction")
        verbose_name_plural = _("protective instructions")

    class Disclosure:
        case = PROTECTION
        text = PROTECTION
        given_at = PROTECTION
        ended_at = PROTECTION

    def __str__(self):
        return f"instruction {self.id}"

    def root_key(self):
        return self.case_id
