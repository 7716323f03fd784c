"""Jobs cannot be lost: asked for with what causes them, done exactly once, or shown to a human (law 13)."""

import base64
import datetime
import json
import shutil
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from cases.actions.jobs import retry_job
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Action
from cases.jobs.asking import HANDLERS, TASK, enqueue, handles
from cases.jobs.running import LONGEST_PAUSE, MOST_ATTEMPTS, MOST_RINGS, WORKER_LOST, LeaseLost, pause, run, sweep, tell
from cases.jobs.table import Job
from cases.models import Unit

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
LONG = datetime.timedelta(days=1)


class Mishap(Exception):
    """What goes wrong in a handler; its words quote a record."""


@pytest.fixture(autouse=True)
def nothing_waits(db):
    """What the demo's world asked for is not what these tests are about."""
    Job.objects.all().delete()


@pytest.fixture(autouse=True)
def only_here():
    """What a test registers is forgotten after it."""
    before = dict(HANDLERS)
    yield
    HANDLERS.clear()
    HANDLERS.update(before)


@pytest.fixture
def broker(settings):
    """The embedded broker, empty: `broker()` gives the keys of the jobs that were rung for."""
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()

    def rung():
        messages = [json.loads(path.read_text()) for path in folder.glob("*.msg")]
        assert all(message["headers"]["task"] == TASK for message in messages)
        return [json.loads(base64.b64decode(message["body"]))[0][0] for message in messages]

    yield rung
    shutil.rmtree(folder)


def renames(phone="555 0100"):
    """A handler that changes a record."""

    def rename(job, now):
        with recorded("test.rename", by=SYSTEM_ACTOR, now=now):
            unit = Unit.objects.order_by("id").first()
            unit.phone = phone
            unit.save()

    return rename


def fails(job, now):
    renames("never")(job, now)
    raise Mishap("Tomas Verhaal, born on 3 March")


def versions():
    return Unit.history.filter(id=Unit.objects.order_by("id").first().id).count()


def test_the_row_stands_or_falls_with_what_causes_it(cast, in_vain):
    handles("test.rename")(renames())
    with in_vain():
        enqueue("test.rename", "test.rename 1")
    assert not Job.objects.exists()
    with transaction.atomic():
        job = enqueue("test.rename", "test.rename 1", root=cast.case("Verhaal").id)
    assert Job.objects.get().root == cast.case("Verhaal").id == job.root


def test_the_doorbell_rings_after_commit_and_never_before(cast, broker, django_capture_on_commit_callbacks):
    handles("test.rename")(renames())
    with django_capture_on_commit_callbacks() as rings:
        job = enqueue("test.rename", "test.rename 1")
        enqueue("test.rename", "test.rename 1")
        enqueue("test.rename", "test.rename 2", at=cast.now + LONG)
        assert broker() == []
    assert len(rings) == 1
    rings[0]()
    assert broker() == [str(job.id)]


def test_a_broker_that_is_away_fails_nothing(cast, settings, django_capture_on_commit_callbacks, caplog):
    handles("test.rename")(renames())
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("No folder can stand here.")
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("test.rename", "test.rename 1")
    folder.unlink()
    assert "The doorbell is out of order" in caplog.text
    assert run(job.id, cast.now) is not None


def test_asked_for_twice_it_is_one_job_and_done_once(cast):
    handles("test.rename")(renames())
    first, second = (enqueue("test.rename", "test.rename 1") for _time in range(2))
    before = versions()
    assert first.pk == second.pk
    assert run(first.id, cast.now) is not None
    assert run(first.id, cast.now + LONG) is None
    assert enqueue("test.rename", "test.rename 1").done_at == cast.now
    assert versions() == before + 1


def test_nobody_asks_for_what_nobody_does(cast):
    with pytest.raises(LookupError):
        enqueue("test.unheard_of", "test.unheard_of 1")


