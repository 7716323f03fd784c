"""How an agreement stands on each day, in Python and in the database alike (rules 57, 58)."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cases.consents import Standing
from cases.models.consent import ConsentPurpose
from sanctions.compliance import figures
from sanctions.consents import asking, standing_on, waits_for_agreement
from sanctions.models import AllegedFailure, Condition
from tests.agreeing import DAY, FAMILY, treated
from tests.verbs import Call, perform
from tests.verbs.consents import agreed, last

pytestmark = [pytest.mark.django_db, pytest.mark.rule(5, 57, 58)]


# How an agreement stands on a day: in Python for one day, in the database for many rows, the same.

ANSWERED = [("yes", -20), ("no", -10), ("yes", -8)]
TABLE = [
    (-21, Standing.UNASKED),
    (-20, Standing.YES),
    (-11, Standing.YES),
    (-10, Standing.NO),
    (-9, Standing.NO),
    (-8, Standing.YES),
    (-4, Standing.YES),
    (-3, Standing.WITHDRAWN),
    (0, Standing.WITHDRAWN),
]


@pytest.mark.parametrize(("day", "standing"), TABLE)
def test_how_it_stands_on_each_day(cast, day, standing):
    today = localdate(cast.now)
    condition = treated(cast, days_ago=30)
    for answer, given in ANSWERED:
        agreed(cast, ask=f"treatment-{condition.id}", answer=answer, given_on=today + given * DAY)
    back = {"consent_id": last(cast).id, "version": 1, "withdrawn_how": "By letter", "withdrawn_on": today - 3 * DAY}
    perform(cast, "consent.note_taking_back", Call("officer", FAMILY, back))
    assert standing_on(condition, today + day * DAY) == standing
    condition = Condition.objects.select_related("condition_type").get(pk=condition.pk)
    assert waits_for_agreement(condition, today + day * DAY) == (standing != Standing.YES)


@pytest.mark.parametrize(("days_old", "holds"), [(0, True), (334, True), (335, True), (364, True)])
def test_an_agreement_that_is_to_be_refreshed_still_holds(cast, days_old, holds):
    condition = treated(cast, given_on=localdate(cast.now) - days_old * DAY)
    assert figures(condition.case_id, cast.now)[condition.id].waits != holds


def test_the_database_counts_the_same_days(cast):
    """One failure a day, noted while the agreement held; then everything is taken back from the third day on."""
    today = localdate(cast.now)
    condition = treated(cast, days_ago=30, given_on=today - 20 * DAY)
    for days in range(1, 9):
        said = {"condition": condition, "manner": "Not there.", "happened_at": cast.now - days * DAY}
        perform(cast, "failure.note", Call("officer", FAMILY, said))
    back = {"consent_id": last(cast).id, "version": 1, "withdrawn_how": "By letter", "withdrawn_on": today - 4 * DAY}
    perform(cast, "consent.note_taking_back", Call("officer", FAMILY, back))
    rows = AllegedFailure.objects.filter(condition=condition)
    counted = {localdate(row.happened_at) for row in asking(rows, "happened_at__date")}
    known = Condition.objects.select_related("condition_type").get(pk=condition.pk)
    alike = {localdate(row.happened_at) for row in rows}
    assert counted == {day for day in alike if not waits_for_agreement(known, day)}
    assert counted == {today - days * DAY for days in range(5, 9)}
    others = AllegedFailure.objects.exclude(condition=condition)
    assert asking(others, "happened_at__date").count() == others.count()


def test_the_jurisdiction_has_one_text_for_what_the_law_asks():
    again = ConsentPurpose(code="treatment-2", owner="person", serves="treatment", title={"en": "T"}, text={"en": "T"})
    again.legal_reference, again.months, again.refresh_days = "Section 1", 12, 30
    with pytest.raises(ValidationError, match="There is a text for this already"):
        again.full_clean()
