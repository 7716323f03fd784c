"""The person under supervision and how to reach them (rules 6, 7 and 30)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import CONTACT, COURT, NOBODY, SELF, WORK, Purpose
from cases.history.record import Record
from cases.languages import LanguageField


class Words(models.TextChoices):
    """How a text of the law is put to somebody; both say the same."""

    PLAIN = "plain", _("plain words")
    EASY = "easy", _("easy words")


class Person(Record):
    """The suspect or offender, as a person: names, language, and what they need to take part.

    Protected characteristics are not here: they have a record of their own that no page of a case shows (rule 6).
    """

    reached_by = "person"
    shown_by = "family_name"
    searched_by = ("given_names", "family_name", "name_in_latin")

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")
        OTHER = "x", _("other")

    class Reads(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary text")
        EASY = "easy", _("easy words")
        LARGE = "large", _("large print")
        ALOUD = "aloud", _("somebody reads it out")

    # Who is told a thing in writing alone has not been told it.
    HEARS = (Reads.EASY, Reads.ALOUD)

    reference = models.CharField(_("person reference"), max_length=30, unique=True)
    given_names = models.CharField(_("given names"), max_length=120)
    family_name = models.CharField(_("family name"), max_length=120)
    name_in_latin = models.CharField(_("name in Latin letters"), max_length=240, blank=True)
    birth_date = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    nationality = models.CharField(_("nationality"), max_length=60, blank=True)
    language = LanguageField(_("language the person understands best"))
    interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    reads = models.CharField(_("how they read best"), max_length=10, choices=Reads.choices, default=Reads.ORDINARY)
    reading_need = models.CharField(_("help needed with reading"), max_length=200, blank=True)
    disability_need = models.CharField(_("adjustment needed for a disability"), max_length=200, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("own log-in"),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes = [
            models.Index(fields=["family_name", "given_names"], name="person_name"),
            models.Index(fields=["birth_date"], name="person_birth"),
        ]

    class Disclosure:
        reference = COURT
        given_names = CONTACT
        family_name = CONTACT
        name_in_latin = CONTACT
        birth_date = COURT
        sex = SELF
        nationality = SELF
        language = CONTACT
        interpreter = CONTACT
        reads = SELF | {Purpose.ASSISTANCE}
        reading_need = SELF | {Purpose.ASSISTANCE}
        disability_need = SELF | {Purpose.ASSISTANCE, Purpose.PLACEMENT}
        user = NOBODY
        names_others = ("given_names", "family_name", "name_in_latin")

    def __str__(self):
        return f"{self.given_names} {self.family_name}"


def words_for(reads) -> Words:
    """In which words texts of the law are put to somebody who reads in this way: easy ones, or the usual plain ones."""
    return Words.EASY if reads in Person.HEARS else Words.PLAIN


class ContactPoint(Record):
    """An address, telephone number or e-mail of the person, from when until when, and when it was verified."""

    reached_by = "person"
    searched_by = ("value",)

    class Kind(models.TextChoices):
        ADDRESS = "address", _("address")
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("e-mail")

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_points", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("address or number"), max_length=250)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [models.Index(fields=["value"], name="contact_value")]

    class Disclosure:
        person = WORK
        kind = SELF
        value = SELF
        starts_on = SELF
        ends_on = SELF
        verified_on = SELF
        names_others = ("value",)

    def __str__(self):
        return self.get_kind_display()

    def root_key(self):
        return self.person_id
