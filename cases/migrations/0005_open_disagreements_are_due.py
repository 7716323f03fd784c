"""Every disagreement that waits for its answer stands among the deadlines from now on."""

from django.db import migrations

from cases.history.migration import touching_records
from cases.history.tables import new_key


def store(apps, editor):
    contests = apps.get_model("cases", "Contest").objects.using(editor.connection.alias).filter(answer="")
    if not contests.exists():
        return
    deadlines = apps.get_model("cases", "Deadline").objects.using(editor.connection.alias)
    with touching_records(apps, editor, reason="Every open disagreement stands among the deadlines."):
        for contest in contests.order_by("id"):
            deadlines.create(
                id=new_key(),
                root=contest.case_id,
                case_id=contest.case_id,
                code="contest.answer",
                about=contest.id,
                to="staff",
                staff_id=contest.handler_id,
                due_on=contest.answer_by,
            )


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_deadlines")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
