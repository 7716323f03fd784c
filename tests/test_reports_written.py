"""From two failures to a sent report: the record fills it in, the person comments, a colleague checks (rules 63–66)."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.decide import roles_on
from cases.access.roles import Role
from cases.deadlines.lists import due_to, overdue_in
from cases.models import Jurisdiction
from sanctions.actions.noncompliance import decide_failure, note_failure
from sanctions.actions.reporting import (
    add_passage,
    ask_check,
    change_passage,
    check_report,
    draft_report,
    second_readers,
)
from sanctions.actions.ruling import rule
from sanctions.actions.sending import (
    invite_comment,
    make_comment,
    missing,
    note_comment,
    serve_report,
    submit_report,
    withdraw_report,
)
from sanctions.compliance import failures_that_count
from sanctions.models import (
    AllegedFailure,
    Appointment,
    Comment,
    DraftPassage,
    NonComplianceReport,
    ReportPassage,
    UnseenPassage,
)
from sanctions.workflow import STEPS, State, take
from tests.reported import a_ruling, reported
from tests.visits import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def act(cast, verb, case, by="officer", moment=None, **given):
    moment = moment or cast.now
    if verb in (decide_failure, submit_report):
        given = {"considered": "Read again with him."} | given
    return verb(by=cast.at(by, moment), now=moment, case_id=case.id, **given)


def noted(cast, case, **changed):
    """Both missed meetings of Tomas, noted."""
    failed = Appointment.objects.filter(case=case, outcome__in=["unacceptable", "failed_to_comply"]).order_by(
        "starts_at"
    )
    manner = {"happened_at": None, "manner": "Did not arrive. No message by 14:30."} | changed
    return [act(cast, note_failure, case, appointment_id=row.id, **manner) for row in failed]


def drafted(cast, case, **given):
    failures = noted(cast, case)
    said = {"failure_ids": [failure.id for failure in failures], "significance": "Two within a month, after a warning."}
    return act(cast, draft_report, case, **said | given)


def whole(cast, case, **given):
    """A draft with what only the author can say."""
    report = drafted(cast, case, **given)
    for section in ("risk", "recommendation"):
        said = {
            "section": section,
            "nature": "assessment",
            "text": "Nothing has changed. Continue with weekly meetings.",
        }
        act(cast, add_passage, case, report_id=report.id, **said)
    return report


def checked(cast, case, report):
    """The report read and passed by a colleague."""
    report.refresh_from_db()
    reader = second_readers(case.id, report.author, cast.now).first()
    act(cast, ask_check, case, report_id=report.id, version=report.version, checker=reader)
    report.refresh_from_db()
    by = reader.user.username
    act(cast, check_report, case, by=by, report_id=report.id, version=report.version, passes=True)
    report.refresh_from_db()
    return report


@pytest.mark.rule(63, 64, 65, 66, 69)
def test_two_failures_become_a_report_that_the_person_and_the_court_read(cast):
    case = cast.case("Verhaal")
    report = whole(cast, case)
    comment = act(cast, invite_comment, case, report_id=report.id)
    home = text_of(cast.client("person").get(reverse("my:home")))
    assert "Your officer asks how you see it" in home
    page = text_of(cast.client("person").get(reverse("my:comment", args=[comment.id])))
    assert "You can ask a lawyer first" in page and "may be used in its decision" in page
    said = {"manner": "written", "text": "The bus did not come."}
    answer = cast.client("person").post(reverse("my:comment", args=[comment.id]), said)
    assert answer.status_code == 302
    report = checked(cast, case, report)
    act(cast, submit_report, case, report_id=report.id, version=report.version)
    report.refresh_from_db()
    assert report.state == State.SUBMITTED and report.served_at == report.submitted_at == cast.now
    mine = text_of(cast.client("person").get(reverse("my:report", args=[report.id])))
    court = text_of(cast.client("authority").get(reverse("authority:report", args=[case.id, report.id])))
    for passage in ReportPassage.objects.filter(report=report).exclude(nature="account"):
        line = re.sub(r"\s+", " ", passage.text.splitlines()[0])
        assert line.replace("'", "&#39;")[:60] in mine, line
        assert line.replace("'", "&#39;")[:60] in court, line
    assert "The bus did not come." in court


@pytest.mark.rule(66)
def test_four_fifths_of_the_report_come_from_the_record_and_name_their_entry(cast):
    report = whole(cast, cast.case("Verhaal"))
    passages = list(DraftPassage.objects.filter(report=report))
    prefilled = [passage for passage in passages if passage.prefilled]
    assert len(prefilled) / len(passages) >= 0.8
    resting = [passage for passage in prefilled if passage.section in ("failures", "account")]
    assert resting and all(passage.entry_id and passage.entry_version for passage in resting)
    assert {passage.nature for passage in passages if passage.section == "risk"} == {"assessment"}


@pytest.mark.rule(46)
def test_the_persons_disagreement_travels_with_the_report(cast):
    report = drafted(cast, cast.case("Verhaal"))
    account = DraftPassage.objects.filter(report=report, section="account")
    assert any("I phoned at 13:50" in passage.text for passage in account)


@pytest.mark.rule(29, 64)
def test_a_report_waits_for_the_comment_or_until_its_time_is_over(cast):
    case = cast.case("Verhaal")
    report = whole(cast, case)
    comment = act(cast, invite_comment, case, report_id=report.id)
    report = checked(cast, case, report)
    with pytest.raises(ValidationError, match="Wait for the person"):
        act(cast, submit_report, case, report_id=report.id, version=report.version)
    last = datetime.datetime.combine(comment.comment_by, datetime.time(12), cast.now.tzinfo)
    assert missing(report, last) and not missing(report, last + DAY)


@pytest.mark.rule(29)
@pytest.mark.parametrize(("manner", "text"), [("waived", ""), ("oral", "The bus did not come.")])
def test_the_person_can_waive_it_or_say_it_to_the_officer(cast, manner, text):
    case = cast.case("Verhaal")
    report = whole(cast, case)
    comment = act(cast, invite_comment, case, report_id=report.id)
    act(cast, note_comment, case, comment_id=comment.id, manner=manner, text=text)
    report = checked(cast, case, report)
    assert not missing(report, cast.now)
    with pytest.raises(ValidationError, match="there already"):
        act(cast, make_comment, case, by="person", comment_id=comment.id, manner="written", text="More.")


@pytest.mark.rule(65)
@pytest.mark.parametrize("urgency", ["danger", "absconding"])
def test_an_urgent_report_leaves_the_same_day_and_the_comment_comes_after(cast, urgency):
    case = cast.case("Verhaal")
    report = whole(cast, case, urgency=urgency, urgent_reason="Threatened his neighbour this morning.")
    report.refresh_from_db()
    act(cast, submit_report, case, report_id=report.id, version=report.version)
    report.refresh_from_db()
    assert report.submitted_at == cast.now and report.served_at is None and report.report_by <= cast.now.date()
    assert cast.client("person").get(reverse("my:report", args=[report.id])).status_code == 404
    assert "not yet served" in text_of(cast.client("officer").get(reverse("cases:today")))
    act(cast, serve_report, case, report_id=report.id, version=report.version)
    assert Comment.objects.get(report=report).comment_by > cast.now.date()
    assert cast.client("person").get(reverse("my:report", args=[report.id])).status_code == 200


@pytest.mark.rule(65)
def test_urgency_needs_its_reason(cast):
    with pytest.raises(ValidationError):
        drafted(cast, cast.case("Verhaal"), urgency="danger")


@pytest.mark.rule(8, 66)
def test_what_is_about_somebody_else_reaches_the_court_and_not_the_person(cast):
    case = cast.case("Verhaal")
    report = whole(cast, case, urgency="danger", urgent_reason="Now.")
    said = {"section": "risk", "nature": "fact", "text": "His sister is afraid of him.", "about": "family"}
    act(cast, add_passage, case, report_id=report.id, **said)
    report.refresh_from_db()
    act(cast, submit_report, case, report_id=report.id, version=report.version)
    report.refresh_from_db()
    act(cast, serve_report, case, report_id=report.id, version=report.version)
    assert UnseenPassage.objects.get(report=report).about == "family"
    assert "afraid of him" not in text_of(cast.client("person").get(reverse("my:report", args=[report.id])))
    assert "afraid of him" in text_of(
        cast.client("authority").get(reverse("authority:report", args=[case.id, report.id]))
    )


@pytest.mark.rule(66)
def test_what_was_sent_never_changes(cast):
    case = cast.case("Verhaal")
    report = whole(cast, case, urgency="danger", urgent_reason="Now.")
    report.refresh_from_db()
    passage = DraftPassage.objects.filter(report=report).first()
    act(cast, submit_report, case, report_id=report.id, version=report.version)
    changed = {"passage_id": passage.id, "version": passage.version, "text": "Other.", "nature": "fact"}
    with pytest.raises(ValidationError, match="never changes"):
        act(cast, change_passage, case, **changed)


@pytest.mark.rule(66)
def test_a_change_after_the_check_is_checked_again(cast):
    case = cast.case("Verhaal")
    report = checked(cast, case, whole(cast, case))
    act(cast, add_passage, case, report_id=report.id, section="risk", nature="assessment", text="One more thing.")
    report.refresh_from_db()
    assert report.state == State.DRAFTED


@pytest.mark.rule(66)
def test_the_second_reader_reads_while_it_waits_and_never_the_author(cast):
    case = cast.case("Verhaal")
    report = whole(cast, case)
    readers = second_readers(case.id, report.author, cast.now)
    assert "officer" not in {reader.user.username for reader in readers}
    reader = readers.first()
    by = reader.user.username
    before = roles_on(cast.at(by), case.id)
    report.refresh_from_db()
    act(cast, ask_check, case, report_id=report.id, version=report.version, checker=reader)
    assert Role.CHECKER in roles_on(cast.at(by), case.id)
    report.refresh_from_db()
    with pytest.raises(ValidationError, match="should change"):
        act(cast, check_report, case, by=by, report_id=report.id, version=report.version, passes=False)
    act(cast, check_report, case, by=by, report_id=report.id, version=report.version, passes=False, note="Which bus?")
    assert roles_on(cast.at(by), case.id) == before
    report.refresh_from_db()
    assert (report.state, report.check_note) == (State.DRAFTED, "Which bus?")
    with pytest.raises(ValidationError):
        act(cast, ask_check, case, report_id=report.id, version=report.version, checker=report.author)


@pytest.mark.rule(63)
@pytest.mark.parametrize(("verdict", "leaves"), [("unfounded", 1), ("accepted", 1), ("minor", 0)])
def test_what_is_unfounded_or_explained_leaves_the_count(cast, verdict, leaves):
    case, country = cast.case("Verhaal"), Jurisdiction.objects.get()
    failure = noted(cast, case)[0]
    before, _opens = failures_that_count(case.id, cast.now, country)
    given = {"failure_id": failure.id, "version": 1, "verdict": verdict, "reasons": "The strike is confirmed."}
    act(cast, decide_failure, case, **given)
    after, _opens = failures_that_count(case.id, cast.now, country)
    assert before - after == leaves


@pytest.mark.rule(63)
def test_a_ruling_starts_the_count_anew_and_an_open_report_adds_nothing(cast):
    case, country = cast.case("Verhaal"), Jurisdiction.objects.get()
    before, _opens = failures_that_count(case.id, cast.now, country)
    report = reported(cast)
    within, _opens = failures_that_count(case.id, cast.now, country)
    assert within < before  # one failure came after the report was sent
    rule(by=cast.at("authority"), now=cast.now, case_id=case.id, **a_ruling(report, cast))
    after, opens = failures_that_count(case.id, cast.now, country)
    assert after == 0 and opens > localdate(report.submitted_at)


def test_a_draft_given_up_opens_its_failures_again(cast):
    case = cast.case("Verhaal")
    report = drafted(cast, case)
    act(cast, withdraw_report, case, report_id=report.id, version=1, reason="Talked it over.")
    assert set(AllegedFailure.objects.filter(case=case).values_list("verdict", flat=True)) == {""}
    assert drafted_again(cast, case).state == State.DRAFTED


def drafted_again(cast, case):
    failures = list(AllegedFailure.objects.filter(case=case).values_list("id", flat=True))
    return act(cast, draft_report, case, failure_ids=failures, significance="Again.")


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("state", State.values)
def test_the_table_of_steps_is_kept(step, state):
    possible, leads_to = STEPS[step]
    report = NonComplianceReport(state=state)
    if state in possible:
        assert take(report, step).state == leads_to
    else:
        with pytest.raises(ValidationError):
            take(report, step)


@pytest.mark.rule(12)
def test_only_a_ruling_leads_to_ruled():
    assert {step for step, (_from, to) in STEPS.items() if to == State.RULED} == {"ruling.make"}


@pytest.mark.parametrize(
    ("by", "verb", "given"),
    [
        ("officer2", draft_report, {"failure_ids": [], "significance": "x"}),
        ("person", draft_report, {"failure_ids": [], "significance": "x"}),
        ("authority", draft_report, {"failure_ids": [], "significance": "x"}),
        ("officer", make_comment, {"comment_id": None, "manner": "written", "text": "x"}),
    ],
)
def test_who_may_not(cast, by, verb, given):
    with pytest.raises((PermissionDenied, Http404)):
        act(cast, verb, cast.case("Verhaal"), by=by, **given)


@pytest.mark.rule(65)
def test_a_report_not_sent_in_time_is_on_the_managers_list(cast):
    case = cast.case("Verhaal")
    report = drafted(cast, case)
    later = datetime.datetime.combine(report.report_by + DAY, datetime.time(12), cast.now.tzinfo)
    manager = cast.at("manager", later)
    assert [item.overdue for item in overdue_in(manager, manager.units(Role.MANAGER)) if "not sent" in item.title] == [
        True
    ]
    assert [item.overdue for item in due_to(cast.at("officer", later)) if "not sent" in item.title] == [True]


def test_the_officer_does_it_all_on_pages(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    tab = reverse("sanctions:noncompliance", args=[case.id])
    listed = text_of(officer.get(tab))
    notes = re.findall(r'href="([^"]+/failure/)"', listed)
    assert len(notes) == 2
    for note in notes:
        form = text_of(officer.get(note))
        assert "<textarea" in form
        assert officer.post(note, {"manner": ""}).status_code == 422
        assert officer.post(note, {"manner": "Did not arrive."}).url == tab
    new = reverse("sanctions:report_new", args=[case.id])
    keys = re.findall(r'name="failure_ids" value="([^"]+)"', text_of(officer.get(new)))
    refused = officer.post(new, {"failure_ids": keys, "significance": "Twice.", "urgency": "danger"})
    assert refused.status_code == 422 and "Twice." in text_of(refused)
    page = officer.post(new, {"failure_ids": keys, "significance": "Twice.", "urgency": ""}).url
    report = NonComplianceReport.objects.get(case=case)
    shown = text_of(officer.get(page))
    assert "Invite the person to comment" in shown and "From the record" in shown
    assert (
        officer.post(page + "passages/new/", {"section": "risk", "nature": "assessment", "text": "Same."}).url == page
    )
    assert officer.post(page + "invite/", {"version": 1}).status_code == 302
    assert officer.get(page + "send/").status_code == 200
    early = officer.post(page + "send/", {"version": report.version})
    assert early.status_code == 422 and "Wait for the person" in text_of(early)


@pytest.mark.rule(43)
def test_two_officers_change_one_passage_and_both_texts_are_shown(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    report = drafted(cast, case)
    passage = DraftPassage.objects.filter(report=report).first()
    url = reverse("sanctions:passage", args=[case.id, report.id, passage.id])
    typed = {"text": "The first one's words.", "nature": "fact", "about": "", "version": 1}
    assert officer.post(url, typed).status_code == 302
    late = officer.post(url, typed | {"text": "The second one's words."})
    assert late.status_code == 409
    assert "The first one&#39;s words." in text_of(late) and "The second one&#39;s words." in text_of(late)
