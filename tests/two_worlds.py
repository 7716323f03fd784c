"""Two worlds alike but for one thing: keys and clock come from sources that the test sets, every answer is kept."""

import datetime
import itertools
import re
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch
from urllib.parse import urljoin
from uuid import UUID

from django.http import StreamingHttpResponse

from tests.pdf_text import FOOT, pages
from tests.seen import Seen
from tests.world import NOWHERE, gated, path

# What differs from one answer to the next by itself: tokens, and what a document is known by outside.
MASKED = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'), "token"),
    (re.compile(r"nonce-[^']+|nonce=\"[^\"]+\""), "nonce"),
    (re.compile(r":[0-9A-Za-z]{6}:[\w-]{43}\b"), "signed with the time of day"),
)
LEFT_OUT = {"Date", "Expires", "X-Request-ID", "Set-Cookie"}
MOST = 400


class Sources:
    """Keys in the order of the clock, from streams of their own: what one stream draws leaves the other as it was."""

    def __init__(self, now):
        self.now, self.stream = now, 1
        self._numbers = {stream: itertools.count(1) for stream in (1, 2)}

    def key(self):
        """A time-ordered key."""
        milliseconds = int(self.now.timestamp() * 1000)
        random = self.stream << 60 | next(self._numbers[self.stream])
        return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | random & (1 << 62) - 1 | self.stream << 48)

    def sign(self, signs):
        """One of some signs, as a reference is made of them."""
        return signs[(next(self._numbers[self.stream]) * 7 + self.stream) % len(signs)]

    def later(self, minutes=1):
        """Let time pass."""
        self.now += datetime.timedelta(minutes=minutes)

    @contextmanager
    def aside(self):
        """What is done here draws its keys elsewhere and takes no time."""
        now, self.stream = self.now, 2
        yield
        self.now, self.stream = now, 1

    @contextmanager
    def in_use(self):
        """Everything draws its keys and reads its clock here."""
        clock = patch("django.utils.timezone.now", lambda: self.now)
        # Django draws the names of sessions from the same module: that one stays as it is.
        signs = patch("reports.models.document.secrets", SimpleNamespace(choice=self.sign))
        with clock, signs, patch("cases.history.tables.uuid7", self.key):
            yield self


def answers(cast, username, language, root_id, more=()) -> dict:
    """Address to what a log-in is answered there: every page it reaches by address or link, and `more`."""
    client, found = cast.client(username, language), {}
    client.raise_request_exception = False
    waiting = ["/home/", *more, *(path(each, root_id, NOWHERE) for each in gated() if each.on in ("", "case"))]
    while waiting and len(found) < MOST:
        url = waiting.pop(0)
        if url in found:
            continue
        answer = client.get(url)
        found[url] = plain(answer)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link for link in _links(url, found[url][-1]) if link not in found]
        if answer.status_code in (301, 302):
            waiting.append(urljoin(url, answer.headers["Location"]))
    return found


def _links(url, body):
    for link in Seen(body).links:
        onward = urljoin(url, link).partition("#")[0]
        if onward.startswith("/") and not onward.startswith(("/static/", "/accounts/", "/admin/")):
            yield onward


def plain(answer):
    """Status, headers and body of an answer, less what differs by itself."""
    headers = {name: masked(value) for name, value in answer.headers.items() if name not in LEFT_OUT}
    body = b"".join(answer.streaming_content) if isinstance(answer, StreamingHttpResponse) else answer.content
    if headers.get("Content-Type") == "application/pdf":
        headers.pop("Content-Length", None)
        return answer.status_code, headers, FOOT.sub("", masked("\n".join(pages(body))))
    return answer.status_code, headers, masked(body.decode("utf-8", "replace"))


def masked(text):
    """A text without what differs by itself."""
    for pattern, name in MASKED:
        text = pattern.sub(name, text)
    return text
