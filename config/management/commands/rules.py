"""Print how each of the 105 Rules is served."""

from collections import Counter

from config import matrices
from config.management.commands._told import Told


class Command(Told):
    help = "Every Rule of CM/Rec(2017)3: how it is served, on which pages, by which tests shown, or why not."

    def data(self):
        return matrices.rules()

    def lines(self, found):
        for rule in found:
            yield f"{rule['rule']:3}  {rule['status']}: {rule['statement']}"
            if rule["why"]:
                yield f"     {rule['why']}"
            for title, names in (("pages", rule["screens"]), ("tests", rule["tests"])):
                if names:
                    yield f"     {title}: {', '.join(names)}"
        yield ", ".join(f"{count} {status}" for status, count in Counter(rule["status"] for rule in found).items())
