"""The table in which attempts to sign in are counted, where the service has no Redis."""

from django.core.management import call_command
from django.db import migrations

TABLE = "config_cache"


def create(apps, editor):
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


def drop(apps, editor):
    editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
