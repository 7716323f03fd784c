"""Opening an inspection mandate: who, which units, from when until when (rules 13, 92)."""

from django.contrib.auth.models import Permission

from cases.access.grants import UnitGrant
from cases.access.roles import Act
from cases.actions.verb import keep, service_verb
from cases.disclosure.purposes import Purpose
from reports.models import InspectionMandate


@service_verb("inspection.mandate", Act.KEEP_REFERENCE)
def open_mandate(*, visitor, now, user, name, body, document, units, starts_at, ends_at):
    """Record a mandate and give it its reach: a dated grant on each unit. Returns the mandate."""
    mandate = keep(
        InspectionMandate(user=user, name=name, body=body, document=document, starts_at=starts_at, ends_at=ends_at)
    )
    permission = Permission.objects.get(codename="inspect_unit", content_type__app_label="cases")
    for unit in units:
        keep(
            UnitGrant(
                user=user,
                permission=permission,
                content_object=unit,
                starts_at=starts_at,
                ends_at=ends_at,
                purpose=Purpose.INSPECTION,
                basis=f"mandate {mandate.id}",
                granted_by=visitor.user_id,
            )
        )
    return mandate
