"""Law 6: a change is an action, and all of it or nothing; law 7: a stale version changes nothing."""

import inspect
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.db.models import Model
from django.http import Http404

from cases.actions.verb import VERBS
from cases.history.record import Record, StaleVersion, history_model, record_models
from cases.history.tables import Action
from tests.laws.exceptions import EXCEPTIONS, settle
from tests.verbs import CALLS, perform
from tests.world import LOGINS, may, standing

pytestmark = pytest.mark.django_db
NAMES = sorted(VERBS)


class Broken(Exception):
    """What a test lets go wrong."""


def everything():
    """Rows and versions of every table, in one query."""
    parts = []
    for model in apps.get_models(include_auto_created=True):
        sums = "coalesce(sum(version), 0)" if issubclass(model, Record) else "0"
        parts.append(f"SELECT '{model._meta.db_table}', count(*), {sums} FROM {model._meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return set(cursor.fetchall())


def test_the_table_says_how_to_call_each_verb():
    assert set(CALLS) == set(VERBS)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_verb_is_given_is_given_by_name(name):
    for function in (VERBS[name], VERBS[name].__wrapped__):
        parameters = inspect.signature(function, follow_wrapped=False).parameters.values()
        assert all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters)
    required = inspect.signature(VERBS[name], follow_wrapped=False).parameters
    assert {"by", "now", "reason", "ground"} <= set(required)


@pytest.mark.parametrize("name", NAMES)
def test_a_verb_writes_one_action_that_names_it_and_who_did_it(cast, name, in_vain):
    call = CALLS[name](cast)
    known = set(Action.objects.values_list("id", flat=True))
    before = everything()
    perform(cast, name, call)
    written = Action.objects.exclude(id__in=known)
    assert [(a.verb, a.actor_id, a.at) for a in written] == [(name, cast.user(call.by).id, cast.now)]
    assert everything() != before
    for model in record_models():
        past = history_model(model).objects.filter(action_id=written[0].id)
        assert all(when == cast.now for when in past.values_list("history_date", flat=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_verb_refuses_everybody_without_the_act(cast, name):
    call = CALLS[name](cast)
    on = VERBS[name].on
    root = call.root(cast, on) if on else None
    before, refused = everything(), set()
    for username in LOGINS:
        roles = standing(cast, username, root, on) if on else cast.at(username).roles
        if may(roles, VERBS[name].act):
            continue
        call.by = username
        with pytest.raises(PermissionDenied if roles or not on else Http404):
            perform(cast, name, call)
        refused.add(username)
    assert everything() == before
    assert len(refused) > len(LOGINS) / 2 and "inspector" in refused


def break_history():
    """From here on no row of history can be written."""
    how = {
        "sqlite": "BEGIN SELECT RAISE(ABORT, 'broken'); END",
        "postgresql": "FOR EACH STATEMENT EXECUTE FUNCTION rec_refuse()",
    }[connection.vendor]
    with connection.cursor() as cursor:
        for model in record_models():
            table = history_model(model)._meta.db_table
            cursor.execute(f"CREATE TRIGGER broken_{table} BEFORE INSERT ON {table} {how}")


def after_save(last):
    """A save_base that counts, and fails after the save of that number."""
    count, save_base = [], Model.save_base

    def counting(self, *args, **kwargs):
        save_base(self, *args, **kwargs)
        count.append(type(self).__name__)
        if len(count) == last:
            raise Broken

    return patch.object(Model, "save_base", counting), count


@pytest.mark.rule(42)
@pytest.mark.parametrize("name", NAMES)
def test_when_anything_breaks_nothing_was_saved(cast, name, in_vain):
    call = CALLS[name](cast)
    before = everything()

    def saved_nothing(error):
        with pytest.raises(error):
            perform(cast, name, call)
        assert everything() == before
        assert getattr(connection, "open_action", None) is None

    with patch.object(Action, "save", side_effect=Broken):
        saved_nothing(Broken)
    if name not in EXCEPTIONS["changes no record"]:
        with in_vain():
            break_history()
            saved_nothing(DatabaseError)
    counting, saves = after_save(0)
    with in_vain(), counting:
        perform(cast, name, call)
    assert saves[0] == "Action"
    assert len(saves) > 1
    with after_save(len(saves))[0]:
        saved_nothing(Broken)


VERSIONED = [
    (name, parameter)
    for name in NAMES
    for parameter in inspect.signature(VERBS[name].__wrapped__).parameters
    if parameter.endswith("version")
]


@pytest.mark.rule(43)
@pytest.mark.parametrize(("name", "parameter"), VERSIONED)
def test_a_stale_version_changes_nothing(cast, name, parameter):
    call = CALLS[name](cast)
    before = everything()
    with pytest.raises(StaleVersion):
        perform(cast, name, call, **{parameter: call.given[parameter] + 1})
    assert everything() == before


def test_every_verb_that_changes_a_record_takes_the_version_it_was_opened_at(cast, in_vain):
    """A verb that updates a record by key, which a form showed, and takes no version, would overwrite unseen."""
    unversioned, without = set(), set()
    for name in NAMES:
        if name in dict(VERSIONED):
            continue
        with in_vain():
            call = CALLS[name](cast)
            known = set(Action.objects.values_list("id", flat=True))
            perform(cast, name, call)
            action = Action.objects.exclude(id__in=known).get()
            written = {
                model.__name__: set(types)
                for model in record_models()
                if (types := history_model(model).objects.filter(action_id=action.id).values_list("history_type"))
            }
            changed = {noun for noun, types in written.items() if ("~",) in types}
            if not written:
                without.add(name)
            # The moment of the last entry, and that a step is done, are kept by the verb itself; no form shows them.
            changed -= {"CaseRecord", "Deadline"}
            if changed:
                unversioned.add(f"{name}: {', '.join(sorted(changed))}")
    settle("no version asked for", unversioned)
    settle("changes no record", without)
