"""The forms around a report of non-compliance: the officer's, the second reader's and the person's."""

from django import forms
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cases.forms import begun_large
from cases.models.entry import OthersSegment
from cases.models.unit import StaffMember
from cases.views.days import day_in_words
from sanctions.actions.noncompliance import SETTLED_HERE
from sanctions.court_forms import ActForm, choice
from sanctions.forms import ByType, long_text, moment_of
from sanctions.models import AllegedFailure, Comment, Condition, DraftPassage, NonComplianceReport
from sanctions.readiness import NOT_CONSIDERED

# What to think of in the parts that only the author can write.
PROMPTS = {
    DraftPassage.Section.RISK: (
        _("What has changed since the last assessment, for better and for worse?"),
        _("On what do you base it? Say who assessed it and when."),
    ),
    DraftPassage.Section.RECOMMENDATION: (
        _("What do you recommend: no action, a warning, going on, changing a condition, ending it?"),
        _("Which alternatives to prison are there, and what would each need?"),
        _("What helps the person to comply from now on?"),
    ),
    DraftPassage.Section.PREVENTION: (_("What else was tried: calls, letters, other times, help with the journey?"),),
    DraftPassage.Section.NEEDS: (_("Who can say something about it, and when are they available?"),),
}
NOBODY_ELSE = ("", _("Nobody else: the person reads it"))


