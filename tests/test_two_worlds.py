"""Two worlds alike but for one hidden thing: nobody outside can tell in which one they are (law 11, rules 8, 9)."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.contesting import lodge_contest
from cases.actions.messaging import send
from cases.actions.third_parties import watch_victim
from cases.actions.victim_consents import answer as answered
from cases.actions.victim_consents import begin_work, end_work, withdraw
from cases.actions.victim_events import register_of
from cases.actions.victim_notices import leave_untold, tell, write_notice
from cases.actions.victim_screening import answer as refer_answer
from cases.actions.victim_screening import override, pass_on, screen
from cases.actions.victims import add_victim, change_victim
from cases.disclosure.recipients import Recipient
from cases.models import ConsentPurpose, Look, VictimConsent, VictimContact, VictimNotice, VictimReferral, Withholding
from cases.models.disclosure import Asker
from config.demo.needing import SAFETY, SAFETY_KEYS
from config.demo.needing import answers as answers_of
from reports.actions.documents import make_document, order_own_copy
from tests.reported import reported
from tests.test_withholding import SECRET, asked, decided
from tests.two_worlds import Sources, answers
from tests.verbs.disclosures import approved, prepared, put_off, sent
from tests.verbs.disclosures import asked as asked_for
from tests.verbs.files import added, begun
from tests.verbs.files import decided as decided_to_leave
from tests.verbs.files import made as made_copy
from tests.visits import written

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]
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
    said = {"about": entry.id, "wrong": "She was ill that day.", "right": "Came alone."}
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


def visit(cast, sources, case, staff, *more):
    """Staff read what they read every day, in both worlds alike, and `more` pages of the case."""
    of_case = [f"/cases/{case.id}/{page}" for page in ("", "record/", *more)]
    for username in staff:
        client = cast.client(username)
        for url in ("/cases/today/", "/cases/team/", "/cases/", *of_case):
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


OFFICE = "Kx5151zq squad"


def what_leaves_unseen(cast):
    """A file that shows others, of which a copy leaves; and something sent of which the person is not told."""
    film = added(cast, apart=True, others=SECRET)
    decided_to_leave(cast, made_copy(cast, begun(cast, film, recipient=OFFICE, why=SECRET)))
    asker = Recipient(Asker.OTHER, None, OFFICE, "1 Market Square")
    made = prepared(cast, asked_for(cast, asker), note=SECRET, **put_off(cast))
    sent(cast, approved(cast, made))
    for username in ("officer", "manager", "inspector"):
        client = cast.client(username)
        client.get(reverse("cases:disclosure", args=[made.case_id, made.id]))
        client.get(reverse("cases:file", args=[film.case_id, film.id]))


def lives_with_what_leaves(cast, sources, leaves):
    """Both worlds' life; in one of them things leave that the person is not told of."""
    case, staff = cast.case("Verhaal"), ("officer", "manager", "inspector")
    cast.now = sources.now
    visit(cast, sources, case, staff, "files/", "disclosures/")
    if leaves:
        with sources.aside():
            what_leaves_unseen(cast)
    sources.later(60)
    cast.now = sources.now
    written(cast, case, text="Came on time.")
    copy = order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id)
    make_document(copy.id, cast.now)
    visit(cast, sources, case, staff, "files/", "disclosures/")


@pytest.mark.rule(8, 45, 47)
def test_every_answer_is_the_same_whether_or_not_something_left_of_which_they_are_not_told(cast, in_vain):
    worlds, start = [], cast.now
    for leaves in (False, True):
        with in_vain(), Sources(start).in_use() as sources:
            lives_with_what_leaves(cast, sources, leaves)
            case = cast.case("Verhaal")
            worlds.append({each: answers(cast, *each, case.id) for each in OUTSIDE})
            register = cast.client("officer").get(f"/cases/{case.id}/disclosures/").content.decode()
            assert (OFFICE in register) is leaves
    without, with_it = worlds
    for who, told in without.items():
        assert told.keys() == with_it[who].keys(), who
        for url, answer in told.items():
            assert answer == with_it[who][url], (who, url)


# A word of its own in every field that is written about a victim, and one for each that must be some code.
CANARY = "kv{}zq"
FIELDS = (
    *("name", "safe_contact", "safe_times", "wishes", "may_be_told", "text", "shown_by_what"),
    *("withdrawn_how", "what", "told", "how", "why_not", "watched", "reason"),
    *("note", "to_whom", "danger_recorded_by", "danger_because", "help_given", "helped_by", "not_passed_on"),
)
WORDS = {name: CANARY.format(number) for number, name in enumerate(FIELDS, start=1000)}
# A language that nobody else speaks; every page that lists languages names it in both worlds.
LANGUAGE = "smn"
EARLY = 210 * DAY
# Whom it must never reach, each with the case in which they are somebody: whoever keeps and leads it among them.
NEVER_TOLD = {
    "Verhaal": (*OUTSIDE, ("officer", "en")),
    "Haddad": (("person_ar", "en"), ("officer", "fr")),
}


