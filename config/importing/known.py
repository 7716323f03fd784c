"""What is here already and rows refer to: units, officers, the law's types; cases that were brought in before."""

from functools import cache

from cases.access.roles import Role
from cases.actions.destroyed_list import destroyed_marks, mark_of
from cases.models import CaseRecord, Origin, StaffMember
from cases.models.fields import in_force
from sanctions.models import Decision


class Known:
    """Read once for all rows of a file whose dates have the form `date`."""

    def __init__(self, source, date, now):
        self.date = date
        origins = Origin.objects.filter(source=source)
        self.digests = dict(origins.values_list("number", "digest"))
        self.source, self.destroyed = source, destroyed_marks()
        self.persons = dict(origins.exclude(person_number="").values_list("person_number", "case__person_id"))
        open_now = CaseRecord.objects.filter(ended_on=None).values("person_id")
        numbers = origins.exclude(person_number="").filter(case__person_id__in=open_now)
        self.with_open_case = set(numbers.values_list("person_number", flat=True))
        self.decisions = set(Decision.objects.values_list("authority_id", "reference"))
        posts = StaffMember.objects.filter(in_force(now), duty=Role.OFFICER).order_by("-id")
        self.posts = {post.user.username: post for post in posts.select_related("user", "unit")}
        self.known = cache(lambda model: {getattr(row, model.shown_by): row for row in model.objects.all()})

    def officer(self, username):
        """The post of an officer who is in office; None where there is none of this log-in."""
        return self.posts.get(username)

    def was_destroyed(self, number) -> bool:
        """Whether the case of this number was brought in before, and destroyed here by order."""
        return number not in self.digests and mark_of(self.source, number) in self.destroyed

    def is_same(self, row):
        """None where nobody knows this number; else whether the row says what it said when it was brought in."""
        digest = self.digests.get(row["number"])
        return None if digest is None else digest == row.digest
