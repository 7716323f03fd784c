"""Archiving: a record leaves every page on which people work, and can be brought back with a reason (rule 48).

The person it is about, who acts for them, inspectors and whoever keeps ended records still reach it.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.access.grants import CaseGrant
from cases.access.roles import Act, Role
from cases.actions.verb import at_version, keep, verb
from cases.models.caserecord import Assignment, CaseRecord
from cases.models.exclusion import may_know
from cases.models.fields import in_force
from cases.models.unit import StaffMember


def archive(case, now):
    """Put a case into the archive, inside an action that is open already: nobody keeps it, nothing is granted on it."""
    case.archived_on = localdate(now)
    keep(case)
    lasting = Q(ends_at=None) | Q(ends_at__gt=now)
    ending = [Assignment.objects.filter(lasting, case=case), CaseGrant.objects.filter(lasting, content_object=case)]
    for held in (each for rows in ending for each in rows):
        held.ends_at = now
        held.save(update_fields=["ends_at"])


def may_keep_again(case_id, unit_id, now):
    """The officers of the unit to whom a record that is brought back may be given."""
    posts = StaffMember.objects.filter(in_force(now), unit_id=unit_id, duty=Role.OFFICER)
    return posts.filter(may_know(case_id, now)).order_by("name", "id")


@verb("record.bring_back", Act.REVIEW_RETENTION, needs_reason=True)
def bring_back(*, door, now, version, to):
    """Bring an archived record back to an officer (`to`, a post): a new order against the same person, say.

    Returns the case.
    """
    case = at_version(CaseRecord.objects.get(pk=door.case_id), version)
    if case.archived_on is None:
        raise ValidationError(_("This record is not in the archive."))
    if not may_keep_again(case.id, case.unit_id, now).filter(pk=to.pk).exists():
        raise ValidationError({"to": _("Choose an officer of the unit who can keep this case.")})
    case.archived_on = None
    keep(case)
    keep(Assignment(case=case, staff=to, user_id=to.user_id, starts_at=now))
    return case
