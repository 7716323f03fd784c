"""Bring in the cases of another service."""

import csv
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from cases.access.roles import Act
from config.importing.mapping import WrongMapping, read
from config.importing.reading import Unreadable
from config.importing.running import Changed, Refused, bring_in, look_through
from config.management.commands._by import add_by, somebody_who_may

EVERY = 5
# Of what is wrong, so much is printed; --problems FILE has it all.
PRINTED = 20


class Command(BaseCommand):
    help = (
        "Bring in the cases of another service out of a CSV or JSON Lines file. --mapping says what each column is"
        " here (config/importing/example.toml). Every row is checked first; where one is wrong, nothing is written."
        " What was brought in before is not brought in again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--mapping", required=True, metavar="FILE", help="what each column of the file is here")
        add_by(parser)
        parser.add_argument("--check", action="store_true", help="check every row, and write nothing")
        parser.add_argument("--problems", metavar="FILE", help="write all that is wrong: line, field, reason, as CSV")

    def handle(self, *args, file, mapping, by, check, problems=None, **options):
        now = timezone.now()
        visitor = somebody_who_may(Act.BRING_IN, by, now)
        self.began, self.said, self.printed, self.other = monotonic(), monotonic(), 0, 0
        try:
            mapping = read(mapping)
            if not Path(file).is_file():
                raise CommandError("There is no such file.")
            with ExitStack() as stack:
                self.problems = self._table(stack, problems)
                counts = look_through(file, mapping, now, self._problem, self._differs, self._say)
            self._tell_found(counts)
            if not check:
                self._tell_done(bring_in(file, mapping, visitor, timezone.now, counts, self._say))
        except (WrongMapping, Unreadable) as wrong:
            raise CommandError(str(wrong)) from wrong
        except OSError as error:
            raise CommandError(f"A file cannot be read or written: {error.strerror}.") from error
        except Refused as refused:
            raise CommandError(f"{refused.args[0]:,} things are wrong, so nothing was written.") from refused
        except Changed as changed:
            raise CommandError("The file, or what is here, was changed meanwhile: nothing was written.") from changed
        except IntegrityError:
            # The database's own words would quote the row.
            raise CommandError("Somebody else wrote the same meanwhile: nothing was written. Try again.") from None

    @staticmethod
    def _table(stack, path):
        if not path:
            return None
        table = csv.writer(stack.enter_context(open(path, "w", encoding="utf-8", newline="")))  # noqa: SIM115 (the stack closes it)
        table.writerow(("line", "field", "reason"))
        return table

    def _problem(self, problem):
        if self.problems:
            self.problems.writerow((problem.line, problem.field, problem.reason))
        self.printed += 1
        if self.printed <= PRINTED:
            self.stderr.write(str(problem))
        elif self.printed == PRINTED + 1:
            self.stderr.write("… and more: --problems FILE writes all of it.")

    def _differs(self, line):
        self.other += 1
        if self.other <= PRINTED:
            self.stderr.write(f"line {line}: was brought in before and says something else now; it is left as it is")

    def _say(self, what, number):
        if monotonic() - self.said > EVERY:
            self.said = monotonic()
            self.stderr.write(f"{self.said - self.began:6.0f} s  {number:,} cases {what}")

    def _tell_found(self, counts):
        self.stdout.write(
            f"{counts.new:,} cases are new, {counts.same:,} were brought in before,"
            f" {counts.changed:,} of those brought in before say something else now."
        )

    def _tell_done(self, counts):
        took = monotonic() - self.began
        self.stdout.write(f"{counts.new:,} cases were written in {took:.0f} s; the file's hash is {counts.file_hash}.")
        if counts.unsettled:
            self.stdout.write(
                f"{counts.unsettled:,} orders do not fit what the law allows, have no condition, or wait for a"
                " suspect’s agreement: they are kept as received, for their officers to settle."
            )
