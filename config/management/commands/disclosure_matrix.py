"""Print which purposes see which field."""

from itertools import groupby

from config import matrices
from config.management.commands._told import Told


class Command(Told):
    help = "Every field of every record, with the purposes that may see it."

    def data(self):
        return matrices.disclosures()

    def lines(self, found):
        for model, rows in groupby(found, key=lambda row: row["model"]):
            yield model
            for row in rows:
                yield f"  {row['field']:20} {', '.join(row['purposes']) or 'nobody'}"
