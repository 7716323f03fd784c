"""What the tests that walk the whole product share: every address, every log-in, and how an address is filled."""

import uuid
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from cases.access.decide import CASE, roles_on
from cases.access.roles import ROLES
from cases.history.record import record_models
from config.demo.cast import OTHERS, POSTS

# Every log-in of the demo, and nobody.
LOGINS = [post[0] for post in POSTS] + ["person", "representative", "authority", "inspector", *OTHERS]
FAMILIES = ("Verhaal", "Haddad", "Brandt", "Visser", "Petrova", "Meyer", "Lind", "Lindqvist")
NOWHERE = uuid.UUID("00000000-0000-7000-8000-00000000dead")
# Address spaces that are not ours: the sign-in package's and the reference-data site's.
PACKAGES = {"accounts/": "sign-in", "admin/": "reference data"}

# What a part of an address names, where the model's own name does not say it.
PART_MODELS = {
    "term_id": "FileTerm",
    "query_id": "OrderQuery",
    "line_id": "HourLine",
    "record_id": "Entry",
    "report_id": "NonComplianceReport",
    "failure_id": "AllegedFailure",
    "passage_id": "DraftPassage",
    "transcript_id": "RulingTranscript",
    "file_id": "StoredFile",
    "removal_id": "Removal",
    "release_id": "ReleaseCopy",
    "possible_match_id": "PossibleMatch",
    "item_id": "Condition",
    # Who may know a case, and opening one in an emergency, are about the case itself.
    "limits_id": "CaseRecord",
    "emergency_id": "CaseRecord",
    # What is proposed for an ended record is about the case itself too, archived or not.
    "retention_id": "CaseRecord",
    "break_glass_id": "BreakGlass",
    # An event of the case has no row of its own: links lead there.
    "about_id": "VictimNotice",
}
# Parts of an address that are words: one that leads somewhere.
WORDS = {"model": "cases.entry", "kind": "compliance-report", "page": "1", "part": "conditions"}
WORDS |= {"purpose": "contact", "event": "protection-changed", "ask": "photographs"}
WORDS |= {"instrument": "needs-screen", "questionnaire": "safety-screen"}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name with its space, its route, its view and the names of its parts."""

    name: str
    route: str
    view: object
    parts: tuple

    @property
    def is_ours(self):
        return self.act is not None or not any(self.route.startswith(space) for space in PACKAGES)

    @property
    def act(self):
        return getattr(self.view, "act", None)

    @property
    def on(self):
        """The kind of root that the view is about; empty where it is about none."""
        return getattr(self.view, "on", "")

    @property
    def by_case(self):
        return self.on == CASE

    def __str__(self):
        return self.name or self.route


@cache
def addresses() -> tuple[Address, ...]:
    """Every URL pattern of the project, packages' included."""
    return tuple(_walk(get_resolver().url_patterns, "", ""))


@cache
def ours() -> tuple[Address, ...]:
    """The patterns that lead to our own views."""
    return tuple(address for address in addresses() if address.is_ours)


@cache
def gated() -> tuple[Address, ...]:
    """The patterns whose view wears a decorator of the gate."""
    return tuple(address for address in ours() if address.act is not None)


def _walk(patterns, route, space):
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, here, inner)
        elif isinstance(pattern, URLPattern):
            parts = tuple(pattern.pattern.converters)
            yield Address(f"{space}{pattern.name or ''}", here, pattern.callback, parts)


def model_of(part):
    """The model a part of an address is a key of. LookupError where nobody said."""
    wanted = PART_MODELS.get(part) or part.removesuffix("_id").replace("_", "")
    for model in record_models():
        if model.__name__.lower() == wanted.lower():
            return model
    raise LookupError(f"tests.world.PART_MODELS does not say what <{part}> is")


def root_model(kind):
    """The model whose rows are the roots of a kind. LookupError where there is none."""
    return model_of({CASE: "case_record"}.get(kind, kind) + "_id")


def roots(cast, kind):
    """The roots of a kind that the demo's world has, cases by family."""
    if kind == CASE:
        return tuple(cast.case(name).id for name in FAMILIES)
    return tuple(root_model(kind).objects.order_by("id").values_list("id", flat=True))


def newest(model, root_id):
    """The key of the newest row of a model, under the root where it belongs to one; one that leads nowhere else."""
    rows = model.objects.order_by("-id")
    if model._meta.model_name == "caserecord":
        return root_id
    if model.reached_by not in ("service", "person"):
        rows = rows.filter(root=root_id)
    return rows.values_list("id", flat=True).first() or NOWHERE


def path(address, root_id=None, objects_of=None) -> str:
    """The address filled: `root_id` for what it is about, the newest rows of `objects_of` for other parts."""
    filled = "/" + address.route
    for part in address.parts:
        start = filled.index("<")
        end = filled.index(">") + 1
        value = root_id if part == f"{address.on}_id" else _value(part, objects_of or root_id)
        filled = filled[:start] + str(value) + filled[end:]
    return filled


def _value(part, objects_of):
    if part in WORDS:
        return WORDS[part]
    model = model_of(part)
    return NOWHERE if objects_of in (None, NOWHERE) else newest(model, objects_of)


def standing(cast, username, root_id, kind=CASE):
    """What a log-in is to a case, or to a root of another kind."""
    return roles_on(cast.at(username), root_id, kind) if username else frozenset()


def may(roles, act):
    """Whether one of the roles may do the act."""
    return any(act in ROLES[role].acts for role in roles)
