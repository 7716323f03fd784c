"""Once supervision has ended: what is due when, what a hold stops, and who sees numbers and dates alone (rule 48)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.retaining import lift_hold, place_hold
from cases.actions.terms import after_years
from cases.models import CaseRecord, Hold
from sanctions.actions.closing import close_case
from tests.visits import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HELD = {"kind": "claim", "asked_by": "District Court North", "why": "A claim."}


@pytest.mark.rule(48)
def test_the_records_officer_sees_what_is_due_and_what_is_on_hold(cast):
    page = text_of(cast.client("records").get(reverse("cases:retention")))
    due, held = cast.case("Lind"), cast.case("Dvorak")
    assert due.reference in page and held.reference in page
    assert "Destroy on" in page and "kept 3 years" in page
    assert "On hold" in page and "claim for damages" in page
    assert "Johanna" not in page and "Lind" not in page and "Theft" not in page
    assert cast.case("Verhaal").reference not in page


@pytest.mark.rule(48)
@pytest.mark.parametrize(
    ("ended_on", "years", "due"),
    [
        (datetime.date(2023, 11, 21), 3, datetime.date(2026, 11, 21)),
        (datetime.date(2024, 2, 29), 3, datetime.date(2027, 2, 28)),
        (datetime.date(2024, 2, 29), 0, datetime.date(2024, 2, 28)),
    ],
)
def test_the_day_a_record_is_due(ended_on, years, due):
    assert after_years(ended_on, years) == due


@pytest.mark.rule(8, 48)
def test_no_record_opens_for_whoever_archives_it(cast):
    client = cast.client("records")
    for family in ("Lind", "Dvorak"):
        for name in ("cases:detail", "cases:record", "cases:looks", "sanctions:overview"):
            assert client.get(reverse(name, args=[cast.case(family).id])).status_code == 403
    assert client.get(reverse("cases:hold", args=[cast.case("Verhaal").id])).status_code == 404


@pytest.mark.rule(48)
def test_a_hold_stops_it_and_is_lifted_with_a_reason(cast):
    client, case = cast.client("records"), cast.case("Lind")
    late = (cast.now + 30 * DAY).date()
    refused = client.post(reverse("cases:hold", args=[case.id]), HELD | {"review_on": "2020-01-01"})
    assert refused.status_code == 422 and "A claim." in text_of(refused)
    assert client.post(reverse("cases:hold", args=[case.id]), HELD | {"review_on": late}).status_code == 302
    with pytest.raises(ValidationError, match="on hold already"):
        place_hold(by=cast.at("records"), now=cast.now, case_id=case.id, why="Again.", review_on=late)
    hold = Hold.objects.get(case=case)
    given = {"case_id": case.id, "hold_id": hold.id, "version": hold.version}
    with pytest.raises(ValidationError):
        lift_hold(by=cast.at("records"), now=cast.now, **given)
    lift_hold(by=cast.at("records"), now=cast.now, reason="The claim was settled.", **given)
    assert Hold.objects.get(case=case).lifted_at == cast.now


@pytest.mark.rule(23, 48)
def test_a_case_closes_when_everything_in_it_is_over_and_not_before(cast):
    def close(family, by="officer"):
        case = cast.case(family)
        return close_case(by=cast.at(by), now=cast.now, case_id=case.id, version=case.version, ended_as="revoked")

    with pytest.raises(ValidationError, match="still in force"):
        close("Verhaal")
    assert close("Dahlberg").ended_on == localdate(cast.now)  # revoked by a ruling
    with pytest.raises(ValidationError, match="closed already"):
        close("Dahlberg")
    with pytest.raises((PermissionDenied, Http404)):
        close("Verhaal", by="manager")


@pytest.mark.rule(48)
def test_the_officer_closes_it_on_a_page(cast):
    case, officer = cast.case("Dahlberg"), cast.client("officer")
    url = reverse("sanctions:close", args=[case.id])
    assert " checked" not in text_of(officer.get(url))
    assert officer.post(url, {"version": case.version}).status_code == 422
    assert officer.post(url, {"version": case.version, "ended_as": "revoked"}).status_code == 302
    assert CaseRecord.objects.get(pk=case.id).ended_as == "revoked"
