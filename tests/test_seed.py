"""The synthetic service: the same people every time, shares that figures give, history and ledger right."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from cases.history import ledger
from cases.history.record import history_model, record_models
from cases.history.tables import Action, Look
from cases.history.verify import verify
from cases.models import CaseRecord, Deadline, Entry, User
from cases.views import paging
from config.seeding import people, service, shares
from config.seeding.life import Life, World
from config.seeding.when import Calendar
from sanctions.models import Appointment, Condition, HourLine, Ruling, Sanction
from tests.bench.engines import ENGINES
from tests.processes import environment, manage

# The third officer of the service: the demo's cast has no such log-in. All that officer's persons.
FIRST, LAST, OFFICER = 2 * shares.PERSONS_AN_OFFICER, 3 * shares.PERSONS_AN_OFFICER, "officer-0002"
OURS = {"reference__startswith": service.PREFIX}


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """One officer's caseload beside the demo's world, sealed; when, and as which rows of the shares' own making."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = service.world("1", timezone.localdate(), LAST, None)
        records = sum(written for _done, written in service.grow(world, FIRST, LAST))
        connection.check_constraints()
        ledger.seal(timezone.now())
        yield SimpleNamespace(world=world, records=records)
        transaction.set_rollback(True)


@pytest.fixture
def empty_world():
    """What cases refer to, without a database."""
    officer = SimpleNamespace(id=None, user_id=None, unit_id=None)
    asked = SimpleNamespace(id=None, text={"en": "May we?"}, months=12, refresh_days=30)
    return World("1", Calendar(date(2026, 11, 20)), [officer] * 500, {}, {}, None, None, None, asked)


def written():
    """Every seeded record, of every kind that has any."""
    cases = CaseRecord.objects.filter(**OURS)
    roots = {*cases.values_list("id", flat=True), *cases.values_list("person_id", flat=True)}
    for model in record_models():
        if rows := [row for row in model.objects.order_by("id").values() if row["root"] in roots]:
            yield model, rows


@pytest.mark.django_db
def test_the_ledger_is_right_after_seeding(seeded):
    assert verify() == []


@pytest.mark.django_db
def test_every_record_has_its_history_under_an_action_of_its_case(seeded):
    kept = list(written())
    assert sum(len(rows) for _model, rows in kept) < seeded.records
    assert {Entry, Appointment, HourLine, Sanction, CaseRecord, Ruling} <= {model for model, _rows in kept}
    cases = CaseRecord.objects.filter(**OURS)
    of_case = set(cases.values_list("id", flat=True))
    versions = 0
    for model, rows in kept:
        past = history_model(model).objects.filter(id__in=[row["id"] for row in rows])
        actions = Action.objects.in_bulk(set(past.values_list("action_id", flat=True)))
        for row in past:
            action = actions[row.action_id]
            assert (row.history_date, row.history_user_id) == (action.at, action.actor_id)
            assert action.root in of_case and action.at < timezone.now() + timezone.timedelta(days=1)
        versions += len(past)
    assert versions == seeded.records


@pytest.mark.django_db
def test_every_record_is_what_a_form_would_have_let_through(seeded):
    for model, rows in written():
        for record in model.objects.filter(id__in=[row["id"] for row in rows[:40]]):
            # A deadline's code is a limit's name; no form asks for it.
            record.full_clean(exclude=["code"] if model is Deadline else None)


@pytest.mark.django_db
def test_no_contact_lies_before_its_case_or_after_its_end(seeded):
    entries = Entry.objects.filter(case__in=CaseRecord.objects.filter(**OURS))
    assert not entries.filter(happened_at__date__lt=F("case__opened_on")).exists()
    assert not entries.filter(happened_at__date__gt=F("case__ended_on")).exists()
    assert not entries.filter(recorded_at__gt=timezone.now()).exists()
    assert not [line for line in lines() if line["credited"] > line["amount"] * 60]


def lines():
    """The hours credited under each condition, beside those ordered."""
    for condition in Condition.objects.filter(case__in=CaseRecord.objects.filter(**OURS), hour_lines__isnull=False):
        credited = sum(condition.hour_lines.values_list("minutes", flat=True))
        yield {"amount": condition.amount, "credited": credited}


@pytest.mark.django_db
def test_only_a_ruling_revokes(seeded):
    revoked = Sanction.objects.filter(state="revoked", case__in=CaseRecord.objects.filter(**OURS))
    assert revoked.exists()
    assert not [sanction for sanction in revoked if not Ruling.objects.filter(report__sanction=sanction).exists()]


@pytest.mark.django_db
def test_the_pages_of_a_seeded_officer_open(seeded):
    client = Client()
    client.force_login(User.objects.get(username=OFFICER))
    waiting, seen, cases = ["/cases/", "/cases/today/"], set(), set()
    while waiting and len(seen) < 120:
        address = waiting.pop(0)
        answer = client.get(address)
        assert answer.status_code == 200, address
        seen.add(address)
        found = re.findall(r'href="(/(?:cases|sanctions|reports)/[^"#]*)"', answer.content.decode())
        cases |= {link for link in found if re.fullmatch(r"/cases/[0-9a-f-]{36}/", link)}
        waiting += [link for link in dict.fromkeys(found) if link not in seen and link not in waiting]
    assert len(seen) == 120 and len(cases) > 20


