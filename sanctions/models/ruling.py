"""What the authority rules on a report, what it found, and what follows (rules 12, 67–70)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import COURT, TELLABLE
from cases.history.record import Record
from cases.models.caserecord import CaseRecord
from sanctions.models.authority import DecidingAuthority
from sanctions.models.noncompliance import PASSAGE_LENGTH, Allegation, NonComplianceReport


class Ruling(Record):
    """The authority's ruling on a report. It never changes; nothing is revoked but by one (rules 12, 67, 68)."""

    class Outcome(models.TextChoices):
        UNFOUNDED = "unfounded", _("Unfounded")
        NO_ACTION = "no_action", _("No action")
        WARNING = "warning", _("Warning")
        CONTINUED = "continued", _("Continued as it is")
        MODIFIED = "modified", _("Modified")
        PARTLY_REVOKED = "partly_revoked", _("Partly revoked")
        REVOKED = "revoked", _("Revoked")

    class Safeguard(models.TextChoices):
        GIVEN = "given", _("given")
        MISSING = "missing", _("missing")

    class Unseen(models.TextChoices):
        DISCLOSED = "disclosed", _("disclosed to the person before the ruling")
        SUMMARISED = "summarised", _("summarised for the person before the ruling")
        SET_ASIDE = "set_aside", _("set aside: nothing rests on them")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="rulings")
    report = models.OneToOneField(NonComplianceReport, models.PROTECT, related_name="ruling")
    authority = models.ForeignKey(
        DecidingAuthority, models.PROTECT, related_name="rulings", verbose_name=_("court or authority")
    )
    reference = models.CharField(_("reference of the ruling"), max_length=60)
    member = models.CharField(_("ruled by"), max_length=120)
    outcome = models.CharField(_("ruling"), max_length=16, choices=Outcome.choices)
    what_changes = models.TextField(_("what changes"), max_length=4000, blank=True)
    reasons = models.TextField(_("reasons"), max_length=PASSAGE_LENGTH, blank=True)
    # Empty reads "not stated": only a ruling made on paper may leave one empty.
    documents = models.CharField(
        _("documents disclosed to the person"), max_length=8, choices=Safeguard.choices, blank=True
    )
    heard = models.CharField(
        _("the person was heard or had the chance"), max_length=8, choices=Safeguard.choices, blank=True
    )
    legal_help = models.CharField(_("legal assistance offered"), max_length=8, choices=Safeguard.choices, blank=True)
    despite = models.TextField(_("legal basis for ruling without a safeguard"), max_length=4000, blank=True)
    unseen = models.CharField(_("passages the person had not seen"), max_length=12, choices=Unseen.choices, blank=True)
    statements_considered = models.TextField(
        _("how the person's statements of disagreement were considered"), max_length=4000, blank=True
    )
    ruled_on = models.DateField(_("date of the ruling"))
    recorded_at = models.DateTimeField(_("recorded"))
    on_paper = models.BooleanField(_("made on paper and transcribed"), default=False)
    appeal_until = models.DateField(_("appeal possible until"))

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        constraints = [
            models.CheckConstraint(condition=Q(version=1), name="rulings_never_change"),
            models.CheckConstraint(
                condition=Q(on_paper=True) | ~Q(reasons=""),
                name="ruling_has_reasons",
                violation_error_message=_("Give the reasons of the ruling."),
            ),
            models.CheckConstraint(
                condition=Q(on_paper=True) | ~Q(despite="") | Q(documents="given", heard="given", legal_help="given"),
                name="missing_safeguard_has_basis",
                violation_error_message=_("A safeguard is missing. Write the legal basis for ruling without it."),
            ),
        ]

    class Disclosure:
        case = COURT | TELLABLE
        report = COURT
        authority = COURT
        reference = COURT
        member = COURT
        outcome = COURT | TELLABLE
        what_changes = COURT
        reasons = COURT
        documents = COURT
        heard = COURT
        legal_help = COURT
        despite = COURT
        unseen = COURT
        statements_considered = COURT
        ruled_on = COURT | TELLABLE
        recorded_at = COURT | TELLABLE
        on_paper = COURT
        appeal_until = COURT

    def __str__(self):
        return self.reference

    def root_key(self):
        return self.case_id


