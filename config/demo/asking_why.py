"""A look that somebody should explain: Paul opened very many cases in an hour, and his manager asks why (rule 78)."""

import datetime

from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Alert


def very_many_cases(cast):
    """Noticed yesterday, and not explained yet."""
    post, hour = cast.posts["officer2"], datetime.timedelta(hours=1)
    began = (cast.now - 20 * hour).replace(minute=0, second=0, microsecond=0)
    with recorded("alert.raise", by=SYSTEM_ACTOR, now=began + hour, root=post.unit_id, ground="seed"):
        alert = Alert(kind=Alert.Kind.MANY, staff=post, unit_id=post.unit_id, began_at=began, cases=52)
        alert.raised_at = began + hour
        keep(alert)
