"""`manage.py verify_ledger`: is every record what its history and the sealed ledger say it is?"""

import json
from contextlib import nullcontext

from django.core.management.base import BaseCommand, CommandError

from cases.history import ledger
from cases.history.tables import Seal
from cases.history.verify import verify


class Command(BaseCommand):
    help = "Checks history and ledger and names the first bad rows. Ends with 1 if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument(
            "--export", metavar="FILE", help="write the signed heads and all leaf hashes, as JSON Lines"
        )
        parser.add_argument("--against", metavar="FILE", help="compare with heads exported earlier and kept elsewhere")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args, export, against, **options):
        try:
            with open(against, encoding="utf-8") if against else nullcontext() as file:
                findings = verify(against=file)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(
                f"{against} cannot be read as an export of this ledger: {error}", returncode=2
            ) from error
        if export:
            with open(export, "w", encoding="utf-8") as file:
                ledger.export(file)
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], indent=2))
        else:
            self._tell(findings)
        if findings:
            raise SystemExit(1)

    def _tell(self, findings):
        for finding in findings:
            self.stdout.write(f"{finding.kind}: {finding.sentence}")
        head = Seal.objects.order_by("-size").first()
        covered = (
            f"{head.size} sealed rows, the last head of {head.at:%Y-%m-%d %H:%M} UTC" if head else "nothing sealed yet"
        )
        wrong = f"{len(findings)} things are wrong." if findings else "Nothing is wrong."
        self.stdout.write(f"{wrong} Checked: {covered}; public key {ledger.printable_key()}.")
