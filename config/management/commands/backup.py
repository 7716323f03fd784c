"""Back the service up into a folder, or practise restoring it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backups.engines import CannotBackUp
from config.backups.keeping import back_up, drill


class Command(BaseCommand):
    help = (
        "Write the database, the files and the list of what was destroyed into FOLDER, with their hashes."
        " With --drill instead: back up, restore into an empty database beside this one, compare and verify there."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?")
        parser.add_argument("--drill", action="store_true")

    def handle(self, *args, folder, **options):
        practise = options["drill"]
        if practise == bool(folder):
            raise CommandError("Name a folder, or say --drill.")
        try:
            self.stdout.write(self._practised() if practise else self._backed_up(folder))
        except CannotBackUp as reason:
            raise CommandError(str(reason)) from reason

    def _backed_up(self, folder):
        rows = sum(back_up(folder, timezone.now())["counts"].values())
        return f"{folder} holds {rows} rows of records and ledger. Keep it as safe as the database itself."

    def _practised(self):
        done = drill()
        if done.returncode:
            raise CommandError(f"The drill failed: {(done.stderr or done.stdout).strip()[-800:]}")
        return f"The drill went well. {done.stdout.strip()}"
