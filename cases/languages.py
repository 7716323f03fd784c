"""The languages people speak: kept as codes, named in the language of whoever reads (rules 7, 30 and 61)."""

import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext_lazy as _

# Languages with a code of two letters that nobody grew up with.
NOBODY_S = frozenset(["ae", "cu", "ia", "ie", "io", "la", "pi", "sa", "vo"])
# Spoken in Europe and without a code of two letters; each is named in the Unicode locale data.
MORE = [
    "ckb",
    "csb",
    "din",
    "dsb",
    "fa-AF",
    "fil",
    "fur",
    "gsw",
    "hsb",
    "kab",
    "kri",
    "lad",
    "lua",
    "mos",
    "nan",
    "nds",
    "pcm",
    "rif",
    "rom",
    "sco",
    "shi",
    "smn",
    "tig",
    "yue",
    "zgh",
]
SIGNED = "sgn"


@cache
def _names(reader) -> dict:
    """Code to name of every language one can choose, those of the service first, then by the alphabet."""
    named = dict(Locale.parse("en").languages) | dict(Locale.parse(reader, sep="-").languages)
    codes = {code for code in named if len(code) == 2} - NOBODY_S | set(MORE)
    found = {code: named[code.replace("-", "_")] for code in codes}
    with override(reader):
        found[SIGNED] = pgettext("a language", "sign language")
    spoken_here = [code for code, _name in settings.LANGUAGES]
    others = sorted(found.keys() - set(spoken_here), key=lambda code: _in_the_alphabet(found[code]))
    return {code: found[code] for code in (*spoken_here, *others)}


def _in_the_alphabet(name):
    return unicodedata.normalize("NFD", name.casefold())


def languages() -> list:
    """(code, name) of every language, for whoever reads now."""
    return list(_names(get_language() or settings.LANGUAGE_CODE).items())


def code_of(text) -> str:
    """The code of a language by its code, or by what it is called: in a language of the service, or in itself.

    Empty where no language is called so.
    """
    said = text.strip().replace("_", "-")
    known = _names(settings.LANGUAGE_CODE)
    alias = str(get_global("language_aliases").get(said.lower(), said)).replace("_", "-")
    by_code = {code.casefold(): code for code in known}
    return by_code.get(alias.casefold()) or _by_name().get(said.casefold(), "")


@cache
def _by_name() -> dict:
    """What languages are called, folded, to their codes."""
    found = {}
    for code in _names(settings.LANGUAGE_CODE):
        try:
            own = Locale.parse(code, sep="-").display_name
        except (UnknownLocaleError, ValueError):  # no locale data are kept in it
            continue
        found[(own or "").casefold()] = code
    for reader, _name in reversed(settings.LANGUAGES):
        found |= {name.casefold(): code for code, name in _names(reader).items()}
    return found


def text_in(texts, code) -> str:
    """Of texts by language the one in a language, or in the one it is a kind of; empty where there is none."""
    return texts.get(code) or texts.get(code.partition("-")[0], "")


def spoken_by_the_service(code) -> str:
    """The code by which pages and papers speak a language; empty where the service does not speak it."""
    base = code.partition("-")[0]
    return base if base in dict(settings.LANGUAGES) else ""


class LanguageChoice(forms.ChoiceField):
    """A language out of all of them, by its name in the language of whoever fills in."""

    def __init__(self, **options):
        super().__init__(choices=self._offered, **options)

    @staticmethod
    def _offered():
        return [("", _("Choose")), *((code, capfirst(name)) for code, name in languages())]


class LanguageField(models.CharField):
    """A language by its code. Whoever types a name is understood; a migration sees a text."""

    def __init__(self, *args, **options):
        options |= {"max_length": 40, "choices": languages}
        super().__init__(*args, **options)

    def deconstruct(self):
        """As a text: another list of languages changes no table."""
        name, _path, args, options = super().deconstruct()
        del options["choices"]
        return name, "django.db.models.CharField", args, options

    def formfield(self, **changes):
        """A choice of all languages."""
        asked = {"label": capfirst(self.verbose_name), "required": not self.blank, "help_text": self.help_text}
        return LanguageChoice(**asked | changes)

    def clean(self, value, model_instance):
        """The code of what was typed. Raises ValidationError where no language is called so."""
        if value and not (code := code_of(str(value))):
            raise ValidationError(_("No language is called so here. Write its name, or its code."), code="unknown")
        return super().clean(code if value else value, model_instance)
