"""The verbs about complaints, as the ledger tells them: which operation each is (Directive (EU) 2016/680, art. 25)."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(
    Operation.COLLECTION,
    {
        "complaint.lodge": _("lodged a complaint"),
        "complaint.answer": _("answered to a complaint"),
        "complaint.hear": _("recorded the hearing of a complaint"),
    },
)
register_deeds(
    Operation.DISCLOSURE,
    {
        "complaint.ask": _("asked a member of staff about a complaint"),
        "complaint.decide": _("decided a complaint"),
        "complaint.reply": _("replied to a complaint"),
    },
)
