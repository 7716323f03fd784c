"""Screening and assessment, told turn by turn: answers, scores, thresholds, referrals, and what each may know (33, 60).

Every threshold of every demo instrument is asked from both sides; an instrument that does not add up is refused.
"""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate

from cases.models import (
    CaseAssessment,
    Deadline,
    Instrument,
    NeedsSummary,
    Referral,
    VictimReferral,
)
from config.jurisdiction import DEMO_FILE
from tests.verbs.needs import (
    CAME,
    WHOM,
    asked,
    of_referral,
    opened,
    passed_on,
    screened,
)
from tests.verbs.table import perform
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(33, 60)]
DAY = datetime.timedelta(days=1)
DEMO = {row["code"]: row for row in json.loads(DEMO_FILE.read_text(encoding="utf-8"))["instruments"]}


def answers_making(code, score):
    """Answers to a demo instrument whose scores make exactly so much."""
    given = {}
    for question in DEMO[code]["questions"]:
        fits = [answer for answer in question["answers"] if answer["score"] <= score]
        best = max(fits, key=lambda answer: answer["score"])
        score -= best["score"]
        given[question["key"]] = {"answer": best["key"], "source": "person", "note": ""}
    assert not score
    return given


def scores():
    """(instrument, score, the threshold it meets, whether a referral opens), below, at and above each threshold."""
    for code, row in DEMO.items():
        begins = {each["from"]: each["opens"] for each in row["thresholds"]}
        near = {score + step for score in begins for step in (-1, 0, 1)} | {row["highest"]}
        for score in sorted(near & set(range(row["highest"] + 1))):
            met = max((start for start in begins if start <= score), default=None)
            yield code, score, met, bool(begins.get(met))


def recorded(cast, code, score):
    """What comes of recording answers that make a score, on whichever record they belong to."""
    given = answers_making(code, score)
    if DEMO[code]["answered_by"] == "victim":
        made = perform(cast, "victim.screen", screened(cast, answers=given))
        return made, VictimReferral.objects.filter(assessment=made)
    made = perform(cast, "assessment.record", asked(cast, answers=given))
    return made, Referral.objects.filter(assessment=made)


@pytest.mark.parametrize(("code", "score", "met", "refers"), list(scores()))
def test_a_referral_opens_by_itself_from_its_threshold_on_and_never_below(cast, code, score, met, refers):
    made, referrals = recorded(cast, code, score)
    assert (made.score, made.met_from) == (score, met)
    assert [referral.state for referral in referrals] == (["open"] if refers else [])


def test_the_safety_screen_has_ten_questions_and_refers_at_more_than_three():
    rows = {(code, score): refers for code, score, _met, refers in scores()}
    assert len(DEMO["safety-screen"]["questions"]) == DEMO["safety-screen"]["highest"] == 10
    assert [rows["safety-screen", score] for score in (3, 4, 5)] == [False, True, True]


def changed(path, value):
    """The demo's safety screen with one thing in it changed."""
    row = json.loads(json.dumps(DEMO["safety-screen"])) | {"edition": 2}
    place = row
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return row


