"""The search's index is a side table that the database keeps: whatever writes a record, it equals one made anew."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from cases.access.roles import ROLES, Act
from cases.actions.verb import VERBS
from cases.disclosure.view import classification
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.batches import BulkDoor, Shape
from cases.history.migration import _records
from cases.history.record import history_model, record_models
from cases.history.tables import new_key
from cases.models import FoundBy, KnownWord, Person, TextOf
from cases.search import folding, index
from tests.processes import ROOT
from tests.searching import BORN, keep, persons_named
from tests.verbs import CALLS, perform

pytestmark = pytest.mark.django_db
RECORDS = record_models()
SOURCES = index.sources(RECORDS)


def is_true():
    return index.is_true(RECORDS)


def test_only_what_everybody_who_searches_may_read_is_searched():
    searching = {rule.purpose for rule in ROLES.values() if Act.LIST_CASES in rule.acts}
    assert {model.__name__ for model in SOURCES} == {"Person", "ContactPoint", "Entry"}
    for model in SOURCES:
        for name in (*model.searched_by, *filter(None, [model.searched_text])):
            assert searching <= classification(model)[name], f"{model.__name__}.{name}"


def test_no_record_and_no_history_has_a_column_of_the_index():
    with connection.cursor() as cursor:
        for model in RECORDS:
            for table in (model, history_model(model)):
                stated = {field.column for field in table._meta.local_concrete_fields}
                there = connection.introspection.get_table_description(cursor, table._meta.db_table)
                assert {column.name for column in there} == stated


def test_the_demos_world_is_indexed_as_it_was_written(cast):
    assert FoundBy.objects.count() > 20 and TextOf.objects.count() > 20
    assert is_true()


@pytest.mark.parametrize("name", sorted(VERBS))
def test_after_every_verb_the_index_is_true(cast, name, in_vain):
    with in_vain():
        perform(cast, name, CALLS[name](cast))
        assert is_true()


def test_what_comes_in_bulk_is_indexed_and_what_changes_there_too(cast):
    keep(cast, persons_named([("Zora", "Neale-Hurston"), ("Зоя", "Неал")]))
    assert is_true()
    shape, key = Shape(Person), new_key()
    given = {"id": key, "root": key, "given_names": "Aïda", "birth_date": BORN, "reference": "P-DOOR", "language": "x"}
    for version, name in ((1, "Quetzal"), (2, "Okapi")):
        door = BulkDoor()
        with door.recorded("test.door", by=SYSTEM_ACTOR, now=cast.now, root=key):
            put = door.add if version == 1 else door.change
            put(Person, shape.row(**given, family_name=name, version=version))
        door.flush()
        assert is_true()
    assert FoundBy.objects.filter(record=key, word="okapi").exists()
    assert not KnownWord.objects.filter(word=folding.folded("Quetzal")).exists()


def test_a_change_of_folding_comes_with_a_migration_that_empties_the_index():
    names = sorted(path.stem for path in (ROOT / "cases" / "migrations").glob("0*.py"))
    stated = [getattr(import_module(f"cases.migrations.{name}"), "FOLDING", None) for name in names]
    assert [each for each in stated if each][-1] == folding.fingerprint()


def test_a_word_that_somebody_else_has_stays_in_the_dictionary(cast):
    one, other = persons_named([("Ada", "Uniquely"), ("Bea", "Uniquely")])
    keep(cast, [one, other])
    for person, left in ((one, True), (other, False)):
        with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now):
            person.family_name = "Renamed"
            person.save()
        assert KnownWord.objects.filter(word=folding.folded("Uniquely")).exists() == left
        assert is_true()


def test_a_migration_that_touches_records_keeps_the_index():
    """Its own models say nothing of the search: their triggers are made as the product's models say."""
    told = {record._meta.label_lower: (record.searched_by, record.searched_text) for record in _records(apps)}
    assert told == {model._meta.label_lower: (model.searched_by, model.searched_text) for model in RECORDS}


def test_an_index_that_was_spoilt_is_found_and_made_anew(cast):
    call_command("search_index", "--check", stdout=StringIO())
    FoundBy.objects.filter(root=cast.case("Verhaal").person_id).delete()
    with pytest.raises(CommandError, match="not what would be made"):
        call_command("search_index", "--check")
    call_command("search_index", stdout=StringIO())
    assert is_true()


def test_a_database_that_has_records_and_no_index_yet_gets_one(cast):
    kept = index.content()
    FoundBy.objects.all().delete()
    index.fill(RECORDS)
    assert index.content() == kept


@pytest.mark.postgres
def test_among_many_words_none_is_looked_for_by_reading_them_all(cast):
    """EXPLAIN names no sequential scan of the index, for any of the ways in which a word is looked for."""
    from cases.search.likeness import _candidates  # noqa: PLC0415 (the query as it is asked)

    with connection.cursor() as cursor:
        words = "substr(md5(n::text), 1, 9)"
        cursor.execute(
            f"INSERT INTO {KnownWord._meta.db_table} (word, bones, letters)"
            f" SELECT DISTINCT ON (w) w, w, w FROM (SELECT {words} AS w FROM generate_series(1, 60000) n) e"
        )
        cursor.execute(
            f"INSERT INTO {FoundBy._meta.db_table} (word, record, root)"
            f" SELECT {words}, gen_random_uuid(), gen_random_uuid() FROM generate_series(1, 60000) n"
        )
        cursor.execute(f"ANALYZE {KnownWord._meta.db_table}, {FoundBy._meta.db_table}")
        for typed in ("verhaal", "aleksandrospapadopulos", "mb", "12"):
            select, values = _candidates(typed)
            cursor.execute("EXPLAIN " + select, values)
            assert "Seq Scan" not in str(cursor.fetchall()), typed
    found = FoundBy.objects.filter(word__in=["verhal", "verhaal"]).values_list("root", "word")
    assert "Seq Scan" not in found.explain()