@pytest.mark.django_db
def test_the_ended_records_of_many_persons_are_listed_page_by_page(seeded, cast, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 4)
    client, found, address = cast.client("records"), [], "/cases/retention/"
    while address:
        page = client.get(address).content.decode()
        shown = re.findall(rf"{service.PREFIX}\d+", page)
        assert len(set(shown)) <= 4
        assert len(Look.objects.order_by("-id").first().roots) <= 4
        found += dict.fromkeys(shown)
        older = re.search(r'href="(\?before=[^"]*)"', page)
        address = older and f"/cases/retention/{older[1]}"
    assert len(found) == len(set(found)) == shares.PERSONS_AN_OFFICER - shares.KEPT


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_people_and_another_makes_others(seeded, in_vain):
    def told(seed):
        with in_vain():
            # Later numbers: these are not there yet.
            world = seeded.world._replace(seed=seed, officers=seeded.world.officers * 4)
            list(service.grow(world, 500, 504))
            numbers = {"reference__gte": f"{service.PREFIX}000500"}
            roots = CaseRecord.objects.filter(**numbers).values("id")
            return [list(model.objects.filter(root__in=roots).order_by("id").values()) for model in record_models()]

    assert told("1") == told("1")
    assert told("1") != told("2")


@pytest.mark.parametrize(
    ("what", "expected", "within"),
    [
        (lambda life: life.kind.code == shares.BEFORE_TRIAL, 10, 1.5),
        (lambda life: shares.HOURS in life.kind.conditions, 50, 2),
        (lambda life: not life.end, 35 / 44 * 100, 0.5),
        (lambda life: life.end == "completed", 67 * 9 / 44, 1.5),
        (lambda life: life.end == "revoked", 17 * 9 / 44, 1),
    ],
)
def test_lives_keep_to_the_shares(empty_world, what, expected, within):
    lives = 6_600
    found = sum(bool(what(Life(empty_world, number))) for number in range(lives))
    assert abs(found / lives * 100 - expected) < within


def test_people_keep_to_the_shares():
    draw = Random(1)
    found = [people.person(draw) for _ in range(6_000)]
    assert abs(sum(person["sex"] == "f" for person in found) / 60 - 11) < 1.5
    assert abs(sum(person["nationality"] != people.OWN for person in found) / 60 - 11.7) < 1.5


@pytest.mark.django_db
def test_outcomes_and_contacts_keep_to_the_shares(seeded):
    ours = CaseRecord.objects.filter(**OURS)
    outcomes = Counter(Appointment.objects.filter(case__in=ours).exclude(outcome="").values_list("outcome", flat=True))
    total = sum(outcomes.values())
    for outcome, share in (("complied", 70), ("acceptable", 12), ("unacceptable", 8), ("evidence_awaited", 6)):
        assert abs(outcomes[outcome] / total * 100 - share) < 4, outcome
    a_year_ago = timezone.localdate() - timezone.timedelta(days=366)
    for case in ours.filter(opened_on__lt=a_year_ago, ended_on=None):
        assert 55 <= case.entries.count() <= 120


@pytest.mark.parametrize("size", ["0", "-3", "many", "2.5", "5000000"])
def test_a_size_that_is_none_gets_a_sentence(size):
    with pytest.raises(CommandError, match="give the number of persons, from 1 to 1,000,000"):
        call_command("seed", size=size)


@pytest.mark.django_db
def test_a_database_with_cases_of_its_own_is_not_seeded(cast, settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="holds cases already"):
        call_command("seed", size="10")


@pytest.mark.django_db
def test_without_the_demo_it_has_to_be_asked_for(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("seed", size="10")


@pytest.mark.timeout(300)
def test_an_empty_database_is_filled_and_goes_on_where_it_ended():
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    with TemporaryDirectory() as folder, ENGINES[engine](folder) as url:
        env = environment(Path(folder), DATABASE_URL=url, HTTPS="0", DJANGO_SETTINGS_MODULE="config.settings")
        manage(env, "migrate", "--verbosity", "0")
        for size in (20, 45):
            said = manage(env, "seed", "--size", str(size)).stdout
            assert f"{size} persons, all written" in said and "All is sealed" in said
        other = manage(env, "seed", "--size", "60", "--seed", "another", check=False)
        assert other.returncode and "made with --seed 1" in other.stderr
        assert "Nothing is wrong" in manage(env, "verify_ledger").stdout
        found = manage(env, "shell", "--verbosity", "0", "-c", FOUND).stdout
        assert found.split() == ["45", "True", "True", "0"]


# Cases; the demo's person has the first of them; the demo's password opens an officer; nothing waits for a seal.
FOUND = """
from cases.models import CaseRecord, SealQueue, User
print(CaseRecord.objects.count())
print(CaseRecord.objects.get(person__user__username="person").reference == "DEMO-C000000")
print(User.objects.get(username="officer2").check_password("demo"))
print(SealQueue.objects.count())
"""
