"""What the test does inside the proof's own process: `python -m tests.proof.play write|change|look|guarded`."""

import json
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from cases.history import ledger, triggers  # noqa: E402
from cases.history.action import SYSTEM_ACTOR, recorded  # noqa: E402
from cases.history.tables import Action  # noqa: E402
from cases.history.verify import verify  # noqa: E402
from tests.proof.models import Note, Reply  # noqa: E402


def acting(verb):
    return recorded(verb, by=SYSTEM_ACTOR, now=timezone.now())


def write():
    """Two notes, one of them changed and answered; all sealed."""
    with acting("note.write"):
        marked = Note.objects.create(text="marked", mark="red")
        Note.objects.create(text="plain")
        Reply.objects.create(note=marked)
    with acting("note.change"):
        marked.text = "marked again"
        marked.save()
    ledger.seal(timezone.now())


def change():
    """A note of the second release, longer than the first allowed."""
    note = Note.objects.get(text="plain")
    with acting("note.change"):
        note.text, note.weight = "plain " + "and long " * 10, 7
        note.save()
    ledger.seal(timezone.now())


def guarded():
    """Start as web and worker do."""
    triggers.require_installed()


def look():
    """Everything the test judges, as JSON."""
    columns = ["version", "history_type", "text", "mark", *(["weight"] if hasattr(Note, "weight") else [])]
    with connection.cursor() as cursor:
        links = list(connection.introspection.get_constraints(cursor, Reply._meta.db_table).values())
    seen = {
        "history": [list(row) for row in Note.history.order_by("history_id").values_list(*columns)],
        "reasons": list(Action.objects.filter(verb="migration.change").values_list("reason", flat=True)),
        "verbs": list(Action.objects.order_by("id").values_list("verb", flat=True)),
        "differences": triggers.differences(),
        "findings": [finding.sentence for finding in verify()],
        "links": [list(link["foreign_key"]) for link in links if link["foreign_key"]],
        "refused": refused(),
    }
    print(json.dumps(seen))


def refused():
    """Which of the things that must be refused are."""
    table, history = Note._meta.db_table, Note.history.model._meta.db_table
    attempts = {
        "quiet change": f"UPDATE {table} SET text = 'x', version = version + 1",
        "deletion": f"DELETE FROM {table}",
        "history change": f"UPDATE {history} SET text = 'x'",
        "history deletion": f"DELETE FROM {history}",
    }
    found = []
    for name, statement in attempts.items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except django.db.DatabaseError:
            found.append(name)
    return found


if __name__ == "__main__":
    {"write": write, "change": change, "look": look, "guarded": guarded}[sys.argv[1]]()
