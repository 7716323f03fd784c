"""Partner organisations as recipients: only while agreement and undertaking are in force (rules 50, 51, 54)."""

from django.utils.translation import gettext as _

from cases.disclosure.recipients import Recipient
from cases.models.disclosure import Asker
from cases.models.fields import in_force
from cases.views.words import longdate
from volunteers.models import Agreement, PartnerMember, PartnerOrganisation
from volunteers.reach import members_in_force


def _of(rows):
    told = rows.order_by("name").values_list("id", "name", "address")
    return [Recipient(Asker.ORGANISATION, *each) for each in told]


def organisations(now):
    """Every partner organisation: whether it may be told something is asked when something is sent."""
    return _of(PartnerOrganisation.objects.all())


def own_organisations(visitor):
    """The organisations a log-in acts for."""
    own = members_in_force(visitor.user_id, visitor.now).values("organisation_id")
    return _of(PartnerOrganisation.objects.filter(id__in=own))


def not_to_be_told(key, now):
    """Why an organisation may be told nothing now; "" where its agreement and an undertaking are in force."""
    agreements = Agreement.objects.filter(organisation_id=key)
    if not agreements.filter(in_force(now)).exists():
        ended = agreements.filter(ends_at__lte=now).order_by("-ends_at").values_list("ends_at", flat=True).first()
        return (
            _("Its agreement ended on %(day)s. Send nothing until a new one is signed.") % {"day": longdate(ended)}
            if ended
            else _("No agreement with it is in force. Send nothing until one is signed.")
        )
    bound = PartnerMember.objects.filter(in_force(now), organisation_id=key, undertaking_on__lte=now)
    if not bound.exists():
        return _("Nobody there is bound to secrecy in writing now. Have the undertaking signed first.")
    return ""
