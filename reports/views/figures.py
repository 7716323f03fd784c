"""The year's figures: for everybody once they are published, and before that for whoever publishes them (102)."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.access.gate import page
from cases.access.roles import Act
from cases.composition import composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.fields import in_language
from reports.actions.publishing import figures_of, publish
from reports.indicators import INDICATORS
from reports.models.figure import LEAST, Figure


@login_not_required
@require_safe
@never_cache
def public(request, year=None):
    """What each sanction is and how it works, and the figures of a year. No record, so no visitor is asked for."""
    years = _published()
    if year is not None and year not in years:
        raise Http404
    year = year or next(iter(years), None)
    rows = Figure.objects.filter(year=year).order_by("indicator", "place")
    context = {
        "panels": [panel for brings in composition.public if (panel := brings())],
        "years": years,
        "year": year,
        "tables": _tables(disclosed(rows, Purpose.PUBLICATION, None)),
        "published_on": years.get(year),
        "least": LEAST,
    }
    return render(request, "public/home.html", context)


@page(Act.PUBLISH_FIGURES, "figures")
def publishing(request):
    """The last year that is over as the public would read it, and the one button that publishes it."""
    now, years, refused = request.visitor.now, _published(), ""
    year = localdate(now).year - 1
    if request.method == "POST":
        try:
            publish(by=request.visitor, now=now, year=year)
            return redirect("public:year", year)
        except ValidationError as error:
            refused = " ".join(error.messages)
    is_published = year in years
    context = {
        "year": year,
        "years": years,
        "is_published": is_published,
        "tables": [] if is_published else _tables(figures_of(year)),
        "least": LEAST,
        "refused": refused,
    }
    return render(request, "reports/publishing.html", context, status=422 if refused else 200)


def _published() -> dict:
    """Each year whose figures are published, the latest first, with the day. One query."""
    rows = Figure.objects.order_by("-year").values_list("year", "published_on").distinct()
    return dict(rows)


def _tables(figures) -> list:
    """The figures by indicator, in their places, each table with the sum of what it shows."""
    by_code = {code: list(some) for code, some in groupby(figures, key=lambda figure: figure.indicator)}
    indicators = sorted(INDICATORS.values(), key=lambda indicator: indicator.place)
    return [_table(indicator, by_code[indicator.code]) for indicator in indicators if indicator.code in by_code]


def _table(indicator, figures):
    shown = [figure.count for figure in figures if figure.count is not None]
    return {
        "code": indicator.code,
        "title": indicator.title,
        "definition": indicator.definition,
        "rows": [(in_language(figure.label), figure.count) for figure in figures],
        "most": max(shown, default=0) or 1,
        "sum": sum(shown),
        "leaves_out": len(shown) < len(figures),
    }