FAULTS = {
    "a stated sum that differs": (("highest",), 11, "make 10 together, not 11"),
    "a threshold nobody reaches": (("thresholds", 1, "from"), 11, "can never be met: the highest score is 10"),
    "two thresholds at one score": (("thresholds", 1, "from"), 1, "Two thresholds begin at 1."),
    "an answer without score": (("questions", 0, "answers", 1, "score"), None, "has no score"),
    "a score that is no number": (("questions", 0, "answers", 1, "score"), "1", "has no score"),
    "a question without French": (("questions", 0, "text", "fr"), "", "“insults” has no text in the language “fr”"),
    "an answer without French": (("questions", 0, "answers", 0, "text", "fr"), None, "no text in the language “fr”"),
    "a title without French": (("title", "fr"), None, "“title” has no text in the language “fr”"),
    "a threshold without English": (("thresholds", 0, "title", "en"), "", "“1” has no text in the language “en”"),
    "two questions of one key": (("questions", 1, "key"), "insults", "Two questions have the key “insults”"),
    "one answer alone": (("questions", 0, "answers"), [{"key": "no", "score": 1, "text": {"en": "a", "fr": "b"}}],
                         "needs two answers or more"),
    "a referral without days": (("thresholds", 1, "pass_on_days"), 0, "does not say within how many days"),
    "questions of another shape": (("questions",), ["Are you safe?"], "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_an_instrument_whose_scores_do_not_add_up_is_refused_in_a_sentence(fault):
    path, value, said = FAULTS[fault]
    with pytest.raises(ValidationError) as refused:
        Instrument(**changed(path, value)).full_clean()
    assert said in " ".join(refused.value.messages)


def test_the_same_instrument_unchanged_is_taken_once():
    Instrument(**changed(("edition",), 2)).full_clean()
    with pytest.raises(ValidationError, match="here already"):
        Instrument(**changed(("edition",), 1)).full_clean()


def test_the_administrator_reads_why_an_instrument_is_refused_and_changes_none(cast):
    row = changed(("highest",), 11)
    typed = {name: json.dumps(value) if isinstance(value, dict | list) else value for name, value in row.items()}
    client = cast.client("admin")
    answer = client.post(reverse("admin:cases_instrument_add"), typed)
    assert "make 10 together, not 11" in answer.content.decode()
    assert not Instrument.objects.filter(edition=2).exists()
    there = Instrument.objects.get(code="safety-screen")
    assert client.post(reverse("admin:cases_instrument_change", args=[there.id]), typed).status_code == 403


# The officer's side.
def typed_answers(code, score, **more):
    """A browser's answers to an instrument."""
    sent = {"edition": 1, "done_on": f"{localdate():%Y-%m-%d}"}
    for key, each in answers_making(code, score).items():
        sent |= {f"answer_{key}": each["answer"], f"source_{key}": "person", f"note_{key}": ""}
    return sent | more


def page(cast, name, *args, who="officer", case="Verhaal", **query):
    return text_of(cast.client(who).get(reverse(name, args=[cast.case(case).id, *args])))


@pytest.mark.rule(33, 45, 46)
def test_answers_are_asked_kept_referred_passed_on_and_answered_on_real_pages(cast):
    client, case = cast.client("officer"), cast.case("Petrova")
    url = reverse("cases:assess", args=[case.id, "needs-screen"])
    assert "checked" not in client.get(url).content.decode()
    sent = typed_answers("needs-screen", 8, note_money="Letters of the debt office")
    assert client.post(url, sent).status_code == 302
    referral = Referral.objects.get(case=case)
    assert (referral.state, referral.assessment.author) == ("open", cast.post("officer").name)
    assert Deadline.objects.get(about=referral.id, code="referral.pass_on").due_on == referral.due_on
    for who in (page(cast, "cases:needs", case="Petrova"), page(cast, "cases:detail", case="Petrova")):
        assert "to be passed on" in who.lower()
    for name, given in (("pass_on", {"to_whom": WHOM}), ("answer", CAME)):
        step = reverse(f"cases:referral_{name}", args=[case.id, referral.id])
        version = Referral.objects.values_list("version", flat=True).get(pk=referral.id)
        assert client.post(step, given | {"version": version}).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.to_whom, referral.help_given) == ("answered", WHOM, CAME["help_given"])
    assert not Deadline.objects.filter(about=referral.id, met_at=None).exists()
    assert CAME["help_given"] in page(cast, "cases:needs", case="Petrova")


def test_what_was_not_answered_counts_nothing_and_is_said(cast):
    given = answers_making("needs-screen", 16)
    for key in list(given)[:6]:
        given[key] = {"answer": "", "source": "", "note": ""}
    made = perform(cast, "assessment.record", asked(cast, answers=given))
    assert (made.score, Referral.objects.filter(assessment=made).count()) == (4, 0)
    assert "6 questions were not answered" in page(cast, "cases:assessment", made.id)


REFUSED = {
    "a question left out": ({"answer_money": ""}, "This field is required"),
    "an answer there is not": ({"answer_money": "perhaps"}, "not one of the available choices"),
    "no source": ({"source_money": ""}, "Say from whom or what this answer is."),
    "a day to come": ({"done_on": "2999-01-01"}, "Nobody has answered in the future"),
    "an older version": ({"edition": 7}, "These questions were changed meanwhile"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refused_says_why_and_keeps_every_answer(cast, why):
    wrong, said = REFUSED[why]
    url = reverse("cases:assess", args=[cast.case("Verhaal").id, "needs-screen"])
    before = CaseAssessment.objects.count()
    answer = cast.client("officer").post(url, typed_answers("needs-screen", 8, note_home="Kept as typed") | wrong)
    assert answer.status_code == 422 and said in text_of(answer)
    assert "Kept as typed" in answer.content.decode() and answer.content.decode().count("checked") >= 7
    assert CaseAssessment.objects.count() == before


def test_nothing_answered_is_nothing_to_record(cast):
    none = {key: {"answer": "", "source": "", "note": ""} for key in answers_making("needs-screen", 0)}
    with pytest.raises(ValidationError, match="Nothing was answered"):
        perform(cast, "assessment.record", asked(cast, answers=none))


@pytest.mark.rule(42, 43)
def test_a_correction_takes_the_place_and_leaves_what_it_corrects(cast):
    first = perform(cast, "assessment.record", asked(cast))
    given = asked(cast, assessment_id=first.id, reason="Misheard.", answers=answers_making("needs-screen", 3))
    second = perform(cast, "assessment.replace", given)
    assert second.replaces_id == first.id and CaseAssessment.objects.get(pk=first.id).score == first.score
    assert "Corrected since" in page(cast, "cases:assessment", first.id)
    assert "Corrected since" not in page(cast, "cases:assessment", second.id)
    with pytest.raises(ValidationError, match="corrected already"):
        perform(cast, "assessment.replace", given)
    # The referral of the first answers is somebody's to close: the correction opens no second one, and closes none.
    given.given |= {"assessment_id": second.id, "answers": answers_making("needs-screen", 9)}
    third = perform(cast, "assessment.replace", given)
    assert [r.state for r in Referral.objects.filter(assessment__in=[first, second, third])] == ["open"]


def test_an_officer_decides_against_what_the_questions_ask_and_says_why(cast):
    referral = opened(cast)
    client, case = cast.client("officer"), cast.case("Verhaal")
    step = reverse("cases:referral_override", args=[case.id, referral.id])
    assert client.post(step, {"version": referral.version, "why_not": ""}).status_code == 422
    assert client.post(step, {"version": referral.version, "why_not": "Helped already."}).status_code == 302
    assert "Helped already." in page(cast, "cases:needs")
    assert "nothing to do here now" in text_of(client.get(step))
    assert not Deadline.objects.filter(about=referral.id, met_at=None).exists()
    referral.refresh_from_db()
    with pytest.raises(ValidationError, match="done already"):
        perform(cast, "referral.pass_on", of_referral(referral, to_whom=WHOM))


@pytest.mark.rule(43)
def test_who_comes_late_to_a_referral_sees_both_texts(cast):
    referral = passed_on(cast)
    step = reverse("cases:referral_pass_on", args=[cast.case("Verhaal").id, referral.id])
    late = cast.client("officer").post(step, {"version": 1, "to_whom": "The other service"})
    assert late.status_code == 409
    assert "The other service" in text_of(late) and WHOM in text_of(late)


def test_the_summary_is_dated_signed_and_what_was_before_stays_below(cast):
    for text in ("Debts weigh most.", "Debts are paid; the drinking is not over."):
        cast.client("officer").post(reverse("cases:needs_write", args=[cast.case("Verhaal").id]), {"text": text})
    shown = page(cast, "cases:needs")
    assert shown.index("Debts are paid") < shown.index("What was written before") < shown.index("Debts weigh most.")
    newest = NeedsSummary.objects.latest("id")
    assert newest.author == cast.post("officer").name


@pytest.mark.rule(45, 46)
def test_the_person_reads_what_they_answered_and_disagrees_with_it(cast):
    made = opened(cast).assessment
    own = text_of(cast.client("person").get(reverse("my:record")))
    for said in ("What do you need help with?", "Are debts or bills a worry to you?", "to be passed on"):
        assert said in own
    copy = cast.client("person").get(reverse("my:copy_json")).content.decode()
    assert "Are debts or bills a worry to you?" in copy
    disagree = reverse("my:contest_item", args=["assessments", made.id])
    assert cast.client("person").get(disagree).status_code == 200
