"""Noticing looks that somebody should explain, and answering for them (rules 47 and 78).

What is noticed is read from the log of looks alone, by its order; read twice, it is noticed once.
"""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from cases.access.decide import roles_on
from cases.access.roles import Act, Role
from cases.access.visitor import Visitor
from cases.actions.verb import at_version, keep, verb
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Look
from cases.jobs.asking import enqueue, handles
from cases.jobs.table import Job
from cases.models.alert import Alert
from cases.models.caserecord import CaseRecord
from cases.models.fields import in_force
from cases.models.jurisdiction import Jurisdiction
from cases.models.unit import StaffMember
from cases.models.user import User

ON, KIND = "alert", "looks.notice"
HOUR, HOURS = datetime.timedelta(hours=1), 24
DAY = HOURS * HOUR
# An hour is read when what was written late in it is there too.
LATE = datetime.timedelta(minutes=5)
# Whose looks are compared with their work. The court, an inspector and the person look by rights of their own; what
# a second reader may read ends with the reading, so that it cannot be asked for afterwards.
STAFF = (Role.OFFICER, Role.MANAGER, Role.CONTEST_HANDLER, Role.RECORDS, Role.EMERGENCY)


def ask_for_hours(now):
    """Ask that each full hour of the last day be read once, however long nobody worked meanwhile."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    known = set(Job.objects.filter(kind=KIND, run_after__gt=hour - DAY).values_list("key", flat=True))
    for back in range(1, HOURS + 1):
        start = hour - back * HOUR
        if (key := f"{KIND} {start.astimezone(datetime.UTC):%Y-%m-%dT%H}") not in known:
            enqueue("looks.notice", key, at=start + HOUR + LATE)


@handles(KIND, title=_("Reading the log of looks"))
def notice(job, now):
    """Read the hour that the job is called after."""
    notice_looks(datetime.datetime.strptime(job.key.split()[1], "%Y-%m-%dT%H").replace(tzinfo=datetime.UTC), now)


def notice_looks(start, now):
    """Read the looks of the hour that began at `start`; raise an alert for each that stands out, once."""
    looks = _looks_of(start)
    for actor_id, cases in _many(looks):
        _raise(actor_id, start, now, kind=Alert.Kind.MANY, cases=cases)
    for actor_id, case_id, at in _outside(looks):
        _raise(actor_id, at, now, kind=Alert.Kind.OUTSIDE, case_id=case_id, cases=1)


def _looks_of(start):
    """The looks of one hour at one record each. Their keys are in the order of time, so the index finds them."""
    first, last = (_first_key(moment) for moment in (start, start + HOUR))
    return Look.objects.filter(id__gte=first, id__lt=last, capacity__in=STAFF, root__isnull=False)


def _first_key(moment):
    """The lowest time-ordered key of a moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def _many(looks):
    most = Jurisdiction.objects.values_list("most_cases_an_hour", flat=True).get()
    counted = looks.order_by().values("actor_id").annotate(cases=Count("root", distinct=True))
    return counted.filter(cases__gt=most).values_list("actor_id", "cases")


def _outside(looks):
    """The first look of each at a case that, at that moment, they neither kept, led, covered, answered nor checked."""
    firsts = looks.order_by().values("actor_id", "root").annotate(at=Min("at")).values_list("actor_id", "root", "at")
    users = User.objects.in_bulk({actor_id for actor_id, _root, _at in firsts})
    cases = set(CaseRecord.objects.filter(id__in={root for _actor, root, _at in firsts}).values_list("id", flat=True))
    for actor_id, root, at in firsts:
        if root in cases and not roles_on(Visitor(users[actor_id], at), root):
            yield actor_id, root, at


def _raise(actor_id, began_at, now, **fields):
    staff = StaffMember.objects.filter(in_force(began_at), user_id=actor_id).order_by("id").first()
    known = {"staff": staff, "began_at": began_at, "kind": fields["kind"], "case_id": fields.get("case_id")}
    if staff is None or Alert.objects.filter(**known).exists():
        return
    with recorded("alert.raise", by=SYSTEM_ACTOR, now=now, root=staff.unit_id):
        keep(Alert(staff=staff, unit_id=staff.unit_id, began_at=began_at, raised_at=now, **fields))


@verb("alert.answer", Act.MANAGE_UNIT, on=ON)
def answer_alert(*, door, now, version, answer, reasons):
    """A manager says that a look is explained, or that it is followed up, and why. Returns the alert."""
    alert = at_version(Alert.objects.get(pk=door.root_id), version)
    if alert.answer == Alert.Answer.EXPLAINED:
        raise ValidationError(_("This was explained already."))
    alert.answer, alert.reasons, alert.answered_at = answer, reasons, now
    alert.answered_by_id = door.visitor.post(Role.MANAGER).source
    return keep(alert)
