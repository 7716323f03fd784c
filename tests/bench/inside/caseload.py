"""An officer's list of cases: the query through the gate, and the page; among few cases and among many."""

from itertools import cycle

from django.utils import timezone

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.access.visitor import Visitor
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models import CaseRecord, User
from cases.models.fields import in_force
from tests.bench.inside.fill import MOST, fill
from tests.bench.inside.pages import list_of_cases
from tests.bench.inside.rounds import medians, repeated

# What a row of the list says.
COLUMNS = ("id", "version", "reference", "opened_on", "last_entry_at", "unit__name")
COLUMNS += ("person__given_names", "person__family_name", "root")
LINKS = ("person", "unit")


class Caseload:
    """The queries about officers with 50 cases each, in turn."""

    def __init__(self, names):
        self.users = list(User.objects.filter(username__in=names))
        now = timezone.now()
        self.standings = {user.pk: Visitor(user, now).standings for user in self.users}
        self.turn = cycle(self.users)

    def visitor(self, with_standings=True) -> Visitor:
        """The next officer, whose standings are known already unless the page has to read them."""
        visitor = Visitor(next(self.turn), timezone.now())
        if with_standings:
            visitor.standings = self.standings[visitor.user_id]
        return visitor

    def gated(self, visitor):
        """The cases as the product finds them."""
        return visible_to(CaseRecord.objects.order_by("-id"), visitor, Act.LIST_CASES)[: MOST + 1]

    def bare(self, visitor):
        """The same cases by the index alone, without gate, grants or exclusions."""
        mine = in_force(visitor.now, "assignments__")
        found = CaseRecord.objects.filter(mine, assignments__user_id=visitor.user_id)
        return found.order_by("-id")[: MOST + 1]

    def sides(self, reads):
        """Both queries for the same rows, of the same columns."""
        ours = repeated(lambda _: list(self.gated(self.visitor()).values_list(*COLUMNS)), reads)
        plain = repeated(lambda _: list(self.bare(self.visitor()).values_list(*COLUMNS)), reads)
        return ours, plain

    def shown(self, reads):
        """What the page does until it has its objects, and what a plain page would do."""
        plain = repeated(lambda _: list(self.bare(self.visitor()).select_related(*LINKS)), reads)
        return repeated(lambda _: self._shown(), reads), plain

    def _shown(self):
        visitor = self.visitor(with_standings=False)
        assert visitor.may(Act.LIST_CASES)
        return disclosed(self.gated(visitor), Purpose.SUPERVISION, visitor, *LINKS)

    def check(self):
        """Both sides find the same 50 cases."""
        for user in self.users[:3]:
            visitor = Visitor(user, timezone.now())
            gated, bare = ([case.pk for case in find(visitor)] for find in (self.gated, self.bare))
            assert gated == bare and len(gated) == MOST, (len(gated), len(bare))

    def plan(self) -> str:
        """How the database finds them."""
        return self.gated(self.visitor()).explain()


def _compared(caseload, size):
    caseload.check()
    ours, plain = medians(size.rounds, *caseload.sides(size.reads))
    return {"product": ours * 1e6, "other": plain * 1e6, "plan": caseload.plan()}


def measure(world, size):
    """Yield (line, figures)."""
    few = _compared(Caseload(fill(1, size.few)), size)
    yield "caseload_few", few | {"note": f"{MOST} rows among {size.few:,} cases"}
    caseload = Caseload(fill(size.few + 1, size.many))
    many = _compared(caseload, size)
    yield "caseload_many", many | {"note": f"{MOST} rows among {size.many:,} cases"}
    yield "caseload_growth", many | {"other": few["product"], "note": f"{size.few:,} → {size.many:,} cases"}
    ours, plain = medians(size.rounds, *caseload.shown(size.reads))
    note = "standings, gate, disclosed objects: two queries beside one"
    yield "caseload_shown", {"product": ours * 1e6, "other": plain * 1e6, "note": note}
    yield "list_page", list_of_cases(caseload.users[0], size)
