"""The leak guard the other way: what is written for a victim says nothing of the person beyond what may be told (9).

It gives nobody's secret away either: not what is registered of other people, nor anything of another victim.
"""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cases.composition import composition
from cases.disclosure import likeness
from cases.disclosure.leakguard import HOW, names_victim, others_than
from cases.models.caserecord import CaseRecord
from cases.models.person import ContactPoint, Person

BIRTH = "birth_date"
# What each kind is called to whoever wrote it; the value itself is never told.
SAID = {
    "name": gettext_lazy("a name"),
    "address": gettext_lazy("an address"),
    "phone": gettext_lazy("a telephone number"),
    "email": gettext_lazy("an e-mail address"),
    "number": gettext_lazy("a number of the case or of a decision"),
    "contact": gettext_lazy("a way to reach somebody"),
    BIRTH: gettext_lazy("a date of birth"),
}


def of_the_person(case_id) -> list[tuple]:
    """(kind, value) of the person's names, numbers, day of birth and ways to reach them, past ones too."""
    columns = ("id", "reference", "given_names", "family_name", "name_in_latin", "birth_date")
    key, number, given, family, latin, born = Person.objects.filter(case_records=case_id).values_list(*columns).get()
    cases = CaseRecord.objects.filter(person_id=key).values_list("reference", flat=True)
    return [
        *(("name", name) for name in (given, family, latin) if name),
        *(("number", reference) for reference in (number, *cases)),
        *((BIRTH, text) for text in _days(born)),
        *ContactPoint.objects.filter(person_id=key).values_list("kind", "value"),
    ]


def _days(day):
    """A day as people write it, in figures and in words."""
    yield from (f"{day:%d%m%Y}", f"{day:%m%d%Y}", f"{day:%Y%m%d}")
    for language in ("en", "fr"):
        with override(language):
            yield from (date_format(day, "j F Y"), date_format(day, "F j Y"))


def check_words(victim, text):
    """Raise ValidationError where a text for this victim holds what they may not learn, in words that tell nothing."""
    read, own = likeness.Text(text), frozenset(likeness.words_of(victim.name))
    rows = [row for find in composition.about_the_person for row in find(victim.case_id)]
    rows += [row for row in others_than(victim) if not names_victim(victim, row[1])]
    ways = HOW | {BIRTH: likeness.number_in}
    found = sorted({kind for kind, value in rows if ways[kind](read, value, own) is not None})
    if found:
        what = ", ".join(str(SAID[kind]) for kind in found)
        message = _("This says more than may be told: %(what)s. Keep to what happened, and when.") % {"what": what}
        raise ValidationError({"text": message})
