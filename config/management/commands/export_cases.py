"""Hand everything that is kept on to another system."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.access.roles import Act
from cases.history import ledger
from cases.history.tables import Action
from config.exporting.running import hand_on
from config.management.commands._by import add_by, somebody_who_may

EVERY = 5


class Command(BaseCommand):
    help = (
        "Write everything that is kept into an empty folder, for another system: every record, its whole past, the"
        " stored files, what each field is, and a program that checks all of it from outside (FORMAT.txt there). It is"
        " a disclosure of everybody's record: the ledger names who handed it on, to whom and on which legal ground."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--recipient", required=True, help="to whom it goes, as the ledger and each person read it")
        parser.add_argument("--ground", required=True, help="the legal ground, with its reference")
        add_by(parser)

    def handle(self, *args, folder, recipient, ground, by, **options):
        now = timezone.now()
        visitor = somebody_who_may(Act.HAND_ON, by, now)
        for name, said in (("recipient", recipient), ("ground", ground)):
            longest = Action._meta.get_field(name).max_length
            if not said.strip() or len(said) > longest:
                raise CommandError(f"--{name}: say it in 1 to {longest} characters.")
        self.began = self.said = monotonic()
        try:
            rows = hand_on(folder, visitor, now, recipient.strip(), ground.strip(), self._say)
        except FileExistsError as error:
            raise CommandError(
                "The folder holds something already. Name an empty one, or one that is not there."
            ) from error
        except OSError as error:
            raise CommandError(
                f"The folder cannot be written ({error.strerror}). What is in it is not complete."
            ) from error
        self.stdout.write(
            f"{rows:,} records were written in {monotonic() - self.began:.0f} s. Check them with `python3 check.py` in"
            f" that folder; the public key is {ledger.printable_key()}. Only you can read the folder: carry it safely."
        )

    def _say(self, what, rows):
        if monotonic() - self.said > EVERY:
            self.said = monotonic()
            self.stderr.write(f"{self.said - self.began:6.0f} s  {rows:,} records written; now after {what}")
