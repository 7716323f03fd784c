"""A complaint as each of its parties may see it."""

from django.utils.translation import gettext as _

from cases.disclosure.view import disclosed, disclosed_one, disclosed_or_404
from cases.views.days import day_in_words
from complaints.models import Complaint, ComplaintDecision, Delivery, Statement

LINKS = ("unit", "staff", "investigator")


def the_complaint(door):
    """The complaint behind the door. Raises Http404 where it is not there."""
    return disclosed_or_404(Complaint.objects.filter(pk=door.root_id), door.purpose, door.visitor, *LINKS)


def decision_on(door) -> dict:
    """How it was decided and to whom that was delivered; empty values while it is not."""
    decision = disclosed_one(ComplaintDecision.objects.filter(complaint_id=door.root_id), door.purpose, door.visitor)
    sent = Delivery.objects.filter(decision__complaint_id=door.root_id).order_by("id")
    return {"decision": decision, "deliveries": disclosed(sent, door.purpose, door.visitor)}


def statements_on(door, **only):
    """What staff were asked and answered."""
    rows = Statement.objects.filter(complaint_id=door.root_id, **only).order_by("id")
    return disclosed(rows, door.purpose, door.visitor, "staff")


def steps(complaint, decision) -> list:
    """Where a complaint stands, for whoever lodged it."""
    replied, decided = complaint.state != "lodged", decision is not None
    refused = complaint.state == "not_admissible"
    found = [
        {"label": _("You complained"), "state": "done", "meta": day_in_words(complaint.lodged_at)},
        {
            "label": _("You get a first reply"),
            "state": "done" if replied else "current",
            "meta": day_in_words(complaint.replied_at)
            if replied
            else _("by %(day)s") % {"day": day_in_words(complaint.admit_by)},
        },
    ]
    if not refused:
        found.append(
            {
                "label": _("It is looked into, and decided with reasons"),
                "state": "done" if decided else ("current" if replied else "todo"),
                "meta": day_in_words(decision.decided_at)
                if decided
                else _("by %(day)s") % {"day": day_in_words(complaint.decide_by)},
            }
        )
    return found
