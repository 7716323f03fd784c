"""The verbs about volunteers, as the ledger tells them: which operation each is (Directive (EU) 2016/680, art. 25)."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(
    Operation.COLLECTION,
    {
        "task.ask": _("asked for a volunteer"),
        "task.note": _("wrote down a visit"),
        "volunteer.add": _("recorded a volunteer"),
        "volunteer.check": _("recorded a check of a volunteer"),
    },
)
register_deeds(
    Operation.ALTERATION,
    {
        "task.end": _("ended a volunteer's task"),
        "volunteer.change": _("changed a volunteer's record"),
        "volunteer.decide": _("decided about a volunteer"),
    },
)
register_deeds(Operation.DISCLOSURE, {"task.give": _("gave a task to a volunteer")})
