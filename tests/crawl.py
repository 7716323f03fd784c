"""Every page that each log-in can reach, read once, with what the tests of the laws ask about it."""

import json
import logging
import re
from collections import Counter
from dataclasses import dataclass, field
from types import GeneratorType
from unittest.mock import patch
from urllib.parse import urljoin

from django.core import mail
from django.db import transaction
from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.template.backends.jinja2 import Template
from django.urls import Resolver404, resolve

from cases.access.decide import CASE, kinds_of_roots
from cases.disclosure.view import Disclosed
from cases.history.action import recorded
from cases.history.record import record_models
from cases.history.tables import Action, Look
from tests.canary import Canary
from tests.seen import WORD, Seen, filled
from tests.sinks import left_behind, papers
from tests.world import FAMILIES, LOGINS, NOWHERE, gated, newest, path, roots, standing

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Pages of one address that one log-in follows links to; the newest rows stand on the first ones.
MOST_OF_ONE = 5
OURS = ("config", "complaints", "sanctions", "volunteers", "reports", "cases")


@dataclass
class Answer:
    """One answer of the product to one log-in."""

    username: str
    method: str
    url: str
    name: str
    status: int
    headers: dict
    cookies: str
    body: str
    models: list = field(default_factory=list)
    shows_records: bool = False
    shown_roots: frozenset = frozenset()
    looks: list = field(default_factory=list)
    acted: bool = False
    streaming: bool = False

    def __str__(self):
        return f"{self.username} {self.method} {self.url}: {self.status}"

    @property
    def is_page(self):
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def page(self) -> Seen:
        if not hasattr(self, "_page"):
            self._page = Seen(self.body)
        return self._page

    @property
    def words(self) -> set:
        return set(WORD.findall(self.body))


