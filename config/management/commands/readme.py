"""Print what the README shows of the code's own tables."""

from config import readme
from config.management.commands._told import Told


class Command(Told):
    help = "The roles as a Markdown table, the lives of a report and an order as Mermaid; --write puts them in place."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--write", action="store_true", help="put them between the markers of README.md")

    def data(self):
        return readme.printed()

    def lines(self, found):
        yield from found.values()

    def handle(self, *args, **options):
        if options["write"]:
            readme.README.write_text(readme.renewed(readme.README.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            super().handle(*args, **options)
