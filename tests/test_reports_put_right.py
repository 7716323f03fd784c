"""Around a report: what counts, who reads it again, what cannot wait, how a sent one is put right (rules 63–66)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.access.decide import roles_on
from cases.access.roles import Role
from cases.deadlines.lists import due_to
from cases.history.tables import Action, SealQueue
from cases.jobs.running import run
from cases.models import Entry, Job, Jurisdiction
from reports.actions.documents import make_document
from reports.models import Document
from sanctions.actions.correcting import correct_report
from sanctions.actions.noncompliance import decide_failure, note_failure
from sanctions.actions.reporting import add_passage, ask_check, change_passage, check_report, second_readers
from sanctions.actions.sending import invite_comment, serve_report, submit_report, withdraw_report
from sanctions.compliance import failures_that_count, figures
from sanctions.models import AllegedFailure, Condition, DraftPassage, NonComplianceReport, ReportPassage, UnseenPassage
from sanctions.workflow import State
from tests import pdf_text
from tests.reported import reported
from tests.test_reports_written import act, drafted, noted, whole
from tests.visits import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def again(report):
    return NonComplianceReport.objects.select_related("author").get(pk=report.pk)


def sent(cast, case, **given):
    """An urgent report that has left: the shortest way to a sent one."""
    report = again(whole(cast, case, urgency="danger", urgent_reason="Threatened a neighbour."))
    act(cast, submit_report, case, report_id=report.id, version=report.version)
    return again(report)


def breach(cast, case, days_ago=3, **given):
    """Something noted against the condition of no contact."""
    condition = Condition.objects.get(case=case, condition_type__code="no-contact")
    said = {"manner": "Rang at her door.", "happened_at": cast.now - days_ago * DAY, "condition": condition}
    return act(cast, note_failure, case, **said | given)


@pytest.mark.rule(63)
def test_a_breach_of_another_condition_counts_and_is_shown_beside_it(cast):
    case, country = cast.case("Verhaal"), Jurisdiction.objects.get()
    before, _opens = failures_that_count(case.id, cast.now, country)
    failure = breach(cast, case)
    breach(cast, case, days_ago=400)  # before the window opens
    after, _opens = failures_that_count(case.id, cast.now, country)
    assert after - before == 1
    assert figures(case.id, cast.now)[failure.condition_id].failures == 2
    page = text_of(cast.client("officer").get(reverse("sanctions:overview", args=[case.id])))
    assert "2 failures are recorded." in page


@pytest.mark.rule(63)
@pytest.mark.parametrize(("verdict", "counts"), [("unfounded", 0), ("accepted", 0), ("minor", 1)])
def test_what_was_cleared_leaves_every_number(cast, verdict, counts):
    case, country = cast.case("Verhaal"), Jurisdiction.objects.get()
    before, _opens = failures_that_count(case.id, cast.now, country)
    other = breach(cast, case)
    meeting = noted(cast, case)[0]
    stood = figures(case.id, cast.now)
    for failure in (other, meeting):
        given = {"failure_id": failure.id, "version": 1, "verdict": verdict, "reasons": "He was at work that day."}
        act(cast, decide_failure, case, **given)
    after, _opens = failures_that_count(case.id, cast.now, country)
    assert after == before - 1 + 2 * counts
    stands = figures(case.id, cast.now)
    assert stands[other.condition_id].failures == counts
    assert stood[meeting.condition_id].total - stands[meeting.condition_id].total == 1 - counts
    assert stands[meeting.condition_id].done == stood[meeting.condition_id].done


@pytest.mark.rule(63)
def test_a_breach_while_a_report_lies_before_the_court_is_not_added(cast):
    case, country = cast.case("Verhaal"), Jurisdiction.objects.get()
    reported(cast)
    before, _opens = failures_that_count(case.id, cast.now, country)
    breach(cast, case)
    assert failures_that_count(case.id, cast.now, country)[0] == before


@pytest.mark.rule(63)
def test_the_officer_names_the_entry_that_shows_it(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    url = reverse("sanctions:failure_new", args=[case.id])
    entry = Entry.objects.filter(case=case).latest("happened_at")
    foreign = Entry.objects.filter(case=cast.case("Meyer")).first()
    page = text_of(officer.get(url))
    assert str(entry.id) in page and str(foreign.id) not in page
    condition = Condition.objects.get(case=case, condition_type__code="no-contact")
    moment = {"happened_at_0": "2026-01-05", "happened_at_1": "10:00", "happened_at": "2026-01-05T10:00"}
    typed = {"condition": condition.id, "manner": "Rang at her door.", **moment}
    refused = officer.post(url, typed | {"entry_id": foreign.id})
    assert refused.status_code == 422 and "Rang at her door." in text_of(refused)
    assert officer.post(url, typed | {"entry_id": entry.id}).status_code == 302
    failure = AllegedFailure.objects.get(case=case, condition=condition)
    assert (failure.entry_id, failure.entry_version) == (entry.id, entry.version)


@pytest.mark.rule(66)
def test_what_changes_under_the_readers_eyes_is_read_again(cast):
    case = cast.case("Verhaal")
    report = again(whole(cast, case))
    reader = second_readers(case.id, report.author, cast.now).first()
    act(cast, ask_check, case, report_id=report.id, version=report.version, checker=reader)
    read, by = again(report), reader.user.username
    passage = DraftPassage.objects.filter(report=report).first()
    changed = {"passage_id": passage.id, "version": passage.version, "text": "Other words.", "nature": "fact"}
    act(cast, change_passage, case, **changed)
    assert again(report).state == State.DRAFTED
    assert Role.CHECKER not in roles_on(cast.at(by), case.id)
    answer = {"version": read.version, "passes": "yes", "note": ""}
    url = reverse("sanctions:report_check", args=[case.id, report.id])
    assert cast.client(by).post(url, answer).status_code in (403, 404)


@pytest.mark.rule(66)
def test_another_colleague_is_asked_where_the_first_is_away(cast):
    case = cast.case("Verhaal")
    report = again(whole(cast, case))
    first, *others = second_readers(case.id, report.author, cast.now)
    for reader in (first, others[0]):
        act(cast, ask_check, case, report_id=report.id, version=again(report).version, checker=reader)
    assert Role.CHECKER not in roles_on(cast.at(first.user.username), case.id)
    assert Role.CHECKER in roles_on(cast.at(others[0].user.username), case.id)
    waits = [[item.title for item in due_to(cast.at(who.user.username))] for who in (first, others[0])]
    assert [any("waits to be checked" in title for title in titles) for titles in waits] == [False, True], waits
    version = again(report).version
    act(cast, check_report, case, by=others[0].user.username, report_id=report.id, version=version, passes=True)
    assert again(report).state == State.CHECKED


@pytest.mark.rule(65)
def test_a_report_that_waits_for_the_comment_can_become_urgent(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    report = whole(cast, case)
    comment = act(cast, invite_comment, case, report_id=report.id)
    url = reverse("sanctions:report_hurry", args=[case.id, report.id])
    typed = {"version": again(report).version, "urgency": "absconding", "urgent_reason": ""}
    assert officer.post(url, typed).status_code == 422
    assert officer.post(url, typed | {"urgent_reason": "Packed his things."}).status_code == 302
    report = again(report)
    assert report.report_by <= cast.now.date()
    act(cast, submit_report, case, report_id=report.id, version=report.version)
    report = again(report)
    assert report.state == State.SUBMITTED and report.served_at is None
    act(cast, serve_report, case, report_id=report.id, version=report.version)
    assert again(report).comment == comment


@pytest.mark.rule(66)
def test_a_sent_report_is_put_right_by_another_linked_to_it(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    first = again(whole(cast, case, urgency="danger", urgent_reason="Threatened a neighbour."))
    about = {"section": "risk", "nature": "fact", "text": "His sister fears him.", "about": "family"}
    act(cast, add_passage, case, report_id=first.id, **about)
    act(cast, submit_report, case, report_id=first.id, version=again(first).version)
    page = reverse("sanctions:report", args=[case.id, first.id])
    assert "Write a correcting report" in text_of(officer.get(page))
    said = {"significance": "The second meeting was in May, not in June."}
    answer = officer.post(page + "correct/", said)
    second = NonComplianceReport.objects.get(corrects=first)
    assert answer.url == reverse("sanctions:report", args=[case.id, second.id])
    drafts = DraftPassage.objects.filter(report=second)
    assert sorted(drafts.filter(about="").values_list("text", flat=True)) == sorted(
        ReportPassage.objects.filter(report=first).values_list("text", flat=True)
    )
    assert drafts.get(about="family").text == UnseenPassage.objects.get(report=first).text
    assert "It is corrected by another report" in text_of(officer.get(page))
    again_asked = officer.post(page + "correct/", said)
    assert again_asked.status_code == 422 and "being written already" in text_of(again_asked)


@pytest.mark.rule(66)
def test_a_correction_given_up_leaves_what_was_sent_as_it_was(cast):
    case = cast.case("Verhaal")
    first = sent(cast, case)
    second = act(cast, correct_report, case, report_id=first.id, significance="A wrong date.")
    act(cast, withdraw_report, case, report_id=second.id, version=second.version, reason="The date was right.")
    assert set(AllegedFailure.objects.filter(case=case).values_list("verdict", flat=True)) == {"significant"}


@pytest.mark.rule(66)
def test_a_draft_is_changed_not_corrected(cast):
    case = cast.case("Verhaal")
    with pytest.raises(ValidationError, match="that was sent"):
        act(cast, correct_report, case, report_id=drafted(cast, case).id, significance="A wrong date.")


@pytest.mark.rule(43, 66)
def test_what_was_sent_is_on_paper_in_the_same_words_and_nothing_about_others(cast):
    case = cast.case("Verhaal")
    report = again(whole(cast, case, urgency="danger", urgent_reason="Threatened a neighbour."))
    about = {"section": "risk", "nature": "fact", "text": "Her sister fears him.", "about": "family"}
    act(cast, add_passage, case, report_id=report.id, **about)
    act(cast, submit_report, case, report_id=report.id, version=again(report).version)
    paper = Document.objects.get(case=case, kind="noncompliance-report", subject=report.id)
    made = make_document(paper.id, cast.now + datetime.timedelta(minutes=1))
    printed = " ".join("\n".join(pdf_text.pages(bytes(made.file.data))).split())
    for passage in ReportPassage.objects.filter(report=report):
        assert " ".join(passage.text.split())[:40] in printed
    assert "District Court North" in printed and "sister fears" not in printed
    page = text_of(cast.client("officer").get(reverse("sanctions:report", args=[case.id, report.id])))
    assert reverse("reports:document", args=[case.id, paper.id]) in page


@pytest.mark.rule(66)
def test_the_ledger_is_sealed_when_a_report_leaves(cast):
    report = again(whole(cast, cast.case("Verhaal"), urgency="danger", urgent_reason="Threatened a neighbour."))
    act(cast, submit_report, report.case, report_id=report.id, version=report.version)
    sent = Action.objects.filter(verb="report.submit", root=report.case_id).latest("id")
    asked = Job.objects.get(kind="ledger.seal", object_id=sent.id)
    assert SealQueue.objects.exists()
    assert run(asked.id, cast.now) is not None
    assert not SealQueue.objects.exists()


@pytest.mark.rule(66, 68)
def test_the_record_says_how_every_condition_was_kept_and_asks_for_what_else_than_prison(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    report = drafted(cast, case)
    kept = DraftPassage.objects.filter(report=report, section="compliance")
    assert kept.count() == Condition.objects.filter(case=case).count()
    assert kept.filter(text__contains="nothing is recorded against it").exists()
    url = reverse("sanctions:passage_add", args=[case.id, report.id])
    assert "alternatives to prison" in text_of(officer.get(url + "?part=recommendation"))
    assert "Think of:" not in text_of(officer.get(url + "?part=<script>"))