def test_a_job_waits_for_its_time(cast):
    handles("test.rename")(renames())
    job = enqueue("test.rename", "test.rename 1", at=cast.now + LONG)
    assert run(job.id, cast.now + LONG - SECOND) is None
    assert run(job.id, cast.now + LONG) is not None


def test_what_fails_leaves_nothing_but_the_name_of_its_error(cast, caplog):
    handles("test.fails")(fails)
    job, before = enqueue("test.fails", "test.fails 1"), versions()
    run(job.id, cast.now)
    job.refresh_from_db()
    assert versions() == before
    assert (job.error, job.attempts, job.done_at, job.lease_until) == ("Mishap", 1, None, None)
    assert job.run_after == cast.now + pause(1)
    assert "Verhaal" not in caplog.text + str(Job.objects.values().get())


@pytest.mark.rule(42)
def test_the_pauses_grow_and_the_last_failure_is_given_to_a_human(cast):
    handles("test.fails")(fails)
    job, now = enqueue("test.fails", "test.fails 1"), cast.now
    pauses = [pause(attempt) for attempt in range(1, MOST_ATTEMPTS + 1)]
    assert pauses == sorted(pauses) and pauses[-1] == LONGEST_PAUSE
    for length in pauses:
        assert run(job.id, now) is not None
        assert run(job.id, now + length - SECOND) is None
        now += length
    job.refresh_from_db()
    assert (job.attempts, job.dead_at) == (MOST_ATTEMPTS, now - pauses[-1])
    assert run(job.id, now + LONG) is None


def test_while_one_worker_holds_it_no_other_takes_it(cast, settings):
    tried = []

    @handles("test.nested")
    def nested(job, now):
        tried.append(run(job.id, now))

    job = enqueue("test.nested", "test.nested 1")
    run(job.id, cast.now)
    assert tried == [None]


def test_of_two_workers_of_which_the_first_was_too_slow_one_effect_stays(cast, settings):
    lease = datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)

    @handles("test.slow", slow=True)
    def slow(job, now):
        if job.attempts == 1:  # the lease runs out while the first one is still at it
            run(job.id, now + lease - SECOND)
            assert Job.objects.get().attempts == 1
            run(job.id, now + lease)
        return lambda: renames()(job, now)

    before = versions()
    job = enqueue("test.slow", "test.slow 1")
    run(job.id, cast.now)
    job.refresh_from_db()
    assert (job.attempts, job.done_at) == (2, cast.now + lease)
    assert versions() == before + 1


def test_who_lost_the_lease_can_neither_hold_it_nor_fail_it(cast, settings):
    lease = datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
    takers = []

    @handles("test.slow", slow=True)
    def slow(job, now):
        takers.append(job)
        if job.attempts == 1:
            run(job.id, now + lease)  # another one, and then this one fails
            raise Mishap
        with pytest.raises(LeaseLost):
            tell(takers[0], 50, now)
        raise ValueError

    job = enqueue("test.slow", "test.slow 1")
    run(job.id, cast.now)
    job.refresh_from_db()
    assert (job.attempts, job.error, job.run_after) == (2, "ValueError", cast.now + lease + pause(2))


def test_a_slow_job_says_how_far_it_is_and_keeps_its_lease(cast, settings):
    lease = datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
    seen = []

    @handles("test.slow", slow=True)
    def slow(job, now):
        tell(job, 40, now + lease - SECOND, "pages")
        seen.append(Job.objects.values_list("progress", "step", "lease_until").get())
        assert run(job.id, now + lease) is None

    job = enqueue("test.slow", "test.slow 1")
    run(job.id, cast.now)
    assert seen == [(40, "pages", cast.now + 2 * lease - SECOND)]
    job.refresh_from_db()
    assert (job.done_at, job.progress) == (cast.now, 100)
    with pytest.raises(LeaseLost):
        tell(job, 50, cast.now)


