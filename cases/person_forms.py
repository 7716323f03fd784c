"""What is asked when the person's data change, and when a case is handed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms import PersonForm, asked, long_text
from cases.models.caserecord import Assignment
from cases.models.person import ContactPoint
from cases.models.unit import StaffMember


class PersonChangeForm(PersonForm):
    """The person's data as they stand, and why they change."""

    address = phone = None
    reason = forms.CharField(
        label=_("Why it changes"), max_length=400, help_text=_("The person can read this. What stood before stays.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ContactForm(forms.Form):
    """Another way to reach the person."""

    kind = asked(ContactPoint, "kind", widget=forms.RadioSelect, initial=None)
    value = asked(ContactPoint, "value")


class PressForm(forms.Form):
    """One press about an address or number, as it stood when the page was opened."""

    contact_id = forms.UUIDField(widget=forms.HiddenInput)
    done = forms.ChoiceField(choices=[("verified", ""), ("ended", "")], widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class HandOverForm(forms.Form):
    """Who keeps the case from now on, why, and what they must know first."""

    to = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label=_("Who keeps the case from now on?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    why = asked(Assignment, "reason", label=_("Why"), required=True, help_text=_("The person can ask about this."))
    handed_over = asked(
        Assignment,
        "handed_over",
        required=True,
        widget=long_text(6),
        label=_("What the new officer must know first"),
        help_text=_("What is under way, what was promised, what comes next. The person does not read this."),
    )
    assignment_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, unit_id, posts, **options):
        """`posts` are offered; any other of the unit is understood, so that a late press is answered as one."""
        super().__init__(*args, **options)
        to = self.fields["to"]
        to.queryset = StaffMember.objects.filter(unit_id=unit_id)
        to.label_from_instance = lambda post: post.name
        to.widget.choices = [(post.pk, post.name) for post in posts.order_by("name", "id")]
