"""What is asked of a note on several people at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.entry_forms import not_to_come
from cases.forms import asked, long_text, moment_input
from cases.models.entry import Entry

COMMON = ("kind", "happened_at", "text", "nature", "source", "serves")
LINE_LENGTH = 2_000


class GroupForm(forms.Form):
    """What happened for all of them, and for each person who was there the line that is about them alone.

    `cases` are (key, name, number) of those the visitor keeps; only they can be chosen.
    """

    kind = asked(Entry, "kind")
    happened_at = asked(Entry, "happened_at", widget=moment_input())
    text = asked(
        Entry,
        "text",
        widget=long_text(6),
        label=_("For everybody who was there"),
        help_text=_("The same words go into each record. Each person can read them: name nobody."),
    )
    nature = asked(Entry, "nature", widget=forms.RadioSelect, initial=None)
    source = asked(Entry, "source", help_text=_("How you know it: seen yourself, told by whom, which document."))
    serves = asked(Entry, "serves", help_text=_("Which condition or step of the plan this entry serves."))

    def __init__(self, *args, cases, **options):
        super().__init__(*args, **options)
        self.cases = list(cases)
        for key, name, number in self.cases:
            self.fields[f"in_{key}"] = forms.BooleanField(label=f"{name}, {number}", required=False)
            self.fields[f"line_{key}"] = forms.CharField(
                label=_("About %(name)s alone") % {"name": name},
                required=False,
                max_length=LINE_LENGTH,
                widget=long_text(2),
            )

    def clean_happened_at(self):
        return not_to_come(self.cleaned_data["happened_at"])

    def clean(self):
        data = super().clean()
        for key, _name, _number in self.cases:
            if data.get(f"line_{key}") and not data.get(f"in_{key}"):
                self.add_error(f"in_{key}", _("You wrote a line about this person. Choose them, or empty the line."))
        return data

    def rows(self) -> list:
        """(choice, line) of each person, as fields to show."""
        return [(self[f"in_{key}"], self[f"line_{key}"]) for key, _name, _number in self.cases]

    def common(self) -> dict:
        """What goes into each record."""
        return {name: self.cleaned_data[name] for name in COMMON}

    def lines(self) -> dict:
        """The line of each person who was chosen, by the key of their case."""
        data = self.cleaned_data
        return {key: data[f"line_{key}"] for key, _name, _number in self.cases if data[f"in_{key}"]}
