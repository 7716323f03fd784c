"""The canonical bytes of a row are published and equal on every engine: fixed here, to the byte."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from cases.history import canonical
from cases.history.record import history_model, record_models
from cases.history.sources import Source, sources
from cases.history.tables import Action
from tests.tampering import sql

pytestmark = pytest.mark.django_db
KEY = UUID("01941f29-7c00-7aaa-8bbb-0123456789ab")


@pytest.fixture
def sample():
    """A table with a column of every kind that a record may have."""
    with isolate_apps("cases"):

        class Sample(models.Model):
            id = models.UUIDField(primary_key=True)
            text = models.TextField(null=True)
            number = models.IntegerField(null=True)
            yes = models.BooleanField(null=True)
            moment = models.DateTimeField(null=True)
            day = models.DateField(null=True)
            hour = models.TimeField(null=True)
            span = models.DurationField(null=True)
            amount = models.DecimalField(max_digits=12, decimal_places=4, null=True)
            share = models.FloatField(null=True)
            data = models.JSONField(null=True)
            raw = models.BinaryField(null=True)

            class Meta:
                app_label = "cases"

            def __str__(self):
                return str(self.id)

        # The schema editor itself refuses to work inside a test's transaction.
        create, values = connection.SchemaEditorClass(connection, collect_sql=True).table_sql(Sample)
        sql(create, *values)
        yield Sample


def bytes_of(model, columns):
    source = Source(model)
    (row,) = source.rows(connection, [KEY], columns)
    return canonical.row_bytes(source.table, columns, row).decode()


ELSEWHERE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("text", "", '""'),
        ("text", "Zoë « “quoted” »\t\\ \n\u2028 \U0001f600", '"Zoë « “quoted” »\\t\\\\ \\n\u2028 \U0001f600"'),
        ("text", "2026-01-01", '"2026-01-01"'),
        ("number", -7, "-7"),
        ("yes", True, "true"),
        ("yes", False, "false"),
        ("moment", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), '"2026-01-02T03:04:05.000000Z"'),
        ("moment", datetime(2026, 1, 2, 3, 4, 5, 600, tzinfo=UTC), '"2026-01-02T03:04:05.000600Z"'),
        ("moment", datetime(2026, 1, 2, 1, 4, 5, 0, tzinfo=ELSEWHERE), '"2026-01-01T23:04:05.000000Z"'),
        ("day", date(1987, 2, 28), '"1987-02-28"'),
        ("hour", time(9, 5), '"09:05:00.000000"'),
        ("hour", time(9, 5, 1, 20), '"09:05:01.000020"'),
        ("span", timedelta(hours=1, microseconds=5), "3600000005"),
        ("amount", Decimal("12.5000"), '"12.5"'),
        ("amount", Decimal("-0.0000"), '"0"'),
        ("amount", Decimal("100"), '"100"'),
        ("amount", Decimal("12345678.1234"), '"12345678.1234"'),
        ("share", 2.0, "2"),
        ("share", 0.1, "0.1"),
        (
            "data",
            {"b": [1, 2.0, None, True], "a": {"é": 1e20}},
            '{"a":{"é":100000000000000000000},"b":[1,2,null,true]}',
        ),
        ("data", [], "[]"),
        ("data", 0.25, "0.25"),
        ("raw", b"\x00\xff", '"00ff"'),
        *((column, None, "null") for column in ("text", "moment", "day", "hour", "amount", "share", "data", "raw")),
    ],
)
def test_a_value_has_one_form(sample, column, value, expected):
    sample.objects.create(id=KEY, **{column: value})
    assert bytes_of(sample, [column]) == f'{{"fields":{{"{column}":{expected}}},"source":"cases_sample"}}'


def test_an_action_in_full():
    Action.objects.create(
        id=KEY,
        verb="entry.correct",
        root=KEY,
        actor_id=KEY,
        capacity="officer",
        reason="Wrong day — see letter",
        recipient="Court",
        at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        written_at=datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC),
    )
    assert bytes_of(Action, sources()["cases_action"].columns) == (
        '{"fields":{"actor_id":"01941f29-7c00-7aaa-8bbb-0123456789ab","at":"2026-03-02T09:30:00.000000Z",'
        '"capacity":"officer","ground":"","id":"01941f29-7c00-7aaa-8bbb-0123456789ab",'
        '"reason":"Wrong day — see letter","recipient":"Court","root":"01941f29-7c00-7aaa-8bbb-0123456789ab",'
        '"verb":"entry.correct","written_at":"2026-03-02T09:30:00.123456Z"},"source":"cases_action"}'
    )


def test_every_column_of_every_record_has_a_form():
    for model in [Action, *record_models(), *map(history_model, record_models())]:
        for field in model._meta.concrete_fields:
            assert canonical.expression(field, connection.vendor)


def test_a_kind_of_field_without_a_form_is_refused():
    class Odd(models.Field):
        pass

    odd = Odd()
    odd.set_attributes_from_name("odd")
    with pytest.raises(TypeError, match="Odd"):
        canonical.expression(odd, connection.vendor)


def test_a_form_is_named_by_its_table_and_columns():
    assert canonical.form_fingerprint("cases_action", ["a", "b"]) == (
        "95c53ef35ab19d535b5b0bb4d2289f4a51e2fe29fad981f1abdd0b26b4f4fe42"
    )
