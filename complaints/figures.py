"""What complaints bring to the year's figures: how they were decided (rules 97, 102)."""

from django.utils.translation import gettext_lazy as _

from complaints.models import ComplaintDecision
from reports.indicators import by_value, register_indicator

Outcome = ComplaintDecision.Outcome
# To the person the decision says "you"; here it is told to everybody.
LABELS = ((Outcome.UPHELD, _("Upheld")), (Outcome.PARTLY, _("Upheld in part")), (Outcome.NOT_UPHELD, _("Not upheld")))


@register_indicator(
    "complaints",
    _("How complaints about the service were decided"),
    _("Decisions given in the year, with reasons, on complaints by people under supervision."),
    place=5,
)
def decided(year):
    """Decisions of a year on complaints, by outcome. One query."""
    rows = ComplaintDecision.objects.filter(decided_at__year=year)
    return by_value(rows, "outcome", LABELS)
