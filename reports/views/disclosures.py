"""The register of what was asked and sent, and each request until something is put together for it (rules 47, 49)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cases.access.gate import case_page
from cases.access.roles import Act
from cases.disclosure import offers
from cases.disclosure.purposes import KNOWS_OFFENCE
from cases.disclosure.recipients import refusal
from cases.disclosure.view import allowed, disclosed, disclosed_one, disclosed_or_404
from cases.files.incoming import PDF
from cases.models.disclosure import DisclosureRequest
from cases.models.disclosure_made import Deferral, DisclosureFile, DisclosureItem, DisclosureMade, DisclosureStep
from cases.models.release import ReleaseCopy
from cases.views.conflict import Saving
from cases.views.files import downloaded
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header, the_case
from cases.views.paging import one_page
from reports.actions.asking import note_request, refuse_request
from reports.actions.disclosing import held_for_other_purposes, prepare
from reports.disclosure_forms import NoteForm, PrepareForm, RefuseForm
from reports.disclosure_sheet import FILE_NAME, content_of

TAB = "cases:disclosures"
State = DisclosureMade.State
LINKS = ("legal_ground", "offence_class", "prepared_by", "sent_by")


@require_safe
@case_page(Act.READ_CASE, "disclosures")
def register(request, door):
    """What waits for an answer, and everything that was put together or sent, the latest first."""
    requests = DisclosureRequest.objects.filter(case_id=door.case_id, answer="").order_by("answer_by", "id")
    refused = DisclosureRequest.objects.filter(case_id=door.case_id, answer=DisclosureRequest.Answer.REFUSED)
    made = DisclosureMade.objects.filter(case_id=door.case_id).exclude(state=State.DROPPED)
    copies = ReleaseCopy.objects.filter(case_id=door.case_id).left(door.purpose).order_by("-decided_at", "-id")
    page = one_page(
        made, ("id",), request.GET, lambda rows: disclosed(rows, door.purpose, door.visitor, "legal_ground", "sent_by")
    )
    context = {
        "header": _header(request, door, unseen=False),
        "requests": disclosed(requests, door.purpose, door.visitor, "legal_ground"),
        "refused": disclosed(refused.order_by("-id")[:20], door.purpose, door.visitor, "legal_ground"),
        "made": page.rows,
        "links": page.links({}),
        "copies": disclosed(copies, door.purpose, door.visitor, "file"),
        "keeps": door.may(Act.KEEP_CASE),
        "today": localdate(door.visitor.now),
    }
    return render(request, "disclosures/register.html", context)


@case_page(Act.KEEP_CASE, "disclosing")
def new(request, door):
    """Write down a request that came on paper, or begin what the service offers by itself."""
    form = NoteForm(request.POST or None, now=door.visitor.now)
    if form.is_valid() and (asked := attempt(form, lambda: acting(door, note_request)(**form.given()))):
        return redirect("cases:disclosure_request", door.case_id, asked.id)
    context = {"header": _header(request, door), "form": form}
    return render(request, "disclosures/new.html", context, status=status_of(form))


def the_request(door, request_id):
    """One request as it stands; 404 where there is none in this case."""
    rows = DisclosureRequest.objects.filter(pk=request_id, case_id=door.case_id)
    return disclosed_or_404(rows, door.purpose, door.visitor, "legal_ground", "entered_by")


@case_page(Act.KEEP_CASE, "disclosing")
def answer(request, door, disclosure_request_id):
    """One request: what its purpose allows is proposed, ticked down, and put together."""
    asked = the_request(door, disclosure_request_id)
    offered = (
        offers.offered(door.case_id, asked.purpose, door.visitor) if asked.legal_ground and not asked.answer else []
    )
    about = {"offers": offered, "request": asked, "knows_offence": asked.purpose in KNOWS_OFFENCE}
    form = PrepareForm(request.POST or None, initial={"version": asked.version}, **about)
    status, stale = status_of(form), False
    if offered and form.is_valid():
        act = acting(door, prepare, disclosure_request_id=disclosure_request_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:disclosure", door.case_id, saving.result.id)
        asked = the_request(door, disclosure_request_id)
        saving.both_texts({}, version=asked.version)
        stale, status = saving.stale, saving.status
    context = {
        "header": _header(request, door),
        "asked": asked,
        "offers": offered,
        "form": form,
        "stale": stale,
        "why_not": refusal(asked.asker_kind, asked.asker_key, door.visitor.now),
        "made": _made_for(door, disclosure_request_id),
        "held": bool(held_for_other_purposes(_identity(door, asked))),
    }
    return render(request, "disclosures/request.html", context, status=status)


def _identity(door, asked):
    """Whom to look for among earlier recipients; the fields of a request that say it."""
    return DisclosureRequest(
        case_id=door.case_id,
        asker_kind=asked.asker_kind,
        asker_key=asked.asker_key,
        asker=asked.asker,
        purpose=asked.purpose,
    )


def _made_for(door, request_id):
    made = DisclosureMade.objects.filter(request_id=request_id).exclude(state=State.DROPPED)
    return disclosed(made.order_by("-id"), door.purpose, door.visitor)


def _header(request, door, unseen=True):
    """The frame, less the line that says that the person sees the look where they are not told of it."""
    return case_header(request, door, TAB) | ({"purpose": ""} if unseen else {})


@case_page(Act.KEEP_CASE, "disclosing")
def refuse(request, door, disclosure_request_id):
    """Refuse a request, with reasons."""
    asked = the_request(door, disclosure_request_id)
    form = RefuseForm(request.POST or None, initial={"version": asked.version})
    status, both = status_of(form), ()
    if form.is_valid():
        act = acting(door, refuse_request, disclosure_request_id=disclosure_request_id)
        saving = Saving(form, lambda: act(**form.cleaned_data))
        if saving.result:
            return redirect("cases:disclosures", door.case_id)
        asked, status = the_request(door, disclosure_request_id), saving.status
        both = saving.both_texts({"reasons": asked.reasons}, version=asked.version)
    context = {"header": _header(request, door), "asked": asked, "form": form, "both": both}
    return render(request, "disclosures/refuse.html", context, status=status)


def the_disclosure(door, made_id) -> dict:
    """One disclosure with its parts, what became of it, and its content as it leaves; 404 where there is none."""
    rows = DisclosureMade.objects.filter(pk=made_id, case_id=door.case_id)
    links = (*LINKS, "request", *(("approver",) if "approver" in allowed(DisclosureMade, door.purpose) else ()))
    made = disclosed_or_404(rows, door.purpose, door.visitor, *links)
    items = DisclosureItem.objects.filter(made_id=made_id).order_by("place", "id")
    steps = DisclosureStep.objects.filter(made_id=made_id).order_by("id")
    deferral = None
    if "legal_ground" in allowed(Deferral, door.purpose):
        held = Deferral.objects.filter(made_id=made_id)
        deferral = disclosed_one(held, door.purpose, door.visitor, "legal_ground")
    shown = disclosed(items, door.purpose, door.visitor)
    return {
        "made": made,
        "content": content_of(made, shown, the_case(door).unit.name),
        "steps": disclosed(steps, door.purpose, door.visitor, "by"),
        "deferral": deferral,
    }


@require_safe
@case_page(Act.READ_CASE, "disclosed")
def detail(request, door, disclosure_made_id):
    """What is to leave or has left, word for word; who decided, and what became of it."""
    told = the_disclosure(door, disclosure_made_id)
    made, keeps, decides = told["made"], door.may(Act.KEEP_CASE), door.may(Act.APPROVE_DISCLOSURE)
    done = {step.kind for step in told["steps"]}
    sent = made.state == State.SENT
    ways = [
        ("cases:disclosure_send", keeps and made.state in (State.PREPARED, State.APPROVED)),
        ("cases:disclosure_approve", decides and made.state == State.TO_APPROVE),
        ("cases:disclosure_acknowledge", keeps and sent and DisclosureStep.Kind.ACKNOWLEDGED not in done),
        ("cases:disclosure_recall", keeps and sent and DisclosureStep.Kind.RECALLED not in done),
    ]
    put_off = bool(told["deferral"]) and not told["deferral"].lifted_at
    context = told | {
        "header": _header(request, door, put_off),
        "ways": {name.partition("_")[2] for name, is_open in ways if is_open},
        "keeps": keeps,
        "reviews": decides and put_off,
        "has_file": DisclosureFile.objects.filter(pk=disclosure_made_id).exists(),
    }
    return render(request, "disclosures/detail.html", context)


@require_safe
@case_page(Act.READ_CASE, "disclosed")
def file(request, door, disclosure_made_id):
    """The bytes as they leave."""
    return served(DisclosureMade.objects.filter(pk=disclosure_made_id, case_id=door.case_id), door)


def served(rows, door) -> HttpResponse:
    """The bytes of one disclosure among these, under a name that says nothing."""
    shown = disclosed_one(rows, door.purpose, door.visitor)
    kept = DisclosureFile.objects.filter(made__in=rows.values("id")).values_list("data", "made__file_hash").first()
    if shown is None or kept is None:
        raise Http404
    return downloaded(shown.id, *kept, PDF, FILE_NAME)
