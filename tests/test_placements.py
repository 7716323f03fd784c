"""An organisation is sent somebody, writes hours down, and never learns why (rules 39–41, 49, 54)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.decide import roles_on
from cases.access.roles import Role
from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Look
from sanctions.models import HourLine, Placement
from tests.verbs import Call, perform
from tests.verbs.placements import placed, sending
from tests.visits import text_of
from volunteers.models import Agreement, PartnerMember

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def sessions(day, **by_placement):
    """What the form of a day sends: of each placement its times."""
    data = {"worked_on": day}
    for key, (started, ended, off, note) in by_placement.items():
        row = {"started": started, "ended": ended, "minutes_not_worked": off, "note": note}
        data |= {f"{key}-{name}": value for name, value in row.items()}
    return data


@pytest.mark.rule(39, 41, 49)
def test_an_organisation_sees_whom_it_was_sent_and_writes_a_day_down(cast):
    agency, day = cast.client("agency"), localdate(cast.now) - DAY
    first, second = placed(cast), placed(cast, work="Mending tools")
    home = text_of(agency.get(reverse("partner:home")))
    assert "Tomas Verhaal" in home and "Elena Petrova" in home and "Agreement 2025/7" in home
    page = text_of(agency.get(reverse("partner:placement", args=[first.case_id])))
    for read in (home, page):
        assert not [word for word in ("Burglary", "Fraud", "Quay Street", "DC-N", "District Court") if word in read]
    writing = reverse("partner:hours")
    typed = sessions(day, **{str(first.id): ("09:00", "11:00", "", ""), str(second.id): ("13:00", "12:00", "", "")})
    refused = agency.post(writing, typed)
    assert refused.status_code == 422 and "13:00" in text_of(refused), "what was wrong is kept as it was typed"
    assert "1 session is written down." in text_of(refused)
    assert [line.minutes for line in HourLine.objects.filter(placement=first)] == [120]
    assert f'name="{first.id}-started"' not in text_of(refused), "what is written down is not asked again"
    assert agency.post(writing, sessions(day, **{str(second.id): ("13:00", "15:00", "30", "Came late")})).url
    line = HourLine.objects.get(placement=second)
    assert (line.minutes, line.reported_by.name, line.recorded_by) == (90, "Renate Vogt", None)
    officer = cast.client("officer")
    read = text_of(officer.get(reverse("sanctions:hours", args=[first.case_id, first.condition_id])))
    assert "Renate Vogt, Northbridge Food Bank" in read
    assert Look.objects.filter(root=first.case_id, purpose="placement").exists(), "the person sees that they looked"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"worked_on": 1}, "Record a session after it was worked"),
        ({"worked_on": -40}, "outside the placement"),
        ({"ended": datetime.time(8)}, "The end comes after the start"),
    ],
)
def test_a_session_that_cannot_be_is_refused(cast, changed, refusal):
    if days := changed.get("worked_on"):
        changed = {"worked_on": localdate(cast.now) + days * DAY}
    times = {"started": datetime.time(9), "ended": datetime.time(12), "worked_on": localdate(cast.now) - DAY}
    given = {"placement_id": placed(cast).id} | times | changed
    with pytest.raises(ValidationError, match=refusal):
        perform(cast, "hours.report", Call("agency", "Verhaal", given))


def test_no_hour_counts_twice_whoever_wrote_it(cast):
    times = {"started": datetime.time(9), "ended": datetime.time(12), "worked_on": localdate(cast.now) - DAY}
    given = {"placement_id": placed(cast).id} | times
    line = perform(cast, "hours.report", Call("agency", "Verhaal", given))
    with pytest.raises(ValidationError, match="is written down for that day already"):
        again = {"condition_id": line.condition_id} | times | {"started": datetime.time(11), "ended": datetime.time(13)}
        perform(cast, "hours.record", Call("officer", "Verhaal", again))
    correction = {"line_id": line.id, "minutes": 0, "note": "Was somebody else."}
    perform(cast, "hours.correct", Call("officer", "Verhaal", correction))
    assert perform(cast, "hours.report", Call("agency", "Verhaal", given)).minutes == 180


def test_a_day_on_which_it_is_closed_is_refused(cast):
    day = localdate(cast.now) - DAY
    others = "1234567".replace(str(day.isoweekday()), "")
    given = {"placement_id": placed(cast, open_on=others).id, "worked_on": day}
    with pytest.raises(ValidationError, match="not open on this day"):
        times = {"started": datetime.time(9), "ended": datetime.time(12)}
        perform(cast, "hours.report", Call("agency", "Verhaal", given | times))


@pytest.mark.rule(40, 55)
@pytest.mark.parametrize("paper", ["insured_until", "safe_until", "ends_at"])
def test_nobody_is_sent_where_a_paper_does_not_last(cast, paper):
    agreement, short = Agreement.objects.get(), cast.now + 10 * DAY
    with recorded("test", by=SYSTEM_ACTOR, now=cast.now, root=agreement.id):
        setattr(agreement, paper, short if paper == "ends_at" else short.date())
        keep(agreement)
    with pytest.raises(ValidationError, match="before the last day"):
        perform(cast, "placement.make", Call("officer", "Verhaal", sending(cast)))


@pytest.mark.rule(54)
@pytest.mark.parametrize("ended", ["the placement", "the membership", "the agreement", "its days"])
def test_what_ends_is_reached_no_more(cast, ended):
    case, moment = cast.case("Verhaal"), cast.now
    assert roles_on(cast.at("agency"), case.id) == {Role.AGENCY}
    if ended == "the placement":
        placement = Placement.objects.get(case=case)
        given = {"placement_id": placement.id, "version": placement.version}
        perform(cast, "placement.end", Call("officer", "Verhaal", given))
    elif ended == "its days":
        moment += 208 * DAY
    else:
        held = (PartnerMember if ended == "the membership" else Agreement).objects.get()
        with recorded("test", by=SYSTEM_ACTOR, now=cast.now, root=held.id):
            held.ends_at = cast.now
            keep(held)
    assert roles_on(cast.at("agency", moment), case.id) == frozenset()
