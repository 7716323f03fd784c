"""Courts and authorities as recipients, and what of a sanction can be sent to anybody at all (rules 47, 49)."""

from django.utils.translation import gettext_lazy as _

from cases.access.roles import Role
from cases.disclosure.offers import register_part
from cases.disclosure.recipients import Recipient, register_recipients
from cases.models.disclosure import Asker
from cases.views.words import weekdays
from sanctions.models import AllegedFailure, Condition, DecidingAuthority, Decision, Placement, Sanction


def _of(rows):
    told = rows.order_by("name").values_list("id", "name", "address")
    return [Recipient(Asker.AUTHORITY, *each) for each in told]


def _authorities(now):
    return _of(DecidingAuthority.objects.all())


def _own_seats(visitor):
    return _of(DecidingAuthority.objects.filter(id__in=visitor.sources(Role.AUTHORITY)))


def _of_case(model):
    return lambda case_id: model.objects.filter(case_id=case_id).order_by("id")


def _in_use(case_id):
    """Sanctions that a corrected decision replaced are of no use to anybody."""
    return _of_case(Sanction)(case_id).exclude(state=Sanction.State.REPLACED)


register_recipients(
    Asker.AUTHORITY,
    role=Role.AUTHORITY,
    listed=_authorities,
    of_visitor=_own_seats,
    refusal=lambda key, now: "",
)
register_part("decision", _("Decision"), Decision, _of_case(Decision), links=("authority",))
register_part("sanction", _("Sanction"), Sanction, _in_use, links=("sanction_type", "decision"))
register_part("condition", _("Condition"), Condition, _of_case(Condition), links=("condition_type",))
register_part(
    "placement", _("Placement"), Placement, _of_case(Placement), links=("organisation",), says={"open_on": weekdays}
)
register_part(
    "failure", _("Alleged failure"), AllegedFailure, _of_case(AllegedFailure), links=("condition",), rests_on="entry"
)
