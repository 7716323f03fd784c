"""Languages and needs: what a person needs to take part drives what they are told, met with and reminded of."""

import datetime
import json
from html import unescape
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from cases.actions.explaining import explain
from cases.actions.own_logins import activate, invite
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import StaleVersion
from cases.languages import code_of, languages, spoken_by_the_service, text_in
from cases.models import Explanation, Person
from cases.models.fields import in_language
from config.jurisdiction import DEMO_FILE
from reports.actions.documents import make_document
from sanctions.actions.appointments import arrange, book
from sanctions.models import Acknowledgement, Appointment, Condition, ConditionType
from sanctions.notices import NOTICE
from sanctions.wording import language_for, put
from tests.pdf_text import pages as pages_of
from tests.reported import reported
from tests.verbs.sanctions import read_by_the_person
from tests.verbs.table import CALLS, Call, perform
from tests.visits import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TOLD = {"how": "spoken", "understood": "Said it back.", "interpreter": "Odile Perrin"}
EVERYTHING = list(Explanation.BEFORE)


def needs(cast, family="Verhaal", **changed):
    """Let a person need something else."""
    person = cast.case(family).person
    with recorded("person.change", by=SYSTEM_ACTOR, now=cast.now, root=person.id, ground="test"):
        for name, value in changed.items():
            setattr(person, name, value)
        person.save()
    return person


def booked(cast, **changed):
    """An appointment of Tomas tomorrow, before any other."""
    call = CALLS["appointment.book"](cast)
    call.given.update({"starts_at": cast.now + DAY} | changed)
    return perform(cast, "appointment.book", call)


def own_conditions(cast, language="en", words=""):
    """What Tomas reads of his conditions."""
    client = cast.client("person", language)
    return client.get(reverse("my:conditions") + (f"?words={words}" if words else ""))


# A language has a code, and a name in every language


@pytest.mark.rule(7)
@pytest.mark.parametrize(
    ("said", "code"),
    [
        *(("French", "fr"), ("français", "fr"), (" FR ", "fr"), ("fre", "fr"), ("الفرنسية", "fr")),
        *(("Tigrinya", "ti"), ("ትግርኛ", "ti"), ("dari", "fa-AF"), ("fa_AF", "fa-AF"), ("sign language", "sgn")),
        *(("romani", "rom"), ("Klingon", ""), ("x" * 300, ""), ("", "")),
    ],
)
def test_a_language_is_understood_by_code_by_its_own_name_and_by_ours(said, code):
    assert code_of(said) == code


@pytest.mark.rule(7)
def test_every_language_can_be_chosen_once_and_is_named_in_each_language_of_the_service():
    for reader in ("en", "fr", "ar"):
        with override(reader):
            named = dict(languages())
        assert len(named) == len(languages()) > 190
        assert [code for code, name in named.items() if name == code] == []
        assert list(named)[:3] == ["en", "fr", "ar"]
    with override("fr"):
        assert dict(languages())["ti"] == "tigrigna" and dict(languages())["sgn"] == "langue des signes"
    assert Person(language="Walloon of old").get_language_display() == "Walloon of old"
    assert (spoken_by_the_service("fr-CA"), spoken_by_the_service("ti")) == ("fr", "")
    assert (text_in({"fa": "x"}, "fa-AF"), text_in({"en": "x"}, "fa-AF")) == ("x", "")


@pytest.mark.rule(7)
def test_the_language_is_said_in_the_readers_own_and_an_unknown_one_is_refused(cast):
    case = cast.case("Verhaal")
    for language, said in (("en", "French, interpreter needed"), ("fr", "français, interprète nécessaire")):
        page = cast.client("officer", language).get(reverse("cases:detail", args=[case.id]))
        assert said in text_of(page)
    page = cast.client("officer").get(reverse("cases:person", args=[case.id]))
    assert '<option value="ti">Tigrinya</option>' in page.content.decode()
    with pytest.raises(ValidationError, match="No language is called so here"):
        Person._meta.get_field("language").clean("Elvish of the south", None)


