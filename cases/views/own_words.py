"""The person's own words: what stands beside the contents of their record, and each disagreement in full (rule 46)."""

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.composition import Item, Section, Words, composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import disclosed
from cases.models.contest import BESIDE, ENTRIES, Contest
from cases.models.recipient import Omission, RecipientNotice
from cases.models.withholding import Withholding
from cases.views.words import entry_title, in_a_row, in_full

BOOLEAN = BooleanField()
LINKS = ("entry", "handler", "handler__unit", "reviewer", "entered_by")


def contests(door) -> Section:
    """Every disagreement: what the person said, the answer, what was left out for whom, and who was told."""
    return Section("contests", _("Where you disagree"), [item for _contest, item, _words in in_full_of(door)])


def in_full_of(door) -> list:
    """(disagreement, everything about it as an Item, what stands beside the content) of the case, latest first."""
    found = own_contests(door)
    left_out, told = by_contest(door, Omission.objects.filter(case_id=door.case_id)), notices_of(door, found)
    return [
        (each, contest_item(each, left_out.get(each.id, ()), told.get(each.id, ())), as_words(each)) for each in found
    ]


def own_contests(door, before=None, limit=None):
    """The person's disagreements, latest first; from below the key `before`."""
    found = quotable(of_the_case(door), door.visitor.now).order_by("-id")
    if before:
        found = found.filter(id__lt=before)
    return disclosed(found[:limit], door.purpose, door.visitor, *LINKS, extra=("quotable",))


def of_the_case(door):
    """The disagreements of the case, of those parts of the record that lie behind the door."""
    return Contest.objects.filter(case_id=door.case_id, kind__in=composition.contested(door))


def notices_of(door, contests) -> dict:
    """Who was told of these disagreements, by disagreement; the person reads nothing of a report not served yet."""
    rows = RecipientNotice.objects.filter(contest_id__in=[contest.id for contest in contests])
    if door.purpose == Purpose.OWN_RECORD:
        told = set(rows.values_list("contest_id", flat=True))
        listed = [
            each
            for contest in contests
            if contest.id in told
            for find in composition.recipients
            for each in find(contest)
        ]
        rows = rows.filter(carrier__in=[each.carrier for each in listed if each.known])
    return by_contest(door, rows)


def by_contest(door, rows) -> dict:
    """Rows of a noun about disagreements, by disagreement. One query."""
    found = {}
    for row in disclosed(rows.order_by("id"), door.purpose, door.visitor):
        found.setdefault(row.contest_id, []).append(row)
    return found


def quotable(contests, now):
    """Each with whether the words it quotes are still the person's to read: not withheld since, nor moved (law 11)."""
    withheld = Withholding.objects.in_force(now).filter(entry=OuterRef("entry"))
    open_still = ~Q(kind=ENTRIES) | Q(entry_version__gte=F("entry__open_from_version")) & ~Exists(withheld)
    return contests.annotate(quotable=Case(When(open_still, then=Value(True)), default=False, output_field=BOOLEAN))


def contest_title(contest) -> str:
    """What the person disagrees with, and with which part of it."""
    return contest.title or (entry_title(contest.entry) if contest.entry else "")


def _if_any(name, label, value):
    return [(name, label, value)] if value else []


def contest_item(contest, left_out=(), told=()) -> Item:
    """One disagreement with its answer and its review."""
    by = contest.entered_by
    facts = [
        *_if_any("stood", _("What it said"), contest.stood),
        *_if_any("passage", _("The words that are meant"), contest.quotable and contest.passage),
        ("wrong", _("What is wrong"), contest.wrong),
        ("right", _("What it should say"), contest.right),
        *_if_any("evidence", _("What shows it"), contest.evidence),
        ("lodged_at", _("Sent on"), contest.lodged_at),
        *_if_any("entered_by", _("Copied from paper by"), by and by.name),
        ("handler", _("Answered by"), in_a_row((contest.handler.name, contest.handler.unit.name))),
        ("answer_by", _("Answer due by"), contest.answer_by),
        ("answer", pgettext("what was answered", "Answer"), contest.answer_label or _("Not answered yet")),
        *_if_any("answered_at", _("Answered on"), contest.answered_at),
        *_if_any("reasons", _("Reasons"), contest.reasons),
        *_if_any("correction", _("The correction that stands beside it"), contest.correction),
        *_review(contest),
        *_if_any("withdrawn_at", _("Taken back on"), contest.withdrawn_at),
        *(("omission", _("Words that others do not read"), omission_in_words(each)) for each in left_out),
        *(("notice", _("Who was told"), notice_in_words(each)) for each in told),
    ]
    return Item(contest_title(contest), facts, key=contest.id)