def inspect_context(value, where, found, seen, depth=0):
    """Note every model, queryset or manager that a template could reach, and whether a record is shown."""
    if isinstance(value, (str, bytes, int, float, type(None), BaseForm, BaseFormSet, BoundField)) or depth > 8:
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, (Model, QuerySet, Manager)):
        found.append(f"{where}: {type(value).__name__}")
    elif isinstance(value, Disclosed):
        if value._model.reached_by != "service":
            found.append("a record is shown")
        inspect_context(value._values, where, found, seen, depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            inspect_context(inner, f"{where}.{key}", found, seen, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            inspect_context(inner, f"{where}[]", found, seen, depth + 1)
    elif isinstance(value, GeneratorType):
        found.append(f"{where}: a generator nobody can look into")
    elif type(value).__module__.partition(".")[0] in OURS:
        inner = getattr(value, "__dict__", None) or {
            n: getattr(value, n, None) for n in getattr(value, "__slots__", ())
        }
        inspect_context(inner, where, found, seen, depth + 1)


class Heard(logging.Handler):
    """Everything written to a log."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


class Crawl:
    """The answers, the canary's words, the mails and the log."""

    def __init__(self, cast, language="en", logins=LOGINS, follow=True):
        self.cast, self.language = cast, language
        self.canary = Canary(cast) if follow else None
        self.case = self.canary.case if follow else cast.case(FAMILIES[0])
        self.birth_date = self.case.person.birth_date
        self.strangers = {str(key) for key in cast_cases() if key != self.case.id}
        self.answers, self.stale, self.left, self._contexts, heard = [], [], set(), [], Heard()
        logging.getLogger().addHandler(heard)
        with patch.object(Template, "render", self._noting(Template.render)):
            for username in logins:
                self._read_as(username, follow)
        self.papers = papers(cast, self.case.id) if follow else []
        logging.getLogger().removeHandler(heard)
        self.log = heard.lines
        self.mails = [f"{m.subject}\n{m.body}\n{m.to}" for m in getattr(mail, "outbox", [])]

    def _noting(self, render):
        crawl = self

        def noting(self, context=None, request=None):
            crawl._contexts.append(context or {})
            if request is not None:
                for processor in self.backend.template_context_processors:
                    crawl._contexts.append(processor(request))
            return render(self, context, request)

        return noting

    def _read_as(self, username, follow):
        client = self.cast.client(username, self.language)
        client.raise_request_exception = False
        self.homes = {CASE: self.case.id} | {kind: home for kind in kinds_of_roots() if (home := self._home(kind))}
        self.known = {kind for kind, home in self.homes.items() if standing(self.cast, username, home, kind)}
        addresses = ["/home/", *self._addresses()]
        waiting = list(addresses)
        known, taken, sent = set(), Counter(), set()
        while waiting:
            url = waiting.pop(0)
            name = name_of(url)
            if url in known or (taken[name] >= MOST_OF_ONE and url not in addresses):
                continue
            known.add(url)
            taken[name] += 1
            answer = self.ask(client, username, "GET", url, name)
            if not follow:
                continue
            if answer.is_page and answer.status == 200:
                waiting += self._onward(url, answer.page)
                forms = any(f.get("method") == "post" and not leads_away(f) for f in answer.page.forms)
                if forms and name not in sent:
                    sent.add(name)
                    self.ask(client, username, "POST", url, name)
                    self._save_late(client, username, url, name, answer.page)
            if answer.status in (301, 302):
                waiting += self._onward(url, None, answer.headers["Location"])

    def _save_late(self, client, username, url, name, page):
        """Send each form that carries a version once more, as if somebody had saved it meanwhile."""
        for form in page.forms:
            versions = [c["name"] for c in form["controls"] if (c.get("name") or "").endswith("version")]
            if versions and not any(c.get("type") == "file" for c in form["controls"]):
                data, there = filled(form)
                data[versions[0]] = int(data[versions[0]]) + 7
                with patch("cases.actions.verb.recorded", side_effect=recorded) as opened:
                    answer = self.ask(client, username, "POST", url, name, data)
                self.stale.append((answer, there, [call.args[0] for call in opened.call_args_list]))

    def _home(self, kind):
        return self.canary.homes[kind] if self.canary else next(reversed(roots(self.cast, kind)), None)

    def _addresses(self):
        for address in gated():
            if address.on and address.on not in self.known:
                continue  # the matrix asks for each of them
            if "model" in address.parts:
                yield from self._histories(address)
            else:
                yield path(address, self.homes[address.on or CASE])
        yield f"/cases/{NOWHERE}/"
        yield "/nothing/"

    def _histories(self, address):
        plain = path(address, self.case.id)
        key = str(newest(next(m for m in record_models() if m.__name__ == "Entry"), self.case.id))
        for model in record_models():
            rows = model.objects.order_by("-id")
            rows = rows if model.reached_by == "service" else rows.filter(root__in=self.canary.roots)
            for row in rows.values_list("id", flat=True)[:1]:
                yield plain.replace("cases.entry", model._meta.label_lower).replace(key, str(row))

    def _onward(self, url, page, *more):
        for link in [*(page.links if page else ()), *more]:
            onward = urljoin(url, link).partition("#")[0]
            ours = onward.startswith("/") and not onward.startswith(("/static/", "/accounts/")) and "//" not in onward
            # Of the reference-data site the lists: its own pages are the framework's.
            ours = ours and not (onward.startswith("/admin/") and (onward.endswith("/add/") or onward.count("/") > 4))
            if ours and not set(UUID.findall(onward)) & self.strangers:
                yield onward

    def _left_behind(self, client):
        """What the request just answered left in its session and in the tables beside the record."""
        held = json.dumps(dict(client.session.items()), default=str)
        return [("session rows", held), *left_behind("session rows", "task arguments")] if self.canary else []

    def ask(self, client, username, method, url, name=None, data=None) -> Answer:
        """One request, whose writes are taken back; what it wrote and showed is noted."""
        self._contexts.clear()
        looks, acts = Look.objects.order_by("-id"), Action.objects.order_by("-id")
        last = looks.values_list("id", flat=True).first()
        last_act = acts.values_list("id", flat=True).first()
        with transaction.atomic():
            response = client.get(url) if method == "GET" else client.post(url, data or {"nothing": "1"})
            written = list(looks.filter(id__gt=last) if last else looks)
            acted = acts.values_list("id", flat=True).first() != last_act
            self.left |= {(sink, name, text) for sink, text in self._left_behind(client)}
            transaction.set_rollback(True)
        visitor = getattr(response.wsgi_request, "visitor", None)
        found = []
        for context in self._contexts:
            inspect_context(dict(context), "", found, set())
        answer = Answer(
            username,
            method,
            url,
            name or name_of(url),
            response.status_code,
            dict(response.headers),
            response.cookies.output(),
            "" if response.streaming else response.content.decode("utf-8", "replace"),
            sorted({what for what in found if what != "a record is shown"}),
            "a record is shown" in found,
            frozenset(map(str, visitor.shown_roots)) if visitor else frozenset(),
            [(look.kind, look.root and str(look.root), tuple(map(str, look.roots))) for look in written],
            acted,
            response.streaming,
        )
        self.answers.append(answer)
        return answer


def cast_cases():
    """The keys of all cases."""
    model = next(m for m in record_models() if m.__name__ == "CaseRecord")
    return model.objects.values_list("id", flat=True)


def leads_away(form):
    """Forms of the frame, and of the sign-in package."""
    return (form.get("action") or "").startswith(("/accounts/", "/language/", "/stay/", "/admin/"))


def name_of(url):
    """The URL name behind an address."""
    try:
        return resolve(url.partition("?")[0]).view_name
    except Resolver404:
        return ""
