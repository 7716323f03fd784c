"""Asking an authority back about its order, a query for each doubt (rules 2, 14, 15, 59)."""

from cases.actions.verb import keep
from cases.deadlines.keeping import set_deadline
from cases.deadlines.limits import limit_from
from cases.models.deadline import Deadline
from sanctions.models import OrderQuery


def ask_authority(sanction, doubts, now):
    """Put each doubt to the authority that made the order; its answer is due within the limit."""
    answer_by = limit_from(now, "order.answer")
    for doubt in doubts:
        query = keep(
            OrderQuery(
                case_id=sanction.case_id,
                sanction=sanction,
                authority_id=sanction.decision.authority_id,
                doubt=doubt.kind,
                detail=doubt.sentence,
                asked_at=now,
                answer_by=answer_by,
            )
        )
        set_deadline("order.answer", query, now, to=Deadline.To.AUTHORITY, due_on=answer_by)
