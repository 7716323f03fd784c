"""Visiting pages in tests: addresses by name, texts as read, entries written, questions counted."""

import re

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

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


def bare(answer) -> str:
    """What a page says, less the tokens and the time left of the session, which differ each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce|hx-headers|data-left)=(["\']).*?\2', "", text_of(answer))


def page_at(visitor, name, *keys):
    """The status and the text of a page, as a visitor of a moment of their own is answered."""
    path = reverse(name, args=keys)
    view, request = resolve(path), RequestFactory().get(path)
    request.user, request.visitor, request.LANGUAGE_CODE = visitor.user, visitor, "en"
    request.resolver_match, request.htmx, request.session = view, False, {}
    try:
        answer = view.func(request, *view.args, **view.kwargs)
    except Http404:
        return 404, ""
    except PermissionDenied:
        return 403, ""
    return answer.status_code, answer.content.decode()
