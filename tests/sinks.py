"""Where words may come to lie outside the record: one table of sinks, each a function that gives its texts."""

import base64
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import TestCase
from django.urls import reverse

from cases.access.decide import enter
from cases.history.action import recorded
from cases.jobs.running import run
from cases.jobs.table import Job
from cases.models import Draft
from reports.actions.documents import begin_document, make_document
from reports.press.kinds import DOCUMENT_KINDS
from sanctions.actions.papers import BUNDLE, OWN_REPORT
from sanctions.actions.sending import REPORT_ON_PAPER
from sanctions.models import NonComplianceReport
from tests import pdf_text
from tests.verbs import CALLS, perform
from tests.world import LOGINS


@dataclass(frozen=True)
class Paper:
    """A document made for a log-in: its bytes, and the headers under which it was handed out."""

    username: str
    kind: str
    data: bytes
    headers: str

    def __str__(self):
        return f"{self.kind} of {self.username}"


ABOUT_A_REPORT = {REPORT_ON_PAPER, OWN_REPORT, BUNDLE}
# What lies in the file itself, for whoever opens it: the audience's own words, and those alone.
IN_A_PAPER = {
    "PDF text": lambda paper: "\n".join(pdf_text.pages(paper.data)),
    "PDF outline": lambda paper: "\n".join(pdf_text.outline(paper.data)),
    "PDF strings and streams": lambda paper: pdf_text.every_text(paper.data),
    "PDF as qpdf lays it open": lambda paper: laid_open(paper.data),
}
# What others see of it without opening it.
ON_A_PAPER = {
    "PDF metadata": lambda paper: json.dumps(pdf_text.metadata(paper.data)),
    "file name": lambda paper: paper.headers,
}


def laid_open(data) -> str:
    """Every object and stream of the file as qpdf unpacks it; nothing on a machine without qpdf."""
    if shutil.which("qpdf") is None:
        return ""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        unpack = ["qpdf", "--qdf", "--object-streams=disable", file.name, "-"]
        return subprocess.run(unpack, capture_output=True, check=True).stdout.decode("latin-1")


def session_rows():
    """What every session holds, decoded."""
    return [json.dumps(row.get_decoded(), default=str) for row in Session.objects.all()]


def cache_rows():
    """Keys and values of the cache's table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {caches['default']._table}")  # noqa: S608
        return [f"{key} {base64.b64decode(value).decode('latin-1')}" for key, value in cursor.fetchall()]


def job_rows():
    """Everything that stands in the rows of work to do."""
    return [" ".join(map(str, row)) for row in Job.objects.values_list()]


def draft_rows():
    """What is kept of forms that were not saved: encrypted, under addresses that hold keys alone."""
    return [f"{draft.address} {draft.typed}" for draft in Draft.objects.all()]


def mails():
    """What was sent: to whom, subject, body, attachments."""
    return [str(message.message()) + message.body for message in getattr(mail, "outbox", [])]


def messages():
    """The tasks that lie at the embedded broker: headers and arguments."""
    folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
    found = []
    for path in folder.glob("*.msg"):
        message = json.loads(path.read_text())
        found.append(json.dumps(message) + base64.b64decode(message["body"]).decode("utf-8", "replace"))
    return found


# What a request or a verb leaves behind outside the record; nothing about a person may ever stand there.
LEFT_BEHIND = {
    "session rows": session_rows,
    "cache rows": cache_rows,
    "job rows": job_rows,
    "mails": mails,
    "draft rows": draft_rows,
    "task arguments": messages,
}


def left_behind(*but) -> list:
    """(sink, text) of everything there is now."""
    return [(name, text) for name, sink in LEFT_BEHIND.items() if name not in but for text in sink()]


def papers(cast, case_id) -> list:
    """Every kind of document, made for every log-in that may have it made of a case."""
    made = (_made(cast, case_id, username, kind) for username in LOGINS for kind in DOCUMENT_KINDS.values())
    return [paper for paper in made if paper]


def _made(cast, case_id, username, kind):
    try:
        door = enter(cast.at(username), kind.act, case_id)
    except (Http404, PermissionDenied):
        return None
    report = NonComplianceReport.objects.filter(case_id=case_id, submitted_at__isnull=False).latest("id")
    with recorded("test.document", by=door.visitor.user_id, now=cast.now, root=case_id):
        asked = begin_document(door, cast.now, kind.key, report.id if kind.key in ABOUT_A_REPORT else None)
    document = make_document(asked.id, cast.now)
    return Paper(username, kind.key, bytes(document.file.data), _handed_out(cast.client(username), case_id, document))


def _handed_out(client, case_id, document):
    """The headers of the file at the address where this log-in has it, and what names it in the database."""
    keys = [case_id, document.id]
    addresses = (("reports:file", keys), ("authority:paper_file", keys), ("my:file", keys[1:]))
    answers = (client.get(reverse(name, args=keys)) for name, keys in addresses)
    headers = next((str(answer.headers) for answer in answers if answer.status_code == 200), "")
    return f"{headers} {document.kind} {document.reference} {document}"


def speak(cast, name, words):
    """Do a verb with a word of its own in each free text it is given, let commit what it asked for, do its jobs."""
    call = CALLS[name](cast)
    call.given = _with_words(call.given, words)
    with TestCase.captureOnCommitCallbacks(execute=True):
        perform(cast, name, call)
    found = left_behind()
    for job_id in list(Job.objects.filter(done_at=None, dead_at=None).values_list("id", flat=True)):
        run(job_id, cast.now)
    return found + left_behind()


def _with_words(value, words, name=""):
    if isinstance(value, dict):
        return {key: _with_words(inner, words, key) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_with_words(inner, words, name) for inner in value)
    if isinstance(value, str) and (" " in value or name.endswith(("_name", "_names"))):
        return f"{value} {next(words)}"
    return value
