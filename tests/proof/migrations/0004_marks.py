"""Changes records: a note without a mark gets one, by an action of the system."""

from django.db import migrations
from django.db.models import F

from cases.history.migration import touching_records


def fill(apps, editor):
    notes = apps.get_model("proof", "Note").objects.using(editor.connection.alias)
    with touching_records(apps, editor, reason="Every note has a mark from now on."):
        notes.filter(mark=None).update(mark="none", version=F("version") + 1)


class Migration(migrations.Migration):
    dependencies = [("proof", "0003_weight")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
