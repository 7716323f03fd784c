"""Restore a backup, and take away again whatever was destroyed since it was made."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backups.engines import CannotBackUp
from config.backups.keeping import restore


class Command(BaseCommand):
    help = (
        "Put the backup in FOLDER in the place of an empty database (--replace: of this one). Its hashes are checked"
        " first; what was destroyed since is destroyed again; then the ledger is verified."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--replace", action="store_true", help="the database holds records, and they may go")

    def handle(self, *args, folder, replace, **options):
        try:
            found = restore(folder, timezone.now(), replace)
        except CannotBackUp as reason:
            raise CommandError(str(reason)) from reason
        for finding in found["findings"]:
            self.stdout.write(f"{finding.kind}: {finding.sentence}")
        if found["unlike"] or found["findings"]:
            raise CommandError(
                f"Restored, but not whole: {', '.join(found['unlike']) or 'the ledger has findings'}. Do not use it."
            )
        self.stdout.write(
            f"Restored; every table has the rows that were backed up. Destroyed again: {found['destroyed']}."
            " The ledger verifies."
        )
