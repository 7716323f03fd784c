"""The rooms of whoever a record is about, walked in Arabic, and each text of ours that was asked for and had none."""

from collections import Counter
from contextlib import contextmanager
from unittest.mock import patch

from django.db import transaction
from django.db.models import Q
from django.template import engines
from django.utils.translation import trans_real
from jinja2 import FileSystemLoader

from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import CaseRecord, Person, User
from config import catalogues
from tests.crawl import MOST_OF_ONE, name_of
from tests.laws.sources import APPS, ROOT
from tests.seen import Seen
from tests.world import gated, path

DOORS = ("/", "/home/", "/accounts/login/", "/accounts/activate/", "/accounts/logout/", "/nothing/", "/cases/")


class Asked:
    """Stands where Arabic falls back on English, and notes what was asked there."""

    def __init__(self, english):
        self.english, self.texts = english, set()

    def gettext(self, text):
        self.texts.add(text.rpartition("\x04")[2])
        return self.english.gettext(text)

    def ngettext(self, one, many, number):
        self.texts.add(one.rpartition("\x04")[2])
        return self.english.ngettext(one, many, number)


@contextmanager
def asked_in_vain():
    """The texts that had no Arabic while the block ran."""
    for app in APPS:
        catalogues.compile_catalogue(catalogues.path_of(ROOT / app, "ar"), "ar")
    trans_real._translations.clear()
    arabic = trans_real.translation("ar")
    with patch.object(arabic, "_fallback", Asked(arabic._fallback)):
        yield arabic._fallback.texts


@contextmanager
def templates_read():
    """The names of the files that our pages were made of while the block ran."""
    found, read = set(), FileSystemLoader.get_source
    engines["jinja2"].env.cache.clear()

    def noting(self, environment, template):
        source = read(self, environment, template)
        found.add(source[1])
        return source

    with patch.object(FileSystemLoader, "get_source", noting):
        yield found


def readers(cast):
    """A log-in for every person of the demo, and who acts for one of them."""
    yield "representative"
    for person in Person.objects.select_related("user"):
        if person.user is None:
            person.user = User.objects.create_user(f"reader-{person.pk}", "a password")
            with recorded("person.activate", by=SYSTEM_ACTOR, now=cast.now, root=person.pk):
                person.save()
        yield person.user.username


def own_addresses():
    return [address for address in gated() if address.route.startswith("my/")]


def own_paths(username):
    """The person's own addresses, filled with the newest rows of the case that a log-in reads."""
    is_theirs = Q(person__user__username=username) | Q(mandates__user__username=username)
    case_id = CaseRecord.objects.filter(is_theirs).values_list("id", flat=True).first()
    return [path(address, objects_of=case_id) for address in own_addresses() if not address.on]


def walk(cast, username):
    """Every page that one visitor reaches, opened, and every form on it sent empty. Yields what was answered."""
    client = cast.client(username, "ar")
    waiting = [*DOORS, *(own_paths(username) if username else ())]
    taken, known = Counter(), set()
    while waiting:
        url = waiting.pop(0)
        name = name_of(url)
        if url in known or taken[name] >= MOST_OF_ONE:
            continue
        known.add(url)
        taken[name] += 1
        answers = [client.get(url)]
        page = Seen("" if answers[0].streaming else answers[0].content.decode("utf-8", "replace"))
        if any(form.get("method") == "post" and not form.get("action") for form in page.forms):
            with transaction.atomic():
                answers.append(client.post(url, {"nothing": "1"}))
                transaction.set_rollback(True)
        waiting += [
            link for link in page.links if link.startswith("/") and not link.startswith(("/static/", "/admin/"))
        ]
        yield from ((url, answer) for answer in answers)
