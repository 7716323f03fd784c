"""What the press made of an entry: documents of the whole record leave with it, what was sent is listed (law 8)."""

from cases.actions.removing import Carried, register_follower
from cases.models.contest import Contest
from cases.models.removal import Carrier
from reports.actions.disclosing import sent_about
from reports.models import Document


@register_follower
def documents(entry, now) -> list[Carried]:
    """Every document of the case as it stood while the entry was there: nobody opens it any more.

    A paper about one sealed record (a report, a ruling) stays: what was sent never changes.
    """
    made = Document.objects.filter(case_id=entry.case_id, subject=None, asked_at__gte=entry.recorded_at)
    found = list(made.filter(state=Document.State.READY).order_by("made_at", "id"))
    for document in found:
        document.remove(now)
    return [Carried(Carrier.Kind.DOCUMENT, document.id, document.made_at) for document in found]


@register_follower
def disclosures(entry, now) -> list[Carried]:
    """Every disclosure that told of the entry, of what rests on it, or of a disagreement with it: it stays as it left.

    Its recipient has to be told, so it is listed.
    """
    about = [entry.id, *Contest.objects.filter(entry=entry).values_list("id", flat=True)]
    return [Carried(Carrier.Kind.DISCLOSURE, made.id, made.sent_at) for made in sent_about(about, entry.id)]