def a_victim(cast, sources, case):
    """Everything that victim contact does with a victim, but the one sentence for the officer."""
    by, day = cast.at("victimcontact"), localdate(cast.now)
    profile = {name: WORDS[name] for name in ("name", "safe_contact", "safe_times", "wishes", "may_be_told")}
    victim = add_victim(by=by, now=cast.now, reference=case.reference, language=LANGUAGE, **profile)
    given = {"by": by, "now": cast.now, "victim_contact_id": victim.id}
    change_victim(**given, version=1, wishes=WORDS["wishes"] + " again", reason=WORDS["reason"])
    watch_victim(**given, kind="name", value=WORDS["watched"])
    for purpose in ConsentPurpose.objects.filter(owner="victim").order_by("id"):
        said = {"text": WORDS["text"], "language": LANGUAGE, "answer": "yes", "how_given": "said"}
        said |= {"shown_by_what": WORDS["shown_by_what"], "given_on": day - min(EARLY, 30 * purpose.months * DAY)}
        answered(**given, purpose=purpose.code, **said)
    for kind in ("mediation", "reparation", "referral"):
        work = begin_work(**given, kind=kind, what=WORDS["what"])
    end_work(**given, work_id=work.id, version=1, ended_as="done")
    _screened(cast, given)
    _told_or_not(given, case == cast.case("Verhaal"))
    consent = VictimConsent.objects.get(victim=victim, purpose__code="mediation")
    withdraw(**given, consent_id=consent.id, version=1, withdrawn_how=WORDS["withdrawn_how"])
    keeper = cast.client("victimcontact")
    for name in ("detail", "history", "edit", "identifiers", "work", "instruction"):
        assert keeper.get(reverse(f"victims:{name}", args=[victim.id])).status_code == 200
    assert WORDS["name"] in keeper.get(reverse("victims:home")).content.decode()
    return victim


def _screened(cast, given):
    """Asked three times: a referral that is answered, one that stops with the agreement, one that is not passed on."""
    notes = [(key, "person", WORDS["note"]) for key in SAFETY]
    said = {"instrument": "safety-screen", "edition": 1, "done_on": localdate(cast.now)}
    said["answers"] = answers_of(SAFETY, "no", SAFETY_KEYS, notes)
    danger = {name: WORDS[name] for name in ("danger_recorded_by", "danger_because")}
    came = {name: WORDS[name] for name in ("help_given", "helped_by")}
    made = [VictimReferral.objects.get(assessment=screen(**given, **said)) for _each in range(3)]
    for referral, more in zip(made, (danger, {}), strict=False):
        pass_on(**given, referral_id=referral.id, version=1, to_whom=WORDS["to_whom"], **more)
    refer_answer(**given, referral_id=made[0].id, version=2, **came)
    override(**given, referral_id=made[2].id, version=1, why_not=WORDS["not_passed_on"])
    shown = cast.client("victimcontact").get(reverse("victims:detail", args=[given["victim_contact_id"]]))
    for name in ("to_whom", "danger_because", "help_given", "not_passed_on"):
        assert WORDS[name] in shown.content.decode(), name


def _told_or_not(given, tells):
    for each in register_of(given["victim_contact_id"], given["now"]).to_tell():
        event = {"event": each.event.code, "about": each.about}
        notice = write_notice(**given, **event, text=WORDS["told"], language=LANGUAGE)
        if tells:
            tell(**given, notice_id=notice.id, version=1, sent_at=given["now"], how=WORDS["how"])
        else:
            leave_untold(**given, **event, version=1, why_not=WORDS["why_not"])


def lives_with_a_victim(cast, sources, case, known):
    """Both worlds' life; in one of them a victim is known, asked, told, and what they agreed to runs and stops."""
    staff = ("officer", "manager", "inspector", "victimcontact")
    cast.now = sources.now
    visit(cast, sources, case, staff)
    victim = None
    if known:
        with sources.aside():
            victim = a_victim(cast, sources, case)
    sources.later(60)
    cast.now = sources.now
    written(cast, case, text="Came on time.")
    if case == cast.case("Verhaal"):
        reported(cast)
        send(by=cast.at("person"), now=cast.now, case_id=case.id, text="May I come later?")
        copy = order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id)
        make_document(copy.id, cast.now)
    visit(cast, sources, case, staff)
    return victim


@pytest.mark.rule(8, 9, 45)
@pytest.mark.parametrize("family", NEVER_TOLD)
def test_every_answer_is_the_same_whether_or_not_a_victim_is_known(cast, in_vain, family):
    """Once beside a victim who is there already, once where in the other world there is none at all."""
    worlds, start = [], cast.now
    for known in (False, True):
        with in_vain(), Sources(start).in_use() as sources:
            case = cast.case(family)
            victim = lives_with_a_victim(cast, sources, case, known)
            told = {each: answers(cast, *each, case.id) for each in NEVER_TOLD[family]}
            worlds.append(told)
            assert VictimContact.objects.filter(case=case).count() == known + (family == "Verhaal")
            if known:
                assert VictimNotice.objects.filter(victim=victim, closed_at__isnull=False).exists()
    without, with_one = worlds
    for who, told in without.items():
        assert told.keys() == with_one[who].keys(), who
        for url, answer in told.items():
            assert answer == with_one[who][url], (who, url)
            assert not [word for word in WORDS.values() if word in answer[-1]], (who, url)