def test_the_sweep_rings_for_what_is_due_and_held_by_nobody(cast, broker):
    handles("test.rename")(renames())
    due, later, done, held, died = (enqueue("test.rename", f"test.rename {n}") for n in range(5))
    Job.objects.filter(pk=later.pk).update(run_after=cast.now + SECOND)
    Job.objects.filter(pk=done.pk).update(done_at=cast.now)
    Job.objects.filter(pk=held.pk).update(lease_until=cast.now + SECOND, attempts=1)
    Job.objects.filter(pk=died.pk).update(lease_until=cast.now, attempts=1)
    sweep(cast.now)
    assert set(broker()) == {str(due.id), str(died.id)}


def test_the_sweep_rings_for_a_part_at_a_time_the_oldest_first(cast, broker):
    handles("test.rename")(renames())
    jobs = [enqueue("test.rename", f"test.rename {n}") for n in range(MOST_RINGS + 1)]
    sweep(cast.now)
    assert set(broker()) == {str(job.id) for job in jobs[:-1]}


def test_a_job_over_which_every_worker_died_is_given_to_a_human(cast, broker):
    handles("test.rename")(renames())
    job = enqueue("test.rename", "test.rename 1")
    Job.objects.update(lease_until=cast.now, attempts=MOST_ATTEMPTS)
    assert run(job.id, cast.now) is None
    sweep(cast.now)
    job.refresh_from_db()
    assert (job.dead_at, job.error) == (cast.now, WORKER_LOST)
    assert broker() == []


def given_up(cast, handler=fails, kind="test.fails"):
    handles(kind, "Make a letter")(handler)
    job = enqueue(kind, f"{kind} 1", root=cast.case("Verhaal").id)
    Job.objects.update(dead_at=cast.now - LONG, attempts=MOST_ATTEMPTS, error="Mishap")
    return job


def test_a_human_lets_it_be_tried_again_and_it_is_done_once(cast):
    job, before = given_up(cast, renames()), versions()
    retry_job(by=cast.at("admin"), now=cast.now, job_id=job.id)
    assert Action.objects.filter(verb="job.retry", actor_id=cast.user("admin").id, at=cast.now).count() == 1
    run(job.id, cast.now)
    run(job.id, cast.now + LONG)
    job.refresh_from_db()
    assert (job.attempts, job.done_at, versions()) == (1, cast.now, before + 1)
    with pytest.raises(ValidationError):
        retry_job(by=cast.at("admin"), now=cast.now, job_id=job.id)


def test_the_page_says_that_nothing_failed(cast):
    shown = cast.client("admin").get(reverse("jobs")).content.decode()
    assert "Nothing failed." in shown and "Try again" not in shown


def test_the_page_shows_what_failed_and_nothing_of_a_record(cast):
    given_up(cast)
    client = cast.client("admin")
    shown = client.get(reverse("jobs")).content.decode()
    assert all(word in shown for word in ("Make a letter", "Mishap", str(MOST_ATTEMPTS), "Try again"))
    assert str(cast.case("Verhaal").id) not in shown and "Verhaal" not in shown


def test_the_button_lets_it_be_tried_again(cast):
    job, client = given_up(cast), cast.client("admin")
    answer = client.post(reverse("jobs"), {"job_id": job.id})
    assert (answer.status_code, answer.url) == (302, reverse("jobs"))
    job.refresh_from_db()
    assert (job.dead_at, job.attempts) == (None, 0)
    for nonsense in (job.id, uuid.uuid4(), "nonsense"):
        assert client.post(reverse("jobs"), {"job_id": nonsense}).status_code == 422


@pytest.mark.parametrize("username", ["officer", "manager", "records", "inspector"])
def test_nobody_else_sees_the_page_or_presses_the_button(cast, username):
    job, client = given_up(cast), cast.client(username)
    assert client.get(reverse("jobs")).status_code == 403
    assert client.post(reverse("jobs"), {"job_id": job.id}).status_code == 403
    with pytest.raises(PermissionDenied):
        retry_job(by=cast.at(username), now=cast.now, job_id=job.id)


def test_the_administration_leads_to_it(cast):
    assert reverse("jobs") in cast.client("admin").get(reverse("admin:index")).content.decode()
