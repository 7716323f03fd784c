"""What sanctions bring to the year's figures: how many began and ended, what was ruled, and what followed (102)."""

from django.utils.translation import gettext_lazy as _

from reports.indicators import by_value, counted_by, register_indicator
from sanctions.models import Consequence, Ruling, Sanction, SanctionType

State = Sanction.State
# An order that was asked back or replaced by a corrected one began nothing.
BEGAN = (State.IN_FORCE, State.ENDED, State.REVOKED)


def _by_type(rows):
    found = counted_by(rows, "sanction_type_id")
    types = SanctionType.objects.order_by("code").values_list("id", "code", "title")
    return [(code, title, found.get(key, 0)) for key, code, title in types]


@register_indicator(
    "sanctions-begun",
    _("Sanctions that began"),
    _("Sanctions whose first day lies in the year, by type. One person can be counted twice."),
    place=1,
)
def begun(year):
    """Sanctions that began in a year. Two queries."""
    return _by_type(Sanction.objects.filter(state__in=BEGAN, starts_on__year=year))


@register_indicator(
    "sanctions-ended",
    _("Sanctions that ended without being revoked"),
    _("Sanctions whose last day lies in the year and that no court revoked, by type."),
    place=2,
)
def ended(year):
    """Sanctions that ended in a year without having been revoked. Two queries."""
    return _by_type(Sanction.objects.filter(state=State.ENDED, ends_on__year=year))


@register_indicator(
    "rulings",
    _("What courts ruled on reports of non-compliance"),
    _("Rulings dated in the year on a report that conditions were not kept. Most leave the sanction in place."),
    place=3,
)
def rulings(year):
    """Rulings of a year by outcome. One query."""
    return by_value(Ruling.objects.filter(ruled_on__year=year), "outcome", Ruling.Outcome.choices)


@register_indicator(
    "consequences",
    _("What followed where a sanction was revoked"),
    _("Separate decisions, dated in the year, on what takes the place of a sanction wholly or partly revoked."),
    place=4,
)
def consequences(year):
    """Decisions of a year on what follows a revocation, by kind. One query."""
    return by_value(Consequence.objects.filter(decided_on__year=year), "kind", Consequence.Kind.choices)
