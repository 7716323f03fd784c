"""Opening a record in an emergency: reason, password again, minutes; a second person looks at it after (rules 47, 78).

Whoever must never know a record gets the answer that an unknown number gets, in the same words.
"""

import datetime

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.access.decide import check, enter, roles_on
from cases.access.grants import CaseGrant
from cases.access.roles import Act, Role
from cases.actions.days import to_come
from cases.actions.second_person import managers_beside
from cases.actions.verb import at_version, keep, verb
from cases.deadlines.keeping import meet_deadlines, set_deadline
from cases.deadlines.limits import limit_from
from cases.disclosure.purposes import Purpose
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Action, Look
from cases.models.alert import Alert
from cases.models.break_glass import REASON_LEAST, BreakGlass
from cases.models.caserecord import CaseRecord
from cases.models.deadline import Deadline
from cases.models.fields import in_force
from cases.models.jurisdiction import Jurisdiction
from cases.models.removal import Incident, IncidentViewer

ON, TRY = "emergency", "break_glass.try"
# So many vain tries in so long: then one waits, as at the sign-in.
TRIES, WITHIN = 5, datetime.timedelta(hours=1)
OPENERS = (Role.OFFICER, Role.MANAGER)


def open_in_emergency(*, by, now, reference, password, why, ground=None):
    """Open a case by its number for minutes, read only. Returns the opening; ValidationError says what to do.

    A wrong password and a number that leads nowhere are recorded and counted alike, before the answer is given.
    """
    check(by, Act.BREAK_GLASS)
    post = by.post(*OPENERS)
    if _vain_tries(post.source, now) >= TRIES:
        raise ValidationError(_("Too many vain tries. Wait an hour, or call the manager of the unit."))
    if len(why.strip()) < REASON_LEAST:
        raise ValidationError({"why": _too_short()})
    if not by.user.has_usable_password():
        raise ValidationError({"password": _("Your log-in has no password here. Call the manager of the unit.")})
    if not by.user.check_password(password):
        _tried_in_vain(by, post, now)
        raise ValidationError({"password": _("This is not your password. Nothing was opened.")})
    case = CaseRecord.objects.filter(reference__iexact=reference.strip()).first()
    if case and roles_on(by, case.id):
        raise ValidationError({"reference": _("You may open this record without an emergency: look for it as usual.")})
    try:
        enter(by, Act.BREAK_GLASS, case and case.id, ON)
    except Http404:
        _tried_in_vain(by, post, now, case)
        raise ValidationError({"reference": _("No record can be opened with this number.")}) from None
    return break_glass(by=by, now=now, emergency_id=case.id, why=why, hide_on=ground)


def _too_short():
    few = ngettext("Say in at least %(count)s sign", "Say in at least %(count)s signs", REASON_LEAST)
    return few % {"count": REASON_LEAST} + " " + _("what the emergency is, so that somebody else can judge it.")


def _vain_tries(post_id, now):
    return Action.objects.filter(root=post_id, verb=TRY, at__gt=now - WITHIN).count()


def _tried_in_vain(by, post, now, kept_from=None):
    """Record it; where the number was that of a record they must never know, its manager is asked to look."""
    with recorded(TRY, by=by.user_id, now=now, root=post.source):
        pass
    if kept_from:
        with recorded("alert.raise", by=SYSTEM_ACTOR, now=now, root=kept_from.unit_id):
            about = {"case": kept_from, "unit_id": kept_from.unit_id, "cases": 1}
            keep(Alert(kind=Alert.Kind.KEPT_OUT, staff_id=post.source, began_at=now, raised_at=now, **about))


