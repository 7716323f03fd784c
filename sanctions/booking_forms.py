"""Booking an appointment, and what has to be arranged so that the person can take part in it (rules 7, 30)."""

from django import forms

from sanctions.forms import ByType, moment_of, of
from sanctions.models import Appointment, Condition

# What of an appointment answers which need of the person.
ANSWERS = {"interpreter": "interpreter", "arranged": "disability_need"}


class ArrangeForm(forms.Form):
    """Who interprets, and what is arranged: asked only of what this person needs, as the page says above it."""

    interpreter = of(Appointment, "interpreter")
    arranged = of(Appointment, "arranged")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, person, **options):
        super().__init__(*args, **options)
        for name, need in ANSWERS.items():
            if not getattr(person, need):
                del self.fields[name]


class BookingForm(ArrangeForm):
    """An appointment to come. What is not arranged yet can wait: the day's work reminds of it in time."""

    kind = of(Appointment, "kind")
    starts_at = moment_of(Appointment, "starts_at")
    place = of(Appointment, "place")
    condition = of(Appointment, "condition", form_class=ByType, queryset=Condition.objects.none())
    version = None
    field_order = ("kind", "starts_at", "place", "condition", "interpreter", "arranged")

    def __init__(self, *args, conditions, **options):
        super().__init__(*args, **options)
        self.fields["condition"].queryset = conditions
