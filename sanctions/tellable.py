"""What this floor tells of a case to whoever keeps in touch with a victim: that it happened, when, what was made good.

Facts and days as the purpose of victim contact may see them, and nothing else; nothing is written when they happen.
"""

from uuid import uuid5

from django.db.models import Max, Sum
from django.utils.timezone import localdate

from cases.actions.victim_events import Aside
from cases.composition import CaseEvent, Owed
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.fields import in_language
from sanctions.models import Condition, Decision, Placement, ReparationLine, Ruling, Sanction
from sanctions.models.reparation import PARTS
from sanctions.policies import state_on
from sanctions.views.standing import made_good_of

State, FOR = Sanction.State, Purpose.VICTIM_CONTACT
BEGINS, ENDS, REVOKED = "order-begins", "order-ends", "order-revoked"
RULED, CHANGED, LIFTED = "breach-decided", "protection-changed", "protection-lifted"


def orders(case_ids, today):
    """An order binds, or is over."""
    shown = ("starts_on", "ends_on", "state", "in_force_at", "case__id")
    rows = Sanction.objects.filter(case_id__in=case_ids, in_force_at__isnull=False)
    for order in disclosed(rows, FOR, Aside(), "case", only=shown):
        since = localdate(order.in_force_at)
        yield order.case.id, CaseEvent(BEGINS, order.id, max(order.starts_on, since), since)
        if state_on(order, today) == State.ENDED:
            yield order.case.id, CaseEvent(ENDS, order.id, order.ends_on, order.ends_on)


def rulings(case_ids, today):
    """A court decided on a breach; whether the order was revoked by it is an event of its own."""
    shown = ("ruled_on", "recorded_at", "outcome", "case__id")
    for ruling in disclosed(Ruling.objects.filter(case_id__in=case_ids), FOR, Aside(), "case", only=shown):
        known = localdate(ruling.recorded_at)
        yield ruling.case.id, CaseEvent(RULED, ruling.id, ruling.ruled_on, known)
        if ruling.outcome == Ruling.Outcome.REVOKED:
            yield ruling.case.id, CaseEvent(REVOKED, ruling.id, ruling.ruled_on, known)


def protections(case_ids, today):
    """A condition that protects somebody was changed, added or lifted while its order was in force.

    The name it protects finds whose it is; it is shown to nobody.
    """
    protecting = {"case_id__in": case_ids, "condition_type__names_somebody": True}
    in_force = dict(
        Condition.objects.filter(**protecting, sanction__in_force_at__isnull=False).values_list(
            "id", "sanction__in_force_at"
        )
    )
    columns = ("id", "case_id", "version", "wording", "protected_person", "lifted_on", "history_date")
    before = {}
    for row in Condition.history.filter(id__in=in_force).order_by("version").values(*columns):
        older, before[row["id"]] = before.get(row["id"]), row
        if row["history_date"] > in_force[row["id"]]:
            yield row["case_id"], _protection(row, older)


def _protection(row, older):
    known = localdate(row["history_date"])
    lifted = row["lifted_on"] and not (older and older["lifted_on"])
    names = {each["protected_person"] for each in (row, older) if each}
    about = uuid5(row["id"], str(row["version"]))
    return CaseEvent(LIFTED if lifted else CHANGED, about, row["lifted_on"] if lifted else known, known, tuple(names))


def owed(case_id):
    """What is owed to whoever was harmed, and what of it was made good: two sums and a day."""
    to_victims = {"owed_to": Condition.OwedTo.VICTIM, "condition_type__measure__in": PARTS}
    rows = Condition.objects.filter(case_id=case_id, sanction__in_force_at__isnull=False, **to_victims)
    only = ("amount", "condition_type__title", "condition_type__measure")
    shown = disclosed(rows.order_by("id"), FOR, Aside(), "condition_type", only=only)
    lines = ReparationLine.objects.filter(condition__in=[row.id for row in shown]).order_by().values("condition_id")
    sums = {row["condition_id"]: row for row in lines.annotate(counted=Sum("counted"), last=Max("made_good_on"))}
    for row in shown:
        line = sums.get(row.id, {})
        measure = row.condition_type.measure
        done = (line.get("counted") or 0) / PARTS[measure]
        yield Owed(in_language(row.condition_type.title), made_good_of(measure, done, row.amount), line.get("last"))


def of_the_person(case_id):
    """Numbers of decisions, and places of work: no text for a victim holds them."""
    yield from (("number", ref) for ref in Decision.objects.filter(case_id=case_id).values_list("reference", flat=True))
    columns = ("place", "contact", "organisation__name", "organisation__address")
    for place, contact, name, address in Placement.objects.filter(case_id=case_id).values_list(*columns):
        yield from (("address", place), ("name", contact), ("name", name))
        if address:
            yield "address", address
