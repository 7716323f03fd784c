"""Every query that waits for an authority's answer stands among the deadlines from now on."""

from django.db import migrations

from cases.history.migration import touching_records
from cases.history.tables import new_key


def store(apps, editor):
    queries = apps.get_model("sanctions", "OrderQuery").objects.using(editor.connection.alias)
    waiting = queries.filter(answer="", sanction__state="queried")
    if not waiting.exists():
        return
    deadlines = apps.get_model("cases", "Deadline").objects.using(editor.connection.alias)
    with touching_records(apps, editor, reason="Every open query stands among the deadlines."):
        for query in waiting.order_by("id"):
            deadlines.create(
                id=new_key(),
                root=query.case_id,
                case_id=query.case_id,
                code="order.answer",
                about=query.id,
                to="authority",
                due_on=query.answer_by,
            )


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0003_requests_for_facts"), ("cases", "0005_open_disagreements_are_due")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
