"""The person asks for another time before an appointment; it stands until the officer moves it (rules 29, 45)."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from cases.access.gate import own_page
from cases.access.roles import Act
from cases.actions.messaging import send
from cases.disclosure.view import disclosed_or_404
from cases.models import Message
from cases.views.forms_help import status_of
from cases.views.messages import OwnMessageForm, sent
from cases.views.person import own_context
from sanctions.models import Appointment


class MoveForm(OwnMessageForm):
    """Why, when instead, and a proof if there is one."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["text"].label = _("Why can you not come, and when could you come instead?")


@own_page(Act.WRITE_TO_SERVICE, "messages")
def move(request, door, appointment_id):
    """Ask for another time for one appointment to come."""
    ahead = Appointment.objects.filter(case_id=door.case_id, starts_at__gt=door.visitor.now, outcome="")
    appointment = disclosed_or_404(ahead.filter(pk=appointment_id), door.purpose, door.visitor, "officer")
    form = MoveForm(request.POST or None, request.FILES or None)
    if sent(form, door, send, topic=Message.Topic.MOVE, about=appointment_id):
        return redirect("my:messages")
    context = own_context(door) | {"appointment": appointment, "form": form}
    return render(request, "sanctions/own_move.html", context, status=status_of(form))
