"""The organisation's and the authority's own page of a case: asking for more, and reading the answer (rule 49)."""

from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act, Role
from cases.disclosure.recipients import recipient_of
from cases.disclosure.view import disclosed
from cases.models.disclosure import DisclosureRequest
from cases.models.disclosure_made import DisclosureFile, DisclosureItem, DisclosureMade, DisclosureStep
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import full_name, the_case
from reports.actions.asking import ask_for_more
from reports.disclosure_forms import AskForm
from reports.views.disclosures import served

MOST = 50


def _sent_to(recipient, door):
    """What was sent to them on this case and not recalled."""
    recalled = DisclosureStep.objects.filter(made=OuterRef("pk"), kind=DisclosureStep.Kind.RECALLED)
    sent = DisclosureMade.objects.filter(case_id=door.case_id, state=DisclosureMade.State.SENT)
    if recipient is None:
        return sent.none()
    mine = sent.filter(asker_kind=recipient.kind, asker_key=recipient.key)
    return mine.filter(~Exists(recalled)).annotate(has_file=Exists(DisclosureFile.objects.filter(made=OuterRef("pk"))))


@case_page(Act.ASK_FOR_MORE, "asked")
def requests(request, door, space):
    """What they asked and what was answered; and the form to ask."""
    recipient = recipient_of(door.visitor, door.role)
    form = AskForm(request.POST or None, kind=recipient.kind if recipient else "")
    if form.is_valid() and attempt(form, lambda: acting(door, ask_for_more)(**form.cleaned_data)):
        return redirect(f"{space}:requests", door.case_id)
    asked = DisclosureRequest.objects.filter(case_id=door.case_id)
    mine = asked.filter(asker_kind=recipient.kind, asker_key=recipient.key) if recipient else asked.none()
    shown = disclosed(mine.order_by("-id")[:MOST], door.purpose, door.visitor, "legal_ground")
    sent = disclosed(
        _sent_to(recipient, door).order_by("-sent_at", "-id")[:MOST],
        door.purpose,
        door.visitor,
        "legal_ground",
        extra=("has_file",),
    )
    items = DisclosureItem.objects.filter(made_id__in=[made.id for made in sent]).order_by("made_id", "place", "id")
    parts = {}
    for item in disclosed(items, door.purpose, door.visitor):
        parts.setdefault(item.made_id, []).append(item)
    is_agency = door.role == Role.AGENCY
    context = {
        "name": full_name(the_case(door).person),
        "asker": recipient.name if recipient else "",
        "form": form,
        "requests": shown,
        "sent": [(made, parts.get(made.id, [])) for made in sent],
        "case_id": door.case_id,
        "space": space,
        "back": reverse("partner:placement", args=[door.case_id]) if is_agency else reverse("authority:home"),
        "today": localdate(door.visitor.now),
        "purpose_line": door.purpose.label,
    }
    return render(request, "disclosures/asked.html", context, status=status_of(form))


@require_safe
@case_page(Act.ASK_FOR_MORE, "disclosed")
def file(request, door, disclosure_made_id):
    """What was sent to them, as it left."""
    rows = _sent_to(recipient_of(door.visitor, door.role), door)
    return served(rows.filter(pk=disclosure_made_id), door)
