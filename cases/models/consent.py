"""The consent register: for what, to which text, by which positive act, until when, and withdrawn (rules 5, 58).

One mechanism for every owner of a consent. Each owner's consents stand in a table of their own, reached by the
owner's own root: what a victim agreed to can be reached from no record about the person under supervision.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT
from cases.history.record import Record
from cases.languages import LanguageField
from cases.models.victim import VICTIM, VictimContact

CONSENT_TEXT = 4000
# Whoever keeps the answers of a victim, and whoever reads those of the person, knows what was asked.
ASKED = COURT | VICTIM


class ConsentPurpose(Record):
    """What somebody can agree to, as the jurisdiction has it: the text, and how long an answer holds."""

    reached_by = "service"
    shown_by = "code"

    class Owner(models.TextChoices):
        VICTIM = "victim", _("a victim")
        PERSON = "person", _("the person under supervision")

    class Serves(models.TextChoices):
        CONTACT = "contact", _("being contacted at all")
        EVENT = "event", _("being told of an event")
        MEDIATION = "mediation", _("mediation or other restorative work")
        REPARATION = "reparation", _("contact about reparation")
        REFERRAL = "referral", _("referral to a support service")
        TREATMENT = "treatment", _("a treatment")
        MEASURE = "measure", _("a measure before a decision")
        SERVICE = "service", _("something else the service asks for")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    owner = models.CharField(_("who is asked"), max_length=8, choices=Owner.choices)
    serves = models.CharField(_("what it allows"), max_length=12, choices=Serves.choices)
    title = models.JSONField(_("title"), help_text=_("By language."))
    text = models.JSONField(_("text that is read out and agreed to"), help_text=_("By language."))
    legal_reference = models.CharField(_("legal reference"), max_length=160)
    months = models.PositiveSmallIntegerField(_("months an agreement holds"))
    refresh_days = models.PositiveSmallIntegerField(_("days before its end on which they are asked again"))

    class Meta:
        verbose_name = _("purpose of consent")
        verbose_name_plural = _("purposes of consent")
        constraints = [
            models.UniqueConstraint(
                fields=["serves"],
                condition=Q(owner="person", serves__in=("treatment", "measure")),
                name="one_text_for_what_the_law_asks",
                violation_error_message=_("There is a text for this already. Change that one."),
            ),
        ]

    class Disclosure:
        code = ASKED
        owner = ASKED
        serves = ASKED
        title = ASKED
        text = ASKED
        legal_reference = ASKED
        months = ASKED
        refresh_days = ASKED

    def __str__(self):
        return self.code


class Consent(Record):
    """An answer to one purpose: yes or no, to which text, by which act. Asked again, it is another row; no row is no.

    `valid_until` is the last day on which a yes holds, `refresh_on` the day from which they are asked again.
    Withdrawn, it holds no more from that day on; what was done before stays right.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("agrees")
        NO = "no", _("does not agree")

    class Act(models.TextChoices):
        SIGNED = "signed", _("signed on paper")
        SAID = "said", _("said to a member of staff")
        WROTE = "wrote", _("wrote it in a message of their own")
        SCREEN = "screen", _("pressed it on their own page")

    # What was answered never changes again (law 8).
    seals = {
        "recorded_at": (
            "purpose",
            "text",
            "language",
            "answer",
            "how_given",
            "shown_by_what",
            "given_on",
            "recorded_at",
        )
        + ("valid_until", "refresh_on"),
        "withdrawn_on": ("withdrawn_on", "withdrawn_how"),
    }

    purpose = models.ForeignKey(ConsentPurpose, models.PROTECT, related_name="+", verbose_name=_("for what"))
    text = models.TextField(_("text they answered to"), max_length=CONSENT_TEXT)
    language = LanguageField(_("language of the text"))
    answer = models.CharField(_("answer"), max_length=3, choices=Answer.choices)
    how_given = models.CharField(_("how they answered"), max_length=6, choices=Act.choices)
    shown_by_what = models.CharField(_("to whom they said it, or where the paper is"), max_length=200, blank=True)
    given_on = models.DateField(_("answered on"))
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    refresh_on = models.DateField(_("to be asked again from"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_how = models.CharField(_("how it was withdrawn"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(language=""), name="%(class)s_has_a_text"),
            models.CheckConstraint(
                condition=Q(answer="no", valid_until__isnull=True, refresh_on__isnull=True, withdrawn_on__isnull=True)
                | Q(answer="yes", valid_until__isnull=False, refresh_on__isnull=False),
                name="%(class)s_holds_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(how_given="screen") | ~Q(shown_by_what=""),
                name="%(class)s_can_be_shown",
                violation_error_message=_("Say to whom they said it, or where the paper is."),
            ),
        ]

    def __str__(self):
        return f"consent {self.id}"


class VictimConsent(Consent):
    """What a victim answered. It stands on the victim's own record, and on no other."""

    reached_by = "victim_contact"

    victim = models.ForeignKey(VictimContact, models.PROTECT, related_name="consents", verbose_name=_("victim"))

    class Meta(Consent.Meta):
        verbose_name = _("consent of a victim")
        verbose_name_plural = _("consents of victims")

    class Disclosure:
        version = VICTIM
        victim = VICTIM
        purpose = VICTIM
        text = VICTIM
        language = VICTIM
        answer = VICTIM
        how_given = VICTIM
        shown_by_what = VICTIM
        given_on = VICTIM
        valid_until = VICTIM
        refresh_on = VICTIM
        withdrawn_on = VICTIM
        withdrawn_how = VICTIM
        recorded_at = VICTIM

    def root_key(self):
        return self.victim_id
