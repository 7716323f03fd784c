"""The list of what somebody with the database's own rights could do: each is found, and by whom is said (law 10).

`inside` is what `manage.py verify_ledger` calls it, `outside` what the stand-alone verifier calls it on an export with
rows; an empty one says that only the other can know.
"""

from hashlib import sha256
from types import SimpleNamespace

import pytest

from cases.history import ledger, merkle, outside_verifier
from cases.history.export import export
from cases.history.record import write_in_bulk
from cases.history.tables import Action, Leaf, Seal
from cases.history.verify import verify
from cases.models import StoredFile, Unit
from cases.models.stored_file import StoredBytes
from reports.models import Document, DocumentFile
from tests.tampering import ACTION, HISTORY, LATER, LOOK, UNIT, behind_the_back, sealed_world, sql, stored, tamper
from tests.units import NOW, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, settings, tmp_path, django_capture_on_commit_callbacks):
    """Everything sealed under several heads, each known to the witness, with a stored file and a document."""
    settings.HEADS_FILE = str(tmp_path / "heads.jsonl")
    with django_capture_on_commit_callbacks(execute=True):
        known = sealed_world()
        known.early = Seal.objects.latest("size").size
        known.file = a_file(cast)
        ledger.seal(NOW)
    known.folder, known.key = tmp_path, ledger.printable_key()
    known.ids = list(Action.objects.order_by("id").values_list("id", flat=True))
    return known


def a_file(cast):
    """A proof that the person handed in."""
    case, data = cast.case("Verhaal"), b"a scan"
    given = {"media_type": "application/pdf", "size": len(data), "stored_at": cast.now}
    with acting("message.send", root=case.id):
        kept = StoredFile.objects.create(case=case, category="proof", digest=sha256(data).hexdigest(), **given)
    StoredBytes.objects.create(file=kept, data=data)
    return kept


def found(world):
    """The kinds that each verifier finds."""
    path = world.folder / "export.jsonl"
    with path.open("w", encoding="utf-8") as file:
        export(file, with_rows=True)
    outside = outside_verifier.verify(path, world.key, [world.folder / "heads.jsonl"])
    return SimpleNamespace(inside={f.kind for f in verify()}, outside={f["kind"] for f in outside})


def by_sql(*statements):
    """Statements past the triggers, with {names} of the world's rows."""
    return lambda world: tamper(world, *statements)


