"""Messages: the person's page and the officer's, each other's side of the same conversation (rules 29, 45)."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access.gate import case_page, own_page
from cases.access.roles import Act
from cases.actions.messaging import send, waiting, write
from cases.composition import Item, Section, composition
from cases.disclosure.view import disclosed, disclosed_or_404
from cases.files.field import ScanField
from cases.forms import asked, long_text
from cases.models.mandate import Part
from cases.models.message import Message
from cases.views.drafting import keeps_drafts, with_draft
from cases.views.forms_help import acting, attempt, status_of
from cases.views.header import case_header
from cases.views.paging import one_page
from cases.views.person import own_context
from cases.views.words import in_full


class OwnMessageForm(forms.Form):
    """What the person writes, and a proof they may add."""

    text = asked(Message, "text", label=gettext_lazy("Your message"), widget=long_text(6))
    file = ScanField(
        label=gettext_lazy("A proof, if you have one"),
        required=False,
        help_text=gettext_lazy("A photograph or a scan: PDF, JPEG or PNG, 10 MB at most."),
    )


class MessageForm(forms.Form):
    """What staff write."""

    text = asked(
        Message, "text", widget=long_text(5), help_text=gettext_lazy("The person reads this on their own page.")
    )


def _thread(door, given):
    """A page of the conversation, the newest first. One query."""
    rows = Message.objects.filter(case_id=door.case_id)
    links = ("staff", "answers")

    def read(some):
        return disclosed(some, door.purpose, door.visitor, *links, extra=("answer__id",))

    return one_page(rows, ("id",), given, read)


def own_section(door) -> Section:
    """What the person and the service wrote to each other, in the person's own record."""
    rows = Message.objects.filter(case_id=door.case_id).order_by("-id")
    items = [
        Item(
            in_full(shown.sent_at),
            [
                ("sent_at", _("Sent"), shown.sent_at),
                ("staff", _("Written by"), shown.staff.name if shown.staff else _("you")),
                ("topic", _("What it is"), shown.topic_label),
            ],
            shown.text,
            key=shown.id,
        )
        for shown in disclosed(rows, door.purpose, door.visitor, "staff")
    ]
    return Section("messages", _("Messages"), items)


def sent(form, door, verb, **more):
    """Whether the form's message was sent."""
    act = acting(door, verb)
    return form.is_valid() and attempt(form, lambda: act(**form.cleaned_data, **more))


@own_page(Act.READ_OWN, "messages", parts=(Part.RECORD,))
def own_messages(request, door):
    """What was written, and a new message. For nothing that cannot wait a day."""
    may_write = door.may(Act.WRITE_TO_SERVICE)
    form = OwnMessageForm(request.POST or None, request.FILES or None) if may_write else None
    if form and sent(form, door, send):
        return redirect("my:messages")
    page = _thread(door, request.GET)
    context = own_context(door) | {"messages_sent": page.rows, "links": page.links({}), "form": form}
    return render(request, "my/messages.html", context, status=status_of(form))


@case_page(Act.READ_CASE, "messages")
@keeps_drafts
def messages(request, door):
    """The conversation with the person; whoever keeps the case writes and answers."""
    may_write = door.may(Act.KEEP_CASE)
    form = with_draft(request, MessageForm(request.POST or None)) if may_write else None
    if form and sent(form, door, write):
        return redirect("cases:messages", door.case_id)
    page = _thread(door, request.GET)
    context = {
        "header": case_header(request, door, "cases:messages"),
        "messages_sent": page.rows,
        "links": page.links({}),
        "form": form,
    }
    return render(request, "cases/messages.html", context, status=status_of(form))


@case_page(Act.KEEP_CASE, "messages")
@keeps_drafts
def answer(request, door, message_id):
    """Answer one message of the person."""
    rows = waiting(door.case_id).filter(pk=message_id)
    shown = disclosed_or_404(rows, door.purpose, door.visitor, "staff", "answers", extra=("answer__id",))
    form = with_draft(request, MessageForm(request.POST or None))
    if sent(form, door, write, answers=message_id):
        return redirect("cases:messages", door.case_id)
    context = {
        "header": case_header(request, door, "cases:messages"),
        "shown": shown,
        "lead": composition.message_leads.get(shown.topic) if shown.about else None,
        "form": form,
    }
    return render(request, "cases/message_answer.html", context, status=status_of(form))
