"""The person's words of disagreement as others read them: through the same filters as any text (8, 46, 47)."""

from django.utils.translation import gettext as _

from cases.composition import Words
from cases.disclosure.leakguard import INSIDE, Watch
from cases.disclosure.purposes import KNOWS_OFFENCE, Purpose
from cases.disclosure.view import disclosed
from cases.models.contest import BESIDE, Contest
from cases.models.recipient import Omission
from cases.views.own_words import as_words
from cases.views.words import in_full

LEFT_OUT = "[…]"


def statements_for(door, contests, audience=None) -> list[Words]:
    """What stands beside contents, as an audience may read it: less the words left out for it.

    `audience` is the purpose they leave for, where it is not the door's own. What nobody has looked over yet and may
    name somebody else, or may tell of the offence to whom it is not told, is not passed on; the disagreement itself is.
    """
    audience = audience or door.purpose
    rows = disclosed(contests, door.purpose, door.visitor)
    outside = audience not in INSIDE | {Purpose.OWN_RECORD}
    left_out = _left_out(rows, audience) if outside else {}
    watch = Watch(door.case_id, audience) if outside else None
    whole = audience in KNOWS_OFFENCE
    found = []
    for row in rows:
        correction = row.last_correction if whole else ""
        found.append(Words(_text(row, left_out, watch, whole), _told(row, whole), correction, key=row.id))
    return found


def disagreed(door, *kinds) -> list:
    """(what it is about, words) of what stands beside contents of these parts of the record. One query."""
    rows = Contest.objects.filter(BESIDE, case_id=door.case_id, kind__in=kinds).order_by("id")
    return [(row.title, as_words(row)) for row in disclosed(rows, door.purpose, door.visitor, "handler", "reviewer")]


def _left_out(rows, purpose):
    found = {}
    decided = Omission.objects.filter(contest_id__in=[row.id for row in rows], audience=purpose)
    for contest_id, passage in decided.values_list("contest_id", "passage"):
        found.setdefault(contest_id, []).append(passage)
    return found


def _text(row, left_out, watch, whole):
    text = row.statement if row.stands else ""
    if watch and not row.answer and text and (not whole or watch.found(text)):
        return _("Their words are looked over before they are passed on: they may be about somebody else.")
    for passage in left_out.get(row.id, ()):
        text = text.replace(passage, LEFT_OUT)
    return text


def _told(row, whole):
    """When, and what was answered. What it is called, and the reasons, may tell of the offence."""
    what = (row.title if whole else "") or _("an entry")
    said = _("Disagreed with %(what)s on %(day)s.") % {"what": what, "day": in_full(row.lodged_at)}
    if not row.answer:
        return f"{said} {_('Not answered yet.')}"
    answer = {"answer": row.last_answer_label, "reasons": row.last_reasons if whole else ""}
    told = f"{said} {(_('The answer: %(answer)s. %(reasons)s') % answer).strip()}"
    waits = row.review_asked_at and not row.review_answer
    return f"{told} {_('A review was asked and is not decided yet.')}" if waits else told
