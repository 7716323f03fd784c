"""The leak guard: what is registered of others is known again however it is written, and whoever writes is warned."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.actions.entries import add_entry
from cases.actions.messaging import write
from cases.disclosure.leakguard import HOW, Leak, shown_because
from cases.disclosure.likeness import Text, name_in, words_of
from cases.models import Entry, Message, ShownAllTheSame, ThirdPartyIdentifier, VictimIdentifier
from tests.test_record_pages import ENTRY
from tests.visits import page, text_of

NAME, ADDRESS, PHONE, MAIL = "Márta Rochère", "12 Mill Lane, 4000 Northtown", "+32 2 555 01 42", "m.rochere@example.org"
REGISTERED = {"name": NAME, "address": ADDRESS, "phone": PHONE, "email": MAIL, "number": "AB 1234 567"}
# Marks nobody sees, and spaces that are none.
UNSEEN = "\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202e\u2066"


def found(kind, value, text):
    return HOW[kind](Text(text), value) is not None


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("name", "Came with MARTA ROCHERE."),
        ("name", "Came with Rochère, Márta."),
        ("name", "His friend márta called."),
        ("name", "Asked after Mar-\nta."),
        ("name", "Asked after Ma\u200brta."),
        ("name", "Asked after \u202eMarta\u202c."),
        ("name", "M a r t a  R o c h e r e"),
        ("name", "martarochere.pdf"),
        ("name", "Asked after Марта."),
        ("name", "Asked after ΜΑΡΤΑ."),
        ("name", "Came with Rocherre."),
        ("name", "l’oncle de Marta"),
        ("address", "Seen at Mill\nLane 12"),
        ("address", "Seen at 12, mill ln."),
        ("phone", "0032/2/555.01.42"),
        ("phone", "(02) 555 01\n42"),
        ("phone", "٠٢٥٥٥٠١٤٢"),
        ("email", "M.ROCHERE @ EXAMPLE.ORG"),
        ("email", "m dot rochere at example dot org"),
        ("number", "ab1234567"),
        ("number", "AB-1234-567"),
    ],
)
def test_what_is_registered_is_known_again_however_it_is_written(kind, text):
    assert found(kind, REGISTERED[kind], text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("name", "Went to the market on Tuesday and came back late."),
        ("address", "The old mill is closed. The lane is long."),
        ("phone", "Met on 12/03/2026 at 14:30, room 42."),
        ("email", "Wrote to the office."),
        ("number", "Paid 1234 in March."),
    ],
)
def test_what_is_not_there_is_not_found(kind, text):
    assert not found(kind, REGISTERED[kind], text)


def test_a_name_in_a_script_without_vowels_is_known_in_latin_and_the_other_way_round():
    assert found("name", "أمينة حداد", "Came with Amina Haddad.")
    assert found("name", "Amina Haddad", "جاءت مع أمينة حداد")
    assert not found("name", "أمينة حداد", "a man had mean things to say")


def test_the_persons_own_name_tells_of_nobody_else_and_words_of_every_day_tell_nothing_alone():
    own = frozenset(words_of("Tomas Verhaal"))
    assert name_in(Text("Verhaal came."), "Lena Verhaal", own) is None
    assert name_in(Text("Lena came."), "Lena Verhaal", own) is not None
    assert name_in(Text("He will come in May."), "May Hunter") is None
    assert name_in(Text("Came with Hunter, May."), "May Hunter") is not None


names = st.text(st.sampled_from("abdefgilmnoprstuvzéèüöáçñ"), min_size=5, max_size=12).filter(
    lambda name: len(words_of(name)[0]) > 2
)
unseen = st.lists(st.sampled_from(UNSEEN), max_size=2).map("".join)


@pytest.mark.rule(8)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), first=names, last=names)
def test_a_name_is_found_in_any_case_order_and_with_anything_unseen_in_it(data, first, last):
    parts = data.draw(st.permutations([first, last]))
    between = data.draw(st.sampled_from([" ", ", ", "\n", "\r\n", " \u200b", "\u00a0", "-\n"]))
    written = between.join(data.draw(st.sampled_from([str.upper, str.lower, str.title]))(part) for part in parts)
    written = "".join(letter + data.draw(unseen) for letter in written)
    assert found("name", f"{first} {last}", f"He came with {written} and left.")


@pytest.mark.rule(8)
@settings(max_examples=150, deadline=None)
@given(data=st.data(), digits=st.text("123456789", min_size=6, max_size=12))
def test_a_number_is_found_with_anything_between_its_digits(data, digits):
    between = st.sampled_from(["", " ", ".", "-", "/", " - ", "\u00a0", "\n"])
    written = "".join(digit + data.draw(between) for digit in digits).strip(" .-/\n\u00a0")
    arabic = written.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    for form in (written, f"+32 {written}", f"0{written}", arabic):
        assert found("phone", digits, f"He can be called: {form}, he says.")


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_breaks_the_guard(text):
    for kind, value in REGISTERED.items():
        place = HOW[kind](Text(text), value)
        assert place is None or Text(text).passage(place) in text


# Through the officer's own form


@pytest.fixture
def verhaal(cast):
    return cast.case("Verhaal")


def sent(cast, case, **changes):
    return cast.client("officer").post(reverse("cases:entry_add", args=[case.id]), ENTRY | changes)


@pytest.mark.rule(8, 45)
def test_the_officer_is_warned_the_passage_is_marked_and_nothing_typed_is_lost(cast, verhaal):
    text = "Came on time. Said that LENA had called him. Left early."
    answer = sent(cast, verhaal, text=text)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "a name that is registered as somebody else’s: somebody who gave information" in shown
    assert "“Said that LENA had called him.”" in shown
    assert text in shown and "Why it may be shown" in shown
    assert not Entry.objects.filter(text=text).exists()


@pytest.mark.rule(8, 9)
@pytest.mark.parametrize("text", ["Saw marie  DUMONT there.", "Lives in 17 orchard ln", "Rang 5550188."])
def test_of_a_victim_the_officer_is_told_that_something_stands_there_and_never_what(cast, verhaal, text):
    answer = sent(cast, verhaal, text=f"Came on time. {text}")
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "registered as somebody else’s: a victim." in shown
    assert "“" not in shown[shown.index('id="errors"') : shown.index("</form>")].split("textarea")[0]
    assert not [value for value in ("Marie Dumont", "17 Orchard Lane", "555 0188") if value in shown]


@pytest.mark.rule(8, 47)
def test_the_passage_is_moved_to_others_or_shown_for_a_reason_that_is_kept(cast, verhaal):
    moved = {"others-0-about": "informant", "others-0-text": "Lena called.", "others-0-withheld_as": "hidden"}
    assert sent(cast, verhaal, text="Came on time.", **moved).status_code == 302
    because = {"text": "Lena brought him.", "shown_because": "He came in with her himself."}
    assert sent(cast, verhaal, **because).status_code == 302
    kept = ShownAllTheSame.objects.get()
    assert (kept.place, kept.kind, kept.whose) == ("cases.entry.text", "name", "informant")
    assert (kept.because, kept.staff.name) == ("He came in with her himself.", "Ines Marlow")
    shown = text_of(page(cast.client("officer"), "third_parties", verhaal.id))
    assert "He came in with her himself." in shown and "Entry: about the person" in shown


def test_what_was_shown_once_is_not_asked_about_again_while_it_stands(cast, verhaal):
    by, case = cast.at("officer"), verhaal.id
    with shown_because("She came along."):
        entry = add_entry(by=by, now=cast.now, case_id=case, **_an_entry(cast, text="Lena came along."))
    given = {"entry_id": entry.id, "version": 1, "reason": "A slip.", "source": "Seen myself"}
    correct = _verb("entry.correct")
    assert correct(by=by, now=cast.now, case_id=case, **given).version == 2
    with pytest.raises(Leak):
        correct(by=by, now=cast.now, case_id=case, **given | {"version": 2, "text": "Lena came along again."})


@pytest.mark.rule(8)
def test_a_name_in_a_source_or_a_message_is_found_as_well(cast, verhaal):
    assert "id_source_error" in text_of(sent(cast, verhaal, source="Told by Lena"))
    by = cast.at("officer")
    with pytest.raises(Leak):
        write(by=by, now=cast.now, case_id=verhaal.id, text="Lena told me.")
    assert not Message.objects.filter(text="Lena told me.").exists()


def test_what_is_watched_for_no_longer_is_no_longer_found(cast, verhaal):
    client, url = cast.client("officer"), reverse("cases:third_parties", args=[verhaal.id])
    for row in ThirdPartyIdentifier.objects.filter(case=verhaal):
        assert client.post(url, {"identifier_id": row.id, "version": 1}).status_code == 302
    assert sent(cast, verhaal, text="Lena had called him.").status_code == 302
    assert client.post(url, {"identifier_id": row.id, "version": 2}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "value"), [("name", "Al"), ("name", "of the"), ("phone", "12"), ("number", "A1"), ("email", "a@b")]
)
def test_what_could_not_be_known_again_is_refused_at_the_field(cast, verhaal, kind, value):
    form = {"whose": "family", "kind": kind, "value": value}
    answer = cast.client("officer").post(reverse("cases:third_parties", args=[verhaal.id]), form)
    assert answer.status_code == 422 and 'id="id_value_error"' in answer.content.decode()


@pytest.mark.rule(8, 45)
def test_neither_the_person_nor_who_answers_a_disagreement_ever_reads_what_is_watched_for(cast, verhaal):
    person = cast.client("person")
    for name in ("my:record", "my:copy_json", "my:copy_print", "my:home"):
        assert "Lena" not in person.get(reverse(name)).content.decode()
    for username in ("officer2", "manager", "inspector", "authority", "person"):
        answer = page(cast.client(username), "third_parties", verhaal.id)
        assert answer.status_code in (403, 404)


@pytest.mark.rule(8, 9)
def test_a_victims_values_stand_on_the_victims_own_record_alone(cast, verhaal):
    identifier = VictimIdentifier.objects.get()
    url = reverse("victims:identifiers", args=[identifier.victim_id])
    assert "17 Orchard Lane" in text_of(cast.client("victimcontact").get(url))
    assert cast.client("officer").get(url).status_code == 404
    assert "Orchard" not in text_of(page(cast.client("officer"), "third_parties", verhaal.id))


def test_the_guard_asks_one_question_of_the_database_and_only_where_others_can_read(
    cast, verhaal, django_assert_num_queries
):
    from cases.disclosure.leakguard import Watch  # noqa: PLC0415

    watch = Watch(verhaal.id, cast.at("officer") and "supervision")
    with django_assert_num_queries(1):
        assert watch.found("Lena came.") and watch.found("Marie Dumont came.") and not watch.found("He came.")


def _an_entry(cast, **changes):
    given = {"kind": "call", "happened_at": cast.now, "nature": "fact", "source": "Call", "serves": "Weekly meeting"}
    return given | changes


def _verb(name):
    from cases.actions.verb import VERBS  # noqa: PLC0415

    return VERBS[name]
