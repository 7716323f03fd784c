"""How a sanction and its conditions stand, read once for every page that shows it."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.disclosure.view import disclosed
from cases.models.explanation import Explanation
from cases.models.fields import in_language
from cases.models.jurisdiction import Jurisdiction
from sanctions.compliance import failures_that_count, figures
from sanctions.models import Condition, OrderQuery, Sanction
from sanctions.models.reparation import PARTS
from sanctions.policies import state_on

State = Sanction.State
KINDS = {State.IN_FORCE: "good", State.QUERIED: "warn", State.RECEIVED: "warn"}


def sanctions_of(door, **only) -> list:
    """The sanctions of a case as dicts of what is shown and how it stands today, the latest first. One query."""
    rows = Sanction.objects.filter(case_id=door.case_id, **only).order_by("-starts_on", "-id")
    today = localdate(door.visitor.now)
    shown = disclosed(rows, door.purpose, door.visitor, "decision__authority", "sanction_type")
    return [_standing(sanction, today) for sanction in shown]


def _standing(sanction, today):
    state = state_on(sanction, today)
    return {
        "sanction": sanction,
        "state": state.value,
        "state_label": _("in force, begins later") if _to_begin(sanction, state, today) else state.label,
        "kind": KINDS.get(state, "plain"),
        "days_left": days_left(sanction, today) if state == State.IN_FORCE else None,
        "conditions": [],
        "queries": [],
    }


def _to_begin(sanction, state, today):
    return state == State.IN_FORCE and today < sanction.starts_on


def days_left(sanction, today) -> str:
    """The days until the last one, in words."""
    days = (sanction.ends_on - today).days
    if days == 0:
        return _("today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def with_conditions(standings, door) -> list:
    """Adds to each sanction its conditions, with how each is counted and how it stands. Four queries."""
    rows = Condition.objects.filter(case_id=door.case_id).order_by("id")
    counted = figures(door.case_id, door.visitor.now)
    by_sanction = {standing["sanction"].id: standing for standing in standings}
    for condition in disclosed(rows, door.purpose, door.visitor, "condition_type"):
        if standing := by_sanction.get(condition.sanction_id):
            standing["conditions"].append({"condition": condition} | progress(condition, counted[condition.id]))
    return standings


def with_queries(standings, door) -> list:
    """Adds to each sanction what was asked about its order, and the answers. One query."""
    rows = OrderQuery.objects.filter(case_id=door.case_id).order_by("id")
    by_sanction = {standing["sanction"].id: standing for standing in standings}
    for query in disclosed(rows, door.purpose, door.visitor, "authority"):
        if standing := by_sanction.get(query.sanction_id):
            standing["queries"].append(query)
    for standing in standings:
        standing["corrected"] = any(q.answer == OrderQuery.Answer.CORRECTED for q in standing["queries"])
        standing["waiting"] = [q for q in standing["queries"] if not q.answer]
    return standings


def progress(condition, figure) -> dict:
    """How one condition stands: a bar where something is counted, words where not, and when that last changed."""
    kind = condition.condition_type
    row = {
        "title": in_language(kind.title),
        "rule": in_language(kind.rule),
        "how_much": how_much(kind.measure, condition.amount),
        "bar": None,
        "words": "",
        "left": "",
        "updated_at": figure.updated_at,
        "waits": figure.waits,
    }
    return row | _MEASURED[kind.measure](figure) | ({"left": ""} if figure.waits else {})


def how_much(measure, amount) -> str:
    """How much the decision orders, in words."""
    if measure == "hours":
        return ngettext("%(amount)s hour of work", "%(amount)s hours of work", amount) % {"amount": amount}
    if measure == "weekly":
        every = ngettext("a meeting every week", "a meeting every %(amount)s weeks", amount)
        return every % {"amount": amount}
    if measure == "money":
        return _("%(amount)s to be made good") % {"amount": _money(amount)}
    if measure == "acts":
        return ngettext("%(amount)s act to be done", "%(amount)s acts to be done", amount) % {"amount": amount}
    return _("nothing is counted")


def made_good_of(measure, done, total) -> str:
    """What was made good of what is owed, in words."""
    shown = (_money(done), _money(total)) if measure == "money" else (int(done), total)
    named = {"done": shown[0], "total": shown[1]}
    if measure == "money":
        return _("%(done)s of %(total)s made good") % named
    return _("%(done)s of %(total)s acts done") % named


def counted_in_words(measure, counted) -> str:
    """What a line counts, in words."""
    if measure == "money":
        return _money(counted / PARTS[measure])
    return ngettext("%(count)s act", "%(count)s acts", counted) % {"count": counted}


def _money(value):
    """An amount with its hundredths, in the visitor's way of writing numbers."""
    return number_format(round(Decimal(value), 2), 2, force_grouping=True)


def _hours(figure):
    left = _number(figure.left)
    return {
        "bar": {"done": _number(figure.done), "total": figure.total, "unit": _("hours"), "said": ""},
        "left": ngettext("%(left)s hour left", "%(left)s hours left", round(figure.left)) % {"left": left},
    }


def _reparation(figure):
    left = _money(figure.left) if figure.measure == "money" else int(figure.left)
    said = made_good_of(figure.measure, figure.done, figure.total)
    bar = {"done": _number(figure.done), "total": figure.total, "unit": "", "said": said}
    return {"bar": bar, "left": _("%(left)s left to make good") % {"left": left}}


def _weekly(figure):
    left = ngettext("about %(left)s meeting left", "about %(left)s meetings left", figure.left) % {"left": figure.left}
    if not figure.total:
        return {"words": _("No meeting has been held yet."), "left": left}
    return {"bar": {"done": figure.done, "total": figure.total, "unit": _("meetings kept"), "said": ""}, "left": left}


def _absence(figure):
    if not figure.failures:
        return {"words": _("Nothing is recorded against it.")}
    failures = ngettext("%(count)s failure is recorded.", "%(count)s failures are recorded.", figure.failures)
    return {"words": failures % {"count": figure.failures}}


_MEASURED = {"hours": _hours, "weekly": _weekly, "absence": _absence, "money": _reparation, "acts": _reparation}


def _number(value):
    return int(value) if value == int(value) else round(value, 1)


def counting(door) -> dict:
    """The failures in the counting window, with the rule that was applied. Two queries."""
    jurisdiction = Jurisdiction.objects.get()
    count, opens = failures_that_count(door.case_id, door.visitor.now, jurisdiction)
    return {
        "count": count,
        "opens": opens,
        "proposes_at": jurisdiction.counting_failures,
        "months": jurisdiction.counting_months,
    }


def told(door) -> list:
    """Each thing the person must be told, with the latest explanation of it, or none. One query."""
    rows = Explanation.objects.filter(case_id=door.case_id).order_by("id")
    latest = {row.content: row for row in disclosed(rows, door.purpose, door.visitor, "by")}
    return [{"label": content.label, "explanation": latest.get(content.value)} for content in Explanation.BEFORE]