class FactFinding(Record):
    """One alleged fact as the authority found it, with reasons (rule 67). It never changes."""

    class Found(models.TextChoices):
        ESTABLISHED = "established", _("Established")
        NOT_ESTABLISHED = "not_established", _("Not established")
        UNDECIDED = "undecided", _("Left undecided")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="fact_findings")
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="findings")
    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="findings")
    found = models.CharField(_("finding"), max_length=16, choices=Found.choices, blank=True)
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("finding of fact")
        verbose_name_plural = _("findings of fact")
        constraints = [
            models.UniqueConstraint(fields=["ruling", "allegation"], name="each_fact_found_once"),
            models.CheckConstraint(condition=Q(version=1), name="findings_never_change"),
        ]

    class Disclosure:
        case = COURT
        ruling = COURT
        allegation = COURT
        found = COURT
        reasons = COURT

    def __str__(self):
        return f"finding {self.id}"

    def root_key(self):
        return self.case_id


class Consequence(Record):
    """What follows from a ruling: a decision of its own, with reasons and credit for what was done (rules 12, 70)."""

    class Kind(models.TextChoices):
        NONE = "none", _("Nothing further")
        OTHER_SANCTION = "other_sanction", _("Another community sanction or measure")
        FINE = "fine", _("A fine")
        SUSPENDED = "suspended", _("Imprisonment, suspended")
        IMPRISONMENT = "imprisonment", _("Imprisonment")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="consequences")
    ruling = models.OneToOneField(Ruling, models.PROTECT, related_name="consequence")
    kind = models.CharField(_("consequence"), max_length=16, choices=Kind.choices)
    amount = models.CharField(_("how much or how long"), max_length=200, blank=True)
    reasons = models.TextField(_("reasons"), max_length=PASSAGE_LENGTH)
    nothing_less = models.TextField(_("why nothing less serves"), max_length=PASSAGE_LENGTH, blank=True)
    credit = models.CharField(_("credit for what was done"), max_length=400, blank=True)
    decided_on = models.DateField(_("date of the decision"))
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("consequence")
        verbose_name_plural = _("consequences")
        constraints = [
            models.CheckConstraint(condition=Q(version=1), name="consequences_never_change"),
            models.CheckConstraint(
                condition=~Q(kind="imprisonment") | (~Q(nothing_less="") & ~Q(credit="")),
                name="imprisonment_says_why_nothing_less",
                violation_error_message=_(
                    "Imprisonment needs two things: why nothing less serves, and the credit given."
                ),
            ),
        ]

    class Disclosure:
        case = COURT
        ruling = COURT
        kind = COURT
        amount = COURT
        reasons = COURT
        nothing_less = COURT
        credit = COURT
        decided_on = COURT
        recorded_at = COURT

    def __str__(self):
        return f"consequence {self.id}"

    def root_key(self):
        return self.case_id


class RulingDelivery(Record):
    """To whom a ruling was served, when and how."""

    class To(models.TextChoices):
        PERSON = "person", _("the person")
        OFFICER = "officer", _("the officer")
        LAWYER = "lawyer", _("the lawyer or representative")

    class Channel(models.TextChoices):
        PAGE = "page", _("on their own page")
        LETTER = "letter", _("by letter")
        HAND = "hand", _("handed over")

    case = models.ForeignKey(CaseRecord, models.PROTECT, related_name="ruling_deliveries")
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="deliveries")
    to = models.CharField(_("to"), max_length=8, choices=To.choices)
    channel = models.CharField(_("how"), max_length=8, choices=Channel.choices)
    delivered_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("service of a ruling")
        verbose_name_plural = _("services of rulings")
        constraints = [models.UniqueConstraint(fields=["ruling", "to"], name="served_once_each")]

    class Disclosure:
        case = COURT
        ruling = COURT
        to = COURT
        channel = COURT
        delivered_at = COURT

    def __str__(self):
        return f"service {self.id}"

    def root_key(self):
        return self.case_id
