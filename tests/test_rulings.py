"""The court's side of a report: ready or not, each fact examined, a ruling, and what follows from it alone."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from cases.history.action import SYSTEM_ACTOR, recorded
from sanctions.actions.appointments import book
from sanctions.actions.hearing import acknowledge, ask_for_facts, note_hearing, set_hearing
from sanctions.actions.ruling import decide_consequence, rule
from sanctions.models import AuthorityMember, Consequence, NonComplianceReport, Ruling, RulingDelivery, Sanction
from sanctions.readiness import not_ready, safeguards
from tests.reported import DAY, a_ruling, reported
from tests.visits import text_of

pytestmark = pytest.mark.django_db


def act(cast, verb, report, by="authority", **given):
    return verb(by=cast.at(by), now=cast.now, case_id=report.case_id, **given)


def ruled(cast, report, *args, **changed):
    return act(cast, rule, report, **a_ruling(report, cast, *args, **changed))


@pytest.mark.rule(67, 69)
@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"served": False}, "not been served"),
        ({"commented": False}, "not been invited to comment"),
    ],
)
def test_a_report_is_not_ready_and_says_why(cast, made, says):
    reasons = not_ready(reported(cast, family="Verhaal", **made), cast.now)
    assert any(says in reason for reason in reasons)


@pytest.mark.rule(69)
def test_while_the_person_can_still_comment_the_report_is_not_ready(cast):
    report = reported(cast, comment="")
    last_day = cast.now - 13 * DAY
    assert any("can still comment" in reason for reason in not_ready(report, last_day))
    assert not any("can still comment" in reason for reason in not_ready(report, last_day + DAY))


@pytest.mark.rule(46, 67)
def test_a_disagreement_without_an_answer_keeps_it_from_being_ready(cast):
    """Tomas disagrees with the entry about the second meeting, and waits for the answer."""
    assert any("has no answer yet" in reason for reason in not_ready(reported(cast), cast.now))


@pytest.mark.rule(67)
def test_the_safeguards_say_what_the_record_shows(cast):
    assert [safeguard.given for safeguard in safeguards(reported(cast))] == [True, True, True]


@pytest.mark.rule(67)
def test_safeguards_that_nothing_shows(cast):
    report = reported(cast, served=False, commented=False)
    assert [safeguard.given for safeguard in safeguards(report)] == [False, False, False]


@pytest.mark.rule(12, 67, 70)
def test_a_ruling_revokes_and_what_follows_is_decided_by_itself(cast):
    report = reported(cast)
    ruling = ruled(cast, report, "revoked")
    assert Sanction.objects.get(pk=report.sanction_id).state == Sanction.State.REVOKED
    assert not Consequence.objects.filter(ruling=ruling).exists()
    given = {
        "ruling_id": ruling.id,
        "kind": "fine",
        "amount": "200",
        "reasons": "Enough.",
        "decided_on": ruling.ruled_on,
    }
    assert act(cast, decide_consequence, report, **given).kind == "fine"
    with pytest.raises(ValidationError, match="decided already"):
        act(cast, decide_consequence, report, **given)


@pytest.mark.rule(23, 68)
def test_once_revoked_nothing_more_is_asked_or_shown_as_expected(cast):
    report, page = reported(cast), cast.client("person")
    assert "room 3" in text_of(page.get("/my/"))
    ruled(cast, report, "revoked")
    for kind in ("first", "office"):
        with pytest.raises(ValidationError):
            act(cast, book, report, by="officer", kind=kind, starts_at=cast.now + 2 * DAY, place="Room 3")
    assert "room 3" not in text_of(page.get("/my/"))


@pytest.mark.rule(12)
@pytest.mark.parametrize("outcome", ["unfounded", "no_action", "warning", "continued", "modified", "partly_revoked"])
def test_no_other_ruling_ends_the_sanction_or_lets_imprisonment_follow(cast, outcome):
    report = reported(cast)
    found = "not_established" if outcome == "unfounded" else "established"
    ruling = ruled(cast, report, outcome, found, what_changes="One meeting a fortnight.")
    assert Sanction.objects.get(pk=report.sanction_id).state == Sanction.State.IN_FORCE
    if outcome != "partly_revoked":
        with pytest.raises(ValidationError, match="only from a ruling that revokes"):
            act(cast, decide_consequence, report, ruling_id=ruling.id, kind="fine", decided_on=ruling.ruled_on)


@pytest.mark.rule(12, 70)
@pytest.mark.parametrize("missing", ["nothing_less", "credit", "amount"])
def test_imprisonment_says_why_nothing_less_serves_and_what_is_credited(cast, missing):
    report = reported(cast)
    ruling = ruled(cast, report, "revoked")
    given = {
        "ruling_id": ruling.id,
        "kind": "imprisonment",
        "amount": "Two months",
        "reasons": "Why.",
        "nothing_less": "Because.",
        "credit": "38 days",
        "decided_on": ruling.ruled_on,
    }
    with pytest.raises(ValidationError) as refused:
        act(cast, decide_consequence, report, **given | {missing: " "})
    assert list(refused.value.message_dict) == [missing]


@pytest.mark.rule(67, 68, 69)
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": "revoked", "found": "not_established"}, "outcome"),
        ({"outcome": "warning", "found": "undecided"}, "outcome"),
        ({"outcome": "unfounded"}, "outcome"),
        ({"outcome": "modified"}, "what_changes"),
        ({"documents": "missing"}, "despite"),
        ({"heard": "missing"}, "despite"),
        ({"legal_help": "missing"}, "despite"),
        ({"statements_considered": ""}, "statements_considered"),
        ({"ruled_on": datetime.date(2100, 1, 1)}, "ruled_on"),
    ],
)
def test_what_a_ruling_must_say(cast, changed, field):
    report = reported(cast)
    with pytest.raises(ValidationError) as refused:
        ruled(cast, report, **changed)
    assert list(refused.value.message_dict) == [field]
    assert not Ruling.objects.filter(report=report).exists()


@pytest.mark.rule(67)
def test_passages_the_person_has_not_seen_are_treated_before_ruling(cast):
    report = reported(cast, unseen=True)
    with pytest.raises(ValidationError) as refused:
        ruled(cast, report)
    assert list(refused.value.message_dict) == ["unseen"]
    assert ruled(cast, report, unseen="set_aside").unseen == "set_aside"


@pytest.mark.rule(67)
def test_a_missing_safeguard_never_blocks_but_needs_its_legal_basis(cast):
    ruling = ruled(cast, reported(cast), heard="missing", despite="Code of Procedure, section 8: absconded.")
    assert ruling.despite


@pytest.mark.rule(67)
def test_every_alleged_fact_is_examined_and_no_other(cast):
    report = reported(cast)
    given = a_ruling(report, cast)
    with pytest.raises(ValidationError, match="each alleged fact"):
        act(cast, rule, report, **given | {"findings": given["findings"][:1]})
    with pytest.raises(ValidationError, match="a finding and reasons"):
        act(cast, rule, report, **given | {"findings": [f | {"reasons": " "} for f in given["findings"]]})


@pytest.mark.rule(25, 69)
def test_person_and_officer_are_served_at_once_and_read_until_when_to_appeal(cast):
    report = reported(cast)
    ruling = ruled(cast, report)
    assert set(RulingDelivery.objects.filter(ruling=ruling).values_list("to", flat=True)) == {"person", "officer"}
    assert ruling.appeal_until > localdate(cast.now)
    mine = text_of(cast.client("person").get(reverse("my:home")))
    assert "The court has ruled" in mine and "You can appeal until" in mine
    page = text_of(cast.client("person").get(reverse("my:ruling", args=[ruling.id])))
    assert "Both meetings were missed." in page
    kept = text_of(cast.client("officer").get(reverse("cases:detail", args=[report.case_id])))
    assert reverse("sanctions:ruling", args=[report.case_id, ruling.id]) in kept


def test_what_is_ruled_on_stays_as_it_is(cast):
    report = reported(cast)
    ruled(cast, report)
    late = [
        (rule, a_ruling(report, cast)),
        (acknowledge, {"report_id": report.id}),
        (ask_for_facts, {"report_id": report.id, "text": "Which?"}),
        (set_hearing, {"report_id": report.id, "starts_at": cast.now + DAY, "place": "Room 2"}),
    ]
    for verb, given in late:
        with pytest.raises(ValidationError, match="ruled on"):
            act(cast, verb, report, **given)


@pytest.mark.rule(67)
def test_a_report_sent_back_is_not_heard_before_the_fact_is_there(cast):
    report = reported(cast)
    act(cast, ask_for_facts, report, report_id=report.id, text="Which bus line was it?")
    report.refresh_from_db()
    assert report.state == NonComplianceReport.State.RETURNED
    assert any("fact that is missing" in reason for reason in not_ready(report, cast.now))
    with pytest.raises(ValidationError, match="still missing"):
        act(cast, set_hearing, report, report_id=report.id, starts_at=cast.now + DAY, place="Room 2")


@pytest.mark.rule(67)
def test_a_hearing_is_set_held_and_the_person_s_words_stand_beside_the_report(cast):
    report = reported(cast)
    with pytest.raises(ValidationError, match="to come"):
        act(cast, set_hearing, report, report_id=report.id, starts_at=cast.now - DAY, place="Room 2")
    hearing = act(cast, set_hearing, report, report_id=report.id, starts_at=cast.now + DAY, place="Room 2")
    with pytest.raises(ValidationError, match="still to come"):
        act(cast, note_hearing, report, hearing_id=hearing.id, attendance="came", account="I tried to call.")
    given = {"case_id": report.case_id, "hearing_id": hearing.id, "attendance": "came"}
    later = cast.now + 2 * DAY
    with pytest.raises(ValidationError, match="what was said"):
        note_hearing(by=cast.at("authority", later), now=later, **given)
    note_hearing(by=cast.at("authority", later), now=later, account="I tried to call.", **given)
    bundle = text_of(cast.client("authority").get(reverse("authority:report", args=[report.case_id, report.id])))
    assert "I tried to call." in bundle


@pytest.mark.rule(12, 16)
@pytest.mark.parametrize("username", ["officer", "manager", "person", "inspector", "representative"])
def test_nobody_else_rules(cast, username):
    report = reported(cast)
    with pytest.raises((PermissionDenied, Http404)):
        act(cast, rule, report, by=username, **a_ruling(report, cast))


@pytest.mark.rule(16)
def test_another_authority_knows_nothing_of_it(cast):
    report = reported(cast)
    url = reverse("authority:report", args=[report.case_id, report.id])
    assert cast.client("authority").get(url).status_code == 200
    seat = AuthorityMember.objects.get(user__username="authority")
    with recorded("test.leave", by=SYSTEM_ACTOR, now=cast.now):
        seat.ends_at = cast.now
        seat.save()
    assert cast.client("authority").get(url).status_code == 404


@pytest.mark.rule(12, 67)
def test_the_form_preselects_nothing_and_keeps_what_was_typed(cast):
    report = reported(cast)
    client = cast.client("authority")
    url = reverse("authority:rule", args=[report.case_id, report.id])
    fresh = text_of(client.get(url))
    assert " checked" not in fresh
    for outcome in Ruling.Outcome:
        assert f'value="{outcome.value}"' in fresh
    answer = client.post(url, {"reasons": "Half a ruling.", "outcome": "continued"})
    assert answer.status_code == 422
    assert "Half a ruling." in text_of(answer) and "Nothing was saved yet" in text_of(answer)


@pytest.mark.rule(67)
def test_the_court_rules_on_its_pages(cast):
    report = reported(cast)
    client = cast.client("authority")
    assert reverse("authority:report", args=[report.case_id, report.id]) in text_of(
        client.get(reverse("authority:home"))
    )
    given = a_ruling(report, cast, "revoked")
    typed = {name: value for name, value in given.items() if name not in ("findings", "report_id")}
    for number, finding in enumerate(given["findings"], 1):
        typed |= {f"found_{number}": finding["found"], f"reasons_{number}": finding["reasons"]}
    answer = client.post(reverse("authority:rule", args=[report.case_id, report.id]), typed)
    assert answer.status_code == 302, text_of(answer)
    after = text_of(client.get(answer["Location"]))
    assert "Decide what follows" in after
    follows = reverse("authority:consequence", args=[report.case_id, report.id])
    typed = {"kind": "imprisonment", "amount": "2 months", "reasons": "Why.", "decided_on": given["ruled_on"]}
    refused = client.post(follows, typed | {"credit": "38 days"})
    assert refused.status_code == 422 and "why nothing less" in text_of(refused).lower()
    assert client.post(follows, typed | {"credit": "38 days", "nothing_less": "Because."}).status_code == 302
