"""The catalogue of a jurisdiction: types of sanction and of condition, and which admits which (rules 2, 14, 15)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY, KNOWS_OFFENCE
from cases.history.record import Record


class SanctionType(Record):
    """A community sanction or measure the law knows: who it binds, how long, and what follows, in plain words."""

    reached_by = "service"
    shown_by = "code"

    class Binds(models.TextChoices):
        SUSPECT = "suspect", _("a suspect (before or instead of a decision)")
        OFFENDER = "offender", _("an offender")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("title"), help_text=_("By language."))
    neutral = models.JSONField(
        _("neutral label"), default=dict, help_text=_("By language, for those who may not learn the offence.")
    )
    plain = models.JSONField(_("what it is, in plain words"), help_text=_("By language."))
    consequences = models.JSONField(_("what follows if it is not kept"), help_text=_("By language."))
    legal_reference = models.CharField(_("legal reference"), max_length=160)
    binds = models.CharField(_("binds"), max_length=10, choices=Binds.choices)
    min_days = models.PositiveSmallIntegerField(_("shortest duration in days"))
    max_days = models.PositiveSmallIntegerField(_("longest duration in days"))
    extendable = models.BooleanField(_("the law lets it be extended"), default=False)

    class Meta:
        verbose_name = _("type of sanction")
        verbose_name_plural = _("types of sanction")
        constraints = [
            models.CheckConstraint(
                condition=Q(min_days__lte=F("max_days")),
                name="type_shortest_before_longest",
                violation_error_message=_("The shortest duration is not longer than the longest."),
            ),
        ]

    class Disclosure:
        code = KNOWS_OFFENCE
        title = KNOWS_OFFENCE
        neutral = EVERYBODY
        plain = KNOWS_OFFENCE
        consequences = KNOWS_OFFENCE
        legal_reference = KNOWS_OFFENCE
        binds = EVERYBODY
        min_days = EVERYBODY
        max_days = EVERYBODY
        extendable = EVERYBODY

    def __str__(self):
        return self.code


class ConditionType(Record):
    """A condition the law knows: what is measured, within which bounds, and what it means in plain words."""

    reached_by = "service"
    shown_by = "code"

    class Measure(models.TextChoices):
        WEEKLY = "weekly", _("meetings, so many weeks apart")
        HOURS = "hours", _("hours of work")
        ABSENCE = "absence", _("something not to be done")
        MONEY = "money", _("an amount of money made good")
        ACTS = "acts", _("acts by which harm is made good")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.JSONField(_("title"), help_text=_("By language."))
    neutral = models.JSONField(
        _("neutral label"), default=dict, help_text=_("By language, for those who may not learn the offence.")
    )
    plain = models.JSONField(_("what it means, in plain words"), help_text=_("By language."))
    easy = models.JSONField(
        _("what it means, in easy words"),
        default=dict,
        help_text=_("By language. One short sentence a line, no word that has to be explained."),
    )
    follows = models.JSONField(_("what follows if it is not kept"), help_text=_("By language."))
    rule = models.JSONField(_("how it is counted"), help_text=_("By language."))
    measure = models.CharField(_("measured by"), max_length=10, choices=Measure.choices)
    min_amount = models.PositiveSmallIntegerField(_("least"), null=True, blank=True)
    max_amount = models.PositiveSmallIntegerField(_("most"), null=True, blank=True)
    names_somebody = models.BooleanField(_("protects a named person"), default=False)
    treatment = models.BooleanField(
        _("is a treatment"), default=False, help_text=_("It then asks nothing without the person’s agreement.")
    )

    class Meta:
        verbose_name = _("type of condition")
        verbose_name_plural = _("types of condition")

    class Disclosure:
        code = KNOWS_OFFENCE
        title = KNOWS_OFFENCE
        neutral = EVERYBODY
        plain = KNOWS_OFFENCE
        easy = KNOWS_OFFENCE
        follows = KNOWS_OFFENCE
        rule = KNOWS_OFFENCE
        measure = EVERYBODY
        min_amount = EVERYBODY
        max_amount = EVERYBODY
        names_somebody = KNOWS_OFFENCE
        treatment = KNOWS_OFFENCE

    def __str__(self):
        return self.code


class AdmittedCondition(Record):
    """This type of sanction admits this type of condition."""

    reached_by = "service"

    sanction_type = models.ForeignKey(
        SanctionType, models.PROTECT, related_name="admitted", verbose_name=_("type of sanction")
    )
    condition_type = models.ForeignKey(
        ConditionType, models.PROTECT, related_name="admitted_by", verbose_name=_("type of condition")
    )

    class Meta:
        verbose_name = _("admitted condition")
        verbose_name_plural = _("admitted conditions")
        constraints = [
            models.UniqueConstraint(fields=["sanction_type", "condition_type"], name="admitted_once"),
        ]

    class Disclosure:
        sanction_type = EVERYBODY
        condition_type = EVERYBODY

    def __str__(self):
        return f"{self.sanction_type_id} {self.condition_type_id}"
