"""The verbs by which a demonstration and a country's data come in, as the ledger tells them."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(
    Operation.COLLECTION,
    {
        "case.bring_in": _("brought the case in from another service"),
        "import.make": _("brought in cases of another service"),
        "case.exclude": _("excluded somebody from the record"),
        "figures.load": _("brought in figures"),
        "jurisdiction.load": _("brought in the country's data"),
        "partner.begin": _("recorded a partner organisation"),
        "person.activate": _("gave the person a log-in"),
        "seed.begin": _("began to make an invented service"),
        "service.begin": _("began the service"),
        "service.grow": _("added units and staff"),
    },
)
