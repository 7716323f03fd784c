"""After destruction no word of a record is left: in no file, dump or log, nor after restoring (rule 48)."""

import os
import signal
from pathlib import Path

import pytest

from tests import processes
from tests.tokens import TOKENS

pytestmark = [pytest.mark.rule(48), pytest.mark.timeout(600)]
# Places at which the destroying process is killed: the first statements, amid the deletes, near the end, clearing up.
DEATHS = (3, 30, 90, 180, 260, 330, 360, 400, 440)
# Of an entry and a file: looking what goes along, at the orders, amid the deletes, at the second of them.
PART_DEATHS = (20, 400, 900, 1200, 1400, 1600)


def words_in(folder) -> set:
    """The tokens that any file below a folder holds, however it is kept."""
    found = set()
    for path in (path for path in Path(folder).rglob("*") if path.is_file()):
        data = path.read_bytes()
        found |= {token for token in TOKENS if token.encode() in data or token.encode("utf-16-le") in data}
    return found


class Embedded:
    """The product on the embedded database, by its own commands alone."""

    def __init__(self, folder):
        self.folder, self.data, self.said = folder, folder / "data", ""
        (self.data / "static").mkdir(parents=True)
        self.env = processes.environment(self.data, HTTPS="0")
        self.env.pop("DATABASE_URL", None)

    def manage(self, *given, check=True):
        done = processes.manage(self.env, *given, check=check)
        self.said += done.stdout + done.stderr
        return done

    def inside(self, call, check=True):
        return self.manage("shell", "-c", f"from tests import tokens; tokens.{call}", check=check)


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A service whose record was backed up, destroyed in spite of many deaths, backed up again, and restored."""
    here = Embedded(tmp_path_factory.mktemp("traces"))
    for command in ("migrate", "demo"):
        here.manage(command, "-v", "0")
    here.inside("plant()")
    here.planted = words_in(here.data)
    here.manage("backup", str(here.folder / "older"))
    here.inside("order()")
    here.deaths = [here.inside(f"work({place})", check=False).returncode for place in DEATHS]
    here.inside("work()")
    here.deaths += [here.inside(f"work_on_parts({place})", check=False).returncode for place in PART_DEATHS]
    here.inside("work_on_parts()")
    here.left = words_in(here.data)
    here.verified = here.manage("verify_ledger").stdout
    here.manage("backup", str(here.folder / "newer"))
    here.listed = (here.data / "destroyed.jsonl").read_text()
    here.restored = here.manage("restore", str(here.folder / "older"), "--replace").stdout
    return here


def test_the_words_stood_there_before(service):
    assert service.planted >= {"qzvxentry", "qzvxphone", "qzvxfile"}
    assert words_in(service.folder / "older") >= {"qzvxentry", "qzvxphone", "qzvxfile"}


def test_killed_wherever_it_was_it_came_to_the_same_end(service):
    assert -signal.SIGKILL in service.deaths[: len(DEATHS)] and -signal.SIGKILL in service.deaths[len(DEATHS) :]
    assert "Nothing is wrong" in service.verified
    # The record; the entry and the file of this test, and the entry that the demonstration's people took out.
    assert service.listed.count("\n") == 4
    asked = "from cases.models import *; from cases.history import ledger; done = Action.objects.values_list('verb');"
    asked += " print(Destruction.objects.count(), Erased.objects.filter(destruction__leaves__isnull=True).count(),"
    asked += " *[done.filter(verb=verb).count() for verb in (ledger.DESTROYED, 'entry.erase', 'file.erase')])"
    assert service.manage("shell", "-v", "0", "-c", asked).stdout.split()[-5:] == ["4", "2", "2", "2", "1"]


def test_no_word_is_left_in_the_files_of_the_database(service):
    assert service.left == set()


def test_cleaning_up_once_more_changes_nothing(service):
    assert "Nothing of what was destroyed is left" in service.manage("clean_up").stdout


def test_no_word_is_in_a_backup_made_afterwards(service):
    assert words_in(service.folder / "newer") == set()


def test_restoring_an_older_backup_gives_nothing_back(service):
    assert "Destroyed again: 4" in service.restored
    assert words_in(service.data) == set()
    assert "Nothing is wrong" in service.manage("verify_ledger").stdout


def test_no_word_was_said_in_a_log(service):
    assert not [token for token in TOKENS if token in service.said]


def test_a_drill_goes_well_and_leaves_nothing(service):
    before = set(os.listdir(service.data))
    assert "The drill went well" in service.manage("backup", "--drill").stdout
    assert set(os.listdir(service.data)) == before


def test_a_backup_that_was_touched_is_not_restored(service):
    touched = service.folder / "newer" / "database"
    with touched.open("ab") as file:
        file.write(b"more")
    done = service.manage("restore", str(service.folder / "newer"), "--replace", check=False)
    assert done.returncode and "is not the file that was backed up" in done.stderr


def test_nothing_overwrites_records_or_a_backup_unasked(service):
    older = str(service.folder / "older")
    assert "say --replace" in service.manage("restore", older, check=False).stderr
    assert "is not empty" in service.manage("backup", older, check=False).stderr
