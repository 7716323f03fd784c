"""The verbs about sanctions, as the ledger tells them: which operation each is (Directive (EU) 2016/680, art. 25)."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(
    Operation.COLLECTION,
    {
        "application.make": _("asked the court to change or end the sanction"),
        "application.note": _("wrote down what the person asks of the court"),
        "application.comment": _("commented on an application"),
        "application.note_comment": _("wrote down what the person said to an application"),
        "appointment.book": _("booked an appointment"),
        "appointment.outcome": _("recorded the outcome of an appointment"),
        "comment.make": _("commented on a report"),
        "comment.note": _("wrote down what the person said to a report"),
        "condition.add": _("recorded a condition"),
        "condition.acknowledge": _("confirmed that they read their conditions"),
        "consent.note": _("wrote down what the person agreed to, or not"),
        "consent.respond": _("agreed to something, or not"),
        "failure.note": _("noted an alleged failure"),
        "hearing.note": _("wrote down what was said at a hearing"),
        "hours.record": _("recorded hours worked"),
        "hours.report": _("reported hours worked"),
        "passage.add": _("wrote a passage of a report"),
        "reparation.record": _("recorded what was made good"),
        "ruling.compare": _("compared a ruling with its paper"),
        "ruling.transcribe": _("copied a ruling from paper"),
        "sanction.record": _("recorded a sanction"),
    },
)
register_deeds(
    Operation.ALTERATION,
    {
        "application.take_back": _("took an application back"),
        "application.withdraw": _("withdrew an application"),
        "appointment.arrange": _("arranged what the person needs at an appointment"),
        "appointment.change_outcome": _("changed the outcome of an appointment"),
        "case.close": _("closed the case"),
        "change.carry_out": _("carried out what the court changed"),
        "condition.amend": _("corrected a condition"),
        "condition.lift": _("lifted a condition"),
        "consent.note_taking_back": _("wrote down that the person took an agreement back"),
        "consent.take_back": _("took an agreement back"),
        "failure.decide": _("decided about an alleged failure"),
        "hearing.set": _("set a hearing"),
        "hours.correct": _("corrected hours worked"),
        "order.answer": _("answered a query about the order"),
        "order.bind": _("recorded why a doubted order binds"),
        "passage.change": _("changed a passage of a report"),
        "placement.end": _("ended a placement"),
        "reparation.correct": _("corrected what was made good"),
        "report.acknowledge": _("confirmed that a report arrived"),
        "report.ask_check": _("asked a colleague to check a report"),
        "report.check": _("checked a report"),
        "report.hurry": _("made a report urgent"),
        "report.invite": _("invited the person to comment"),
        "report.return": _("asked the service to add to a report"),
        "report.withdraw": _("gave a report up"),
        "sanction.amend": _("corrected a sanction"),
        "sanction.settle": _("put an order in force, or asked it back"),
    },
)
register_deeds(
    Operation.COMBINATION,
    {
        "report.draft": _("began a report out of the record"),
        "report.correct": _("began a report that corrects another"),
    },
)
register_deeds(
    Operation.DISCLOSURE,
    {
        "application.decide": _("decided on an application"),
        "application.make_for_service": _("asked the court for the service"),
        "application.view": _("gave the service's view of an application"),
        "consequence.decide": _("decided what follows from a ruling"),
        "document.bundle": _("had the bundle of a report made"),
        "placement.make": _("sent the person to a place of work"),
        "report.serve": _("served a report"),
        "report.submit": _("sent a report"),
        "ruling.make": _("ruled on a report"),
    },
)
