"""What is proposed for an ended record: approved on one page, carried out by somebody else on another (rule 48).

Neither page shows anything of the record but its number, how it ended, and how many records of each kind there are.
"""

from functools import partial

from django import forms
from django.apps import apps
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.decide import visible_to
from cases.access.gate import case_page, page, record_page
from cases.access.roles import Act
from cases.actions.archiving import bring_back, may_keep_again
from cases.actions.proposing import carry_out, decide_retention
from cases.actions.terms import roots_of, what_stops
from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.forms import asked, begun_large, chosen_from, long_text
from cases.history.erasing import counts_of
from cases.models.caserecord import CaseRecord
from cases.models.destruction import Destruction
from cases.models.retention import RetentionRule
from cases.models.retention_proposal import RetentionProposal
from cases.models.unit import StaffMember
from cases.views.conflict import Saving
from cases.views.forms_help import acting, status_of
from cases.views.officer import purpose_of
from cases.views.paging import one_page

CASE = ("case__reference", "case__unit__name", "case__ended_on", "case__ended_as", "case__archived_on")
FIELDS = ("then", "due_on", "proposed_at", "answer", "reasons", "decided_at", "carried_at", *CASE)
Answer = RetentionProposal.Answer


class DecideForm(forms.Form):
    """Approve it, or keep the record until a day, with the reason."""

    answer = chosen_from(
        forms.ChoiceField(
            label=gettext_lazy("What is done with it?"),
            widget=forms.RadioSelect,
            choices=[
                (Answer.APPROVED, gettext_lazy("As proposed: somebody else carries it out")),
                (Answer.NOT_NOW, gettext_lazy("Keep it for now")),
            ],
        )
    )
    reasons = asked(RetentionProposal, "reasons", label=gettext_lazy("If it is kept: why"), widget=long_text(3))
    again_on = asked(
        RetentionProposal,
        "again_on",
        label=gettext_lazy("If it is kept: asked again on"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CarryOutForm(forms.Form):
    """Nothing but the version that was read: the press itself is the act."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BringBackForm(forms.Form):
    """To whom an archived record comes back, and why."""

    to = chosen_from(forms.ModelChoiceField(StaffMember.objects.none(), label=gettext_lazy("Who keeps it from now on")))
    reason = forms.CharField(
        label=gettext_lazy("Why is it brought back?"),
        max_length=400,
        help_text=gettext_lazy("For example: a court made a new order against the same person."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@record_page("retention", Act.REVIEW_RETENTION, "retention")
def decide(request, door, retention_proposal_id):
    """What there is, what stops it, and the decision."""
    proposal = _proposal(door, retention_proposal_id)
    form = DecideForm(request.POST or None, initial={"version": proposal.version})
    both, status = (), status_of(form)
    if form.is_valid():
        act = _act(door, decide_retention, retention_proposal_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:retention")
        proposal, status = _proposal(door, retention_proposal_id), saving.status
        both = saving.both_texts({"reasons": proposal.reasons, "answer": proposal.answer}, version=proposal.version)
    context = _context(door, proposal) | {"form": form, "both": both}
    return render(request, "cases/retention_decide.html", context, status=status)


@record_page("retention", Act.CARRY_OUT_RETENTION, "retention")
def carrying_out(request, door, retention_proposal_id):
    """What carrying it out does, once and for all: one press, or back."""
    proposal = _proposal(door, retention_proposal_id)
    form = CarryOutForm(request.POST or None, initial={"version": proposal.version})
    status = status_of(form)
    if form.is_valid():
        act = _act(door, carry_out, retention_proposal_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:today")
        proposal, status = _proposal(door, retention_proposal_id), saving.status
        saving.both_texts({}, version=proposal.version)
    context = _context(door, proposal) | {"form": form, "stale": status == 409}
    return render(request, "cases/retention_carry_out.html", context, status=status)


def _act(door, verb, proposal_id):
    given = {"retention_id": door.root_id, "proposal_id": proposal_id}
    return partial(verb, by=door.visitor, now=door.visitor.now, **given)


def _proposal(door, key):
    rows = RetentionProposal.objects.filter(pk=key, case_id=door.root_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "case__unit", extra=("version",), only=FIELDS)


def _context(door, proposal):
    case = CaseRecord.objects.select_related("person").get(pk=door.root_id)
    counted = counts_of(roots_of(case)) if proposal.then == RetentionRule.Then.DESTROY else {}
    return {
        "proposal": proposal,
        "case": proposal.case,
        "stops": what_stops(case, door.visitor.now),
        "there_is": named(counted),
        "purpose_line": door.purpose.label,
    }


def named(counts) -> list[tuple]:
    """Counts by kind, the kinds in words and in their alphabet."""
    kinds = {label: str(apps.get_model(label)._meta.verbose_name_plural) for label in counts}
    return sorted((kinds[label], count) for label, count in counts.items())


@case_page(Act.REVIEW_RETENTION, "archive")
def returning(request, door):
    """Bring an archived record back to an officer."""
    rows = CaseRecord.objects.filter(pk=door.case_id)
    case = disclosed_one(rows, door.purpose, door.visitor, "unit", only=("reference", "unit__name", "archived_on"))
    version, unit_id = rows.values_list("version", "unit_id").get()
    form = BringBackForm(request.POST or None, initial={"version": version})
    form.fields["to"].queryset = may_keep_again(door.case_id, unit_id, door.visitor.now)
    form.fields["to"].label_from_instance = lambda post: post.name
    both, status = (), status_of(form)
    if form.is_valid():
        act = acting(door, bring_back)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:retention")
        status = saving.status
        saving.both_texts({}, version=rows.values_list("version", flat=True).get())
        both = ({"title": _("What you typed"), "text": form.cleaned_data["reason"]},) if saving.stale else ()
    context = {"form": form, "case": case, "both": both, "purpose_line": door.purpose.label}
    return render(request, "cases/bring_back.html", context, status=status)


@page(Act.READ_CERTIFICATES, "certificates")
def certificates(request):
    """How long each kind of record is kept, and the certificates of what was destroyed: nothing about anybody."""
    visitor = request.visitor
    purpose = purpose_of(visitor, Act.READ_CERTIFICATES)
    rows = visible_to(Destruction.objects.filter(done_at__isnull=False), visitor, Act.READ_CERTIFICATES)
    shown = one_page(rows, ("id",), request.GET, lambda some: disclosed(some, purpose, visitor))
    rules = RetentionRule.objects.order_by("ended_as", "sanction", "years")
    ends = dict(begun_large(CaseRecord.End.choices))
    context = {
        "rules": [(ends[rule.ended_as], rule) for rule in disclosed(rules, purpose, visitor)],
        "certificates": shown.rows,
        "links": shown.links({}),
    }
    return render(request, "cases/certificates.html", context)
