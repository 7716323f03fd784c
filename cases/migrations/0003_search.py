"""The index of what is searched: what the models of its tables cannot say, which each engine keeps in its own way."""

from django.db import connections, migrations

from cases.search.index import engine

# What words are folded by (cases.search.folding.fingerprint). Whoever changes it adds a migration that names the new
# one and empties the index (cases.search.index): it is filled anew when the migrations are done.
FOLDING = "b3244312"


def add(apps, editor):
    """Make what the models cannot say: trigrams and full text."""
    for statement in engine(connections[editor.connection.alias]).shape():
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_look_lists_index")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
