"""Looks that somebody should explain, read from the log hour by hour (rules 47 and 78)."""

import datetime
import uuid

import pytest
from django.urls import reverse

from cases.actions.alerting import HOURS, ask_for_hours, notice_looks
from cases.history.tables import Look
from cases.jobs.running import run
from cases.jobs.table import Job
from cases.models import Alert, Jurisdiction
from tests.verbs.withholding import an_alert
from tests.visits import text_of

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def hour_of(cast):
    return (cast.now - 3 * HOUR).replace(minute=0, second=0, microsecond=0)


def looked(cast, username, root, at, capacity="officer"):
    """A look as the log holds it; its key is in the order of its time."""
    key = uuid.UUID(int=int(at.timestamp() * 1000) << 80 | uuid.uuid4().int >> 70 | 0x7 << 76)
    who = {"actor_id": cast.user(username).id, "capacity": capacity, "purpose": "supervision", "kind": "overview"}
    Look(id=key, root=root, at=at, written_at=at, **who).write()


def noticed(cast):
    notice_looks(hour_of(cast), cast.now)
    return sorted(
        (each.kind, each.staff.name, each.case and each.case.reference)
        for each in Alert.objects.filter(raised_at=cast.now)
    )


@pytest.mark.rule(47)
def test_a_look_at_a_case_outside_ones_work_is_noticed_once_and_one_inside_never(cast):
    at, tomas, south = hour_of(cast) + HOUR / 2, cast.case("Verhaal"), cast.case("Lindqvist")
    looked(cast, "officer", tomas.id, at)
    looked(cast, "manager", tomas.id, at, "manager")
    assert noticed(cast) == []
    looked(cast, "officer", south.id, at)
    looked(cast, "inspector", south.id, at, "inspector")
    outside = [("outside", "Ines Marlow", south.reference)]
    assert noticed(cast) == outside
    assert noticed(cast) == outside, "read twice, noticed once"


@pytest.mark.rule(47, 78)
def test_very_many_cases_in_an_hour_are_noticed(cast):
    most = Jurisdiction.objects.get().most_cases_an_hour
    for number in range(most + 1):
        looked(cast, "officer", uuid.uuid4(), hour_of(cast) + number * HOUR / 100)
    looked(cast, "officer2", uuid.uuid4(), hour_of(cast))
    assert noticed(cast) == [("many", "Ines Marlow", None)]
    assert Alert.objects.get(raised_at=cast.now).cases == most + 1


def test_every_full_hour_of_the_last_day_is_read_by_a_job_of_its_own(cast):
    for _again in range(2):
        ask_for_hours(cast.now)
    jobs = Job.objects.filter(kind="looks.notice")
    assert jobs.count() == HOURS
    looked(cast, "officer", cast.case("Lindqvist").id, hour_of(cast) + HOUR / 2)
    for job in jobs:
        run(job.id, cast.now + HOUR)
    assert jobs.filter(done_at=None).count() == 0
    assert Alert.objects.filter(kind="outside").count() == 1


@pytest.mark.rule(78)
def test_a_manager_answers_and_nobody_reads_what_is_about_themselves(cast):
    alert, manager = an_alert(cast), cast.client("manager")
    assert "Ines Marlow" in text_of(manager.get(reverse("cases:alerts")))
    here = reverse("cases:alert", args=[alert.id])
    assert manager.post(here, {"answer": "explained", "reasons": "", "version": 1}).status_code == 422
    given = {"answer": "explained", "reasons": "She checked files for the audit.", "version": 1}
    assert manager.post(here, given).status_code == 302
    assert manager.post(here, given).status_code == 409
    assert "She checked files for the audit." in text_of(manager.get(here))
    for username in ("manager3", "officer"):
        assert cast.client(username).get(here).status_code == 404
    own = Alert(kind="many", staff=cast.post("manager"), unit=alert.unit, began_at=cast.now, cases=60)
    assert own.staff.user_id == cast.user("manager").id
