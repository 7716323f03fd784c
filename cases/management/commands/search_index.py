"""Make the search's index anew, or say whether it is what would be made anew."""

from django.core.management.base import BaseCommand, CommandError

from cases.history.record import record_models
from cases.search import index


class Command(BaseCommand):
    help = (
        "The search finds people and texts by an index that the database keeps with every write. This makes it anew of"
        " the records as they stand; with --check it only compares, and changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="say whether it is true; exit 1 where it is not")

    def handle(self, *args, check, **options):
        if not check:
            index.rebuild(record_models())
            self.stdout.write("The index was made anew.")
        elif index.is_true(record_models()):
            self.stdout.write("The index is true.")
        else:
            raise CommandError("The index is not what would be made of the records. Run search_index to make it anew.")
