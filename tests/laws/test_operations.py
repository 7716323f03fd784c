"""Law 10 and the law of the log: each verb is one of six operations, and what leaves names to whom and is sealed."""

import ast
import re

import pytest

from cases.access.roles import Role
from cases.actions.verb import VERBS
from cases.history.operations import SENTENCES, Operation, deeds, of_operation, operation_of
from cases.history.tables import Action
from cases.jobs.table import Job
from cases.models import DisclosureMade
from tests.laws.sources import calls, files, tree
from tests.verbs import CALLS, perform
from volunteers.models import PartnerOrganisation

pytestmark = pytest.mark.django_db
NAMES = sorted(VERBS)
# What opens an action by the name of its verb: the product's own, the migrations', the documents', the seeding's.
OPENERS = ("recorded", "_say", "_turn", "act")


def said_in_the_code():
    """Every text in the product's code, but in the tables of operations."""
    told = [path for path in files() if path.name != "operations.py"]
    return {node.value for path in told for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}


def opened_by_name():
    """The verbs of actions that are opened by a text that stands there."""
    given = [given for path in files() for call in calls(path, *OPENERS) for given in call.args]
    texts = {each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return {text for text in texts if re.fullmatch(r"[a-z]+\.[a-z_]+", text)}


@pytest.mark.rule(47)
def test_every_verb_is_one_of_the_six_operations_and_has_words(cast):
    written = set(Action.objects.values_list("verb", flat=True))
    assert set(VERBS) | opened_by_name() | written <= set(deeds())
    assert set(SENTENCES) == set(Operation)


def test_no_verb_is_told_that_nobody_does():
    assert set(deeds()) <= set(VERBS) | said_in_the_code()


def test_whatever_names_a_recipient_is_a_disclosure():
    assert operation_of("entry.add") == Operation.COLLECTION
    assert operation_of("entry.add", "District Court North") == Operation.DISCLOSURE
    assert operation_of("nobody.knows") == Operation.ALTERATION


def test_a_filter_finds_each_action_once(cast):
    parts = [set(Action.objects.filter(of_operation(each)).values_list("id", flat=True)) for each in Operation]
    assert sum(map(len, parts)) == len(set.union(*parts)) == Action.objects.count()
    for operation, keys in zip(Operation, parts, strict=True):
        rows = Action.objects.filter(id__in=keys).values_list("verb", "recipient")
        assert {operation_of(*row) for row in rows} <= {operation}


@pytest.mark.rule(47)
@pytest.mark.parametrize("name", NAMES)
def test_what_leaves_says_to_whom_and_is_sealed_at_once(cast, name, in_vain):
    with in_vain():
        call = CALLS[name](cast)
        known = set(Action.objects.values_list("id", flat=True))
        perform(cast, name, call)
        action = Action.objects.exclude(id__in=known).get()
        leaves = operation_of(name, action.recipient) == Operation.DISCLOSURE
        assert bool(action.recipient) == leaves
        assert Job.objects.filter(key=f"ledger.seal {action.id}").exists() == leaves


def test_a_recipient_is_a_role_or_what_an_authority_or_organisation_is_called(cast):
    given = set(Action.objects.exclude(recipient="").values_list("recipient", flat=True))
    parts = {part for recipient in given for part in recipient.split(", ")}
    assert {Role.PERSON, Role.OFFICER} <= parts
    organisations = set(PartnerOrganisation.objects.values_list("name", flat=True))
    told = set(DisclosureMade.objects.values_list("recipient", flat=True))
    assert parts <= set(Role.values) | organisations | told | {cast.court.name, "public", "victim", "social_worker"}