@pytest.mark.rule(7, 30)
def test_a_log_in_of_their_own_begins_in_the_persons_language(cast):
    case = cast.case("Petrova")
    for language, begins in (("fr", "fr"), ("ti", "")):
        needs(cast, "Petrova", language=language, user=None)
        version = 0 if language == "fr" else case.person.own_login.version
        own, code = invite(by=cast.at("officer"), now=cast.now, case_id=case.id, version=version)
        given = {"reference": own.reference, "code": code, "username": f"irina-{language}"}
        user = activate(now=cast.now, password="a long enough secret 7", **given)
        assert user.language == begins
        case = cast.case("Petrova")


# Easy words are data, and what was shown is kept


@pytest.mark.rule(30)
def test_every_condition_of_the_demo_has_easy_words_in_every_language_and_they_are_easy():
    for kind in json.loads(Path(DEMO_FILE).read_text(encoding="utf-8"))["condition_types"]:
        assert kind["easy"].keys() == {"en", "fr", "ar"}, kind["code"]
        lines = {code: text.split("\n") for code, text in kind["easy"].items()}
        assert len({len(found) for found in lines.values()}) == 1, kind["code"]
        for line in lines["en"] + lines["fr"]:
            assert len(line.split()) <= 14, line


@pytest.mark.rule(28, 30, 61)
@pytest.mark.parametrize("reads", ["easy", "aloud"])
def test_whoever_reads_easy_words_best_finds_them_and_can_choose_the_usual_ones(cast, reads):
    needs(cast, reads=reads)
    easy, plain = "You cannot come? Call before.", "at the times you agree on together"
    assert easy in text_of(own_conditions(cast)) and plain not in text_of(own_conditions(cast))
    assert "Vous ne pouvez pas venir ? Appelez avant." in text_of(own_conditions(cast, "fr"))
    assert plain in text_of(own_conditions(cast, words="plain"))
    needs(cast, reads="large")
    assert plain in text_of(own_conditions(cast)) and easy in text_of(own_conditions(cast, words="easy"))


@pytest.mark.rule(28, 61)
def test_what_the_person_confirms_is_kept_as_it_stood_in_its_words_and_language(cast):
    shown = own_conditions(cast, "fr", "easy")
    assert "Avez-vous lu ceci ?" in text_of(shown)
    sent = read_by_the_person(cast, "easy", "fr")
    person = cast.client("person", "fr")
    assert sent["shown"] in person.get(reverse("my:confirm") + "?words=easy").content.decode()
    assert person.post(reverse("my:confirm"), sent).status_code == 302
    kept = Acknowledgement.objects.filter(case=cast.case("Verhaal"), how="screen").order_by("id")
    assert len(kept) == Condition.objects.filter(case=cast.case("Verhaal"), lifted_on=None).count()
    assert {(each.language, each.words, each.explanation) for each in kept} == {("fr", "easy", None)}
    weekly = kept.get(condition__condition_type__code="report-weekly")
    assert weekly.text.startswith("Rencontrer votre agent\n\nVous rencontrez votre agent.\n")
    assert weekly.condition.wording in weekly.text
    again = own_conditions(cast, "fr", "easy")
    assert "Avez-vous lu ceci ?" not in text_of(again) and "Vous avez confirmé le" in text_of(again)
    twice = person.post(reverse("my:confirm"), sent)
    assert twice.status_code == 422 and "Vous l'avez déjà confirmé." in unescape(text_of(twice))
    assert kept.count() == len(kept)
    assert "Confirmed on their own page" in text_of(
        cast.client("officer").get(reverse("sanctions:overview", args=[cast.case("Verhaal").id]))
    )
    assert "Vous rencontrez votre agent." in text_of(person.get(reverse("my:copy_print")))


@pytest.mark.rule(28, 61)
def test_nobody_confirms_what_was_changed_while_they_read(cast):
    sent, kept = read_by_the_person(cast), Acknowledgement.objects.filter(how="screen")
    kind = ConditionType.objects.get(code="report-weekly")
    with recorded("type.change", by=SYSTEM_ACTOR, now=cast.now, ground="test", reason="Clearer."):
        kind.easy = kind.easy | {"en": "Come every week."}
        kind.save()
    with pytest.raises(StaleVersion):
        perform(cast, "condition.acknowledge", Call("person", "Verhaal", sent))
    answer = cast.client("person").post(reverse("my:confirm"), {"words": "easy", "shown": sent["shown"]})
    assert answer.status_code == 409 and "The text was changed while you read it" in text_of(answer)
    assert "Come every week." in text_of(answer) and not kept.exists()


