"""The forms of a placement: the officer's, and the organisation's for a day's sessions."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from sanctions.forms import day_of, of
from sanctions.models import HourLine, Placement
from volunteers.models import PartnerOrganisation


class PlacementForm(forms.Form):
    """Where, what work, when: all that the organisation will see, beside the person's name and the hours left."""

    organisation = of(
        Placement,
        "organisation",
        queryset=PartnerOrganisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    work = of(Placement, "work", help_text=_("Useful to the public, and to nobody’s profit."))
    place = of(Placement, "place")
    contact = of(Placement, "contact")
    must_know = of(
        Placement,
        "must_know",
        help_text=_(
            "Only what keeps somebody safe at work. Never the offence, the sanction’s reasons, or other people."
        ),
    )
    open_on = forms.MultipleChoiceField(
        label=_("Days on which it is open"),
        choices=[(str(day + 1), name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = day_of(Placement, "starts_on")
    ends_on = day_of(Placement, "ends_on")

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


def _time(name, label):
    return of(
        HourLine,
        name,
        label=label,
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )


class WorkedForm(forms.Form):
    """One person's session of a day; a row in which no time is typed says nothing."""

    started = _time("started", _("Began at"))
    ended = _time("ended", _("Ended at"))
    minutes_not_worked = forms.IntegerField(label=_("Minutes not worked"), required=False, min_value=0, max_value=1440)
    note = of(HourLine, "note", label=_("Note"))

    @property
    def is_empty(self):
        """Nobody wrote anything into this row."""
        return not any(self.data.get(self.add_prefix(name)) for name in self.fields)

    def clean(self):
        """Both times, or none."""
        data = super().clean()
        if not self.is_empty:
            for name in ("started", "ended"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Say from when until when they worked."))
            if data.get("minutes_not_worked") and not data.get("note"):
                self.add_error("note", _("Say why some of the time was not worked: the person can answer it."))
        data["minutes_not_worked"] = data.get("minutes_not_worked") or 0
        return data


class DayForm(forms.Form):
    """The day whose sessions are written down."""

    worked_on = day_of(HourLine, "worked_on", label=_("Day"))
