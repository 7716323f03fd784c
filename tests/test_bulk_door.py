"""The bulk door: many records at once, each with its history under the action of its batch, or nothing (law 6)."""

import pytest
from django.db import Error, connection
from django.utils import timezone

from cases.history.action import SYSTEM_ACTOR
from cases.history.batches import BulkDoor, Shape
from cases.history.record import QuietWriteRefused
from cases.history.tables import Action, Look, SealQueue, new_key
from cases.models import Unit

UNIT = Shape(Unit)
pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    return BulkDoor()


def unit(name, key=None, **given):
    key = key or new_key()
    return UNIT.row(id=key, root=key, name=name, **given)


def batch(door, verb="test.bulk", **given):
    return door.recorded(verb, by=SYSTEM_ACTOR, now=timezone.now(), **given)


def history(name):
    rows = Unit.history.filter(name=name).order_by("history_id")
    return list(rows.values_list("version", "history_type", "action_id", "history_change_reason"))


def test_each_batch_is_written_under_its_own_action(door):
    key, actions = new_key(), []
    with batch(door, reason="the first") as action:
        door.add(Unit, unit("one", key))
        door.add(Unit, unit("two"))
        actions.append(action.id)
    with batch(door, reason="the second") as action:
        door.change(Unit, unit("one", key, phone="555", version=2))
        actions.append(action.id)
    before = SealQueue.objects.count()
    assert door.flush() == 3
    assert history("one") == [(1, "+", actions[0], "the first"), (2, "~", actions[1], "the second")]
    assert history("two") == [(1, "+", actions[0], "the first")]
    assert Unit.objects.get(pk=key).phone == "555"
    assert Action.objects.filter(pk__in=actions).count() == 2
    assert SealQueue.objects.count() > before + 3
    assert door.flush() == 0
    assert getattr(connection, "open_action", None) is None


def test_what_is_written_is_what_a_save_would_have_written(door):
    key = new_key()
    with batch(door):
        door.add(Unit, unit("in bulk", key, address="12 Mill Street \\N \t é", phone=""))
    door.flush()
    kept = Unit.objects.get(pk=key)
    assert (kept.address, kept.phone, kept.parent, kept.version, kept.root) == (
        "12 Mill Street \\N \t é",
        "",
        None,
        1,
        key,
    )


def test_a_row_without_an_action_is_refused(door):
    with pytest.raises(QuietWriteRefused, match="no action is open"):
        door.add(Unit, unit("quiet"))
    with batch(door):
        pass
    with pytest.raises(QuietWriteRefused, match="no action is open"):
        door.change(Unit, unit("quiet", version=2))


def test_a_batch_that_failed_while_it_was_gathered_is_not_written(door):
    with pytest.raises(ZeroDivisionError), batch(door):
        door.add(Unit, unit("half"))
        raise ZeroDivisionError
    assert door.flush() == 0
    assert history("half") == []


def refused(door):
    with pytest.raises((Error, QuietWriteRefused)):
        door.flush()
    assert getattr(connection, "open_action", None) is None
    return True


def test_where_one_batch_is_refused_none_is_written(door):
    key = new_key()
    for name in ("first", "again"):
        with batch(door, verb="test.twice"):
            door.add(Unit, unit(name, key))
    assert refused(door)
    assert history("first") == [] and not Action.objects.filter(verb="test.twice").exists()


@pytest.mark.parametrize("version", [1, 3])
def test_a_change_that_is_not_the_next_version_is_refused(door, version):
    key = new_key()
    with batch(door):
        door.add(Unit, unit("stands", key))
    door.flush()
    with batch(door):
        door.change(Unit, unit("moved", key, version=version))
    assert refused(door)


def test_a_change_of_a_record_that_is_not_there_is_refused(door):
    with batch(door):
        door.change(Unit, unit("nowhere", version=2))
    assert refused(door)


def test_only_records_and_their_own_fields_have_a_shape():
    with pytest.raises(TypeError, match="Look is no Record"):
        Shape(Look)
    with pytest.raises(TypeError, match="colour"):
        UNIT.row(id=new_key(), root=new_key(), name="strange", colour="red")
    with pytest.raises(TypeError, match="root"):
        UNIT.row(id=new_key(), name="rootless")
