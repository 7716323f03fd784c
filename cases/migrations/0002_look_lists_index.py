"""The index by which a person finds the lists that showed their case; only PostgreSQL has such an index."""

from django.db import migrations

NAME = "look_roots"


def add(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"CREATE INDEX {NAME} ON cases_look USING gin (roots jsonb_path_ops)")


def remove(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_ground")]
    operations = [migrations.RunPython(add, remove)]
