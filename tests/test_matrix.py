"""Every address × every log-in × whose record × method: the answer is the one that the code's registries foretell."""

import re
from collections import defaultdict
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from cases.access.decide import CASE, kinds_of_roots
from cases.access.roles import Act
from cases.history.tables import Action, Look
from config.views import not_found, server_error
from tests.canary import more_to_read
from tests.cast import TestCast
from tests.laws.exceptions import settle
from tests.world import LOGINS, NOWHERE, WORDS, gated, may, path, roots, standing

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
NOBODY = ""
LET_IN = {200, 302, 405, 409, 422}
# Records that are the log-in's own, somebody else's, nobody's; and somebody else's under an address of one's own.
WHOSE = ("own", "other's", "nobody's", "other's object")
OTHER_METHODS = ("put", "patch", "delete")


@dataclass(frozen=True)
class Asked:
    """One question of the matrix, with its answer."""

    address: object
    username: str
    whose: str
    method: str
    status: int
    body: bytes
    headers: tuple
    url: str
    acted: bool
    looked: bool
    roles: frozenset
    standings: frozenset

    def __str__(self):
        return f"{self.method} {self.address} by {self.username or 'nobody'}, {self.whose}: {self.status}"


def written():
    """The newest action and look, in one query."""
    newest = (f"(SELECT id FROM {model._meta.db_table} ORDER BY id DESC LIMIT 1)" for model in (Action, Look))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(newest)}")
        return cursor.fetchone()


class Matrix:
    """All questions asked once, each taken back."""

    def __init__(self, cast):
        self.cast, self.asked = cast, []
        more_to_read(cast)
        self.roots = {kind: roots(cast, kind) for kind in kinds_of_roots()}
        self.paths, self.before = {}, written()
        for username in [NOBODY, *LOGINS]:
            self._ask_as(username)
        assert written() == self.before, "something was not taken back"
        shown = {a.address: a for a in self.asked if a.looked and a.method == "get" and a.status == 200}
        self.unrecorded = [(asked, self._ask_unrecorded(asked)) for asked in shown.values()]

    def _ask_unrecorded(self, asked):
        """The same page by the same log-in, while no look can be written."""
        client = self.cast.client(asked.username)
        client.raise_request_exception = False
        with transaction.atomic(), patch.object(Look, "write", side_effect=DatabaseError("broken")):
            response = client.get(asked.url)
            transaction.set_rollback(True)
        return response.status_code, response.content

    def _ask_as(self, username):
        client = self.cast.client(username)
        client.raise_request_exception = False
        known = {
            kind: {root: standing(self.cast, username, root, kind) for root in some}
            for kind, some in self.roots.items()
        }
        roles = self.cast.at(username).roles if username else frozenset()
        for address in gated():
            here = known[address.on or CASE]
            own = next((root for root, what in here.items() if what), None)
            other = next((root for root, what in reversed(here.items()) if not what), None)
            for whose in WHOSE:
                url = self._url(address, whose, own, other)
                if url:
                    about = here[own] if own and whose in ("own", "other's object") else frozenset()
                    for method in ("get", "post"):
                        self._ask(client, address, username, whose, method, url, about, roles)

    def _url(self, address, whose, own, other):
        objects = [part for part in address.parts if part.endswith("_id") and part != f"{address.on}_id"]
        if not set(address.parts) - WORDS.keys():  # words name nobody's record
            return self._path(address, None, None) if whose == "own" else None
        if whose == "own":
            return own and self._path(address, own, own)
        if whose == "other's object":
            return self._path(address, own, other) if own and other and objects and address.on else None
        if whose == "other's":
            return other and self._path(address, other, other)
        return self._path(address, None, None)

    def _path(self, address, root, objects):
        key = (address.name, root, objects)
        if key not in self.paths:
            self.paths[key] = path(address, root or NOWHERE, objects or NOWHERE)
        return self.paths[key]

    def _ask(self, client, address, username, whose, method, url, standings, roles):
        with transaction.atomic():
            response = getattr(client, method)(url, {"nothing": "1"} if method == "post" else None)
            acted, looked = (now != then for now, then in zip(written(), self.before, strict=True))
            transaction.set_rollback(True)
        headers = tuple(sorted(response.headers.items())) + (re.sub("=[^;]*", "=", response.cookies.output()),)
        answer = (response.status_code, response.content, headers, url, acted, looked, roles, standings)
        self.asked.append(Asked(address, username, whose, method, *answer))


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        answers = Matrix(TestCast(timezone.now()))
        transaction.set_rollback(True)
    return answers


