"""Counting what a page itself asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

# The session and its log-in are the framework's; the gate is recognised by the exclusions or standings it unites.
FRAMEWORK = ('FROM "django_session"', 'FROM "cases_user" WHERE')
GATE = '"cases_staffmember"."duty"'


def own_queries(client, url, data=None):
    """The SELECTs of one page besides session, log-in and the gate's one query; the look is an INSERT."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.post(url, data) if data else client.get(url)
    assert answer.status_code == 200, answer.status_code
    asked = [query["sql"] for query in captured if query["sql"].startswith(("SELECT", "("))]
    asked = [sql for sql in asked if not any(part in sql for part in FRAMEWORK)]
    gate = [sql for sql in asked if " UNION ALL " in sql and GATE in sql]
    assert len(gate) == 1, f"the gate asked {len(gate)} times"
    return [sql for sql in asked if sql not in gate]
