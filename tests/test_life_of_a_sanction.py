"""A sanction's whole life at random: whoever does what and whenever, the laws hold after every step.

Each life follows from its number alone, and what is drawn at a step from that step alone: a life that broke a law is
lived again without one step after the other, and what is left is printed. Drawn so, and not by hypothesis, lives do
not repeat each other: half of the steps do something, and every ruling comes up.
"""

import os
import random
from collections import Counter

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from cases.history import ledger
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.verify import verify
from cases.history.verify_rows import EARLIER
from sanctions.models import Ruling, Sanction
from tests.lives import applying, keeping, needs, record, reporting  # noqa: F401 (they say how each verb is tried)
from tests.lives.laws import Laws
from tests.lives.life import DAY, STEPS, Life
from tests.lives.onward import onward
from tests.world import LOGINS

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
# How many lives, and the number of the first: others are lived with other numbers in the environment.
LIVES = int(os.environ.get("LIVES", "30"))
FIRST = int(os.environ.get("FIRST_LIFE", "1"))
# Where more than one in twenty verbs and outcomes have not come up by then, lives go on, up to so many times as many.
MOST = 2
LENGTH = 80
# How often the steps of each kind come up: the next thing, any verb, somebody meddles, time passes, the end comes.
KINDS = {"onward": 9, "any": 5, "meddle": 2, "wait": 3, "end": 1}
# A broken life is lived again so often at most to make it shorter.
SHORTENED = 40


class Broken(Exception):
    """A law does not hold."""


def life_number(number):
    """The steps of a life: (kind, seed of what is drawn in it)."""
    rng = random.Random(number)
    kinds = rng.choices(list(KINDS), KINDS.values(), k=LENGTH)
    return [("begin", f"{number} 0"), *((kind, f"{number} {place}") for place, kind in enumerate(kinds, 1))]


def live(cast, steps, tally, told):
    """Live through the steps in a transaction that is taken back. Raises Broken, with what was told so far."""
    with transaction.atomic():
        with recorded(EARLIER[0], by=SYSTEM_ACTOR, now=cast.now):
            pass  # from here on the life's clock runs ahead of the machine's
        life = Life(cast, cast.case("Verhaal").id)
        laws = Laws(life)
        try:
            for kind, seed in steps:
                what = take_step(life, kind, random.Random(seed))
                tally["steps"] += 1
                tally[what.rpartition(" ")[2]] += 1
                tally[what] += 1
                told.append(f"{life.now:%Y-%m-%d %H:%M} {kind}: {what}")
                if not what.endswith(("refused", "nothing")):
                    laws.hold(time_passed=what == "time passes")
            laws.hold()
            ledger.seal(life.now)
            assert verify() == [], "the history or the ledger does not verify"
        except AssertionError as broken:
            raise Broken(str(broken)) from None
        finally:
            tally["lives"] += 1
            tally.update(life.rows(Ruling).values_list("outcome", flat=True))
            transaction.set_rollback(True)


def take_step(life, kind, rng):
    """One step of a life; what it was and what came of it."""

    def pick(things):
        return rng.choice(list(things))

    if kind == "begin":
        life.names = [name for name in sorted(STEPS) if rng.randrange(3)]
        return wait(life, pick((0, 90, 250, 320)))
    if kind == "wait":
        return wait(life, pick((1 / 24, 1, 3, 9, 9, 30)))
    if kind == "end":
        lasts = life.rows(Sanction).values_list("ends_on", flat=True)
        days = [(day - localdate(life.now)).days for day in lasts if day > localdate(life.now)]
        return wait(life, min(days) + pick((-1, 0, 1)) if days and pick(range(3)) == 0 else 1)
    name = onward(life, pick) if kind == "onward" else pick(life.names)
    somebody = {"username": pick(LOGINS), "skewed": pick((0, 1))} if kind == "meddle" else {}
    return f"{name} {life.attempt(name, pick, **somebody)}"


def wait(life, days):
    """Nobody does anything."""
    life.now += days * DAY
    return "time passes"


def shortened(cast, steps):
    """The life without the steps that it breaks without, and what it tells then."""
    told, tried = [], 0
    for size in (16, 4, 1):
        for start in range(len(steps) - size, 0, -size):
            fewer, tried = steps[:start] + steps[start + size :], tried + 1
            heard = []
            if tried > SHORTENED:
                break
            try:
                live(cast, fewer, Counter(), heard)
            except Broken as broken:
                steps, told = fewer, [*heard, str(broken)]
    return told


def unseen(tally):
    """The verbs that never did anything, and the outcomes that no ruling had."""
    return {name for name in STEPS if not tally[f"{name} done"]} | {of for of in Ruling.Outcome.values if not tally[of]}


def too_little(tally):
    """Whether whole lives were lived, and still more than one in twenty never came up."""
    return LIVES >= 30 and len(unseen(tally)) > (len(STEPS) + len(Ruling.Outcome)) // 20


@pytest.mark.rule(12, 23, 63, 64, 65, 66, 67, 68, 70, 71, 72)
def test_whatever_happens_the_laws_of_a_sanction_hold(cast):
    tally = Counter()
    for number in range(FIRST, FIRST + MOST * LIVES):
        if tally["lives"] >= LIVES and not too_little(tally):
            break
        steps, told, law = life_number(number), [], None
        try:
            live(cast, steps, tally, told)
        except Broken as broken:
            law = str(broken)
        if law is not None:
            short = shortened(cast, steps[: len(told)]) or told
            pytest.fail("\n".join([f"life {number} broke a law: {law}", *short]), pytrace=False)
    print("\n", {name: tally[name] for name in ("lives", "steps", "done", "passes", "refused", "nothing")})
    print({outcome: tally[outcome] for outcome in Ruling.Outcome.values})
    assert not too_little(tally), f"nobody came so far, or ruled so: {sorted(unseen(tally))}"
