"""What follows a disagreement: who is told, what is left out for whom, and how decisions consider it (rule 46)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import escape

from cases.disclosure.leakguard import Leak
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import (
    Contest,
    Deadline,
    Mandate,
    Omission,
    RecipientNotice,
    ThirdPartyIdentifier,
)
from reports.actions.documents import make_document
from sanctions.models import AllegedFailure
from tests.contested import a_line, answered, lodge
from tests.reported import reported
from tests.verbs import CALLS, Call, perform
from tests.verbs.cases import a_notice
from tests.verbs.reporting import a_draft, now_at
from tests.visits import page, text_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.rule(46)]
DAY = datetime.timedelta(days=1)


def a_report(cast):
    """A report before the court, and the entry that one of its failures rests on."""
    report = reported(cast)
    return report, AllegedFailure.objects.filter(allegations__report=report, entry__isnull=False).first().entry


def test_the_court_that_had_it_is_listed_and_told_once(cast):
    report, entry = a_report(cast)
    contest = answered(cast, lodge(cast, entry.id))
    notice = RecipientNotice.objects.get(contest=contest)
    assert (notice.who, notice.carrier, notice.of) == (report.authority.name, report.id, "disputed")
    officer, url = cast.client("officer"), reverse("cases:recipients", args=[contest.case_id, contest.id])
    assert url in text_of(officer.get(reverse("cases:today")))
    sent = {"notice": str(notice.id), "version": 1, "channel": ""}
    assert officer.post(url, sent).status_code == 422
    assert officer.post(url, sent | {"channel": "letter"}).status_code == 302
    assert not Deadline.objects.filter(about=contest.id, code="recipient.tell", met_at=None).exists()
    assert officer.post(url, sent | {"channel": "letter"}).status_code == 409
    again = {"notice_id": notice.id, "version": 2, "channel": "letter"}
    with pytest.raises(ValidationError, match="told already"):
        perform(cast, "recipient.tell", Call("officer", "Verhaal", again))
    assert officer.post(url, {"notice": str(notice.id), "version": 2}).status_code == 302
    said = text_of(officer.get(url))
    assert "by letter" in said and "Confirmed on" in said
    own = text_of(cast.client("person").get(reverse("my:contest_detail", args=[contest.id])))
    assert report.authority.name in own and "Told on" in own


def test_a_review_that_corrects_tells_the_court_of_the_correction(cast):
    report, entry = a_report(cast)
    contest = answered(cast, lodge(cast, entry.id))
    contest = perform(cast, "contest.ask_review", Call("person", "Verhaal", {"contest_id": contest.id, "why": "Ask."}))
    given = {"contest_id": contest.id, "version": contest.version, "answer": "corrected", "reasons": "He is right."}
    given["corrected_text"] = "Came on time."
    perform(cast, "contest.review", Call(contest.reviewer.user.username, "Verhaal", given))
    assert set(RecipientNotice.objects.filter(contest=contest).values_list("carrier", "of")) == {
        (report.id, "disputed"),
        (report.id, "corrected"),
    }


@pytest.mark.rule(8, 47)
def test_words_about_somebody_else_are_left_out_for_the_court_and_the_person_is_told(cast):
    case = cast.case("Verhaal")
    report, entry = a_report(cast)
    watch = {"whose": "family", "kind": "name", "value": "Ottilie Brandauer"}
    perform(cast, "third_party.watch", Call("officer", "Verhaal", watch))
    assert ThirdPartyIdentifier.objects.filter(case=case, value="Ottilie Brandauer").exists()
    words = "Ottilie Brandauer drove me. I was on time."
    contest = lodge(cast, entry.id, wrong=words)
    bundle = reverse("authority:report", args=[case.id, report.id])
    waiting = text_of(cast.client("authority").get(bundle))
    assert "Ottilie" not in waiting and "looked over before they are passed on" in waiting
    with pytest.raises(Leak):
        answered(cast, contest)
    form = reverse("cases:contest_answer", args=[case.id, contest.id])
    handler = cast.client(contest.handler.user.username)
    sent = {"version": 1, "answer": "refused", "reasons": "So it is."}
    assert "Why it may be shown" in text_of(handler.post(form, sent))
    left = {"left_out": "Ottilie Brandauer", "left_out_for": "decision", "left_out_because": "others"}
    assert handler.post(form, sent | left | {"left_out": "Somebody else"}).status_code == 422
    assert handler.post(form, sent | left).status_code == 302
    told = text_of(cast.client("authority").get(bundle))
    assert "Ottilie" not in told and "[…] drove me. I was on time." in told
    assert Omission.objects.get(contest=contest).audience == "decision"
    own = text_of(cast.client("person").get(reverse("my:contest_detail", args=[contest.id])))
    assert "“Ottilie Brandauer” is left out for the court or authority" in own
    assert words in text_of(cast.client("officer").get(reverse("cases:record", args=[case.id])))


def test_a_decision_about_a_failure_says_how_the_disagreement_was_considered(cast):
    call = CALLS["failure.decide"](cast)
    failure = AllegedFailure.objects.get(pk=call.given["failure_id"])
    lodge(cast, failure.id, "failures")
    with pytest.raises(ValidationError) as refusal:
        perform(cast, "failure.decide", call, considered="")
    assert "considered" in refusal.value.error_dict
    client, url = cast.client("officer"), reverse("sanctions:failure", args=[failure.case_id, failure.id])
    assert "It was otherwise." in text_of(client.get(url))
    typed = {"verdict": "unfounded", "reasons": "He was seen there.", "considered": " ", "version": failure.version}
    page = text_of(client.post(url, typed))
    assert "Say how you considered it." in page and "He was seen there." in page
    assert 'disagrees with <span class="optional">' not in page
    decided = perform(cast, "failure.decide", call, considered="I asked the bus company.")
    assert decided.considered == "I asked the bus company."


@pytest.mark.rule(45)
def test_beside_a_failure_stands_no_disagreement_with_anything_else(cast):
    call = CALLS["failure.decide"](cast)
    failure = AllegedFailure.objects.get(pk=call.given["failure_id"])
    others = Contest.objects.exclude(entry=failure.entry_id, case=failure.case_id)
    assert {contest.case_id for contest in others} > {failure.case_id}, "in this record and in another"
    said = text_of(cast.client("officer").get(reverse("sanctions:failure", args=[failure.case_id, failure.id])))
    assert not [contest.wrong for contest in others if escape(contest.wrong) in said]


@pytest.mark.rule(64)
def test_a_report_says_how_it_was_considered_and_an_urgent_one_never_waits(cast):
    report = a_draft(cast)
    lodge(cast, AllegedFailure.objects.filter(allegations__report=report).first().id, "failures")
    with pytest.raises(ValidationError) as refusal:
        perform(cast, "report.submit", Call("officer", "Verhaal", now_at(report)))
    assert "considered" in refusal.value.error_dict
    url = reverse("sanctions:report_submit", args=[report.case_id, report.id])
    assert "How you considered what the person disagrees with" in text_of(cast.client("officer").get(url))
    hurried = now_at(report) | {"urgency": "danger", "urgent_reason": "She is afraid."}
    report = perform(cast, "report.hurry", Call("officer", "Verhaal", hurried))
    sent = perform(cast, "report.submit", Call("officer", "Verhaal", now_at(report)))
    assert sent.submitted_at == cast.now and not sent.considered
    said = text_of(cast.client("authority").get(reverse("authority:report", args=[report.case_id, report.id])))
    assert "It was otherwise." in said and "Not answered yet." in said


def test_staff_copy_a_disagreement_about_any_item_from_paper(cast):
    line = a_line(cast)
    client = cast.client("officer")
    url = reverse("cases:item_on_paper", args=[line.case_id, "hours", line.id])
    assert url in text_of(page(client, "contest_choose", line.case_id))
    assert client.get(url).status_code == 200
    given = {"arrived_at": cast.now.strftime("%Y-%m-%dT%H:%M"), "wrong": "I stayed.", "right": "Eight hours."}
    assert client.post(url, given).status_code == 302
    contest = Contest.objects.filter(kind="hours", answer="").latest("id")
    assert contest.entered_by.user.username == "officer" != contest.handler.user.username
    assert client.get(reverse("cases:item_on_paper", args=[line.case_id, "looks", line.id])).status_code == 404


def test_who_was_told_is_no_business_of_another_unit(cast):
    notice = a_notice(cast)
    for username in ("officer3", "person", "authority"):
        found = page(cast.client(username), "recipients", notice.case_id, notice.contest_id)
        assert found.status_code in (403, 404), username


@pytest.mark.rule(45, 64)
def test_nothing_tells_the_person_of_a_report_that_was_not_served_yet(cast):
    report, entry = a_report(cast)
    with recorded("test.urgent", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
        report.served_at = None
        report.save()
    contest = answered(cast, lodge(cast, entry.id))
    assert RecipientNotice.objects.filter(contest=contest).exists()
    client = cast.client("person")
    for url in (reverse("my:contest_detail", args=[contest.id]), reverse("my:record"), reverse("my:copy_json")):
        assert report.authority.name + ": a report" not in text_of(client.get(url)), url
    assert report.authority.name in text_of(page(cast.client("officer"), "recipients", contest.case_id, contest.id))


@pytest.mark.rule(45)
def test_who_may_read_a_part_of_the_record_reads_no_disagreement_about_another(cast):
    contest = lodge(cast, a_line(cast).id, "hours")
    mandate = Mandate.objects.get(user__username="representative")
    with recorded("test.narrow", by=SYSTEM_ACTOR, now=cast.now, root=mandate.case_id):
        for each in ("conditions", "reports"):
            setattr(mandate, f"covers_{each}", False)
        mandate.save()
    client = cast.client("representative")
    assert client.get(reverse("my:contest_detail", args=[contest.id])).status_code == 404
    assert "It was otherwise." not in text_of(client.get(reverse("my:record")))


def test_whoever_took_a_copy_for_the_person_is_told_too(cast):
    copy = perform(cast, "document.own_copy", Call("representative", "Verhaal", {}))
    make_document(copy.id, cast.now)
    entry = written(cast, cast.case("Verhaal"), text="Came late.")
    contest = answered(cast, lodge(cast, entry.id), "corrected", corrected_text="Came on time.")
    notice = RecipientNotice.objects.get(contest=contest)
    assert (notice.who, notice.carrier, notice.of) == ("representative", copy.id, "corrected")