def safe_only(matrix):
    """Addresses that take no POST, whoever asks."""
    refused = defaultdict(set)
    for asked in matrix.asked:
        if asked.method == "post" and asked.username:
            refused[asked.address].add(asked.status == 405)
    return {address for address, said in refused.items() if said == {True}}


def expected(asked, safe):
    """What the registries foretell: who is what to the record, and what that may do."""
    if not asked.username:
        return {302}
    if asked.method == "post" and asked.address in safe:
        return {405}
    if asked.address.on:
        if not asked.standings:
            return {404}
        if not may(asked.standings, asked.address.act):
            return {403}
    elif not may(asked.roles, asked.address.act):
        has_own = may(asked.roles, Act.READ_OWN) or not asked.address.view.own
        return {403 if has_own else 404}
    if asked.whose != "own" or str(NOWHERE) in asked.url:
        return {404}
    return LET_IN


@pytest.mark.rule(45, 47, 49)
def test_every_answer_is_the_one_the_registries_foretell(matrix):
    safe, wrong, by_state = safe_only(matrix), [], set()
    for asked in matrix.asked:
        foretold = expected(asked, safe)
        if asked.status in foretold:
            continue
        if foretold == LET_IN and asked.status in (403, 404):
            by_state.add(asked.address.name)
        else:
            wrong.append(f"{asked}, not {sorted(foretold)}")
    assert not wrong
    settle("refused by the record's state", by_state)


def test_every_act_that_pages_name_is_asked_for_with_and_without_it(matrix):
    for address in gated():
        said = {asked.status in LET_IN for asked in matrix.asked if asked.address == address and asked.username}
        assert False in said, f"{address} lets everybody in"
        assert address.act in Act.values


def test_whoever_is_not_signed_in_is_led_to_the_door_from_everywhere(matrix):
    for asked in matrix.asked:
        if not asked.username:
            assert dict(asked.headers[:-1])["Location"].startswith("/accounts/login/"), str(asked)


@pytest.mark.rule(8, 47)
def test_what_is_none_of_ones_business_looks_like_what_never_was(matrix):
    never = {}
    for asked in matrix.asked:
        if asked.whose == "nobody's" and asked.status == 404:
            never[asked.address, asked.username, asked.method] = (asked.body, asked.headers)
    compared = set()
    for asked in matrix.asked:
        if asked.whose.startswith("other's") and asked.status == 404:
            assert (asked.body, asked.headers) == never.get(
                (asked.address, asked.username, asked.method), (asked.body, asked.headers)
            ), str(asked)
            compared.add(asked.address)
    assert compared >= {address for address in gated() if address.on}
    assert len({body for body, _headers in never.values()}) == 1


def test_what_never_was_says_nothing(matrix, rf):
    with override("en"):
        fixed = not_found(rf.get("/"), None).content
    assert not re.search(rb"<form|csrf|nonce|<script|/cases/|[0-9a-f]{8}-", fixed)
    assert {asked.body for asked in matrix.asked if asked.status == 404} == {fixed}


@pytest.mark.rule(13, 92)
def test_whoever_only_reads_changes_nothing(matrix):
    reading = [asked for asked in matrix.asked if asked.username == "inspector"]
    assert any(asked.status == 200 for asked in reading)
    assert not [str(asked) for asked in reading if asked.acted]
    assert not [str(asked) for asked in matrix.asked if asked.method == "get" and asked.acted]


def test_other_methods_are_refused_everywhere(cast):
    client, known = cast.client("officer"), cast.case("Verhaal").id
    person = cast.client("person")
    allowed = []
    for address in gated():
        for method in OTHER_METHODS:
            with transaction.atomic():
                by = person if address.act in (Act.READ_OWN, Act.CONTEST) else client
                status = getattr(by, method)(path(address, known)).status_code
                transaction.set_rollback(True)
            if status not in (403, 404, 405):
                allowed.append(f"{method} {address}: {status}")
    assert not allowed


@pytest.mark.rule(13)
def test_where_the_look_cannot_be_written_nothing_is_shown(matrix, rf):
    """Each page that shows a record, asked for again by one who may see it, with a broken table of looks."""
    with override("en"):
        fixed = server_error(rf.get("/")).content
    assert len(matrix.unrecorded) > len(gated()) / 2
    assert not [str(asked) for asked, answer in matrix.unrecorded if answer != (500, fixed)]
