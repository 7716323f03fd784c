"""What is asked when somebody is kept from a record, a tie is declared, and a record is opened in an emergency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms import asked, begun_large, day_input, long_text, one_plain_line
from cases.models.break_glass import BreakGlass
from cases.models.exclusion import Exclusion, Restriction
from cases.models.tie import Tie, TieMatch
from cases.models.unit import StaffMember
from cases.models.user import User
from cases.models.withholding import WithholdingGround


class SomebodyForm(forms.Form):
    """One log-in: a colleague of the unit, or anybody by the name they sign in with."""

    staff = forms.ModelChoiceField(
        StaffMember.objects.none(), label=_("Colleague"), widget=forms.RadioSelect, empty_label=None, required=False
    )
    username = forms.CharField(
        label=_("Or somebody elsewhere"),
        max_length=150,
        required=False,
        help_text=_("Their user name, as they sign in. For example of another unit, an authority or an organisation."),
    )

    def __init__(self, *args, colleagues, **options):
        super().__init__(*args, **options)
        staff = self.fields["staff"]
        staff.queryset = colleagues
        staff.label_from_instance = lambda post: f"{post.name}, {post.get_duty_display()}"

    def clean(self):
        """One of the two says who."""
        data = super().clean()
        staff, username = data.pop("staff", None), data.pop("username", "")
        if bool(staff) == bool(username):
            self.add_error("staff", _("Choose a colleague, or type one user name."))
        elif staff:
            data["user"] = staff.user
        else:
            data["user"] = User.objects.filter(username__iexact=username, is_active=True).first()
            if data["user"] is None:
                self.add_error("username", _("Nobody signs in with this name. Check how it is written."))
        return data


class ExcludeForm(SomebodyForm):
    """Who must never know a record, why, and when that is looked at again."""

    why = asked(
        Exclusion,
        "reason",
        widget=long_text(3),
        help_text=_("For example: declared to be a cousin. Managers and the inspection read this, nobody else."),
    )
    review_on = asked(Exclusion, "review_on", label=_("To be looked at again on"), widget=day_input())


class RestrictForm(forms.Form):
    """Who alone knows a record, why, and when that is looked at again."""

    users = forms.ModelMultipleChoiceField(
        StaffMember.objects.none(),
        label=_("Who else knows it?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Whoever keeps the case and you yourself are named in any case."),
    )
    why = asked(
        Restriction,
        "reason",
        widget=long_text(3),
        help_text=_("For example: the press asks about this person. Named managers and the inspection read it."),
    )
    review_on = asked(Restriction, "review_on", label=_("To be looked at again on"), widget=day_input())

    def __init__(self, *args, colleagues, **options):
        super().__init__(*args, **options)
        users = self.fields["users"]
        users.queryset = colleagues
        users.label_from_instance = lambda post: f"{post.name}, {post.get_duty_display()}"

    def given(self) -> dict:
        """What the verb takes."""
        return self.cleaned_data | {"users": [post.user for post in self.cleaned_data["users"]]}


class LimitReviewForm(forms.Form):
    """Whether a limit goes on, until when, and why."""

    GO_ON, END = "go_on", "end"

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(GO_ON, _("It goes on")), (END, _("It ends now"))],
        widget=forms.RadioSelect,
    )
    review_on = forms.DateField(
        label=_("To be looked at again on"), required=False, widget=day_input(), help_text=_("Only if it goes on.")
    )
    why = forms.CharField(label=_("Why"), max_length=400, widget=long_text(3))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict:
        """What the verb takes."""
        data = dict(self.cleaned_data)
        return data | {"ends": data.pop("outcome") == self.END}


class TakeOffForm(forms.Form):
    """One press: a name is taken off."""

    named_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class EmergencyForm(forms.Form):
    """Which record, what the emergency is, and the password again."""

    reference = forms.CharField(
        label=_("Case number"), max_length=30, help_text=_("As it stands on the papers, for example 2026-0A1B2C.")
    )
    why = asked(
        BreakGlass,
        "why",
        widget=long_text(4),
        help_text=_("Who is in danger, and what you must know now. A manager reads this and judges it."),
    )
    ground = forms.ModelChoiceField(
        WithholdingGround.objects.filter(may_hide=True).order_by("code"),
        label=_("May the person not be told yet? On which ground?"),
        required=False,
        empty_label=_("The person is told"),
        help_text=_("Only where knowing of it would itself do harm. The manager decides whether it stays so."),
    )
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        help_text=_("Again, so that nobody else opens a record at your desk."),
    )


class EmergencyReviewForm(forms.Form):
    """Whether an opening was justified, why, and until when the person is not told."""

    answer = asked(BreakGlass, "answer", label=_("Was it justified?"), widget=forms.RadioSelect, required=True)
    reasons = asked(BreakGlass, "reasons", required=True, widget=long_text(4))
    hidden_until = asked(
        BreakGlass,
        "hidden_until",
        label=_("The person is not told through"),
        widget=day_input(),
        help_text=_("Leave it empty and the person is told now. Only where a ground was given."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["answer"].choices = begun_large(BreakGlass.Answer.choices)


class TieForm(forms.Form):
    """Whom one knows outside work, and how."""

    kind = asked(Tie, "kind", widget=forms.RadioSelect, initial=None)
    given_names = asked(Tie, "given_names", required=True, validators=[one_plain_line])
    family_name = asked(Tie, "family_name", validators=[one_plain_line])
    birth_date = asked(Tie, "birth_date", widget=day_input(), help_text=_("If you know it."))
    words = asked(
        Tie,
        "words",
        widget=long_text(3),
        help_text=_("As little as is needed. You and your managers read it."),
    )


class WithdrawTieForm(forms.Form):
    """One press: it is no longer so."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideTieForm(forms.Form):
    """What a manager does about a colleague's tie."""

    answer = asked(TieMatch, "answer", label=_("What do you decide?"), widget=forms.RadioSelect, required=True)
    reasons = asked(TieMatch, "reasons", required=True, widget=long_text(3))
    review_on = forms.DateField(
        label=_("To be looked at again on"),
        required=False,
        widget=day_input(),
        help_text=_("Only if the colleague is kept from the record."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["answer"].choices = TieMatch.Answer.choices