@pytest.mark.rule(28, 61)
def test_only_the_person_confirms_and_whoever_acts_for_them_is_told_so(cast):
    assert "Only the person themself confirms" in text_of(cast.client("representative").get(reverse("my:conditions")))
    sent = read_by_the_person(cast)
    assert cast.client("representative").post(reverse("my:confirm"), sent).status_code == 403


@pytest.mark.rule(28, 61, 62)
def test_what_staff_told_is_kept_word_for_word_and_says_who_interpreted(cast):
    given = {"contents": EVERYTHING, "words": "easy", "explained_at": cast.now, "language": "fr"}
    told = perform(cast, "case.explain", Call("officer", "Verhaal", given | TOLD))
    kept = Acknowledgement.objects.filter(explanation__in=told)
    assert {(each.explanation.content, each.language, each.words) for each in kept} == {("obligations", "fr", "easy")}
    assert "Venez à chaque rendez-vous." in kept.get(condition__condition_type__code="report-weekly").text
    assert kept.first().explanation.interpreter == "Odile Perrin"


@pytest.mark.rule(28, 61)
def test_a_language_the_law_has_no_text_in_is_kept_as_the_text_that_was_interpreted(cast):
    needs(cast, language="ti")
    given = {"contents": EVERYTHING, "explained_at": cast.now, "language": "ti"}
    told = perform(cast, "case.explain", Call("officer", "Verhaal", given | TOLD))
    kept = Acknowledgement.objects.filter(explanation__in=told).first()
    assert (kept.language, kept.words, kept.explanation.language) == ("en", "plain", "ti")


@pytest.mark.rule(7)
def test_where_a_country_wrote_nothing_in_a_language_the_services_own_is_shown():
    with override("fr"):
        assert in_language({"ar": "لا", "en": "no"}) == "no"
        assert in_language({"ar": "لا", "nl": "nee"}) == "لا"
        assert (in_language({"en": "no", "fr": "non"}), in_language({"fr": "", "en": "no"})) == ("non", "no")
        assert in_language({}) == ""


@pytest.mark.rule(28, 61)
def test_a_text_in_a_language_no_page_speaks_is_shown_to_whoever_speaks_it_alone(cast):
    texts = {"en": "Come.", "ti": "ንዓ።"}
    with override("fr"):
        assert language_for("ti", texts) == "ti"
        assert language_for("ti", {"en": "Come."}) == "fr"
        assert language_for("fr", texts) == "fr"
        assert language_for("ar", texts) == "fr"  # the page speaks Arabic too: they chose otherwise
    of_tomas = Condition.objects.select_related("condition_type").filter(case=cast.case("Verhaal"))
    condition = of_tomas.get(condition_type__code="report-weekly")
    condition.condition_type.plain = texts
    for words in ("plain", "easy"):  # there are no easy words in it, and one's own language comes first
        said = put(condition, words, "ti")
        assert (said.parts[0], said.language, said.words) == ("ንዓ።", "ti", "plain")
    with override("fr"):
        said = put(condition, "easy", "so")
        assert (said.language, said.words) == ("fr", "easy") and "Vous rencontrez votre agent." in said.text
    condition.condition_type.easy = {}
    assert put(condition, "easy", "en").words == "plain"


@pytest.mark.rule(28, 30)
@pytest.mark.parametrize(("reads", "how", "told"), [
    *(("easy", "written", False), ("aloud", "written", False), ("aloud", "both", True), ("easy", "spoken", True)),
    *(("large", "written", True), ("ordinary", "written", True)),
])  # fmt: skip
def test_whoever_does_not_read_easily_is_not_told_in_writing_alone(cast, reads, how, told):
    needs(cast, reads=reads)
    given = {"contents": ["rights"], "explained_at": cast.now, "language": "fr", **TOLD, "how": how}
    call = {"by": cast.at("officer"), "now": cast.now, "case_id": cast.case("Verhaal").id, "ground": "test"}
    if told:
        assert explain(**call, **given)
        return
    with pytest.raises(ValidationError, match="in writing alone they were not told"):
        explain(**call, **given)


