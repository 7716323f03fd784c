"""The public page: what each sanction is, and a year's figures in which nobody can be found (rules 101, 102)."""

import datetime
import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.history.action import SYSTEM_ACTOR, recorded
from complaints.models import ComplaintDecision
from reports.actions.publishing import LEAST, figures_of, publish, publishable
from reports.indicators import INDICATORS
from reports.models import Figure
from sanctions.models import ConditionType, Consequence, Ruling, Sanction, SanctionType
from sanctions.workflow import take
from tests.reported import reported
from tests.verbs import CALLS, perform

pytestmark = pytest.mark.django_db


def counted(year, code):
    """Row to number, before anything is left out."""
    return {row: count for row, _label, count in INDICATORS[code].count(year)}


@pytest.mark.rule(101)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_anybody_reads_what_each_sanction_is(cast, language):
    page = cast.client(language=language).get(reverse("public:home"))
    body = unescape(page.content.decode())
    for shown in [*SanctionType.objects.all(), *ConditionType.objects.all()]:
        assert shown.title[language] in body
        assert shown.plain[language] in body
    assert "District Court North" in body
    assert 'name="robots"' not in body


@pytest.mark.rule(102)
def test_the_latest_year_stands_there_as_bars_and_as_a_table(cast):
    client, last = cast.client(), cast.now.year - 1
    body = client.get(reverse("public:home")).content.decode()
    assert f"The figures of {last}" in body
    begun = Figure.objects.get(year=last, indicator="sanctions-begun", row="community-service-order")
    assert body.count(f"{begun.count:,}") == 3  # beside the bar, in it, and in the table
    assert body.count("<meter") == body.count("<progress") + Figure.objects.filter(year=last).count()
    assert client.get(reverse("public:year", args=[last - 1])).status_code == 200
    assert client.get(reverse("public:year", args=[last - 30])).status_code == 404


@pytest.mark.rule(102)
def test_what_is_too_small_is_left_out_of_table_and_sum(cast):
    last = cast.now.year - 1
    rows = Figure.objects.filter(year=last, indicator="consequences")
    assert [row.row for row in rows if row.count is None] == ["imprisonment"]
    body = cast.client().get(reverse("public:home")).content.decode()
    told = body[body.index('id="consequences"') :]
    assert told.count("fewer than 5") == 3
    assert re.search(rf"Together, without.*?>{sum(row.count or 0 for row in rows)}<", told, re.DOTALL)


@pytest.mark.rule(102)
def test_a_number_is_shown_when_it_is_nobody_or_enough():
    assert [publishable(count) for count in range(7)] == [0, None, None, None, None, 5, 6]


@pytest.mark.rule(102)
def test_the_database_itself_keeps_no_number_that_leads_to_somebody(cast):
    figure = Figure(year=2001, indicator="rulings", row="revoked", place=0, label={"en": "Revoked"}, count=LEAST - 1)
    figure.published_on = cast.now.date()
    with recorded("test", by=SYSTEM_ACTOR, now=cast.now), pytest.raises(IntegrityError), transaction.atomic():
        figure.save()


@pytest.mark.rule(102)
def test_each_indicator_counts_what_it_says(cast):
    year = cast.now.year
    report = reported(cast)
    before = {code: counted(year, code) for code in INDICATORS}
    perform(cast, "consequence.decide", CALLS["consequence.decide"](cast))
    perform(cast, "complaint.decide", CALLS["complaint.decide"](cast))
    after = {code: counted(year, code) for code in INDICATORS}
    changed = {(code, row) for code in after for row in after[code] if after[code][row] != before[code][row]}
    ruling, follows = Ruling.objects.latest("id"), Consequence.objects.latest("id")
    complaint = ComplaintDecision.objects.latest("id")
    assert changed == {
        ("rulings", ruling.outcome),
        ("consequences", follows.kind),
        ("complaints", complaint.outcome),
    }
    assert report.state != "ruled"
    begun = Sanction.objects.filter(state__in=("in_force", "ended", "revoked"))
    for start in {sanction.starts_on.year for sanction in begun}:
        assert sum(counted(start, "sanctions-begun").values()) == begun.filter(starts_on__year=start).count()
    sanction = begun.filter(state="in_force").first()
    before = counted(sanction.ends_on.year, "sanctions-ended")[sanction.sanction_type.code]
    with recorded("test", by=SYSTEM_ACTOR, now=cast.now, root=sanction.root):
        take(sanction, "order.run_out").save()
    assert counted(sanction.ends_on.year, "sanctions-ended")[sanction.sanction_type.code] == before + 1


@pytest.mark.rule(102)
def test_a_year_is_published_once_when_it_is_over(cast):
    admin = cast.at("admin")
    with pytest.raises(ValidationError, match="not over"):
        publish(by=admin, now=cast.now, year=cast.now.year)
    year = cast.now.year - 3
    foretold = [(figure.indicator, figure.row, figure.count) for figure in figures_of(year)]
    assert foretold
    publish(by=admin, now=cast.now, year=year)
    kept = Figure.objects.filter(year=year).order_by("id").values_list("indicator", "row", "count")
    assert list(kept) == foretold
    with pytest.raises(ValidationError, match="published already"):
        publish(by=admin, now=cast.now, year=year)


@pytest.mark.rule(102)
def test_whoever_publishes_reads_first_what_the_public_will_read(cast, monkeypatch):
    page, later = reverse("reports:publishing"), cast.now + datetime.timedelta(days=366)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client = cast.client("admin")
    told = client.get(page).content.decode()
    assert f"Publish the figures of {cast.now.year}" in told
    assert "fewer than 5" in told
    assert client.post(page).headers["Location"] == reverse("public:year", args=[cast.now.year])
    public = cast.client().get(reverse("public:home")).content.decode()
    tables = told[told.index('id="sanctions-begun"') : told.index("<h2>Published</h2>")]
    assert tables in public
    assert "Publish the figures" not in client.get(page).content.decode()
    refused = client.post(page)
    assert refused.status_code == 422
    assert "published already" in refused.content.decode()


@pytest.mark.rule(102)
@pytest.mark.parametrize("username", ["officer", "manager", "inspector", "person"])
def test_nobody_else_publishes(cast, username):
    assert cast.client(username).post(reverse("reports:publishing")).status_code == 403
    with pytest.raises(PermissionDenied):
        publish(by=cast.at(username), now=cast.now, year=cast.now.year - 3)


def test_the_public_page_asks_the_database_little(cast):
    with CaptureQueriesContext(connection) as captured:
        assert cast.client().get(reverse("public:home")).status_code == 200
    assert len(captured) <= 5
