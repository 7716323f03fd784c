"""Law 16: what the person reads in Arabic, they read in Arabic to the end. Staff rooms stay in English."""

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from config import catalogues
from config.demo.stories import OPEN
from tests import arabic
from tests.laws.sources import APPS, ROOT
from tests.test_demo import demo_cast

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


def in_catalogues(texts) -> set:
    """Those of some texts that are ours: the framework and its packages have catalogues of their own."""
    gathered = {message.id for app in APPS for message in catalogues.gather(ROOT / app) if message.id}
    return {text for text in texts if text in {i[0] if isinstance(i, tuple) else i for i in gathered}}


def waiting_in(files) -> set:
    """The texts of some files that the Arabic catalogues do not say."""
    found = set()
    for app in APPS:
        kept = catalogues.read(catalogues.path_of(ROOT / app, "ar"), "ar")
        for file, _line, msgid, context in catalogues.messages_in(ROOT / app):
            text = kept.get(msgid, context) if ROOT / file in files else None
            if text is not None and catalogues.is_waiting(text):
                found.add(msgid)
    return found


@pytest.mark.rule(61)
def test_whoever_reads_their_record_in_arabic_is_told_nothing_in_english(cast, settings):
    settings.DEMO = True
    for story in OPEN:
        story(demo_cast(cast))
    with arabic.asked_in_vain() as texts, arabic.templates_read() as templates:
        opened = {url for reader in [None, *arabic.readers(cast)] for url in arabic.walk(cast, reader)}
    trans_real._translations.clear()
    assert len(opened) > 100 and len(templates) > 40
    assert not in_catalogues(texts), "translate in */locale/ar"
    assert not waiting_in(templates | arabic.own_modules()), "translate in */locale/ar"


@pytest.mark.rule(61)
def test_every_field_of_ones_own_record_is_named_in_arabic():
    with arabic.asked_in_vain() as texts, translation.override("ar"):
        assert len({str(label) for label in arabic.labels()}) > 200
    assert not in_catalogues(texts), "translate in */locale/ar"
