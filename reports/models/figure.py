"""The figures of a year as they were published: what was too small to be shown is not in them (rules 101, 102)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.disclosure.purposes import EVERYBODY
from cases.history.record import Record

# A number of people smaller than this is not shown, unless it is nobody.
LEAST = 5


class Figure(Record):
    """One number of one year, published on a day; it never changes. None stands for one too small to be shown."""

    reached_by = "service"
    shown_by = "label"

    year = models.PositiveSmallIntegerField(_("year"))
    indicator = models.SlugField(_("what is counted"), max_length=40, db_index=False)
    row = models.SlugField(_("of which kind"), max_length=40, db_index=False)
    place = models.PositiveSmallIntegerField(_("place in the table"))
    label = models.JSONField(_("name of the kind"), help_text=_("By language."))
    count = models.PositiveIntegerField(_("number"), null=True, blank=True)
    published_on = models.DateField(_("published on"))

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(fields=["year", "indicator", "row"], name="figure_published_once"),
            models.CheckConstraint(condition=Q(version=1), name="figures_never_change"),
            # The database itself holds no number that could lead to somebody.
            models.CheckConstraint(condition=Q(count=None) | Q(count=0) | Q(count__gte=LEAST), name="no_small_figure"),
        ]

    class Disclosure:
        year = EVERYBODY
        indicator = EVERYBODY
        row = EVERYBODY
        place = EVERYBODY
        label = EVERYBODY
        count = EVERYBODY
        published_on = EVERYBODY

    def __str__(self):
        return f"{self.year} {self.indicator} {self.row}"
