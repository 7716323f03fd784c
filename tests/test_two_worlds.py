"""Two worlds alike but for one hidden entry: nobody outside can tell in which one they are (law 11)."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.contesting import lodge_contest
from cases.actions.messaging import send
from cases.models import Look, Withholding
from reports.actions.documents import make_document, order_own_copy
from tests.reported import reported
from tests.test_withholding import SECRET, asked, decided
from tests.two_worlds import Sources, answers
from tests.visits import written

pytestmark = pytest.mark.django_db
HIDDEN = "00000000-0000-7000-8000-00000000beef"
DAY = datetime.timedelta(days=1)
# Who may never learn of it, each in a language of their own.
OUTSIDE = (("person", "en"), ("representative", "fr"), ("agency", "en"), ("volunteer", "en"))


def lives_on(cast, sources, hide):
    """Both worlds' life; in one of them an entry is written, asked to be hidden, decided and looked at."""
    case, staff = cast.case("Verhaal"), ("officer", "manager", "inspector", "victimcontact")
    cast.now = sources.now
    visit(cast, sources, case, staff)
    if hide:
        with sources.aside():
            _hidden(cast, case)
    sources.later(60)
    cast.now = sources.now
    entry = written(cast, case, text="Came with his sister.")
    said = {"entry_id": entry.id, "wrong": "She was ill that day.", "right": "Came alone."}
    lodge_contest(by=cast.at("person"), now=cast.now, case_id=case.id, **said)
    send(by=cast.at("person"), now=cast.now, case_id=case.id, text="Is my sister welcome?")
    reported(cast)
    copy = order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id)
    make_document(copy.id, cast.now)
    visit(cast, sources, case, staff)


def _hidden(cast, case):
    entry = written(cast, case, id=HIDDEN, text=SECRET)
    officer, manager = cast.client("officer"), cast.client("manager")
    officer.get(reverse("cases:entry_correct", args=[case.id, entry.id]))
    officer.get(reverse("cases:history", args=[case.id, "cases.entry", entry.id]))
    officer.get(reverse("cases:withhold", args=[case.id, entry.id]))
    held = asked(cast, entry)
    for name in ("withholding", "withholding_decide"):
        manager.get(reverse(f"cases:{name}", args=[case.id, held.id]))
    manager.get(reverse("cases:withholdings"))
    held = decided(cast, held, "hidden", review_on=localdate(cast.now) + 9 * DAY)
    officer.get(reverse("cases:withholding", args=[case.id, held.id]))


def visit(cast, sources, case, staff):
    """Staff read what they read every day, in both worlds alike."""
    for username in staff:
        client = cast.client(username)
        for url in ("/cases/today/", "/cases/team/", "/cases/", f"/cases/{case.id}/", f"/cases/{case.id}/record/"):
            client.get(url)
        sources.later()


@pytest.mark.rule(8, 45, 47)
def test_every_answer_to_whoever_is_outside_is_the_same_with_and_without_a_hidden_entry(cast, in_vain):
    worlds, start = [], cast.now
    never = [
        reverse("my:history", args=[HIDDEN]),
        reverse("my:contest", args=[HIDDEN]),
        f"/my/record/entries/?before={HIDDEN}",
    ]
    for hide in (False, True):
        with in_vain(), Sources(start).in_use() as sources:
            lives_on(cast, sources, hide)
            told = {
                (username, language): answers(cast, username, language, cast.case("Verhaal").id, never)
                for username, language in OUTSIDE
            }
            worlds.append(told)
            if hide:
                assert Withholding.objects.hidden(sources.now).filter(entry=HIDDEN).exists()
                assert Look.objects.filter(about=HIDDEN).count() >= 3
                assert (
                    SECRET in cast.client("officer").get(f"/cases/{cast.case('Verhaal').id}/record/").content.decode()
                )
    without, with_it = worlds
    for who, told in without.items():
        assert told.keys() == with_it[who].keys(), who
        for url, answer in told.items():
            assert answer == with_it[who][url], (who, url)
    assert len(without["person", "en"]) > 25
