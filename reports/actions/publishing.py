"""Publishing the figures of a year that is over: counted once, without what is too small, and never changed after."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import keep, service_verb
from reports.indicators import INDICATORS
from reports.models.figure import LEAST, Figure

# To whom published figures go, as the ledger keeps it.
PUBLIC = "public"


def publishable(count: int) -> int | None:
    """A number as it may be shown: None where so few people are in it that one could be found.

    No sum over such a number is ever shown, so nothing has to be left out beside it.
    """
    return None if 0 < count < LEAST else count


def figures_of(year: int) -> list[Figure]:
    """The figures of a year as they would be published now, unsaved. A query or two for each indicator."""
    return [
        Figure(year=year, indicator=code, row=row, place=place, label=label, count=publishable(count))
        for code, indicator in INDICATORS.items()
        for place, (row, label, count) in enumerate(indicator.count(year))
    ]


@service_verb("figures.publish", Act.PUBLISH_FIGURES, to=PUBLIC)
def publish(*, visitor, now, year):
    """Publish the figures of a year. Raises ValidationError where it is not over, or published already."""
    if year >= localdate(now).year:
        raise ValidationError(_("This year is not over. Its figures can be published when it is."))
    if Figure.objects.filter(year=year).exists():
        raise ValidationError(_("The figures of this year are published already. Published figures never change."))
    return keep_figures(figures_of(year), now)


def keep_figures(figures, now) -> list[Figure]:
    """Keep figures as published today, within an action. Returns them."""
    for figure in figures:
        figure.published_on = localdate(now)
        keep(figure)
    return figures
