"""Everything a table holds, row by row in the canonical form, for whoever takes the whole over (rule 47)."""

from django.db.models import Model

from cases.history import canonical

# The verb by which everything that is kept leaves for another system.
HANDED_ON = "everything.hand_on"
BATCH = 2000


def columns_of(model, without=()) -> list[str]:
    """A table's columns by name, as they stand in its rows."""
    return sorted(field.column for field in model._meta.local_concrete_fields if field.name not in without)


def rows_of(model: type[Model], connection, without=()):
    """Yield every row as a dict of canonical values by column, in the order of the keys; removed ones among them.

    What no manager shows is here too: the whole is the whole. A batch is in memory, no more.
    """
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    columns = columns_of(model, without)
    later = [(column, do) for column in columns if (do := canonical.afterwards(fields[column]))]
    names = ", ".join(canonical.expression(fields[column], connection.vendor) for column in columns)
    key = f't."{model._meta.pk.column}"'
    select, after = f"SELECT {key}, {names} FROM {model._meta.db_table} t", None
    while True:
        where, values = (f" WHERE {key} > %s", [after]) if after is not None else ("", [])
        with connection.cursor() as cursor:
            cursor.execute(f"{select}{where} ORDER BY {key} LIMIT {BATCH}", values)
            batch = cursor.fetchall()
        for row in batch:
            yield _finished(dict(zip(columns, row[1:], strict=True)), later)
        if len(batch) < BATCH:
            return
        after = batch[-1][0]


def _finished(row, later):
    for column, do in later:
        if row[column] is not None:
            row[column] = do(row[column])
    return row
