"""An import from its first line to its last: every row checked, then all written in one transaction (rule 42)."""

from dataclasses import dataclass

from django.db import transaction

from cases.access.decide import check
from cases.access.roles import Act, Role
from cases.actions.matching import look_for_matches_of
from cases.actions.verb import keep
from cases.history.action import recorded
from cases.models import CaseImport, Jurisdiction, StaffMember
from config.importing.checking import Checker
from config.importing.reading import Source
from config.importing.writing import Writer


class Refused(Exception):
    """Rows are wrong, so nothing was written; how many things are."""


class Changed(Exception):
    """The file was changed while it was read: nothing was written."""


@dataclass
class Counts:
    """What an import found: cases that are new here, known and the same, known and said otherwise since."""

    new: int = 0
    same: int = 0
    changed: int = 0
    wrong: int = 0
    # Orders that the law does not admit as they are: their officers settle them.
    unsettled: int = 0
    file_hash: str = ""

    def count(self, row):
        """Count a row that nothing is wrong with."""
        if row.is_same is None:
            self.new += 1
        elif row.is_same:
            self.same += 1
        else:
            self.changed += 1


def look_through(path, mapping, now, problem, differs, say) -> Counts:
    """Check every row and write nothing. Raises Unreadable where the whole file is not what the mapping says.

    `problem` is called with each Problem, `differs` with the line of each case that is known and said otherwise
    since, `say` with what is done and how many rows that is.
    """
    source, checker, counts = Source(path, mapping), Checker(mapping, now), Counts()
    for number, (line, given) in enumerate(source.rows(), 1):
        row, wrong = checker.check(line, given)
        for each in wrong:
            problem(each)
        counts.wrong += len(wrong)
        if not wrong:
            counts.count(row)
            if row.is_same is False:
                differs(line)
        say("checked", number)
    counts.file_hash = source.hash.hexdigest()
    return counts


def bring_in(path, mapping, by, clock, counts, say) -> Counts:
    """Write what `look_through` found to be new, all or nothing, as the records manager `by`. Returns the counts.

    Persons who may be recorded already are looked for afterwards, by jobs. Raises Refused and Changed.
    """
    check(by, Act.BRING_IN)
    if counts.wrong:
        raise Refused(counts.wrong)
    if not counts.new:
        return counts
    post = StaffMember.objects.get(pk=by.post(Role.RECORDS).source)
    said = {"source": mapping.source, "file_hash": counts.file_hash}
    made = CaseImport(made_by=post, name=post.name, made_at=by.now, **said)
    with transaction.atomic():
        writer = _write(path, mapping, made, by.now, clock, say)
        if writer.cases != counts.new:
            raise Changed
        made.cases = writer.cases
        with recorded("import.make", by=by.user_id, now=clock(), root=made.id, capacity=Role.RECORDS):
            keep(made)
        look_for_matches_of(writer.first)
    counts.unsettled = writer.unsettled
    return counts


def _write(path, mapping, made, now, clock, say):
    source, checker = Source(path, mapping), Checker(mapping, now)
    writer = Writer(made, checker.here.persons, Jurisdiction.objects.get(), clock)
    for line, given in source.rows():
        row, wrong = checker.check(line, given)
        if wrong:
            raise Changed
        if row.is_same is None:
            row.post = checker.here.officer(row["officer"])
            writer.add(row)
            say("written", writer.cases)
    writer.flush()
    if source.hash.hexdigest() != made.file_hash:
        raise Changed
    return writer
