"""The bulk door on SQLite: the rows of each batch by executemany, under its action."""

from cases.history.action import opened
from cases.history.record import QuietWriteRefused


def write(connection, batches):
    """Write the batches in their order."""
    columns = {}
    for batch in batches:
        batch.action.save(using=connection.alias)
        with opened(connection, batch.action.id), connection.cursor() as cursor:
            for model, rows in batch.new.items():
                _insert(cursor, columns.setdefault(model, _Columns(model, connection)), rows)
            for model, rows in batch.changed.items():
                _update(cursor, columns.setdefault(model, _Columns(model, connection)), rows)


class _Columns:
    """A record's columns, and how a row's values are handed to the database."""

    def __init__(self, model, connection):
        self.model, self.connection = model, connection
        self.fields = model._meta.local_concrete_fields
        self.names = [f'"{field.column}"' for field in self.fields]
        self.key = [field.column for field in self.fields].index("id")

    def prepared(self, row):
        """A row's values as SQLite keeps them."""
        pairs = zip(self.fields, row, strict=True)
        return [field.get_db_prep_save(value, self.connection) for field, value in pairs]


def _insert(cursor, columns, rows):
    marks = ", ".join(["%s"] * len(columns.names))
    statement = f"INSERT INTO {columns.model._meta.db_table} ({', '.join(columns.names)}) VALUES ({marks})"
    cursor.executemany(statement, [columns.prepared(row) for row in rows])


def _update(cursor, columns, rows):
    values = ", ".join(f"{name} = %s" for name in columns.names)
    statement = f"UPDATE {columns.model._meta.db_table} SET {values} WHERE id = %s"
    for row in map(columns.prepared, rows):
        cursor.execute(statement, [*row, row[columns.key]])
        if cursor.rowcount != 1:
            raise QuietWriteRefused(f"{columns.model.__name__} has no record {row[columns.key]} to change.")
