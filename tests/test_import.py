"""Bringing in another service's cases: what comes in, what a second run does, what is refused, and what it leaves."""

import csv
import json
import re
import tracemalloc
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from cases.actions.destroyed_list import mark_of
from cases.actions.destroying import take_away
from cases.actions.matching import PERSONS_A_JOB
from cases.actions.terms import roots_of
from cases.deadlines.limits import limit_from
from cases.history import ledger
from cases.history.operations import Operation, operation_of
from cases.history.record import history_model, record_models
from cases.history.tables import Action
from cases.history.verify import verify
from cases.jobs import running
from cases.jobs.table import Job
from cases.models import (
    Assignment,
    CaseImport,
    CaseRecord,
    ContactPoint,
    Deadline,
    Destruction,
    Entry,
    Person,
    PossibleMatch,
)
from cases.search import index
from config.importing import checking, writing
from config.importing.mapping import read
from config.importing.reading import Source, Unreadable
from config.importing.running import look_through
from sanctions.consents import waits_for_agreement
from sanctions.models import Condition, Decision, Sanction
from tests.another_service import MAPPING, TREATMENT, as_csv, as_json_lines, ended, row
from tests.laws.test_verbs import everything
from tests.visits import text_of

pytestmark = pytest.mark.django_db
SOURCE = "Casebook North"
BROUGHT = {"origin__source": SOURCE}


