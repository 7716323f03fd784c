"""What people fill in on the ground floor's pages: questions from the nouns, refusals that say what to do."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.languages import LanguageChoice
from cases.models.entry import Entry
from cases.models.explanation import Explanation
from cases.models.person import Person, Words

LEAST_AGE = 10
# The classes of signs that turn or isolate a direction and are not seen themselves.
TURNING = {"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def asked(model, name, **changes):
    """The form field of a noun's own field. Long texts are refused at the field, never cut off while typing."""
    field = chosen_from(model._meta.get_field(name).formfield(**changes))
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.pop("maxlength", None)
    return field


def chosen_from(field):
    """The same field; what it lets one choose from begins with a capital, and says “Choose” where nothing is chosen."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = field.empty_label and _("Choose")
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, LanguageChoice):
        field.choices = begun_large(field.choices)
    return field


def begun_large(choices):
    """Choices as they stand by themselves: elsewhere their words may stand in the midst of a sentence."""
    return [(value, capfirst(label) if value not in ("", None) else _("Choose")) for value, label in choices]


def typed_into(form, typed):
    """The form with what was typed in it before, as it stood then; nothing is checked. Returns the form.

    `typed` is what a browser sent: names with lists of texts.
    """
    for name, field in form.fields.items():
        if (sent := form.add_prefix(name)) in typed:
            several = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
            form.initial[name] = typed.getlist(sent) if several else typed[sent]
    return form


def day_input():
    """A date as the browser asks for it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def moment_input():
    """A date and time as the browser asks for them."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def long_text(rows=6):
    """Room for a text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class ExplainedForm(forms.Form):
    """When something was explained, in which language, through whom and how (rules 28 and 61)."""

    explained_at = asked(Explanation, "explained_at", widget=moment_input(), label=_("When you explained it"))
    language = asked(Explanation, "language", label=_("In which language"))
    interpreter = asked(Explanation, "interpreter", help_text=_("The interpreter's name, if there was one."))
    how = asked(Explanation, "how", widget=forms.RadioSelect, initial=None)
    understood = asked(
        Explanation,
        "understood",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: what the person said back in their own words."),
    )


class ExplainForm(ExplainedForm):
    """What the person was told before anything is demanded of them (rule 62)."""

    contents = forms.MultipleChoiceField(
        label=_("What you explained"),
        choices=[(content.value, content.label) for content in Explanation.BEFORE],
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.ChoiceField(
        label=_("In which words"),
        choices=begun_large(Words.choices),
        widget=forms.RadioSelect,
        help_text=_("What the law says of each condition is kept as you put it to the person."),
    )
    field_order = ("contents", "words")


def one_plain_line(value):
    """Refuse what no name holds, and what would make others read it wrongly: a line's end, a turned direction."""
    if any(unicodedata.category(sign) == "Cc" for sign in value):
        raise ValidationError(_("Write this on one line, without signs that cannot be seen."))
    if any(unicodedata.bidirectional(sign) in TURNING for sign in value):
        raise ValidationError(_("A sign in this turns the direction of reading and cannot be seen. Type it anew."))


def likely_born(born, today):
    """Refuse a date of birth that is a slip: in the future, or of somebody under ten. Returns it."""
    if born > today:
        raise ValidationError(_("This date lies in the future. Check the year of birth on the decision."))
    if (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < LEAST_AGE:
        raise ValidationError(_("This person would be under ten. Check the year of birth on the decision."))
    return born


class PersonForm(forms.Form):
    """A person taken on: names, and what they need to take part (rules 6, 7 and 30)."""

    given_names = asked(Person, "given_names", validators=[one_plain_line])
    family_name = asked(Person, "family_name", validators=[one_plain_line])
    name_in_latin = asked(
        Person,
        "name_in_latin",
        validators=[one_plain_line],
        help_text=_("Only where the name is written in another script on the papers."),
    )
    birth_date = asked(Person, "birth_date", widget=day_input())
    sex = asked(Person, "sex")
    nationality = asked(Person, "nationality", help_text=_("Only where the law needs it."))
    language = asked(
        Person,
        "language",
        error_messages={"required": _("Ask which language the person understands best: every notice depends on it.")},
    )
    interpreter = asked(Person, "interpreter")
    reads = asked(Person, "reads")
    reading_need = asked(Person, "reading_need")
    disability_need = asked(Person, "disability_need")
    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=250, required=False)

    OF_PERSON = (
        "given_names",
        "family_name",
        "name_in_latin",
        "birth_date",
        "sex",
        "nationality",
        "language",
        "interpreter",
        "reads",
        "reading_need",
        "disability_need",
    )

    def clean_birth_date(self):
        return likely_born(self.cleaned_data["birth_date"], timezone.localdate())

    def person(self) -> dict:
        """The person's own data, as the verb wants them."""
        return {name: self.cleaned_data[name] for name in self.OF_PERSON}

    def contact_points(self) -> list:
        """How to reach the person, as far as it was told."""
        return [(kind, self.cleaned_data[kind]) for kind in ("address", "phone") if self.cleaned_data[kind]]


class MomentForm(forms.Form):
    """A moment at which to see a record as it stood."""

    at = forms.DateTimeField(label=_("Day and hour"), widget=moment_input())


class KindForm(forms.Form):
    """Which kind of entries to show."""

    kind = forms.ChoiceField(
        label=_("Kind of entry"), required=False, choices=[("", _("Every kind")), *Entry.Kind.choices]
    )


class SearchForm(forms.Form):
    """Words to look for. They are sent in the request's body: a name never stands in an address (law 15)."""

    q = forms.CharField(label=_("Search"), max_length=80, required=False)
    before = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, widget=forms.HiddenInput)


def searched(given):
    """The search that was sent, and what it asks for; (None, {}) where none was."""
    if not given:
        return None, {}
    form = SearchForm(given)
    return form, form.cleaned_data if form.is_valid() else {}


class InviteForm(forms.Form):
    """A code for the person's own log-in; nothing is asked but that nobody was quicker."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SuspendForm(InviteForm):
    """Why the person's log-in is closed for now."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: the telephone is with the former partner. The reason stays in the history."),
    )
