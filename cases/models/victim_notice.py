"""What a victim is told of what happens in the case, and what is done with their agreement (rules 8–10)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.history.record import Record
from cases.languages import LanguageField
from cases.models.consent import ConsentPurpose, VictimConsent
from cases.models.victim import VICTIM, VictimContact

NOTICE_TEXT = 2000


class VictimEvent(Record):
    """A kind of event in a case, as the law has it: whether a victim may be told, in which words, within which days.

    The code is the one by which the floors tell of what happened (composition.case_events).
    """

    reached_by = "service"
    shown_by = "code"

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("title"), help_text=_("By language."))
    words = models.JSONField(
        _("what may be told"), help_text=_("By language. %(day)s stands for the day on which it happened.")
    )
    may_be_told = models.BooleanField(_("the law lets victims be told"))
    legal_reference = models.CharField(_("legal reference"), max_length=160)
    days = models.PositiveSmallIntegerField(_("days in which they are told"))
    purpose = models.ForeignKey(
        ConsentPurpose, models.PROTECT, related_name="events", verbose_name=_("told to whoever agreed to")
    )

    class Meta:
        verbose_name = _("event victims can be told of")
        verbose_name_plural = _("events victims can be told of")

    class Disclosure:
        code = VICTIM
        title = VICTIM
        words = VICTIM
        may_be_told = VICTIM
        legal_reference = VICTIM
        days = VICTIM
        purpose = VICTIM

    def __str__(self):
        return self.code

    def told(self, text, day) -> str:
        """What may be told, with its day in words."""
        return text.replace("%(day)s", day)


class VictimNotice(Record):
    """One event of the case, for one victim: the words written for them, and when and how they were told, or why not.

    Once it is closed it never changes: what was told is kept as it was told.
    """

    reached_by = "victim_contact"
    seals = {"closed_at": ("text", "language", "closed_at", "sent_at", "how", "why_not")}

    victim = models.ForeignKey(VictimContact, models.PROTECT, related_name="notices", verbose_name=_("victim"))
    event = models.ForeignKey(VictimEvent, models.PROTECT, related_name="+", verbose_name=_("what happened"))
    about = models.UUIDField(_("which event"), editable=False)
    happened_on = models.DateField(_("day on which it happened"))
    due_on = models.DateField(_("to be told until"))
    text = models.TextField(_("in which words"), max_length=NOTICE_TEXT, blank=True)
    language = LanguageField(_("language"), blank=True)
    worded_at = models.DateTimeField(_("written"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("told"), null=True, blank=True)
    how = models.CharField(_("how they were told"), max_length=200, blank=True)
    why_not = models.CharField(_("why they were not told"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("notice to a victim")
        verbose_name_plural = _("notices to victims")
        constraints = [
            models.UniqueConstraint(
                fields=["victim", "event", "about"],
                name="a_victim_is_told_once",
                violation_error_message=_("Somebody began this notice already. Open it from the list."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, sent_at__isnull=True) & ~Q(text="")
                | Q(closed_at__isnull=False, sent_at__isnull=False) & ~Q(text="") & ~Q(how="")
                | Q(closed_at__isnull=False, sent_at__isnull=True) & ~Q(why_not=""),
                name="a_notice_was_sent_or_says_why_not",
            ),
        ]

    class Disclosure:
        version = VICTIM
        victim = VICTIM
        event = VICTIM
        about = VICTIM
        happened_on = VICTIM
        due_on = VICTIM
        text = VICTIM
        language = VICTIM
        worded_at = VICTIM
        closed_at = VICTIM
        sent_at = VICTIM
        how = VICTIM
        why_not = VICTIM

    def __str__(self):
        return f"victim notice {self.id}"

    def root_key(self):
        return self.victim_id


class AgreedWork(Record):
    """Mediation, contact about reparation or a referral: it rests on a consent, and stops when that is withdrawn.

    That it stopped is never a failure of the person under supervision; their record knows nothing of it.
    """

    reached_by = "victim_contact"

    class Kind(models.TextChoices):
        MEDIATION = ConsentPurpose.Serves.MEDIATION.value, ConsentPurpose.Serves.MEDIATION.label
        REPARATION = ConsentPurpose.Serves.REPARATION.value, ConsentPurpose.Serves.REPARATION.label
        REFERRAL = ConsentPurpose.Serves.REFERRAL.value, ConsentPurpose.Serves.REFERRAL.label

    class End(models.TextChoices):
        DONE = "done", _("it was done")
        WITHDRAWN = "withdrawn", _("they withdrew their agreement")
        GIVEN_UP = "given_up", _("it was given up for another reason")

    seals = {"ended_on": ("kind", "consent", "began_on", "what", "ended_on", "ended_as")}

    victim = models.ForeignKey(VictimContact, models.PROTECT, related_name="agreed_work", verbose_name=_("victim"))
    consent = models.ForeignKey(
        VictimConsent, models.PROTECT, related_name="agreed_work", verbose_name=_("rests on the agreement")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    what = models.CharField(_("what is done, and with whom"), max_length=400)
    began_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_as = models.CharField(_("how it ended"), max_length=10, choices=End.choices, blank=True)

    class Meta:
        verbose_name = _("work a victim agreed to")
        verbose_name_plural = _("work victims agreed to")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_as="") | Q(ended_on__isnull=False) & ~Q(ended_as=""),
                name="agreed_work_says_how_it_ended",
            ),
        ]

    class Disclosure:
        version = VICTIM
        victim = VICTIM
        consent = VICTIM
        kind = VICTIM
        what = VICTIM
        began_on = VICTIM
        ended_on = VICTIM
        ended_as = VICTIM

    def __str__(self):
        return f"agreed work {self.id}"

    def root_key(self):
        return self.victim_id
