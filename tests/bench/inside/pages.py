"""Pages as they are asked for, each beside a page that shows nothing: the list of cases, and the person's own."""

import re

from django.test import Client
from django.urls import reverse

from cases.models import User
from tests.bench.inside.rounds import medians, repeated

PERSON, NOBODY = "person", "bench-nobody"


def measure(world, size):
    """Yield (line, figures) of the person's own pages."""
    person = User.objects.get(username=PERSON)
    yield "own_home", beside_nothing(person, reverse("my:home"), size)
    yield "own_record", beside_nothing(person, reverse("my:record"), size)


def list_of_cases(officer, size):
    """The figures of the page that lists an officer's cases."""
    return beside_nothing(officer, reverse("cases:list"), size, rows=rb"/cases/[0-9a-f-]{36}/")


def beside_nothing(user, address, size, rows=None):
    """Pages a second at an address, and of the page that shows nothing; `rows` finds what is counted on the page."""
    nobody, _made = User.objects.get_or_create(username=NOBODY)
    ours, other = _client(user), _client(nobody)
    page = ours.get(address).content
    counted = f"{len(set(re.findall(rows, page)))} rows on the page, " if rows else ""
    sides = (repeated(_get(client, url), size.pages) for client, url in ((ours, address), (other, reverse("home"))))
    taken, beside = medians(size.rounds, *sides)
    return {"product": 1 / taken, "other": 1 / beside, "note": f"{counted}{len(page):,} bytes"}


def _client(user):
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def _get(client, address):
    def get(_number):
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code

    return get