# Who must be booked, and what the officer is reminded of


@pytest.mark.rule(30)
def test_an_appointment_without_an_interpreter_is_in_the_days_work_until_somebody_is_booked(cast):
    made, officer = booked(cast), cast.client("officer")
    today = text_of(officer.get(reverse("cases:today")))
    assert "nobody interprets (French)" in today
    address = reverse("sanctions:arrange", args=[made.case_id, made.id])
    assert address in officer.get(reverse("cases:today")).content.decode()
    page = text_of(officer.get(address))
    assert "Speaks French and needs an interpreter." in page and "What is arranged" not in page
    person = cast.client("person")
    assert "An interpreter for French is to be there." in text_of(person.get(reverse("my:home")))
    assert officer.post(address, {"interpreter": "Odile Perrin", "version": 1}).status_code == 302
    assert not _is_in_the_days_work(made, officer)
    assert "Interpreter: Odile Perrin." in text_of(person.get(reverse("my:home")))
    late = officer.post(address, {"interpreter": "Somebody else", "version": 1})
    assert late.status_code == 409 and "Odile Perrin" in text_of(late)


def _is_in_the_days_work(made, officer):
    """Whether the officer's own list leads to what an appointment needs."""
    page = officer.get(reverse("cases:today")).content.decode()
    return reverse("sanctions:arrange", args=[made.case_id, made.id]) in page


@pytest.mark.rule(30)
@pytest.mark.parametrize(("days", "listed"), [(14, True), (20, True), (30, False)])
@pytest.mark.parametrize("needed", [{}, {"interpreter": False, "disability_need": "Uses a wheelchair"}])
def test_it_is_in_the_days_work_weeks_ahead_while_the_outcome_is_not(cast, days, listed, needed):
    needs(cast, **needed)
    made, officer = booked(cast, starts_at=cast.now + days * DAY), cast.client("officer")
    assert _is_in_the_days_work(made, officer) is listed
    page = officer.get(reverse("cases:today")).content.decode()
    assert reverse("sanctions:outcome", args=[made.case_id, made.id]) not in page


@pytest.mark.rule(30)
def test_what_a_disability_asks_for_is_arranged_too(cast):
    needs(cast, interpreter=False, disability_need="Uses a wheelchair")
    made, officer = booked(cast), cast.client("officer")
    assert "nothing is arranged (Uses a wheelchair)" in text_of(officer.get(reverse("cases:today")))
    address = reverse("sanctions:arrange", args=[made.case_id, made.id])
    assert 'name="interpreter"' not in officer.get(address).content.decode()
    assert officer.post(address, {"arranged": "Room on the ground floor", "version": 1}).status_code == 302
    assert not _is_in_the_days_work(made, officer)
    home = text_of(cast.client("person").get(reverse("my:home")))
    assert "Arranged for you: <bdi>Room on the ground floor</bdi>" in home


@pytest.mark.rule(30)
def test_whoever_needs_nothing_is_asked_for_nothing(cast):
    needs(cast, interpreter=False)
    made, officer = booked(cast), cast.client("officer")
    assert not _is_in_the_days_work(made, officer)
    assert officer.get(reverse("sanctions:arrange", args=[made.case_id, made.id])).status_code == 404
    page = officer.get(reverse("sanctions:appointment_new", args=[made.case_id])).content.decode()
    assert 'name="interpreter"' not in page and 'name="arranged"' not in page


