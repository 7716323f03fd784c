"""A backup is a folder: the database, the files, the list of what was destroyed, and what all of them must be."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cases.actions.destroyed_list import from_line, list_file, read_list, write_list
from cases.actions.destroying import take_away
from cases.actions.erasing import take_parts_away
from cases.history import ledger, triggers
from cases.history.cleaning import clean
from cases.history.tables import Seal
from cases.history.verify import verify
from cases.models import Destruction
from config.backups import engines
from config.backups.engines import CannotBackUp

DATABASE, FILES, DESTROYED, MANIFEST = "database", "files", "destroyed.jsonl", "manifest.json"
# A table of which any row says that this database is somebody's.
HOLDS = "cases_unit"


def back_up(folder, now) -> dict:
    """Write a backup into a folder that is empty or not there. Returns its manifest. Raises CannotBackUp."""
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise CannotBackUp(f"{folder} is not empty. Name a new folder: a backup never overwrites another.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ledger.seal(now=now)
    write_list()
    counts = engines.dump(folder / DATABASE)
    if Path(settings.MEDIA_ROOT).is_dir():
        shutil.copytree(settings.MEDIA_ROOT, folder / FILES)
    shutil.copy(list_file(), folder / DESTROYED)
    head = Seal.objects.order_by("-size").values("size", "tree_hash").first()
    manifest = {"engine": connection.vendor, "made_at": now.isoformat(), "counts": counts, "head": head}
    manifest["hashes"] = {name: _hash(folder / name) for name in _names(folder)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True), encoding="utf-8")
    return manifest


def _names(folder):
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return sorted(str(path.relative_to(folder)) for path in found)


def _hash(path):
    with path.open("rb") as file:
        made = sha256()
        while part := file.read(1 << 20):
            made.update(part)
    return made.hexdigest()


def checked(folder) -> dict:
    """The manifest of a backup that is whole. Raises CannotBackUp, naming the file that is not what was written."""
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise CannotBackUp(f"{folder} is no backup: there is no {MANIFEST} in it.")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name in sorted({*manifest["hashes"], *_names(folder)}):
        path = folder / name
        if not path.is_file() or _hash(path) != manifest["hashes"].get(name):
            raise CannotBackUp(f"{name} in {folder} is not the file that was backed up. Use another backup.")
    if manifest["engine"] != connection.vendor:
        raise CannotBackUp(f"The backup is of {manifest['engine']}, this database is {connection.vendor}.")
    return manifest


def restore(folder, now, replace=False) -> dict:
    """Put a backup in the place of this database, and take away again what was destroyed since it was made.

    Returns what was found: `unlike` (tables whose rows are not as many as were backed up), `destroyed` (how many
    destructions were applied again), `findings` (of the ledger). Raises CannotBackUp; then nothing was changed.
    """
    folder, manifest = Path(folder), checked(folder)
    if not replace and _holds_records():
        raise CannotBackUp("This database holds records. To put the backup in their place, say --replace.")
    engines.load(folder / DATABASE)
    here = engines.counts()
    unlike = sorted(table for table, count in manifest["counts"].items() if here.get(table) != count)
    call_command("migrate", verbosity=0)
    triggers.grant()
    if (folder / FILES).is_dir():
        shutil.copytree(folder / FILES, settings.MEDIA_ROOT, dirs_exist_ok=True)
    again = destroy_again([*read_list(), *read_list(folder / DESTROYED)], now)
    return {"unlike": unlike, "destroyed": again, "findings": verify()}


def _holds_records():
    if HOLDS not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        return cursor.execute(f"SELECT 1 FROM {HOLDS} LIMIT 1").fetchone() is not None  # noqa: S608 (our own table)


def destroy_again(lines, now) -> int:
    """Take away whatever stands on the list and is not destroyed here yet; how many destructions that were."""
    ledger.seal(now=now)
    done = 0
    for line in lines:
        destruction, roots = from_line(line)
        there = Destruction.objects.filter(pk=destruction.pk).first()
        if there and there.done_at:
            continue
        if there:  # it was ordered when the backup was made, and carried out afterwards
            for name in ("done_at", "counts", "content_hash", "origins"):
                setattr(there, name, getattr(destruction, name))
        take = take_away if destruction.leaves is None else take_parts_away
        take(there or destruction, set(roots), now)
        done += 1
    if done:
        ledger.seal(now=now)
        write_list()
        clean()
    return done


def drill() -> subprocess.CompletedProcess:
    """Back up, restore into an empty database beside this one, compare and verify there; nothing is left of it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        back_up(folder / "backup", timezone.now())
        with engines.scratch(folder) as url:
            (folder / "data").mkdir()
            env = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(folder / "data"), "DATABASE_WEB_ROLE": ""}
            env |= {"SECRET_KEY": settings.SECRET_KEY, "LEDGER_KEY": settings.LEDGER_KEY}
            env |= {"DESTROYED_FILE": str(folder / "data" / DESTROYED)}
            program = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(folder / "backup")]
            return subprocess.run(program, env=env, capture_output=True, text=True, check=False)  # noqa: S603