class FailureForm(ActForm):
    """What is alleged: how and in which circumstances, touching which condition."""

    condition = ByType(Condition.objects.none(), label=_("Which condition does it touch?"), empty_label=_("Choose"))
    happened_at = moment_of(AllegedFailure, "happened_at")
    manner = long_text(
        _("What happened, how and in which circumstances?"),
        20_000,
        help_text=_("Facts only. The person reads this; leave out names of other people."),
    )
    entry_id = forms.TypedChoiceField(
        label=_("Which entry of the record shows it?"),
        required=False,
        empty_value=None,
        help_text=_("The report will rest on the entry as it stands now. Write the entry first if there is none."),
    )

    def __init__(self, *args, conditions, appointment=None, entries=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["condition"].queryset = conditions
        self.fields["entry_id"].choices = [("", _("None so far")), *((str(e.id), entry_line(e)) for e in entries)]
        if appointment:
            del self.fields["happened_at"], self.fields["entry_id"]
            self.fields["condition"].required = not appointment.condition_id
            if appointment.condition_id:
                del self.fields["condition"]


class SubmitForm(ActForm):
    """How what the person disagrees with was considered, where they do; an urgent report does not wait for it."""

    considered = long_text(
        _("How you considered what the person disagrees with"),
        4000,
        rows=3,
        help_text=_("Their words go along. Say what you make of them."),
        error_messages={"required": NOT_CONSIDERED},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, disputed=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not disputed:
            del self.fields["considered"]


class VerdictForm(SubmitForm):
    """How an alleged failure is dealt with without a report."""

    VERDICTS = [(verdict.value, verdict.label) for verdict in SETTLED_HERE]

    field_order = ["verdict", "reasons"]
    verdict = forms.ChoiceField(label=_("How is it dealt with?"), choices=VERDICTS, widget=forms.RadioSelect)
    reasons = long_text(_("Reasons"), 4000, help_text=_("The person reads them."))


class DraftForm(ActForm):
    """Which failures are significant and why; and whether it cannot wait."""

    failure_ids = forms.MultipleChoiceField(
        label=_("Which failures do you report?"), widget=forms.CheckboxSelectMultiple
    )
    significance = long_text(
        _("Why are they significant?"),
        4000,
        help_text=_("Counting only proposes. You decide, and the person reads why."),
    )
    urgency = forms.ChoiceField(
        label=_("Can it wait for the person's comment and a second reader?"),
        choices=[("", _("Yes, it can wait")), *NonComplianceReport.Urgency.choices],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    urgent_reason = long_text(
        _("If it cannot wait: why"), 4000, rows=3, required=False, help_text=_("The reason goes with the report.")
    )

    def __init__(self, *args, failures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["failure_ids"].choices = [(str(f.id), failure_line(f)) for f in failures]

    def clean(self):
        if self.cleaned_data.get("urgency") and not self.cleaned_data.get("urgent_reason"):
            self.add_error("urgent_reason", _("Say why it cannot wait. The reason goes with the report."))


def failure_line(failure) -> str:
    """An alleged failure in one line."""
    return f"{day_in_words(failure.happened_at)}, {localtime(failure.happened_at):%H:%M}: {failure.manner[:120]}"


def entry_line(entry) -> str:
    """An entry of the record in one line."""
    return f"{day_in_words(entry.happened_at)}, {entry.kind_label}: {Truncator(entry.text).chars(60)}"


class PassageForm(ActForm):
    """A passage: in which part, fact or assessment, and whether it is about somebody else."""

    section = choice(DraftPassage, "section", label=_("Part of the report"), widget=forms.Select)
    nature = choice(DraftPassage, "nature", label=_("Is it a fact or your assessment?"))
    text = long_text(_("Text"), 20_000, rows=6)
    about = forms.ChoiceField(
        label=_("Is it about somebody else?"),
        choices=[NOBODY_ELSE, *begun_large(OthersSegment.About.choices)],
        required=False,
        help_text=_("Then the authority reads it as a passage that the person has not seen."),
    )


class ChangePassageForm(PassageForm):
    """The same once it stands in the draft; it can be left out."""

    section = None
    left_out = forms.BooleanField(label=_("Leave it out of the report"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AskCheckForm(ActForm):
    """Who reads it before it leaves."""

    checker = forms.ModelChoiceField(StaffMember.objects.none(), label=_("Who checks it?"), empty_label=_("Choose"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, readers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checker"].queryset = readers


class CheckForm(ActForm):
    """The second reader's answer."""

    passes = forms.TypedChoiceField(
        label=_("Can it leave?"),
        choices=[
            ("yes", _("Yes: it is fair, complete, and facts and assessments stand apart")),
            ("no", _("No, not yet")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = long_text(_("Note for the author"), 4000, rows=4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(ActForm):
    """A step that asks for nothing but that the report is still as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class HurryForm(VersionForm):
    """Why a report that is being written cannot wait any longer."""

    urgency = choice(NonComplianceReport, "urgency", label=_("Why is it urgent?"))
    urgent_reason = long_text(_("Why it cannot wait"), 4000, rows=3, help_text=_("The reason goes with the report."))

    field_order = ("urgency", "urgent_reason", "version")


class CorrectForm(ActForm):
    """What was wrong in a report that was sent."""

    significance = long_text(
        _("What was wrong, and why is it still significant?"), 4000, help_text=_("The court and the person read it.")
    )


class WithdrawForm(VersionForm):
    """Giving a draft up needs a reason."""

    reason = long_text(_("Why is it given up?"), 400, rows=3)


class CommentForm(ActForm):
    """The person's own words, or that they do not wish to say anything."""

    MANNERS = [
        (Comment.Manner.WRITTEN.value, _("I want to say something")),
        (Comment.Manner.WAIVED.value, _("I do not want to comment")),
    ]

    manner = forms.ChoiceField(label=_("What do you want to do?"), choices=MANNERS, widget=forms.RadioSelect)
    text = long_text(
        _("What do you want to say?"),
        20_000,
        rows=8,
        required=False,
        help_text=_("Your words go to the court as you write them. You can ask a lawyer first."),
    )

    def clean(self):
        written = self.cleaned_data.get("manner") not in (None, Comment.Manner.WAIVED)
        if written and not self.cleaned_data.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write what you want to say, or choose that you do not want to comment."))


class NoteCommentForm(CommentForm):
    """What staff write down for the person."""

    manner = choice(Comment, "manner", label=_("How did the person comment?"))
    text = long_text(_("In the person's own words"), 20_000, rows=8, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
