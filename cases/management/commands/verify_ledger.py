"""`manage.py verify_ledger`: is every record what its history and the sealed ledger say it is?"""

import json
import os
from contextlib import nullcontext

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.history import ledger
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.export import export, export_verifier
from cases.history.tables import Action, Seal
from cases.history.verify import verify

# As much as the ledger keeps of a recipient.
LONGEST = Action._meta.get_field("recipient").max_length


def _for_its_owner(path, flags):
    return os.open(path, flags, mode=0o600)


class Command(BaseCommand):
    help = "Checks history and ledger and names the first bad rows. Ends with 1 if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument(
            "--export", metavar="FILE", help="write the signed heads and all leaf hashes, as JSON Lines"
        )
        parser.add_argument(
            "--with-rows",
            metavar="RECIPIENT",
            default="",
            help="let the export hold every row in clear, for a recipient whom the ledger then names",
        )
        parser.add_argument(
            "--verifier", metavar="FILE", help="write the program with which an outsider checks an export"
        )
        parser.add_argument("--against", metavar="FILE", help="compare with heads exported earlier and kept elsewhere")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args, against, with_rows="", verifier=None, **options):
        path = options["export"]
        try:
            with open(against, encoding="utf-8") if against else nullcontext() as file:
                findings = verify(against=file)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(
                f"{against} cannot be read as an export of this ledger: {error}", returncode=2
            ) from error
        if with_rows and not path:
            raise CommandError("Say with --export where the rows go.", returncode=2)
        if len(with_rows) > LONGEST:
            raise CommandError(f"Name the recipient in at most {LONGEST} characters.", returncode=2)
        if path:
            self._export(path, with_rows)
        if verifier:
            export_verifier(verifier)
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], indent=2))
        else:
            self._tell(findings)
        if findings:
            raise SystemExit(1)

    def _export(self, path, recipient):
        if recipient:
            # Everything leaves: the ledger says so first, and the export holds what it says.
            with recorded("ledger.export", by=SYSTEM_ACTOR, now=timezone.now(), recipient=recipient):
                pass
            ledger.seal(now=timezone.now())
        with open(path, "w", encoding="utf-8", opener=_for_its_owner) as file:
            export(file, with_rows=bool(recipient))

    def _tell(self, findings):
        for finding in findings:
            self.stdout.write(f"{finding.kind}: {finding.sentence}")
        head = Seal.objects.order_by("-size").first()
        covered = (
            f"{head.size} sealed rows, the last head of {head.at:%Y-%m-%d %H:%M} UTC" if head else "nothing sealed yet"
        )
        wrong = f"{len(findings)} things are wrong." if findings else "Nothing is wrong."
        self.stdout.write(f"{wrong} Checked: {covered}; public key {ledger.printable_key()}.")
