"""The rooms of whoever a record is about, walked in Arabic, and each text of ours that had none."""

from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from django.db import transaction
from django.db.models import Q
from django.template import engines
from django.utils.translation import trans_real
from jinja2 import FileSystemLoader

from cases.composition import composition
from cases.disclosure.purposes import Purpose
from cases.disclosure.view import BASE, allowed
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import record_models
from cases.models import CaseRecord, Person, User
from config import catalogues
from tests.crawl import MOST_OF_ONE, name_of
from tests.laws.sources import APPS, ROOT
from tests.seen import Seen
from tests.world import gated, path

# Open to everybody, or reached from the frame of every page; an address of nothing, and one of the staff's.
DOORS = ("/", "/home/", "/accounts/login/", "/accounts/activate/", "/accounts/logout/", "/nothing/", "/cases/")
SPACES = ("/static/", "/admin/")


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
    """The files that pages were made of while the block ran."""
    found, read = set(), FileSystemLoader.get_source
    engines["jinja2"].env.cache.clear()

    def noting(self, environment, template):
        source = read(self, environment, template)
        found.add(Path(source[1]))
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
    """The addresses of the person's own rooms, whichever floor brings them."""
    return [address for address in gated() if address.route.startswith("my/")]


def own_modules() -> set[Path]:
    """The files of the views behind them, and of what each floor puts on the person's page and record."""
    makers = [*composition.own_home, *composition.own_sections, *composition.own_copies]
    modules = {made.__module__ for made in [*(address.view for address in own_addresses()), *makers]}
    return {(ROOT / module.replace(".", "/")).with_suffix(".py") for module in modules}


def own_paths(username):
    """The person's own addresses, filled with the newest rows of the case that a log-in reads."""
    is_theirs = Q(person__user__username=username) | Q(mandates__user__username=username)
    case_id = CaseRecord.objects.filter(is_theirs).values_list("id", flat=True).first()
    return [path(address, objects_of=case_id) for address in own_addresses() if not address.on]


def walk(cast, username):
    """Open every page that one visitor reaches, and send every form of a page's own empty."""
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
        answer = client.get(url)
        page = Seen("" if answer.streaming else answer.content.decode("utf-8", "replace"))
        if any(form.get("method") == "post" and not form.get("action") for form in page.forms):
            with transaction.atomic():
                client.post(url, {"nothing": "1"})
                transaction.set_rollback(True)
        waiting += [link for link in page.links if link.startswith("/") and not link.startswith(SPACES)]
    return known


def labels():
    """The words of every field that one's own record shows: what it is called, and what it may say."""
    for model in record_models():
        for name in set(allowed(model, Purpose.OWN_RECORD)) - BASE.keys():
            field = model._meta.get_field(name)
            yield field.verbose_name
            yield from (label for _value, label in field.flatchoices)