def delete_action(place):
    def delete(world):
        gone = world.ids[{"first": 0, "middle": len(world.ids) // 2, "last": -1}[place]]
        tamper(world, f"DELETE FROM {ACTION} WHERE id = '{stored(gone)}'")

    return delete


def swap_rows(world):
    tamper(
        world,
        f"UPDATE {HISTORY} SET history_id = -1 WHERE history_id = {{first}}",
        f"UPDATE {HISTORY} SET history_id = {{first}} WHERE history_id = {{second}}",
        f"UPDATE {HISTORY} SET history_id = {{second}} WHERE history_id = -1",
    )


def swap_leaves(world):
    tamper(
        world,
        "UPDATE cases_leaf SET position = -1 WHERE position = 3",
        "UPDATE cases_leaf SET position = 3 WHERE position = 4",
        "UPDATE cases_leaf SET position = 4 WHERE position = -1",
    )


def duplicate_row(world):
    columns = [f.column for f in Action._meta.concrete_fields if f.column != "id"]
    copied = f"INSERT INTO {ACTION} ({', '.join(columns)}, id) SELECT {', '.join(columns)}, {{stranger}}"
    tamper(world, f"{copied} FROM {ACTION} WHERE id = {{action}}")


def duplicate_leaf(world):
    tamper(
        world,
        "INSERT INTO cases_leaf (position, form_id, row, root, hash) SELECT (SELECT max(position) + 1 FROM cases_leaf),"
        " form_id, '0', root, hash FROM cases_leaf WHERE position = 3",
    )


def sign_again():
    hashes = [bytes(made) for made in Leaf.objects.order_by("position").values_list("hash", flat=True)]
    heads = [(head.size, head.at) for head in Seal.objects.order_by("size") if head.size <= len(hashes)]
    sql("DELETE FROM cases_seal")
    for size, at in heads:
        ledger.signed_head(size, merkle.extended([], 0, hashes[:size]), at).save()


def recompute_tree(world):
    with behind_the_back():
        sql(OTHER_HASH)
        sign_again()


def bring_back_older(world):
    tamper(
        world,
        f"DELETE FROM cases_leaf WHERE position >= {world.early}",
        f"DELETE FROM cases_seal WHERE size > {world.early}",
    )


def tell_another_story(world):
    """As many rows as the head that the witness holds, but others."""
    size = Seal.objects.latest("size").size
    bring_back_older(world)
    with acting():
        write_in_bulk([Unit(name=f"another {number}") for number in range(size - world.early - 1)])
    ledger.seal(NOW)


def empty_tree(world):
    tamper(world, "DELETE FROM cases_leaf", "DELETE FROM cases_seal")


def back_date(world):
    tamper(world, f"UPDATE {HISTORY} SET history_date = {LATER} WHERE history_id = {{second}}")


def change_bytes(world):
    StoredBytes.objects.filter(file=world.file).update(data=b"another scan")


def lose_bytes(world):
    StoredBytes.objects.filter(file=world.file).delete()


def change_document(world):
    ready = DocumentFile.objects.filter(document__state=Document.State.READY)
    assert ready.filter(pk=ready.first().pk).update(data=b"%PDF another") == 1


OTHER_HASH = "UPDATE cases_leaf SET hash = (SELECT hash FROM cases_leaf WHERE position = 0) WHERE position = 3"
OF_SECOND = "WHERE history_id = {second}"
LIST = {
    "an edited payload": (by_sql(f"UPDATE {LOOK} SET purpose = 'decision' WHERE id = {{look}}"), "edited", "edited"),
    "an edited hash": (by_sql(OTHER_HASH), "tree", "tree"),
    "a recomputed tree": (recompute_tree, "forked", "forked"),
    "a deleted first row": (delete_action("first"), "deleted", "deleted"),
    "a deleted middle row": (delete_action("middle"), "deleted", "deleted"),
    "a deleted last row": (delete_action("last"), "deleted", "deleted"),
    "an emptied table": (by_sql(f"DELETE FROM {LOOK}"), "deleted", "deleted"),
    "emptied leaves": (by_sql("DELETE FROM cases_leaf"), "leaf", "leaf"),
    "emptied leaves and heads": (
        by_sql("DELETE FROM cases_leaf", "DELETE FROM cases_seal"),
        "rolled back",
        "rolled back",
    ),
    "swapped rows": (swap_rows, "edited", "edited"),
    "swapped leaves": (swap_leaves, "tree", "tree"),
    "a duplicated row": (duplicate_row, "smuggled", ""),
    "a duplicated leaf": (duplicate_leaf, "leaf", "leaf"),
    "a back-dated row": (
        by_sql(f"UPDATE {HISTORY} SET history_date = {LATER} {OF_SECOND}"),
        "back-dated",
        "back-dated",
    ),
    "a re-attributed row": (
        by_sql(f"UPDATE {HISTORY} SET history_user_id = {{stranger}} {OF_SECOND}"),
        "re-attributed",
        "re-attributed",
    ),
    "a moved row": (by_sql(f"UPDATE {HISTORY} SET root = {{stranger}} {OF_SECOND}"), "edited", "edited"),
    "a changed record": (by_sql(f"UPDATE {UNIT} SET phone = '9' WHERE id = {{unit}}"), "changed", ""),
    "a changed record with its history": (
        by_sql(f"UPDATE {UNIT} SET phone = '9' WHERE id = {{unit}}", f"UPDATE {HISTORY} SET phone = '9' {OF_SECOND}"),
        "edited",
        "edited",
    ),
    "a changed stored file": (change_bytes, "file", ""),
    "a lost stored file": (lose_bytes, "file", ""),
    "a changed document": (change_document, "file", ""),
    "an older backup brought back": (bring_back_older, "rolled back", "rolled back"),
    "two heads of one size": (tell_another_story, "forked", "forked"),
}


def test_an_honest_ledger_has_nothing_wrong(world):
    kinds = found(world)
    assert (kinds.inside, kinds.outside) == (set(), set())


@pytest.mark.rule(43)
@pytest.mark.parametrize("what", LIST)
def test_what_was_done_is_found_and_named(world, what):
    do, inside, outside = LIST[what]
    do(world)
    kinds = found(world)
    assert not inside or inside in kinds.inside
    assert outside in kinds.outside if outside else kinds.outside == set()


def test_a_log_signed_again_with_another_key_is_found(world, settings):
    settings.LEDGER_KEY = "a key of somebody else's"
    with behind_the_back():
        sign_again()
    kinds = found(world)
    assert "witness" in kinds.inside and "re-signed" in kinds.outside
