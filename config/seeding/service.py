"""The synthetic service as a whole: what it begins with, and its cases, written through the bulk door."""

import datetime
import json

from django.db import transaction
from django.utils import timezone

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.batches import BulkDoor
from cases.history.tables import Action
from cases.history.verify_rows import EARLIER
from cases.models import CaseRecord, ConsentPurpose, Jurisdiction, User
from config.demo.cast import Cast, assemble, represent
from config.jurisdiction import load
from config.seeding.ends import end, missed_days
from config.seeding.life import Life, World
from config.seeding.staff import Staff
from config.seeding.when import Calendar
from config.seeding.year import Year
from sanctions.models import AuthorityMember, ConditionType, DecidingAuthority, SanctionType

BEGUN = "seed.begin"
COURT = "District Court North"
# Cases that are written together, and rows of contacts that one action writes at most.
CASES_A_FLUSH, CONTACTS_A_BATCH = 40, 200
# Case numbers as this service gives them; no other case begins so.
PREFIX = "DEMO-C"


class NotOurs(Exception):
    """The database holds what this did not write, or wrote otherwise: nothing was changed."""


def begin(seed, today, password) -> dict:
    """Make the service's beginnings, or find those made before. Returns the seed and the day it is told on.

    Raises NotOurs where the database holds other cases, or a service of another seed.
    """
    if CaseRecord.objects.exclude(reference__startswith=PREFIX).exists():
        raise NotOurs("This database holds cases already. Seed an empty database: it would mix invented people in.")
    if Jurisdiction.objects.exists() and not DecidingAuthority.objects.filter(name=COURT).exists():
        raise NotOurs("This database holds another jurisdiction. The invented people live in the demo's: begin anew.")
    first = Action.objects.filter(verb=BEGUN, actor_id=SYSTEM_ACTOR).first()
    if first is None:
        return _begun(seed, today, password)
    known = json.loads(first.reason)
    if known["seed"] != seed:
        raise NotOurs(f"The service in this database was made with --seed {known['seed']}. Go on with that one.")
    return known | {"today": datetime.date.fromisoformat(known["today"])}


@transaction.atomic
def _begun(seed, today, password):
    now, known = timezone.now(), {"seed": seed, "today": today}
    with recorded(EARLIER[0], by=SYSTEM_ACTOR, now=now):
        if not Jurisdiction.objects.exists():
            load(now=now)
        assemble(now, password)
    for verb, reason in ((BEGUN, json.dumps(known, default=str)), (EARLIER[1], "")):
        with recorded(verb, by=SYSTEM_ACTOR, now=now, reason=reason):
            pass
    return known


def let_represent():
    """The demo's representative acts for the demo's person, whose case is the first."""
    users = {user.username: user for user in User.objects.filter(username__in=("officer", "representative"))}
    represent(Cast(timezone.now(), users, {}, {}, None), CaseRecord.objects.get(reference=f"{PREFIX}000000"))


def world(seed, today, persons, password) -> World:
    """What every case of a service of this size refers to; its officers are made where they are missing."""
    court = DecidingAuthority.objects.get(name=COURT)
    return World(
        seed=seed,
        calendar=Calendar(today),
        officers=Staff(timezone.now(), password).officers(persons),
        sanction_types=dict(SanctionType.objects.values_list("code", "id")),
        condition_types=dict(ConditionType.objects.values_list("code", "id")),
        court=court,
        member=AuthorityMember.objects.filter(authority=court).first(),
        jurisdiction=Jurisdiction.objects.get(),
        before_trial=ConsentPurpose.objects.get(owner="person", serves="measure"),
    )


def grow(world, first, last, own_login=None):
    """Write the cases from number `first` up to `last`. Yields (cases written, records written) as it goes.

    Each step is a transaction of its own, so that what was interrupted goes on from there. `own_login` is the key of
    the log-in that the first person has.
    """
    for start in range(first, last, CASES_A_FLUSH):
        door, stop = BulkDoor(), min(start + CASES_A_FLUSH, last)
        for number in range(start, stop):
            tell(door, Life(world, number, own_login if number == 0 else None))
        with recorded(EARLIER[0], by=SYSTEM_ACTOR, now=timezone.now()):
            records = door.flush()
            with recorded(EARLIER[1], by=SYSTEM_ACTOR, now=timezone.now()):
                pass
        yield stop, records


def tell(door, life):
    """One case, from beginning to end."""
    life.take_on(door)
    year, missed = Year(life, CONTACTS_A_BATCH), missed_days(life)
    year.tell(door, missed)
    end(door, life, year, missed)
