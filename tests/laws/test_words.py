"""Law 16: a page in French says nothing in English that the catalogues know how to say."""

import pytest
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import trans_real

from config import catalogues
from tests.cast import TestCast
from tests.crawl import Crawl
from tests.laws.exceptions import settle
from tests.laws.sources import APPS, ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
READERS = ["officer", "manager", "person", "authority", "inspector"]


@pytest.fixture(scope="module")
def french(django_db_setup, django_db_blocker):
    """The same pages, read in French; the catalogues are compiled as the product does before it starts."""
    for app in APPS:
        catalogues.compile_catalogue(catalogues.path_of(ROOT / app, "fr"), "fr")
    trans_real._translations.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        answers = Crawl(TestCast(timezone.now()), "fr", READERS, follow=False).answers
        transaction.set_rollback(True)
    translation.activate("en")
    return [answer for answer in answers if answer.is_page and answer.body]


def translated():
    """Every text whose French is another: a page in French never says it in English."""
    said = [m for app in APPS for m in catalogues.gather(ROOT / app) if isinstance(m.id, str) and "%(" not in m.id]
    kept = {m.id: m for app in APPS for m in catalogues.read(catalogues.path_of(ROOT / app, "fr"), "fr") if m.id}
    known = {m.id for m in said if m.id in kept and not catalogues.is_waiting(kept[m.id])}
    # What waits for its translation is another test's; a page may begin it with a capital.
    waiting = {m.id.casefold() for m in said} - {text.casefold() for text in known}
    waiting |= {m.id.casefold() for m in said if m.id not in known}
    return {" ".join(text.split()) for text in known if kept[text].string != text and text.casefold() not in waiting}


def test_every_page_says_that_it_is_french(french):
    assert {answer.page.lang for answer in french} == {"fr"}
    assert {answer.headers["Content-Language"] for answer in french} == {"fr"}
    assert any("Se déconnecter" in answer.page.text for answer in french)


def test_no_page_in_french_says_in_english_what_the_catalogues_know(french):
    known = translated()
    assert len(known) > 50
    # What people wrote in the demo is in their own language; single words may be theirs.
    english = {text for a in french for text in a.page.text if text in known and " " in text}
    settle("written in the language of whoever wrote it", english)
