"""A command that tells what the code says of itself, as text or as JSON."""

import json

from django.core.management.base import BaseCommand


class Told(BaseCommand):
    """Subclasses give `data()` and turn one piece of it into lines of text."""

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="as JSON, for other tools")

    def handle(self, *args, **options):
        found = self.data()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for line in self.lines(found):
            self.stdout.write(line)
