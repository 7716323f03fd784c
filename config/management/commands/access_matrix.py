"""Print who may do what."""

from config import matrices
from config.management.commands._told import Told


class Command(Told):
    help = "Every role: the purpose it looks for, and every act it may and may not do."

    def data(self):
        return matrices.access()

    def lines(self, found):
        words = matrices.acts()
        for role in found:
            reads = ", only reads" if role["reads_only"] else ""
            yield f"{role['role']} ({role['purpose']}{reads}): {role['sentence']}"
            for act, allowed in role["acts"].items():
                yield f"  {'may' if allowed else '   '}  {words[act]}"
