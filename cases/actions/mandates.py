"""Letting somebody act for the person, and ending it: with the next request they read nothing more (rule 45)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.access.roles import Act
from cases.actions.verb import keep, verb
from cases.models.fields import in_force
from cases.models.mandate import Mandate
from cases.models.person import Person
from cases.models.unit import StaffMember
from cases.models.user import User


@verb("mandate.record", Act.KEEP_CASE)
def record_mandate(*, door, now, username, ends_at=None, **fields):
    """Record a mandate the person signed, for the log-in of whoever acts for them. Returns the mandate.

    Whoever works for the service, and another person it supervises, acts for nobody.
    """
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    theirs = user and (
        StaffMember.objects.filter(in_force(now), user=user).exists() or Person.objects.filter(user=user).exists()
    )
    if user is None or theirs:
        message = _("No representative has this log-in. The administrator makes one; ask for its name.")
        raise ValidationError({"username": message})
    if ends_at is not None and ends_at <= now:
        raise ValidationError({"ends_at": _("This day is over already. Choose one to come, or leave it empty.")})
    if Mandate.objects.filter(in_force(now), case_id=door.case_id, user=user).exists():
        raise ValidationError({"username": _("A mandate of theirs is in force already. End it first.")})
    return keep(Mandate(case_id=door.case_id, user=user, starts_at=now, ends_at=ends_at, **fields))


@verb("mandate.end", Act.KEEP_CASE)
def end_mandate(*, door, now, mandate_id):
    """The officer ends a mandate at once, on the person's word. Returns it."""
    return _ended(mandate_id, door, now)


@verb("mandate.withdraw", Act.WITHDRAW_MANDATE)
def withdraw_mandate(*, door, now, mandate_id):
    """The person ends a mandate at once. Returns it."""
    return _ended(mandate_id, door, now)


def _ended(mandate_id, door, now):
    mandate = Mandate.objects.filter(in_force(now), pk=mandate_id, case_id=door.case_id).first()
    if mandate is None:
        raise ValidationError(_("This mandate has ended already."))
    mandate.ends_at = now
    return keep(mandate)
