"""Verification: is every row what it was when it was written, and did nothing pass by the actions? (law 10)

It reads one moment of the database and changes nothing. Each check names the first bad rows and then stops.
"""

import json
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from cases.history import triggers, verify_rows, verify_tree
from cases.history.finding import Finding
from cases.history.tables import Seal

# So many findings of one check are enough to know where to look.
ENOUGH = 20


def verify(using=DEFAULT_DB_ALIAS, against=None, enough=ENOUGH) -> list[Finding]:
    """Everything that is wrong, at most `enough` of each check; `against` is an open file of exported heads."""
    outside = read_heads(against) if against else []
    checks = [
        lambda: _triggers(using),
        lambda: verify_tree.signatures(using),
        lambda: verify_tree.outside_heads(using, outside),
        lambda: verify_tree.tree(using, outside),
        lambda: verify_tree.contents(using),
        *verify_rows.checks(using),
    ]
    with _one_moment(connections[using]):
        return [finding for check in checks for finding in islice(check(), enough)]


def _triggers(using):
    for sentence in triggers.differences(using):
        name = sentence.split(" ")[0]
        yield Finding("trigger", "", name, f"The guard {sentence}: the database does not refuse what it must.")


def read_heads(file) -> list[Seal]:
    """The heads of an export, by size; its other lines are for other checks."""
    heads = []
    for line in file:
        value = json.loads(line)
        if "tree" in value:
            head = Seal(size=value["size"], tree_hash=value["tree"], at=datetime.fromisoformat(value["at"]), peaks=[])
            head.key_name, head.signature = value["key"], value["signature"]
            heads.append(head)
    return sorted(heads, key=lambda head: head.size)


@contextmanager
def _one_moment(connection):
    """See the database as it is now, whatever is written meanwhile, and hold nobody up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # An atomic block would be IMMEDIATE and keep every writer waiting.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
