"""Leaving nothing of what was destroyed in the database's own files, as the owner of the tables."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cases.history.cleaning import Busy, clean, of_others


class Command(BaseCommand):
    help = (
        "Clears what was destroyed out of the database's own files. On PostgreSQL it is run as the owner of the tables:"
        " it frees the space, and with --rewrite writes each table anew, which nobody can use meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rewrite", action="store_true", help="on PostgreSQL: VACUUM FULL")

    def handle(self, *, rewrite, **options):
        if others := of_others():
            raise CommandError(
                f"{len(others)} tables belong to another role ({others[0]} is one). Run this as the owner of the"
                " tables, with the DATABASE_URL that migrates."
            )
        try:
            clean(rewrite=rewrite)
        except Busy as busy:
            raise CommandError("Somebody reads an older state of the database. Try again in a moment.") from busy
        if connection.vendor == "sqlite" or rewrite:
            self.stdout.write("Nothing of what was destroyed is left in the tables' files.")
        else:
            self.stdout.write(
                "The space of what was destroyed is free. Its bytes go when something else is written there; with"
                " --rewrite they go at once."
            )
