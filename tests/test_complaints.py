"""A complaint from the person's page to the decision with reasons to three, kept apart from the case (rules 93–97)."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse

from cases.access.decide import roles_on
from cases.access.roles import Role
from cases.actions.verb import keep
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import StaffMember
from complaints.actions.complaining import answer, ask_staff, decide_complaint, lodge_complaint, note_hearing, reply_to
from complaints.models import Complaint, ComplaintDecision, Delivery, Statement
from complaints.policies import investigators_for, not_decidable
from tests.verbs.complaints import PHONE, asked, lodged, taken_up
from tests.visits import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def act(cast, verb, complaint, by="investigator", moment=None, **given):
    moment = moment or cast.now
    version = Complaint.objects.values_list("version", flat=True).get(pk=complaint.id)
    given = {"version": version} | given
    return verb(by=cast.at(by, moment), now=moment, complaint_id=complaint.id, **given)


@pytest.mark.rule(93, 94, 95, 96, 97)
def test_a_complaint_from_the_persons_page_to_the_decision(cast):
    person, investigator, officer = cast.client("person"), cast.client("investigator"), cast.client("officer")
    assert "What do you want to do?" in text_of(person.get(reverse("my:complaints")))
    typed = {"text": "Nobody calls back.", "staff": cast.post("officer").id, "wants_hearing": "on"}
    page = person.post(reverse("my:complaint_new"), typed).url
    complaint = Complaint.objects.latest("id")
    assert page == reverse("my:complaint", args=[complaint.id])
    assert "You get a first reply" in text_of(person.get(page))

    assert complaint.name in text_of(investigator.get(reverse("complaints:inbox")))
    here = reverse("complaints:detail", args=[complaint.id])
    assert investigator.post(here + "reply/", {"admissible": "yes", "reply": "We do.", "version": 1}).url == here
    asking = {"staff": cast.post("officer").id, "question": "Who answers the phone?", "version": 2}
    assert investigator.post(here + "ask/", asking).url == here
    early = investigator.post(here + "decide/", {"outcome": "upheld", "reasons": "So.", "version": 2})
    assert early.status_code == 422
    assert "Wait for the answers" in text_of(early) and "wishes to be heard" in text_of(early)

    statement = Statement.objects.get(complaint=complaint)
    assert "You were asked about a complaint" in text_of(officer.get(reverse("cases:today")))
    answering = reverse("complaints:statement", args=[complaint.id, statement.id])
    assert "Nobody calls back." in text_of(officer.get(answering))
    assert officer.post(answering, {"text": "I was in court.", "version": 1}).status_code == 302
    assert investigator.post(here + "hearing/", {"hearing": "held", "heard": "Said so.", "version": 2}).url == here
    reasons = {"outcome": "partly", "reasons": "Calls are not written down.", "version": 3}
    assert investigator.post(here + "decide/", reasons).url == here

    read = text_of(person.get(page))
    assert "You are right in part" in read and "Calls are not written down." in read
    assert "ombudsman" in read and "You can appeal" in read
    assert set(Delivery.objects.filter(decision__complaint=complaint).values_list("to", flat=True)) == {
        "complainant",
        "service",
        "staff",
    }
    assert "Calls are not written down." in text_of(officer.get(here))
    assert "Calls are not written down." in text_of(cast.client("manager").get(here))


@pytest.mark.rule(94)
def test_nobody_investigates_a_complaint_about_themselves_or_their_manager(cast):
    investigator = cast.post("investigator")
    assert investigator in investigators_for(None, cast.now)
    assert investigator in investigators_for(cast.post("officer"), cast.now)
    assert investigator not in investigators_for(investigator, cast.now)
    assert investigator not in investigators_for(cast.post("manager3"), cast.now)  # leads the investigator's unit
    assert investigator in investigators_for(cast.post("manager"), cast.now)  # leads another unit
    assert investigator not in investigators_for(None, cast.now - 2000 * DAY)  # not in office yet


@pytest.mark.rule(94)
def test_the_one_with_the_fewest_open_complaints_gets_the_next(cast):
    with recorded("test.post", by=SYSTEM_ACTOR, now=cast.now):
        given = {"user": cast.user("records"), "name": "Second", "duty": Role.INVESTIGATOR, "unit": cast.unit("North")}
        second = keep(StaffMember(starts_at=cast.now - DAY, **given))
    assert lodged(cast).investigator == second


@pytest.mark.rule(94)
def test_where_nobody_may_look_into_it_the_complaint_is_kept_and_waits(cast):
    with recorded("test.leave", by=SYSTEM_ACTOR, now=cast.now):
        post = cast.post("investigator")
        post.ends_at = cast.now
        post.save()
    complaint = lodged(cast)
    assert complaint.investigator is None
    page = text_of(cast.client("person").get(reverse("my:complaint", args=[complaint.id])))
    assert "somebody it does not concern" in page


@pytest.mark.rule(96)
def test_it_stands_in_no_case_record_and_in_no_list_of_looks(cast):
    complaint = taken_up(cast, staff=cast.post("officer"))
    cast.client("investigator").get(reverse("complaints:detail", args=[complaint.id]))
    case = cast.case("Verhaal")
    officer = cast.client("officer")
    for name in ("cases:detail", "cases:record", "cases:looks", "sanctions:overview", "sanctions:noncompliance"):
        shown = text_of(officer.get(reverse(name, args=[case.id])))
        assert PHONE not in shown and str(complaint.id) not in shown, name
        assert "complaint" not in re.sub("Complaints about me|/complaints/about-me/", "", shown).lower(), name
    assert officer.get(reverse("complaints:detail", args=[complaint.id])).status_code == 404


@pytest.mark.rule(95)
def test_who_it_is_about_learns_the_substance_and_no_more_of_the_investigation(cast):
    statement = asked(cast)
    assert roles_on(cast.at("officer"), statement.complaint_id, "complaint") == {Role.STAFF_CONCERNED}
    with pytest.raises(PermissionDenied):
        act(cast, decide_complaint, statement.complaint, by="officer", outcome="not_upheld", reasons="No.")
    assert roles_on(cast.at("officer2"), statement.complaint_id, "complaint") == frozenset()


@pytest.mark.rule(95, 97)
@pytest.mark.parametrize(
    ("how", "gap"),
    [("lodged", "Say first"), ("not asked", "Ask the member of staff"), ("waiting", "Wait for the answers")],
)
def test_what_must_have_happened_before_it_is_decided(cast, how, gap):
    complaint = {
        "lodged": lambda: lodged(cast),
        "not asked": lambda: taken_up(cast, staff=cast.post("officer")),
        "waiting": lambda: asked(cast).complaint,
    }[how]()
    assert any(gap in reason for reason in not_decidable(Complaint.objects.get(pk=complaint.id), cast.now))
    with pytest.raises(ValidationError):
        act(cast, decide_complaint, complaint, outcome="upheld", reasons="So.")
    assert not ComplaintDecision.objects.filter(complaint=complaint).exists()


@pytest.mark.rule(95)
def test_after_the_time_to_answer_it_can_be_decided_without_the_answer(cast):
    statement = asked(cast)
    complaint = Complaint.objects.get(pk=statement.complaint_id)
    last = datetime.datetime.combine(statement.answer_by, datetime.time(12), cast.now.tzinfo)
    assert not_decidable(complaint, last)
    assert not not_decidable(complaint, last + DAY)


@pytest.mark.rule(93)
def test_whoever_is_sent_elsewhere_is_told_where(cast):
    complaint = lodged(cast)
    with pytest.raises(ValidationError) as refused:
        act(cast, reply_to, complaint, admissible=False, reply="No.", right_door="")
    assert list(refused.value.message_dict) == ["right_door"]
    act(cast, reply_to, complaint, admissible=False, reply="Say it in your record.", right_door="contest")
    page = text_of(cast.client("person").get(reverse("my:complaint", args=[complaint.id])))
    assert "What you can do instead" in page and reverse("my:record") in page


@pytest.mark.parametrize(
    ("by", "verb", "given"),
    [
        ("person", reply_to, {"admissible": True, "reply": "x"}),
        ("manager", decide_complaint, {"outcome": "upheld", "reasons": "x"}),
        ("officer", ask_staff, {"staff": None, "question": "x"}),
        ("inspector", note_hearing, {"hearing": "held"}),
        ("person", answer, {"statement_id": None, "text": "x"}),
    ],
)
def test_who_may_not(cast, by, verb, given):
    complaint = lodged(cast)
    with pytest.raises((PermissionDenied, Http404)):
        act(cast, verb, complaint, by=by, **given)


def test_only_somebody_of_the_own_unit_can_be_named(cast):
    with pytest.raises(ValidationError) as refused:
        lodge_complaint(by=cast.at("person"), now=cast.now, text=PHONE, staff=cast.post("officer3"))
    assert list(refused.value.message_dict) == ["staff"]


def test_bad_input_is_said_at_the_field_and_nothing_is_lost(cast):
    answer = cast.client("person").post(reverse("my:complaint_new"), {"text": "", "wanted": "An apology."})
    assert answer.status_code == 422 and "An apology." in text_of(answer)
    answer = cast.client("person").post(reverse("my:complaint_new"), {"text": "x" * 9_001})
    assert answer.status_code == 422 and "x" * 9_001 in text_of(answer)


def test_two_who_save_at_once_see_both_texts(cast):
    complaint = lodged(cast)
    url, client = reverse("complaints:reply", args=[complaint.id]), cast.client("investigator")
    assert client.post(url, {"admissible": "yes", "reply": "The first reply.", "version": 1}).status_code == 302
    late = client.post(url, {"admissible": "yes", "reply": "The second reply.", "version": 1})
    assert late.status_code == 409
    assert "The first reply." in text_of(late) and "The second reply." in text_of(late)
