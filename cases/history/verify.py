"""Verification: is every row what it was when it was written, and did nothing pass by the actions? (law 10)

It reads one moment of the database and changes nothing. Each check names the first bad rows and then stops.
"""

from itertools import islice

from django.db import DEFAULT_DB_ALIAS, connections

from cases.history import leaves, triggers, verify_files, verify_rows, verify_tree, witness
from cases.history.finding import Finding

# So many findings of one check are enough to know where to look.
ENOUGH = 20


def verify(using=DEFAULT_DB_ALIAS, against=None, enough=ENOUGH) -> list[Finding]:
    """Everything that is wrong, at most `enough` of each check; `against` is an open file of exported heads.

    Heads that HEADS_FILE holds are compared whether or not a file is given.
    """
    outside = witness.kept_heads() + (witness.read_heads(against) if against else [])
    outside.sort(key=lambda head: head.size)
    checks = [
        lambda: _triggers(using),
        lambda: verify_tree.signatures(using),
        lambda: verify_tree.outside_heads(using, outside),
        lambda: verify_tree.tree(using, outside),
        lambda: verify_tree.contents(using),
        lambda: verify_files.files(using),
        lambda: witness.is_there(using),
        *verify_rows.checks(using),
    ]
    with leaves.one_moment(connections[using]):
        return [finding for check in checks for finding in islice(check(), enough)]


def _triggers(using):
    for sentence in triggers.differences(using):
        name = sentence.split(" ")[0]
        yield Finding("trigger", "", name, f"The guard {sentence}: the database does not refuse what it must.")
