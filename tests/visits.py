"""Visiting pages in tests: addresses by name, texts as read, entries written, questions counted."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions.entries import add_entry

# The session and its log-in are the framework's; the gate is recognised by the posts it unites with the rest.
FRAMEWORK = ('FROM "django_session"', 'FROM "cases_user" WHERE')
GATE = '"cases_staffmember"."duty"'


def page(client, name, *keys, **query):
    """A page of the ground floor by its URL name."""
    return client.get(reverse(f"cases:{name}", args=keys), query)


def text_of(answer):
    """A page's source on one line."""
    return re.sub(r"\s+", " ", answer.content.decode())


def written(cast, case, **changes):
    """An entry the officer just wrote."""
    fields = {"kind": "call", "happened_at": cast.now, "nature": "fact", "source": "Call", "serves": "Weekly"}
    fields |= {"text": "Phoned."} | changes
    return add_entry(by=cast.at("officer"), now=cast.now, case_id=case.id, **fields)


def own_queries(client, url):
    """The SELECTs of one page besides session, log-in and the gate's one query; the look is an INSERT."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    asked = [query["sql"] for query in captured if query["sql"].startswith(("SELECT", "("))]
    asked = [sql for sql in asked if not any(part in sql for part in FRAMEWORK)]
    gate = [sql for sql in asked if " UNION ALL " in sql and GATE in sql]
    assert len(gate) == 1, f"the gate asked {len(gate)} times"
    return [sql for sql in asked if sql not in gate]