@pytest.mark.rule(30)
def test_the_interpreter_is_named_while_booking_and_nothing_is_arranged_for_what_is_over(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    sent = {"kind": "office", "starts_at": (cast.now + 3 * DAY).strftime("%Y-%m-%dT%H:%M")}
    sent |= {"place": "Room 3", "condition": "", "interpreter": "Odile Perrin"}
    assert officer.post(reverse("sanctions:appointment_new", args=[case.id]), sent).status_code == 302
    made = Appointment.objects.filter(case=case).latest("id")
    assert made.interpreter == "Odile Perrin"
    later = made.starts_at + datetime.timedelta(minutes=5)
    given = {"appointment_id": made.id, "version": 1, "interpreter": "Somebody else"}
    with pytest.raises(ValidationError, match="This appointment is over"):
        arrange(by=cast.at("officer", later), now=later, case_id=case.id, ground="test", **given)


@pytest.mark.rule(30, 63)
def test_the_outcome_page_says_that_nobody_interpreted(cast):
    case = cast.case("Verhaal")
    before = cast.now - DAY
    given = {"kind": "office", "starts_at": cast.now - DAY / 24, "place": "Room 3", "ground": "test"}
    past = book(by=cast.at("officer", before), now=before, case_id=case.id, **given)
    page = cast.client("officer").get(reverse("sanctions:outcome", args=[case.id, past.id]))
    assert "it is the service’s fault" in text_of(page)
    needs(cast, interpreter=False)
    assert "it is the service’s fault" not in text_of(
        cast.client("officer").get(reverse("sanctions:outcome", args=[case.id, past.id]))
    )


@pytest.mark.rule(7, 44, 61)
def test_a_report_that_was_served_is_in_the_days_work_until_it_was_explained_through_an_interpreter(cast):
    report, officer = reported(cast), cast.client("officer")
    said = "A report was served and is not explained yet (French, with an interpreter)"
    assert said in text_of(officer.get(reverse("cases:today")))
    given = {"papers": [str(report.id)], "explained_at": cast.now, "language": "fr"}
    perform(cast, "case.share", Call("officer", "Verhaal", given | TOLD))
    assert said not in text_of(officer.get(reverse("cases:today")))


# Which notice is made


def _notice(cast):
    """The notice about what is asked of Tomas, as the officer reads it before it is made."""
    case = cast.case("Verhaal")
    return cast.client("officer").get(reverse("reports:document_new", args=[case.id, NOTICE]))


@pytest.mark.rule(7, 28, 61)
def test_the_notice_is_made_in_the_persons_language_and_in_the_words_they_read_best(cast):
    needs(cast, reads="easy")
    booked(cast, interpreter="Odile Perrin")
    said = text_of(_notice(cast))
    assert "Ce qui vous est demandé" in said and "Vous ne pouvez pas venir ? Appelez avant." in said
    assert "Un interprète vous explique ceci en français." in said and "Odile Perrin" in said
    assert "Quelqu'un vous lit ceci à voix haute." in unescape(said)
    needs(cast, reads="ordinary", language="ti")
    said = text_of(_notice(cast))
    assert "What is asked of you" in said and "An interpreter explains this to you in Tigrinya." in said
    assert "at the times you agree on together" in said


@pytest.mark.rule(23, 28)
@pytest.mark.parametrize(("days", "asked"), [(0, False), (10, True)])
def test_the_notice_asks_what_still_binds_and_nothing_that_is_lifted_by_today(cast, days, asked):
    of_tomas = Condition.objects.filter(case=cast.case("Verhaal"))
    condition = of_tomas.get(condition_type__code="report-weekly")
    with recorded("condition.lift", by=SYSTEM_ACTOR, now=cast.now, root=condition.root, ground="test"):
        condition.lifted_on = (cast.now + days * DAY).date()
        condition.save()
    assert ("Rencontrer votre agent" in text_of(_notice(cast))) is asked


@pytest.mark.rule(30)
def test_in_large_print_the_same_words_take_more_pages_and_the_bytes_say_their_language(cast):
    pages = {}
    for reads in ("ordinary", "large"):
        needs(cast, reads=reads)
        made = perform(cast, "document.order", Call("officer", "Verhaal", {"kind": NOTICE}))
        assert made.language == "fr"
        pages[reads] = made_into_pdf(cast, made)
    assert pages["large"][1] > pages["ordinary"][1]
    assert "Rencontrer votre agent" in pages["large"][0] and "Rencontrer votre agent" in pages["ordinary"][0]


def made_into_pdf(cast, document):
    """The text of a document once the worker made it, and how many pages it has."""
    made = make_document(document.id, cast.now)
    return "\n".join(pages_of(bytes(made.file.data))), made.pages
