"""Taking a person on, or somebody known again: whom the officer may know of is shown, nobody else is hinted at (42)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access.decide import visible_to
from cases.access.gate import page
from cases.access.roles import Act
from cases.actions.taking_on import known_alike, open_again, take_on
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.forms import PersonForm
from cases.models.caserecord import CaseRecord
from cases.views.days import day_in_words
from cases.views.forms_help import attempt, status_of
from cases.views.header import full_name

SOMEBODY_ELSE = "else"
SHOWN = ("reference", "ended_on", *(f"person__{name}" for name in ("given_names", "family_name", "birth_date")))


class TakeOnForm(PersonForm):
    """A person taken on; where the officer knows somebody very like them, the question whether they are the same."""

    same_as = forms.CharField(
        label=_("Are they one of these, whom you know?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("If they are, the record goes on with the same person: nothing is written twice."),
    )

    def __init__(self, *args, visitor, **options):
        super().__init__(*args, **options)
        self.visitor, self.known = visitor, []

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.known = self._known()
        answers = [str(case.id) for case in self.known] + [SOMEBODY_ELSE]
        if self.known and data.get("same_as") not in answers:
            self.add_error("same_as", _("A person you know is very like this one. Say whether they are the same."))
        return data

    def _known(self):
        """The latest cases of those whom the officer may know, and offers them."""
        keys = [case_id for case_id, _ground in known_alike(self.visitor, self.person(), self.contact_points())]
        reached = visible_to(CaseRecord.objects.filter(id__in=keys), self.visitor, Act.OPEN_CASE)
        shown = disclosed(reached.order_by("id"), Purpose.SUPERVISION, self.visitor, "person", only=SHOWN)
        choices = [(str(case.id), _named(case)) for case in shown]
        self.fields["same_as"].widget.choices = [*choices, (SOMEBODY_ELSE, _("No, this is another person"))]
        return shown

    def same(self):
        """The case of the person this is; None where it is somebody else, or nobody known."""
        return next((case for case in self.known if str(case.id) == self.cleaned_data["same_as"]), None)


def _named(case):
    named = {"name": full_name(case.person), "day": day_in_words(case.person.birth_date), "number": case.reference}
    return _("%(name)s, born %(day)s, case %(number)s") % named


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.OPEN_CASE, "caseload")
def new(request):
    """Take a person on; the next page says what comes next."""
    form = TakeOnForm(request.POST or None, visitor=request.visitor)
    if form.is_valid() and (case_id := attempt(form, lambda: _taken_on(request.visitor, form))):
        return redirect("cases:detail", case_id)
    return render(request, "cases/new.html", {"form": form}, status=status_of(form))


def _taken_on(visitor, form):
    """The key of the case that was opened, or that is open already for the same person."""
    same = form.same()
    if same and not same.ended_on:
        return same.id
    if same:
        return open_again(by=visitor, now=visitor.now, case_id=same.id).id
    given = {"person": form.person(), "contact_points": form.contact_points()}
    others = [case.id for case in form.known]
    return take_on(by=visitor, now=visitor.now, not_these=others, **given).id
