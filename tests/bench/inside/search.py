"""Finding a person by a misspelt name among many: beside the exact name through the same gate and its index."""

import random
from itertools import cycle

from django.db import connection, transaction
from django.utils import timezone

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.access.visitor import Visitor
from cases.history.record import record_models
from cases.models import CaseRecord, KnownWord, Person, User
from cases.search import index
from cases.views.finding import persons_found, understood
from tests.bench.inside.fill import fill
from tests.bench.inside.rounds import medians, repeated


class Lookups:
    """Officers who look for one of their own people, whose family name they misspell by exchanging two letters."""

    def __init__(self, names):
        moment = timezone.now()
        users = User.objects.filter(username__in=names[:20])
        self.asked = cycle([self._one(Visitor(user, moment)) for user in users])

    def _one(self, visitor):
        assert visitor.standings
        cases = visible_to(CaseRecord.objects.order_by("id"), visitor, Act.LIST_CASES)
        key, name = cases.values_list("person_id", "person__family_name")[7]
        place = random.Random(name).randrange(1, len(name) - 2)
        misspelt = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        return visitor, key, name, misspelt

    def misspelt(self, _n):
        """What the search does."""
        visitor, key, _name, typed = next(self.asked)
        assert key in persons_found(understood(typed), visitor).persons, typed

    def exact(self, _n):
        """The name as it is recorded, by its index."""
        visitor, key, name, _typed = next(self.asked)
        cases = CaseRecord.objects.filter(person__family_name=name)
        assert key in visible_to(cases, visitor, Act.LIST_CASES).values_list("person_id", flat=True)

    def plan(self):
        """How the database finds the exact name."""
        visitor, _key, name, _typed = next(self.asked)
        return visible_to(CaseRecord.objects.filter(person__family_name=name), visitor, Act.LIST_CASES).explain()


def measure(world, size):
    """Yield (line, figures). What is written for it is taken back: the other lines count on their own rows."""
    with transaction.atomic():
        # The embedded database is for services of a middle size at most.
        persons = size.searched if connection.vendor == "postgresql" else size.searched // 10
        names = fill(1, persons, lasting=False)
        index.rebuild(record_models())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        lookups = Lookups(names)
        misspelt, exact = (repeated(look, size.reads) for look in (lookups.misspelt, lookups.exact))
        ours, plain = medians(size.rounds, misspelt, exact)
        note = f"{Person.objects.count():,} persons, {KnownWord.objects.count():,} words in the dictionary"
        figures = {"product": ours * 1e6, "other": plain * 1e6, "plan": lookups.plan(), "note": note}
        transaction.set_rollback(True)
    yield "search", figures
