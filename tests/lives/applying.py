"""What is tried around an application to change or end a sanction."""

from django.utils.timezone import localdate

from cases.models import Deadline
from sanctions.actions.carrying_out import CARRY_OUT
from sanctions.models import Application, ApplicationDecision, Comment, Condition, Sanction, ServiceView
from tests.lives.life import DAY, STEPS, step, versioned

Outcome = ApplicationDecision.Outcome


def _asked(life, pick):
    if pick((True, False)):
        return {"kind": "end", "sanction": life.any(pick, Sanction), "grounds": "All is kept."}
    change = {"condition": life.any(pick, Condition), "instead": "Every second week."}
    return {"kind": "change", "grounds": "I work nights."} | change


STEPS["application.make"] = "person", _asked
STEPS["application.make_for_service"] = "officer", _asked


@step("application.note")
def _(life, pick):
    return _asked(life, pick) | {"manner": pick(Application.Manner.values)}


def _open(life, pick, **only):
    waiting = life.rows(Application, state=Application.State.OPEN, **only).first()
    return waiting or life.any(pick, Application, **only)


@step("application.withdraw", by="person")
def _(life, pick):
    return versioned("application_id", _open(life, pick, asked_by="person"))


@step("application.take_back")
def _(life, pick):
    return versioned("application_id", _open(life, pick)) | {"reason": "Talked it over."}


@step("application.view")
def _(life, pick):
    asked = _open(life, pick, asked_by="person")
    return versioned("application_id", asked) | {"stance": pick(ServiceView.Stance.values), "reasons": "It is so."}


def _comment(life, pick):
    manner = pick(Comment.Manner.values)
    said = {"manner": manner, "text": "" if manner == "waived" else "That suits me."}
    return versioned("application_id", _open(life, pick, asked_by="service")) | said


STEPS["application.comment"] = "person", _comment
STEPS["application.note_comment"] = "officer", _comment


@step("application.decide", by="authority")
def _(life, pick):
    life.number += 1
    today = localdate(life.now)
    return versioned("application_id", _open(life, pick)) | {
        "outcome": pick((*Outcome.values, Outcome.REFUSED)),
        "effective_from": today + pick((-1, 0, 0, 5, 3000)) * DAY,
        "what_changes": "A meeting every second week.",
        "reasons": "So it is.",
        "despite": pick(("", "Article 9 of the law.")),
        "reference": f"DC-N 2027/A{life.number}",
        "decided_on": today,
    }


def _changed(life, pick):
    """An order in which something waits to be carried out, or any other."""
    waiting = life.rows(Deadline, code=CARRY_OUT, met_at=None).values_list("about", flat=True)
    return life.rows(Sanction, id__in=list(waiting)).first() or life.any(pick, Sanction)


@step("change.carry_out")
def _(life, pick):
    return versioned("sanction_id", _changed(life, pick))


@step("condition.lift")
def _(life, pick):
    condition = life.any(pick, Condition, sanction=_changed(life, pick))
    day = localdate(life.now) + pick((0, 1, 30)) * DAY
    return versioned("condition_id", condition) | {"lifted_on": day, "reason": "The decision says so."}
