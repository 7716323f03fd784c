"""The law behind rule 8: no verb of the service lets out what is registered of others, unless it was said why."""

import pytest

from cases.access.decide import roles_on
from cases.access.roles import ROLES
from cases.actions.third_parties import watch_third_party
from cases.actions.verb import VERBS
from cases.disclosure.leakguard import Leak, outside_texts, shown_because
from cases.disclosure.purposes import WORK
from cases.history.record import history_model, record_models
from cases.history.tables import Action
from cases.models import Assignment
from tests.verbs import CALLS, perform
from tests.verbs.table import Call

NAME = "Ottokar Quillfeather"


def with_the_name(value, name=""):
    """What a verb is given, with a registered name in each free text."""
    if isinstance(value, dict):
        return {key: with_the_name(inner, key) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(with_the_name(inner, name) for inner in value)
    free = isinstance(value, str) and (" " in value or value.endswith("."))
    return f"{value} {NAME.upper()}" if free else value


def watch_for(cast, case, value):
    """Whoever keeps the case registers a name."""
    keeper = Assignment.objects.get(case=case, ends_at=None).user.username
    watched = {"whose": "family", "kind": "name", "value": value}
    watch_third_party(by=cast.at(keeper), now=cast.now, case_id=case.id, **watched)


def let_out(known):
    """Noun and field of every text that somebody outside reads and that now holds the name."""
    actions = Action.objects.exclude(id__in=known).values("id")
    for model in record_models():
        for row in history_model(model).objects.filter(action_id__in=actions).values(*outside_texts(model), "id"):
            yield from (f"{model.__name__}.{f}" for f, text in row.items() if NAME.upper() in str(text))


def by_the_service(cast, name, call):
    """Whether a verb on a case is done by somebody who works with the record inside the service."""
    if VERBS[name].on != "case" or not call.family:
        return False
    here = roles_on(cast.at(call.by), cast.case(call.family).id)
    return any(VERBS[name].act in ROLES[role].acts and ROLES[role].purpose in WORK for role in here)


@pytest.mark.rule(8, 9, 47)
@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_that_makes_text_readable_outside_asks_the_guard(cast, name):
    call = CALLS[name](cast)
    if not by_the_service(cast, name, call):
        return
    watch_for(cast, cast.case(call.family), NAME)
    changed = Call(call.by, call.family, with_the_name(call.given))
    known = set(Action.objects.values_list("id", flat=True))
    try:
        perform(cast, name, changed)
    except Leak:
        with shown_because("The court named them."):
            perform(cast, name, changed)
        assert set(let_out(known))
    else:
        assert not set(let_out(known)), f"{name} asks nobody"


def test_the_law_meets_verbs_that_are_stopped(cast):
    """Else the walk above would prove nothing."""
    stopped = set()
    for name in ("entry.add", "message.write", "appointment.book", "passage.add", "failure.note", "placement.make"):
        call = CALLS[name](cast)
        watch_for(cast, cast.case(call.family), f"{NAME} {name}")
        try:
            perform(cast, name, Call(call.by, call.family, with_the_name(call.given)))
        except Leak:
            stopped.add(name)
    # A passage of a draft is read inside the service until the report is sent.
    assert stopped == {"entry.add", "message.write", "appointment.book", "failure.note", "placement.make"}
