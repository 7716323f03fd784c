"""A large service, written by the database itself: one statement a table, with the triggers off meanwhile.

Keys are ordered by time as the product's are; an officer's cases lie scattered over the whole table, as they come in.
"""

import datetime
from contextlib import contextmanager

from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone

from cases.access.grants import CaseGrant
from cases.access.roles import Role
from cases.history import triggers
from cases.models import Assignment, CaseRecord, Exclusion, Named, Person, Restriction, StaffMember, Unit, User

# An officer has had so many cases; 35 to 50 of them are kept now, the others have ended.
HAD, MOST, SPREAD = 60, 50, 16
OFFICERS_A_UNIT = 40
# One case in so many was covered by a colleague once; from one in so many somebody is excluded.
CASES_A_COVER, CASES_AN_EXCLUSION = 50, 200
# One in so many is restricted to whoever keeps it.
CASES_A_RESTRICTION = 500
SINCE = datetime.timedelta(days=400)
EPOCH = 0x018000000000
KINDS = {User: 1, StaffMember: 2, Person: 3, CaseRecord: 4, Assignment: 5, Unit: 6, CaseGrant: 7, Exclusion: 8}
KINDS |= {Restriction: 9, Named: 10}


class Sql(str):
    """An expression over `n`, the number of the row; any other value stands for itself."""

    __slots__ = ()


def key(model, number) -> Sql:
    """The key of the row with this number: a UUID of version 7 whose time is the number's."""
    kind, moment = f"7{KINDS[model]:03x}8", f"{EPOCH} + {number}"
    if connection.vendor == "sqlite":
        return Sql(f"printf('%012x{kind}%015x', {moment}, {number})")
    return Sql(f"(lpad(to_hex({moment}), 12, '0') || '{kind}' || lpad(to_hex({number}), 15, '0'))::uuid")


def _text(before, number) -> Sql:
    return Sql(f"'{before}' || CAST({number} AS TEXT)")


# Of what the people of a large service are called: so many names that nearly all are spelt like some other one.
SYLLABLES = (
    "ba ke li mo nu ra se ti vo da fe gi ho ju ka le mi no pu ri "
    "sa te vi lo de fa go hi je ku la me ni po re si ta ve ma ne"
)
ENDINGS = "sen ova ski ert man ez is"


def _name(number, syllables, endings) -> Sql:
    """The name with a number: its syllables, one digit of the number each, and how such names end."""
    few, ends = SYLLABLES.split(), endings.split()
    parts = [_nth(few, f"(({number}) / {len(few) ** place}) % {len(few)}") for place in range(syllables)]
    return Sql(" || ".join([*parts, _nth(ends, f"({number}) % {len(ends)}")]))


def _nth(words, place):
    width = max(map(len, words))
    row = "".join(word.ljust(width) for word in words)
    return f"trim(substr('{row}', CAST({place} AS INTEGER) * {width} + 1, {width}))"


