"""What each sanction is, for everybody: what it asks, how long it lasts, who imposes it, what follows (rule 101)."""

from cases.composition import Panel
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from sanctions.models import AdmittedCondition, Power, SanctionType

PURPOSE = Purpose.PUBLICATION


def explained() -> Panel:
    """Each type of sanction with the conditions it can carry and who may impose it. Three queries."""
    types = disclosed(SanctionType.objects.order_by("code"), PURPOSE, None)
    asks = disclosed(AdmittedCondition.objects.order_by("id"), PURPOSE, None, "sanction_type", "condition_type")
    powers = disclosed(Power.objects.order_by("authority__name"), PURPOSE, None, "sanction_type", "authority")
    rows = [
        {
            "type": shown,
            "conditions": [row.condition_type for row in asks if row.sanction_type.id == shown.id],
            "authorities": [row.authority for row in powers if row.sanction_type.id == shown.id],
        }
        for shown in types
    ]
    return Panel("sanctions/_public.html", {"types": rows})
