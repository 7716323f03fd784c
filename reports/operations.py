"""The verbs of the press, as the ledger tells them: which operation each is (Directive (EU) 2016/680, article 25)."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(
    Operation.COLLECTION,
    {
        "inspection.mandate": _("recorded an inspection mandate"),
        "disclosure.ask": _("asked the service for more about the person"),
        "disclosure.note_request": _("wrote down that somebody asks for information"),
        "disclosure.acknowledge": _("recorded that what was sent has arrived"),
    },
)
register_deeds(
    Operation.ALTERATION,
    {
        "disclosure.refuse": _("refused a request for information"),
        "disclosure.approve": _("decided whether something may be sent"),
        "deferral.review": _("looked again at whether the person is told"),
    },
)
register_deeds(
    Operation.COMBINATION,
    {
        "disclosure.prepare": _("put together what is to be sent"),
        "document.order": _("asked for a document"),
        "document.begin": _("began to make a document"),
        "document.seal": _("made and sealed a document"),
        "document.refuse": _("refused to make a document"),
        "document.fail": _("could not make a document"),
    },
)
register_deeds(
    Operation.DISCLOSURE,
    {
        "disclosure.send": _("sent something about the person"),
        "disclosure.recall": _("recalled what was sent"),
        "document.own_copy": _("took a copy of the own record"),
        "figures.publish": _("published the figures of a year"),
    },
)