class Intake:
    """The cases from one number to another, and the officers and units that keep them."""

    def __init__(self, first, last):
        self.first, self.last = first, last
        self.officers = max((last - first + 1) // HAD, 1)
        self.place = f"(n - {first}) % {self.officers}"
        self.officer = f"({first} + {self.place})"
        self.unit = key(Unit, f"({first} + {self.place} / {OFFICERS_A_UNIT})")
        self.since, self.ended = timezone.now() - SINCE, timezone.now() - SINCE / 4

    def write(self):
        """Fill the tables, in the order in which links need them."""
        units = 1 + (self.officers - 1) // OFFICERS_A_UNIT
        self._insert(Unit, units, name=_text("Unit ", "n"))
        names = {"username": _text("bench-", "n"), "password": "!"}
        self._insert(User, self.officers, **names, date_joined=self.since)
        post = {"user_id": key(User, "n"), "unit_id": self.unit, "name": _text("Officer ", "n")}
        self._insert(StaffMember, self.officers, **post, duty=Role.OFFICER.value, starts_at=self.since)
        self._write_cases(self.last - self.first + 1)
        self._write_exceptions()

    def _write_cases(self, number):
        day = self.since.date()
        kept = f"(n - {self.first}) / {self.officers} < {MOST} - {self.place} % {SPREAD}"
        names = {"family_name": _name("n * 7919 % 100003", 3, ENDINGS), "given_names": _name("n % 1009", 2, "a")}
        self._insert(Person, number, **names, reference=_text("P-B-", "n"), birth_date=day, language="en")
        case = {"person_id": key(Person, "n"), "unit_id": self.unit, "reference": _text("B-", "n"), "opened_on": day}
        self._insert(CaseRecord, number, **case, ended_on=_when_not(kept, CaseRecord, "ended_on", self.ended.date()))
        links = {"user_id": key(User, self.officer), "staff_id": key(StaffMember, self.officer)}
        period = {"starts_at": self.since, "ends_at": _when_not(kept, Assignment, "ends_at", self.ended)}
        case = key(CaseRecord, "n")
        self._insert(Assignment, number, **links, **period, case_id=case, root=case)

    def _write_exceptions(self):
        """Covers that have ended and exclusions in force, never of the case's own officer but of the seventh after."""
        total = self.last - self.first + 1
        cover = Permission.objects.get(codename="cover", content_type__app_label="cases").pk
        case, user = self._every(CASES_A_COVER)
        grant = {"permission_id": cover, "content_object_id": case, "root": case, "granted_by": user, "user_id": user}
        period = {"starts_at": self.since, "ends_at": self.ended}
        self._insert(CaseGrant, total // CASES_A_COVER, **grant, **period, purpose="supervision")
        case, user = self._every(CASES_AN_EXCLUSION)
        excluded = {"case_id": case, "root": case, "user_id": user, "review_on": self.ended.date()}
        self._insert(Exclusion, total // CASES_AN_EXCLUSION, **excluded, starts_at=self.since, reason="related")

        case, user = self._every(CASES_A_RESTRICTION, further=0)
        restricted = {"case_id": case, "root": case, "starts_at": self.since}
        number = total // CASES_A_RESTRICTION
        self._insert(Restriction, number, **restricted, review_on=self.ended.date(), reason="asked about")
        self._insert(Named, number, **restricted, user_id=user, restriction_id=key(Restriction, "n"))

    def _every(self, step, further=7):
        """One case in so many, and a colleague of the officer who keeps it, or with 0 that officer."""
        place = f"(n - {self.first}) * {step}"
        colleague = f"({self.first} + ({place} + {further}) % {self.officers})"
        return key(CaseRecord, f"({self.first} + {place})"), key(User, colleague)

    def _insert(self, model, number, **columns):
        last = self.first + number - 1
        series = f"WITH RECURSIVE s(n) AS (SELECT {self.first} UNION ALL SELECT n + 1 FROM s WHERE n < {last})"
        if connection.vendor == "postgresql":
            series = f"WITH s(n) AS (SELECT generate_series({self.first}::bigint, {last}))"
        columns = {"id": key(model, "n"), "root": key(model, "n")} | columns
        fields = model._meta.local_concrete_fields
        values = [_value(field, columns.get(field.column)) for field in fields]
        names = ", ".join(f'"{field.column}"' for field in fields)
        shown = ", ".join(value.replace("%", "%%") if isinstance(value, Sql) else "%s" for value in values)
        _execute(
            f'{series} INSERT INTO "{model._meta.db_table}" ({names}) SELECT {shown} FROM s',
            [value for value in values if not isinstance(value, Sql)],
        )


def fill(first, last, lasting=True) -> list[str]:
    """Write the cases from `first` to `last` and their officers. Returns user names of officers with 50 cases now.

    What does not last is written inside the caller's transaction, which takes it back.
    """
    intake = Intake(first, last)
    with _unguarded(lasting):
        intake.write()
    if lasting:
        connection.close()
    return [f"bench-{first + place}" for place in range(0, intake.officers, SPREAD)]


def _when_not(condition, model, name, value) -> Sql:
    """The value where the condition does not hold, else nothing."""
    field = model._meta.get_field(name)
    adapted = field.get_db_prep_save(value, connection)
    return Sql(f"CASE WHEN {condition} THEN NULL ELSE CAST('{adapted}' AS {field.db_type(connection)}) END")


def _value(field, stated):
    """What stands in a column: what is stated, else nothing, else the field's own beginning."""
    if isinstance(stated, Sql):
        return stated
    if stated is None and field.null:
        return Sql("NULL")
    return field.get_db_prep_save(field.get_default() if stated is None else stated, connection)


@contextmanager
def _unguarded(lasting):
    """Triggers and checks of links are off while the tables fill, and the planner then learns what is there."""
    triggers.drop()
    try:
        for statement in _FASTER[connection.vendor] if lasting else ():
            _execute(statement)
        yield
    finally:
        triggers.install()
    for statement in _SETTLED[connection.vendor] if lasting else ():
        _execute(statement)


# The connection is closed afterwards, and its settings go with it.
_FASTER = {
    "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"),
    # Only a superuser may; without it the checks of links take their time.
    "postgresql": (
        "SELECT set_config('session_replication_role', 'replica', false)"
        " FROM pg_roles WHERE rolname = current_user AND rolsuper",
    ),
}
_SETTLED = {
    "sqlite": ("ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM ANALYZE", "CHECKPOINT"),
}


def _execute(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