def _review(contest):
    asked = contest.review_asked_at
    waits = _("Not decided yet") if asked else ""
    return [
        *_if_any("review_until", _("A review can be asked until"), not asked and contest.review_until),
        *_if_any("review_why", _("Why the answer does not settle it"), contest.review_why),
        *_if_any("review_asked_at", _("Review asked on"), asked),
        *_if_any("reviewer", _("Reviewed by"), contest.reviewer and contest.reviewer.name),
        *_if_any("review_by", _("Review due by"), contest.review_by),
        *_if_any("review_answer", _("Outcome of the review"), contest.review_answer_label or waits),
        *_if_any("reviewed_at", _("Reviewed on"), contest.reviewed_at),
        *_if_any("review_reasons", _("Reasons of the review"), contest.review_reasons),
        *_if_any("review_correction", _("The correction that stands beside it"), contest.review_correction),
    ]


def omission_in_words(omission) -> str:
    """Which words, for whom, and why."""
    return _("“%(passage)s” is left out for %(audience)s, because %(because)s.") % {
        "passage": omission.passage,
        "audience": omission.audience_label,
        "because": omission.because_label,
    }


def notice_in_words(notice) -> str:
    """Who got it, in what, and whether they were told."""
    got = {"who": notice.who, "what": notice.what, "day": in_full(notice.got_at)}
    if not notice.told_at:
        return _("%(who)s: %(what)s, %(day)s. Not told yet.") % got
    told = {"told": in_full(notice.told_at), "of": notice.of_label, "how": notice.channel_label}
    return _("%(who)s: %(what)s, %(day)s. Told on %(told)s %(of)s, %(how)s.") % (got | told)


def words_beside(door, entry_ids=None) -> dict:
    """Entry key to the person's words that stand beside it, with the answer. One query."""
    found = Contest.objects.filter(BESIDE, case_id=door.case_id, entry__isnull=False).order_by("id")
    if entry_ids is not None:
        found = found.filter(entry_id__in=entry_ids)
    beside = {}
    for contest in disclosed(found, door.purpose, door.visitor, "handler", "reviewer"):
        beside.setdefault(contest.entry_id, []).append(as_words(contest))
    return beside


def words_by_item(door) -> dict:
    """Part of the record to the keys of its items to the words that stand beside each; entries apart. One query."""
    found = Contest.objects.filter(BESIDE, case_id=door.case_id).exclude(kind=ENTRIES).order_by("id")
    beside = {}
    for contest in disclosed(found, door.purpose, door.visitor, "handler", "reviewer"):
        beside.setdefault(contest.kind, {}).setdefault(contest.about, []).append(as_words(contest))
    return beside


def as_words(contest) -> Words:
    """What stands beside a content: the words with what was answered, or the correction where that alone is left."""
    said = contest.statement if contest.stands else ""
    waiting = not contest.answer or (contest.review_asked_at and not contest.review_answer)
    return Words(said, _answer(contest), contest.last_correction, waiting=bool(waiting), key=contest.id)


def _answer(contest):
    if not contest.answer:
        return _("Waiting for an answer, due by %(date)s.") % {"date": in_full(contest.answer_by)}
    by = contest.reviewer if contest.review_answer else contest.handler
    said = _("%(answer)s, by %(name)s on %(date)s. %(reasons)s") % {
        "answer": contest.last_answer_label,
        "name": by.name,
        "date": in_full(contest.last_answered_at),
        "reasons": contest.last_reasons,
    }
    if contest.review_asked_at and not contest.review_answer:
        said = f"{said} {_('A review was asked, due by %(date)s.') % {'date': in_full(contest.review_by)}}"
    return said.strip()