def bring_in(path, mapping=MAPPING, by="records", **options):
    """Run the command. Returns what it said."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_cases", str(path), mapping=str(mapping), by=by, stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue() + err.getvalue()


@pytest.fixture
def brought(cast, tmp_path):
    """Seven cases of officers, one of them with a treatment, and two that have ended."""
    rows = [row(number) for number in range(6)] + [row(6, **TREATMENT)]
    rows += [ended(7), ended(8, OFFICER="K17", OFFICE="")]
    return bring_in(as_csv(tmp_path / "export.csv", rows))


def mapped(tmp_path, *changes):
    """The example mapping, with some of its text changed."""
    text = MAPPING.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    return path


# What comes in


@pytest.mark.rule(42, 43)
def test_each_case_comes_in_with_its_person_officer_order_and_note(brought):
    assert "9 cases are new" in brought and "9 cases were written" in brought
    case = CaseRecord.objects.get(origin__number="N-000003")
    there = row(3)
    assert (case.person.given_names, case.person.family_name) == (there["FIRST_NAME"], there["LAST_NAME"])
    assert f"{case.person.birth_date:%d.%m.%Y}" == there["BORN"] and f"{case.opened_on:%d.%m.%Y}" == there["START"]
    points = set(ContactPoint.objects.filter(person=case.person).values_list("kind", "value"))
    assert points == {("address", there["ADDRESS"]), ("phone", there["PHONE"])}
    keeper = Assignment.objects.get(case=case)
    assert keeper.user.username == {"K17": "officer", "K18": "officer2"}[there["OFFICER"]]
    sanction = Sanction.objects.get(case=case)
    assert (sanction.state, sanction.decision.reference) == ("in_force", "OLD/3")
    conditions = Condition.objects.filter(sanction=sanction).values_list("condition_type__code", "amount")
    assert set(conditions) == {("report-weekly", 1), ("community-service", 80)}
    entry = Entry.objects.get(case=case)
    assert (entry.source, entry.nature, entry.text) == (SOURCE, "fact", there["NOTE"])
    assert entry.author.user.username == "records"


def test_every_record_is_what_a_form_would_have_let_through(brought):
    roots = {*CaseRecord.objects.filter(**BROUGHT).values_list("id", flat=True)}
    roots |= {*Person.objects.filter(case_records__id__in=roots).values_list("id", flat=True)}
    kinds = set()
    for model in record_models():
        for record in model.objects.filter(root__in=roots):
            record.full_clean()
            kinds.add(model)
    assert kinds == set(writing.SHAPES)


@pytest.mark.rule(47)
def test_the_ledger_tells_it_as_collection_with_its_source_and_is_right(brought, cast):
    cases = CaseRecord.objects.filter(**BROUGHT)
    for case in cases:
        [action] = Action.objects.filter(root=case.id)
        assert operation_of(action.verb, action.recipient) == Operation.COLLECTION
        assert (action.reason, action.actor_id) == (SOURCE, cast.user("records").id)
        for model in record_models():
            past = history_model(model).objects.filter(root=case.id)
            assert set(past.values_list("action_id", "version")) <= {(action.id, 1)}
    ledger.seal(timezone.now())
    assert verify() == []


@pytest.mark.rule(42, 48)
def test_a_case_that_has_ended_comes_in_as_ended(brought):
    for number, officers in (("N-000007", 0), ("N-000008", 1)):
        case = CaseRecord.objects.get(origin__number=number)
        assert (case.ended_as, Sanction.objects.get(case=case).state) == ("completed", "ended")
        assert Assignment.objects.filter(case=case).count() == officers
        assert case.unit.name == "Unit North"


@pytest.mark.rule(2, 14, 15)
@pytest.mark.parametrize(
    "changed",
    [
        {"ORDER_UNTIL": "15.02.2026"},  # shorter than the law allows
        {"COND2_NUMBER": "900"},
        {"COURT": "Prosecutor's Office North"},
        dict.fromkeys(("COND1", "COND1_TEXT", "COND1_NUMBER", "COND2", "COND2_TEXT", "COND2_NUMBER"), ""),
    ],
)
def test_an_order_that_the_law_does_not_admit_is_kept_as_received_for_its_officer(cast, tmp_path, changed):
    said = bring_in(as_csv(tmp_path / "export.csv", [row(1, **changed)]))
    assert "1 orders do not fit" in said
    assert Sanction.objects.get(case__origin__source=SOURCE).state == "received"


@pytest.mark.rule(5, 57)
def test_a_treatment_asks_nothing_here_until_the_person_agreed_here(cast, tmp_path):
    said = bring_in(as_csv(tmp_path / "export.csv", [row(1, **TREATMENT), ended(2, **TREATMENT)]))
    assert "2 cases were written" in said and "do not fit" not in said
    treatment = Condition.objects.get(case__origin__number="N-000001", condition_type__treatment=True)
    assert (treatment.provider, treatment.ethical_standard) == (TREATMENT["COND1_BY"], TREATMENT["COND1_CODE"])
    assert treatment.sanction.state == "in_force" and waits_for_agreement(treatment, localdate())
    [due] = Deadline.objects.filter(case__origin__source=SOURCE)
    assert (due.about, due.code, due.to, due.due_on) == (
        treatment.id,
        "consent.ask",
        "officer",
        limit_from(timezone.now(), "consent.ask"),
    )


@pytest.mark.rule(59)
def test_a_suspects_measure_waits_for_the_suspects_agreement(cast, tmp_path):
    bail = {"ORDER": "BAIL", "ORDER_UNTIL": "31.07.2026", "COND2": "", "COND2_TEXT": "", "COND2_NUMBER": ""}
    said = bring_in(as_csv(tmp_path / "export.csv", [row(1, **bail), ended(2, **bail)]))
    assert "1 orders" in said
    waits, over = Sanction.objects.filter(case__origin__source=SOURCE).order_by("decision__reference")
    assert (waits.state, over.state) == ("received", "ended")
    [due] = Deadline.objects.filter(case__origin__source=SOURCE)
    assert (due.about, due.code) == (waits.id, "consent.ask")


@pytest.mark.rule(42, 45)
def test_its_officer_finds_it_in_the_caseload_by_search_and_with_where_it_came_from(brought, cast):
    case = CaseRecord.objects.filter(**BROUGHT, assignments__user=cast.user("officer")).first()
    officer = cast.client("officer")
    assert case.reference in text_of(officer.get(reverse("cases:list")))
    assert case.reference in text_of(officer.post(reverse("cases:search"), {"q": case.person.family_name}))
    page = text_of(officer.get(reverse("cases:detail", args=[case.id])))
    assert "Brought in from another service" in page and case.origin.number in page
    assert cast.client("officer3").get(reverse("cases:detail", args=[case.id])).status_code == 404
    assert index.is_true(record_models())


def test_records_staff_read_what_was_brought_in_by_whom_and_nobody_else_does(brought, cast):
    made = CaseImport.objects.get()
    page = text_of(cast.client("records").get(reverse("cases:imports")))
    assert SOURCE in page and made.file_hash in page and made.name in page
    for username in ("officer", "manager", "admin", "inspector"):
        assert cast.client(username).get(reverse("cases:imports")).status_code == 403


@pytest.mark.rule(42)
def test_persons_who_may_be_recorded_already_come_onto_the_list_and_are_never_joined(cast, tmp_path):
    known = cast.case("Petrova").person
    same = {"FIRST_NAME": known.given_names, "LAST_NAME": known.family_name, "BORN": f"{known.birth_date:%d.%m.%Y}"}
    rows = [row(number) for number in range(PERSONS_A_JOB + 3)] + [row(200, **same)]
    before = Person.objects.count()
    bring_in(as_csv(tmp_path / "export.csv", rows))
    assert Person.objects.count() == before + len(rows)
    jobs = 0
    while job := Job.objects.filter(kind="origin.match", done_at=None).first():
        assert running.run(job.id, timezone.now()) and not Job.objects.get(pk=job.id).error
        jobs += 1
    assert jobs == 2
    match = PossibleMatch.objects.get(case__origin__number="N-000200")
    assert (match.other_id, match.answer) == (known.id, "")


@pytest.mark.rule(42)
def test_several_cases_of_one_person_are_theirs_and_one_of_them_is_open_at_most(cast, tmp_path):
    first = row(1)
    theirs = {name: first[name] for name in ("CLIENT_NO", "FIRST_NAME", "LAST_NAME", "BORN", "SEX", "LANGUAGE")}
    rows, persons = [ended(2, **theirs), first], Person.objects.filter(case_records__origin__source=SOURCE).distinct()
    assert "is of somebody whose case at line 2 has not ended" in bring_in(
        as_csv(tmp_path / "both.csv", [first, row(2, **theirs)])
    )
    bring_in(as_csv(tmp_path / "export.csv", rows))
    assert "1 cases are new" in bring_in(as_csv(tmp_path / "later.csv", [*rows, ended(3, **theirs)]))
    assert persons.count() == 1 and CaseRecord.objects.filter(person__in=persons).count() == 3
    said = bring_in(as_csv(tmp_path / "open.csv", [row(4, **theirs)]))
    assert "is of somebody who has an open case here" in said


def test_json_lines_bring_in_lists_of_conditions_and_notes(cast, tmp_path):
    text = MAPPING.read_text().replace('format = "csv"', 'format = "jsonl"')
    kept = text[: text.index("# One table for each condition")]
    kept += '[[conditions]]\neach = "conds"\ncondition_type = "kind"\nwording = "text"\namount = "much"\n'
    kept += '[[entries]]\neach = "notes"\nhappened_at = "on"\ntext = "said"\n'
    (tmp_path / "mapping.toml").write_text(kept)
    conditions = [{"kind": "MEET", "text": "Every week.", "much": 1}, {"kind": "WORK", "text": "Work.", "much": 60}]
    notes = [{"on": f"0{day}.03.2026", "said": f"Note {day}"} for day in (1, 2, 3)]
    told = {name: value for name, value in row(1).items() if value} | {"conds": conditions, "notes": notes}
    said = bring_in(as_json_lines(tmp_path / "export.jsonl", [told | {"INTERPRETER": True}]), tmp_path / "mapping.toml")
    assert "1 cases were written" in said
    case = CaseRecord.objects.get(**BROUGHT)
    assert case.person.interpreter and Condition.objects.filter(case=case).count() == 2
    assert set(Entry.objects.filter(case=case).values_list("text", flat=True)) == {"Note 1", "Note 2", "Note 3"}


# A second run


def test_a_second_run_adds_nothing_and_what_was_changed_there_is_said_and_left_as_it_is(cast, tmp_path):
    rows = [row(number) for number in range(5)]
    path = as_csv(tmp_path / "export.csv", rows)
    bring_in(path)
    before = everything()
    assert "0 cases are new, 5 were brought in before, 0 of" in bring_in(path)
    assert everything() == before
    changed = rows[:2] + [rows[2] | {"LAST_NAME": "Anothername"}] + rows[3:]
    said = bring_in(as_csv(tmp_path / "again.csv", changed))
    assert "line 4: was brought in before and says something else now" in said and "Anothername" not in said
    assert everything() == before
    said = bring_in(as_csv(tmp_path / "more.csv", [*changed, row(9)]))
    assert "1 cases are new, 4 were brought in before, 1 of" in said
    assert CaseRecord.objects.filter(**BROUGHT).count() == 6


def test_a_second_run_does_not_ask_whether_an_officer_is_still_in_office(cast, tmp_path, monkeypatch):
    path = as_csv(tmp_path / "export.csv", [row(1)])
    bring_in(path)
    monkeypatch.setattr(checking.Known, "officer", lambda self, username: None)
    assert "0 cases are new, 1 were brought in before" in bring_in(path)
    assert "officer: is no log-in" in bring_in(as_csv(tmp_path / "other.csv", [row(2)]))


def test_with_check_nothing_is_written(cast, tmp_path):
    before = everything()
    assert "3 cases are new" in bring_in(as_csv(tmp_path / "e.csv", [row(n) for n in range(3)]), check=True)
    assert everything() == before


# What is refused

WRONG = [
    ({"BORN": "1990-02-03"}, "birth_date: is no day in the form %d.%m.%Y"),
    ({"BORN": "31.02.1990"}, "birth_date: is no day"),
    ({"BORN": "01.01.1203"}, "birth_date: lies before 1900"),
    ({"BORN": "01.01.2024"}, "birth_date: This person would be under ten"),
    ({"FIRST_NAME": ""}, "given_names: is empty"),
    ({"LAST_NAME": "x" * 121}, "family_name: is longer than 120 characters"),
    ({"LAST_NAME": "Ann\u202e"}, "family_name: is not one line of signs that can be seen"),
    ({"LAST_NAME": "Two\nlines"}, "family_name: is not one line"),
    ({"NOTE": "a\0b"}, "entries.text: holds signs of control"),
    ({"SEX": "Q"}, "sex: is no value known here; name it in the mapping's codes.sex"),
    ({"INTERPRETER": "perhaps"}, "interpreter: is neither yes nor no"),
    ({"OFFICER": "nobody"}, "officer: is no log-in of an officer who is in office"),
    ({"OFFICER": "manager"}, "officer: is no log-in of an officer"),
    ({"OFFICER": ""}, "officer: is empty: somebody keeps each case"),
    ({"OFFICE": "Atlantis"}, "unit: names no unit that is known here"),
    ({"OFFICE": "S", "OFFICER": "K17"}, "unit: is not the unit of the officer"),
    ({"START": "01.01.2099"}, "opened_on: lies in the future"),
    ({"CLOSED": "01.01.2026", "CLOSED_AS": "DONE"}, "ended_on: lies before the day on which it was opened"),
    ({"CLOSED": "20.06.2026"}, "ended_as: stands where it ended"),
    ({"COURT": "Nowhere"}, "authority: names no deciding authority"),
    ({"ORDER": ""}, "sanction_type: is empty, while other parts of the order are not"),
    ({"ORDER_UNTIL": "01.01.2026"}, "ends_on: The end comes after the start"),
    ({"JUDGED_ON": "01.01.2099"}, "decided_on: The decision cannot lie in the future"),
    ({"COND1": "DANCE"}, "conditions.condition_type: names no type of condition"),
    ({"COND1_NUMBER": "-3"}, "conditions.amount: is no whole number"),
    ({"COND1_NUMBER": ""}, "conditions.1.amount: Enter how much"),
    (TREATMENT | {"COND1_BY": ""}, "conditions.1.provider: Name who gives this treatment"),
    ({"NOTE_ON": "01.01.2099"}, "entries.happened_at: lies in the future"),
    ({"NOTE_ON": ""}, "entries.happened_at: is empty"),
    ({"NOTE": "n" * 12_001}, "entries.text: is longer than 12,000 characters"),
    ({"CASE_NO": "N-000000"}, "number: stands at line 2 already"),
    ({"JUDGMENT": "OLD/0"}, "reference: is of a decision that is recorded already"),
    ({"CLIENT_NO": "C-000000"}, "person_number: is of somebody who is described otherwise at line 2"),
]


@pytest.mark.parametrize(("changed", "reason"), WRONG, ids=[reason for _changed, reason in WRONG])
def test_a_wrong_row_is_named_by_line_field_and_reason_and_nothing_comes_in(cast, tmp_path, changed, reason):
    before = everything()
    said = bring_in(as_csv(tmp_path / "export.csv", [row(0), row(1, **changed), row(2)]))
    assert f"line 3, {reason}" in said
    assert "nothing was written" in said
    assert everything() == before
    # Of what stands there, nothing is said.
    there = {value for value in changed.values() if len(value) > 4} - {"C-000000", "N-000000"}
    assert not [value for value in there if value in said]


def test_one_wrong_row_in_many_keeps_all_of_them_out(cast, tmp_path):
    rows = [row(number) for number in range(1_200)]
    rows[1_033] |= {"BORN": "never"}
    before = everything()
    said = bring_in(as_csv(tmp_path / "export.csv", rows))
    assert "line 1035, birth_date" in said and "1 things are wrong" in said
    assert everything() == before


def test_of_much_that_is_wrong_a_part_is_printed_and_all_of_it_is_written_where_it_is_asked(cast, tmp_path):
    rows = [row(number, BORN="never", SEX="Q") for number in range(40)]
    said = bring_in(as_csv(tmp_path / "export.csv", rows), problems=str(tmp_path / "problems.csv"))
    assert said.count("line ") == 20 and "and more" in said and "80 things are wrong" in said
    with open(tmp_path / "problems.csv", encoding="utf-8", newline="") as file:
        told = list(csv.reader(file))
    assert told[0] == ["line", "field", "reason"] and len(told) == 81
    assert not re.search("never|Q", " ".join(reason for _line, _field, reason in told))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda text: text.encode("cp1252"), r"Line 2: it holds bytes that are not utf-8"),
        (lambda text: text.encode("utf-16"), r"Line 1: the file is in UTF-16\. Save it as UTF-8"),
        (lambda text: b"\x89PNG\r\n\x1a\n" + bytes(300), r"Line 1: it holds bytes that are not utf-8"),
        (lambda text: b"", r"the file has no column"),
        (lambda text: text.replace("BORN", "BIRTH", 1).encode(), r"Line 1: the file has no column BORN"),
        (lambda text: text.replace(";", ",").encode(), r"Check the delimiter too"),
        (lambda text: text.replace("SEX", "BORN", 1).encode(), r"Line 1: "),
        (lambda text: (text + '"open\n' + "x\n" * 90_000).encode(), r"a quotation mark is open too long"),
        (lambda text: (text + "x" * 1_000_100).encode(), r"Line 4: it is longer than 1 MB"),
        (lambda text: (text + "a;b;c\n").encode(), r"line 4, \(the row\): has 3 columns, the first line has"),
    ],
)
def test_a_file_that_is_not_what_the_mapping_says_is_refused_in_a_sentence(cast, tmp_path, content, sentence):
    path = as_csv(tmp_path / "export.csv", [row(0), row(1)])
    path.write_bytes(content(path.read_bytes().decode()))
    before = everything()
    assert re.search(sentence, said := bring_in(path)), said
    assert everything() == before


def test_a_file_in_the_encoding_the_mapping_names_comes_in_and_one_in_another_does_not(cast, tmp_path):
    mapping = mapped(tmp_path, ('encoding = "utf-8"', 'encoding = "cp1252"'))
    assert "the file is in UTF-8, and the mapping says otherwise" in bring_in(
        as_csv(tmp_path / "utf8.csv", [row(0)]), mapping
    )
    assert "1 cases were written" in bring_in(as_csv(tmp_path / "latin.csv", [row(0)], "cp1252"), mapping)
    assert ContactPoint.objects.get(person__case_records__origin__source=SOURCE, kind="address").value.startswith(
        "0 Élm"
    )


@pytest.mark.parametrize("line", ["[", "nonsense", "[1]", '{"CASE_NO": NaN}', "[" * 100_000, '{"CASE_NO": {"a": 1}}'])
def test_a_line_that_is_no_object_is_named(cast, tmp_path, line):
    mapping = mapped(tmp_path, ('format = "csv"', 'format = "jsonl"'))
    (tmp_path / "export.jsonl").write_text(json.dumps(row(0)) + "\n" + line + "\n")
    said = bring_in(tmp_path / "export.jsonl", mapping)
    assert "line 2, " in said and "nothing was written" in said


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (lambda file, row: file.write(json.dumps([row] * 20_000)), "Line 1: it is longer than 1 MB"),
        (lambda file, row: json.dump([row] * 2_000, file, indent=1), "Line 1: it is no JSON object"),
        (lambda file, row: file.writelines(json.dumps(row) + "\n" for _each in range(20_000)), ""),
    ],
    ids=["one line", "laid out", "JSON Lines"],
)
def test_a_large_file_is_never_in_memory(tmp_path, written, sentence):
    """40 MB of JSON are refused in a sentence, or read line by line."""
    path = tmp_path / "export.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        written(file, row(0) | {"NOTE": "x" * 1_200})
    mapping = read(mapped(tmp_path, ('format = "csv"', 'format = "jsonl"')))
    tracemalloc.start()
    try:
        assert sum(1 for _row in Source(path, mapping).rows()) == 20_000
    except Unreadable as refused:
        assert sentence in str(refused) and sentence
    else:
        assert not sentence and path.stat().st_size > 35_000_000
    finally:
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 6_000_000


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('source = "Casebook North"', "", "Say in the mapping what source is"),
        ('source = "Casebook North"', "source = 3", "source is a text"),
        ('source = "Casebook North"', f'source = "{"x" * 121}"', "longer than 120"),
        ('encoding = "utf-8"', 'encoding = "klingon"', "an encoding that nobody knows"),
        ('encoding = "utf-8"', 'encoding = "utf-16"', "cannot be read line by line"),
        ('encoding = "utf-8"', 'colour = "red"', "The mapping knows no colour"),
        ('delimiter = ";"', 'delimiter = "::"', "The delimiter is the one sign"),
        ('format = "csv"', 'format = "xml"', "The format is csv or jsonl"),
        ('date = "%d.%m.%Y"', 'date = "%H:%M"', "The form of a date names year, month and day"),
        ('number = "CASE_NO"', "", "Say in the mapping which columns are number"),
        ('officer = "OFFICER"', 'shoe_size = "OFFICER"', "nothing here is called shoe_size"),
        ('reference = "JUDGMENT"', "", "An order needs all of its columns; the mapping lacks reference"),
        ("[codes.sex]", "[codes.shoe]", "nothing here is called shoe"),
        ('F = "f"', "F = 1", "codes.sex is a table of texts"),
        ('condition_type = "COND1"', 'colour = "COND1"', "[[conditions]] knows no colour"),
        ('condition_type = "COND1"', 'each = "conds"', "Only JSON Lines holds lists"),
        ("[columns]", "[columns", "The mapping is no TOML"),
    ],
)
def test_a_mapping_that_says_what_cannot_be_is_refused_in_a_sentence(cast, tmp_path, old, new, sentence):
    said = bring_in(as_csv(tmp_path / "export.csv", [row(0)]), mapped(tmp_path, (old, new)))
    assert sentence in said
    assert not CaseImport.objects.exists()


@pytest.mark.parametrize("by", ["officer", "manager", "admin", "inspector", "person", "system", "stranger"])
def test_only_a_records_manager_brings_cases_in(cast, tmp_path, by):
    before = everything()
    assert "--by names nobody who may" in bring_in(as_csv(tmp_path / "export.csv", [row(0)]), by=by)
    assert everything() == before


def test_a_file_that_changes_while_it_is_read_comes_in_not_at_all(cast, tmp_path, monkeypatch):
    path = as_csv(tmp_path / "export.csv", [row(number) for number in range(3)])
    before = everything()

    def then_changed(*given):
        found = look_through(*given)
        as_csv(path, [row(number) for number in range(2)])
        return found

    monkeypatch.setattr("config.management.commands.import_cases.look_through", then_changed)
    assert "was changed meanwhile: nothing was written" in bring_in(path)
    assert everything() == before


@pytest.mark.rule(42)
def test_when_writing_breaks_in_the_middle_nothing_came_in(cast, tmp_path, monkeypatch):
    path = as_csv(tmp_path / "export.csv", [row(number) for number in range(6)])
    monkeypatch.setattr(writing, "CASES_A_FLUSH", 2)
    before, flush, done = everything(), writing.Writer.flush, []

    def breaking(writer):
        flush(writer)
        done.append(1)
        if len(done) == 2:
            raise ZeroDivisionError

    monkeypatch.setattr(writing.Writer, "flush", breaking)
    with pytest.raises(ZeroDivisionError):
        bring_in(path)
    assert len(done) == 2 and everything() == before
    monkeypatch.undo()
    assert "6 cases were written" in bring_in(path)


def test_a_decision_that_another_case_here_has_is_refused(cast, tmp_path):
    known = Decision.objects.filter(authority__name="District Court North").first()
    said = bring_in(as_csv(tmp_path / "export.csv", [row(0, JUDGMENT=known.reference)]))
    assert "line 2, reference: is of a decision that is recorded already" in said


# What was destroyed


@pytest.mark.rule(48)
def test_a_case_that_was_destroyed_since_is_not_brought_back_by_the_same_file(brought, cast, tmp_path):
    case = CaseRecord.objects.get(origin__number="N-000007")
    roots = roots_of(case)
    ledger.seal(timezone.now())
    order = Destruction(ended_as="completed", approved_by=cast.post("records").id, ordered_by=cast.post("manager").id)
    order.approved_on = order.ordered_on = timezone.localdate()
    order.approved_as, order.ordered_as, order.done_at = "records", "manager", timezone.now()
    take_away(order, roots, timezone.now())
    said = " ".join(str(value) for value in vars(order).values())
    assert len(order.origins) == 1 and "N-000007" not in said and SOURCE not in said
    rows = [row(6), ended(7), ended(9)]
    refused = bring_in(as_csv(tmp_path / "again.csv", rows))
    assert "line 3, number: is of a case that was destroyed here by order: leave the row out" in refused
    assert not CaseRecord.objects.filter(origin__number__in=("N-000007", "N-000009")).exists()
    assert "1 cases were written" in bring_in(as_csv(tmp_path / "without.csv", [row(6), ended(9)]))
    # The number alone is another service's as well.
    other = mapped(tmp_path, ('"Casebook North"', '"Casebook South"'))
    assert "1 cases were written" in bring_in(as_csv(tmp_path / "south.csv", [ended(7, JUDGMENT="OLD/70")]), other)


def test_the_mark_of_a_destroyed_case_is_nothing_without_the_key(settings):
    mark = mark_of(SOURCE, "N-000007")
    assert mark == mark_of(SOURCE, "N-000007") != mark_of(SOURCE, "N-000008")
    settings.LEDGER_KEY = "another key of another service, long enough"
    assert mark_of(SOURCE, "N-000007") != mark