@verb("break_glass.open", Act.BREAK_GLASS, on=ON)
def break_glass(*, door, now, why, hide_on=None):
    """Let the visitor read the case for minutes; `hide_on` is a ground to not tell the person yet. Returns it."""
    if hide_on is not None and not hide_on.may_hide:
        raise ValidationError({"ground": _("On this ground nothing can be hidden from the person.")})
    minutes = Jurisdiction.objects.values_list("break_glass_minutes", flat=True).get()
    opened = keep(
        BreakGlass(
            case_id=door.root_id,
            staff_id=door.visitor.post(*OPENERS).source,
            why=why,
            opened_at=now,
            closes_at=now + datetime.timedelta(minutes=minutes),
            ground=hide_on,
            hidden_until=limit_from(now, "break_glass.review") if hide_on else None,
        )
    )
    keep(
        CaseGrant(
            user_id=door.visitor.user_id,
            permission=Permission.objects.get(codename="break_glass", content_type__app_label="cases"),
            content_object_id=door.root_id,
            starts_at=now,
            ends_at=opened.closes_at,
            purpose=Purpose.SUPERVISION,
            basis=f"emergency {opened.id}",
            granted_by=door.visitor.user_id,
        )
    )
    reviewer = managers_beside(opened.case, now, door.visitor.user_id).first()
    set_deadline("break_glass.review", opened, now, to=Deadline.To.STAFF, staff_id=reviewer and reviewer.id)
    return opened


@verb("break_glass.review", Act.REVIEW_BREAK_GLASS)
def review_emergency(*, door, now, break_glass_id, version, answer, reasons, hidden_until=None):
    """A second person says whether an opening was justified, and until when the person is not told. Returns it.

    Where it was not, it ends at once and stands in the register of incidents.
    """
    rows = BreakGlass.objects.select_related("staff", "ground")
    opened = at_version(rows.get(pk=break_glass_id, case_id=door.case_id), version)
    if opened.staff.user_id == door.visitor.user_id:
        raise ValidationError(_("You opened this record yourself. Another manager looks at it."))
    if opened.answer:
        raise ValidationError(_("This was decided already."))
    _may_stay_hidden(opened, hidden_until, now)
    opened.answer, opened.reasons, opened.reviewed_at, opened.hidden_until = answer, reasons, now, hidden_until
    opened.reviewed_by_id = door.visitor.post(Role.MANAGER).source
    keep(opened)
    meet_deadlines(opened.id, now, "break_glass.review")
    if answer == BreakGlass.Answer.NOT_JUSTIFIED:
        _end(opened, now)
        _register(opened)
    return opened


def _may_stay_hidden(opened, hidden_until, now):
    if hidden_until is None:
        return
    if opened.ground is None:
        raise ValidationError({"hidden_until": _("No ground was given to hide this: the person is told.")})
    to_come(now, _("Choose a day to come, or none: then the person is told now."), hidden_until=hidden_until)


def _end(opened, now):
    for grant in CaseGrant.objects.filter(in_force(now), basis=f"emergency {opened.id}"):
        grant.ends_at = now
        grant.save(update_fields=["ends_at"])


def _register(opened):
    """That a record was opened without need is an incident, with what was looked at (rule 78)."""
    incident = keep(
        Incident(
            case_id=opened.case_id,
            about=opened.id,
            fault=Incident.OPENED,
            why=opened.why,
            stood_from=opened.opened_at,
            found_at=opened.reviewed_at,
            found_by_id=opened.reviewed_by_id,
            decided_at=opened.reviewed_at,
            decided_by_id=opened.reviewed_by_id,
            reasons=opened.reasons,
        )
    )
    looks = looks_in(opened).order_by("id")
    times = list(looks.values_list("at", flat=True)) or [opened.opened_at]
    keep(
        IncidentViewer(
            incident=incident,
            who=opened.staff.user_id,
            name=opened.staff.name,
            capacity=Role.EMERGENCY,
            first_at=times[0],
            last_at=times[-1],
            looks=looks.count(),
        )
    )


def looks_in(opened):
    """What was looked at while the record was open to them."""
    window = {"at__gte": opened.opened_at, "at__lte": opened.closes_at}
    return Look.objects.filter(root=opened.case_id, actor_id=opened.staff.user_id, capacity=Role.EMERGENCY, **window)
