"""Who looked at one record: the looks at it alone, and the lists that showed it."""

from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from cases.history.tables import Look


def looks_at(*roots):
    """The looks at any of these roots, alone or in a list, latest first by sequence (law 9)."""
    found = Look.objects.order_by("-id")
    if connection.vendor == "postgresql":
        lists = Q(*(Q(roots__contains=[str(root)]) for root in roots), _connector=Q.OR)
    else:
        found = found.annotate(listed=Cast("roots", TextField()))
        lists = Q(*(Q(listed__contains=str(root)) for root in roots), _connector=Q.OR)
    return found.filter(Q(root__in=roots) | Q(lists, root__isnull=True))
