"""Load a country's data: limits, sanction and condition types, authorities and their powers."""

from django.core.management.base import BaseCommand

from config.jurisdiction import load


class Command(BaseCommand):
    help = "Load a jurisdiction from a JSON file (config/jurisdictions/demo.json shows the form)."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *args, file, **options):
        self.stdout.write(f"{load(file).name} is loaded.")
