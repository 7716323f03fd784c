"""The verbs of the press, as the ledger tells them: which operation each is (Directive (EU) 2016/680, article 25)."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(Operation.COLLECTION, {"inspection.mandate": _("recorded an inspection mandate")})
register_deeds(
    Operation.COMBINATION,
    {
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
        "document.own_copy": _("took a copy of the own record"),
        "figures.publish": _("published the figures of a year"),
    },
)
