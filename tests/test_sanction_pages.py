"""The pages of a sanction, as the officer, the manager, the court and the person meet them."""

import datetime
import re

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from cases.access.decide import enter
from cases.access.roles import Act
from cases.access.visitor import Visitor
from cases.composition import Item, composition
from cases.deadlines.lists import overdue_in
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Look
from cases.models import Entry, OthersSegment, Person, User
from sanctions.actions.hours import record_session
from sanctions.models import (
    Acknowledgement,
    Allegation,
    AllegedFailure,
    Application,
    ApplicationComment,
    ApplicationDecision,
    Appointment,
    Comment,
    Condition,
    ConditionType,
    Consequence,
    DecidingAuthority,
    Decision,
    FactFinding,
    FactRequest,
    Hearing,
    HourLine,
    NonComplianceReport,
    OrderQuery,
    PersonConsent,
    Placement,
    ReparationLine,
    ReportPassage,
    Ruling,
    RulingDelivery,
    Sanction,
    SanctionType,
    ServiceView,
)
from tests.test_appointments import booked, met, outcome  # noqa: F401 (met is a fixture)
from tests.test_orders import condition, order, settle

# The log-in, the gate's query, three of the page, and the recorded look; the session has its own.
AT_MOST = 6


def text_of(response) -> str:
    """What people read on a page, its tags and spaces taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def queries_for(client, path) -> int:
    """How many queries a page takes, besides the session's own."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    own = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return sum(1 for query in seen if not query["sql"].startswith(own) and "django_session" not in query["sql"])


def page(name, *keys):
    return reverse(name, args=keys)


def every_page(cast):
    """Every page about one case, with which role may open it."""
    case = cast.case("Petrova")
    hours = Condition.objects.get(case=case, condition_type__measure="hours")
    recorded = Appointment.objects.filter(case=case).exclude(outcome="").first()
    waiting = Appointment.objects.filter(case=case, outcome="").first()
    received = order(cast, case)
    typed = condition(cast, received, "report-weekly", 1)
    line = HourLine.objects.filter(condition=hours).first()
    reading = [("overview", ()), ("appointments", ()), ("hours", (hours.id,))]
    keeping = [
        ("new", ()),
        ("settle", (received.id,)),
        ("edit", (received.id,)),
        ("condition_add", (received.id,)),
        ("condition_edit", (typed.id,)),
        ("appointment_new", ()),
        ("outcome", (waiting.id,)),
        ("outcome_change", (recorded.id,)),
        ("hours_new", (hours.id,)),
        ("hours_correct", (line.id,)),
    ]
    return [
        (page(f"sanctions:{name}", case.id, *keys), not_read)
        for rows, not_read in ((reading, False), (keeping, True))
        for name, keys in rows
    ]


def test_the_officer_opens_every_page_and_nobody_else_more_than_their_part(cast):
    officer, manager, stranger = cast.client("officer"), cast.client("manager"), cast.client("officer3")
    for path, keeping in every_page(cast):
        assert officer.get(path).status_code == 200, path
        assert manager.get(path).status_code == (403 if keeping else 200), path
        assert stranger.get(path).status_code == 404, path
        assert cast.client("authority").get(path).status_code == 404, path
        assert cast.client().get(path).status_code == 302, path


def test_records_of_another_case_do_not_exist_under_this_one(cast):
    officer, case = cast.client("officer"), cast.case("Petrova")
    other = cast.case("Verhaal")
    appointment = Appointment.objects.filter(case=other).exclude(outcome="").first()
    hours = Condition.objects.get(case=other, condition_type__measure="hours")
    line = HourLine.objects.filter(case=other).first()
    for name, key in (("outcome_change", appointment.id), ("outcome", appointment.id), ("hours", hours.id)):
        assert officer.get(page(f"sanctions:{name}", case.id, key)).status_code == 404
    assert officer.get(page("sanctions:hours_correct", case.id, line.id)).status_code == 404


@pytest.mark.rule(15, 28, 62)
def test_the_overview_tells_each_condition_its_rule_and_what_is_not_explained(cast):
    read = text_of(cast.client("officer").get(page("sanctions:overview", cast.case("Verhaal").id)))
    assert "19 of 21 meetings kept" in read
    assert "74 of 120 hours" in read
    assert "Absences with a good reason, and meetings the service called off, are not counted." in read
    assert "Last updated" in read
    assert "2 failures count in the 12 months since" in read
    assert "2 unacceptable failures within 12 months propose a report. The officer decides" in read
    assert "Marie Dumont" in read
    assert "Interpreter: Odile Perrin." in read
    untold = text_of(cast.client("officer").get(page("sanctions:overview", cast.case("Haddad").id)))
    assert "Not explained to the person yet" in untold


def test_the_overview_speaks_the_visitors_language(cast):
    case = cast.case("Verhaal")
    read = text_of(cast.client("officer", "fr").get(page("sanctions:overview", case.id)))
    assert "Mesure de probation" in read
    assert "Supervision order" not in read


def _typed(cast, **changes):
    today = localdate(cast.now)
    typed = {
        "authority": str(cast.court.id),
        "reference": "DC-N 2026/1001",
        "decided_on": today.isoformat(),
        "offence": "Theft",
        "considered": "",
        "sanction_type": str(SanctionType.objects.get(code="supervision-order").id),
        "starts_on": today.isoformat(),
        "ends_on": (today + datetime.timedelta(days=365)).isoformat(),
    }
    return typed | changes


@pytest.mark.rule(3, 14, 15, 21, 22)
def test_an_order_is_recorded_condition_by_condition_checked_and_put_in_force(cast):
    officer, case = cast.client("officer"), cast.case("Petrova")
    answer = officer.post(page("sanctions:new", case.id), _typed(cast))
    sanction = Sanction.objects.get(decision__reference="DC-N 2026/1001")
    add = page("sanctions:condition_add", case.id, sanction.id)
    assert answer.url == add
    weekly = ConditionType.objects.get(code="report-weekly").id
    typed = {"condition_type": weekly, "wording": "Shall report every week.", "amount": 1}
    assert officer.post(add, typed | {"another": "1"}).url == add
    assert "Meet your officer: a meeting every week" in text_of(officer.get(add))
    apart = {
        "condition_type": ConditionType.objects.get(code="no-contact").id,
        "wording": "Shall not contact the injured party.",
        "protected_person": "Marie Dumont",
    }
    check = page("sanctions:settle", case.id, sanction.id)
    assert officer.post(add, apart).url == check
    shown = text_of(officer.get(check))
    assert "Put in force" in shown
    assert "This does not fit" not in shown
    assert officer.post(check, {"version": 1}).url == page("sanctions:overview", case.id)
    assert Sanction.objects.get(pk=sanction.pk).state == Sanction.State.IN_FORCE


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decided_on": "2099-01-01"}, "decided_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"reference": ""}, "reference"),
        ({"starts_on": "soon"}, "starts_on"),
    ],
)
def test_what_is_typed_wrongly_is_refused_at_its_field_and_kept(cast, change, field):
    case = cast.case("Petrova")
    answer = cast.client("officer").post(page("sanctions:new", case.id), _typed(cast, offence="Fraud twice", **change))
    assert answer.status_code == 422
    body = answer.content.decode()
    assert f'id="id_{field}_error"' in body
    assert "Fraud twice" in body
    assert not Sanction.objects.filter(decision__offence="Fraud twice").exists()


@pytest.mark.parametrize(
    ("code", "fields", "field"),
    [
        ("community-service", {}, "amount"),
        ("community-service", {"amount": 0}, "amount"),
        ("community-service", {"amount": -5}, "amount"),
        ("community-service", {"amount": 30_000}, "amount"),
        ("report-weekly", {"amount": 99}, "amount"),
        ("no-contact", {"amount": 3, "protected_person": "Marie Dumont"}, "amount"),
        ("no-contact", {}, "protected_person"),
        ("no-contact", {"protected_person": "Marie Dumont, 17 Orchard Lane"}, "protected_person"),
    ],
)
@pytest.mark.rule(8, 15)
def test_a_condition_that_makes_no_sense_or_carries_an_address_is_refused_at_its_field(cast, code, fields, field):
    case = cast.case("Petrova")
    sanction = order(cast, case)
    typed = {"condition_type": ConditionType.objects.get(code=code).id, "wording": "As decided."} | fields
    answer = cast.client("officer").post(page("sanctions:condition_add", case.id, sanction.id), typed)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not sanction.conditions.exists()


@pytest.mark.rule(2, 14)
def test_an_amount_the_law_does_not_allow_is_no_slip_but_a_doubt(cast):
    officer, case = cast.client("officer"), cast.case("Petrova")
    sanction = order(cast, case)
    typed = {"condition_type": ConditionType.objects.get(code="community-service").id, "wording": "W", "amount": 360}
    check = officer.post(page("sanctions:condition_add", case.id, sanction.id), typed).url
    shown = text_of(officer.get(check))
    assert "This does not fit" in shown
    assert "the order says 360; the law allows 40 to 300" in shown
    assert "keep it as received and ask District Court North" in shown
    assert "Put in force" not in shown
    officer.post(check, {"version": 1})
    assert Sanction.objects.get(pk=sanction.pk).state == Sanction.State.QUERIED
    told = text_of(officer.get(page("sanctions:overview", case.id)))
    assert "It does not bind the person yet" in told
    assert "the order says 360" in told


def test_two_who_correct_the_same_order_see_both_texts(cast):
    officer, case = cast.client("officer"), cast.case("Petrova")
    sanction = order(cast, case)
    typed = condition(cast, sanction, "community-service", 100)
    path = page("sanctions:condition_edit", case.id, typed.id)
    given = {
        "condition_type": typed.condition_type_id,
        "wording": "The first one's words.",
        "amount": 100,
        "version": 1,
    }
    assert officer.post(path, given).status_code == 302
    answer = officer.post(path, given | {"wording": "The second one's words."})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "The first one&#39;s words." in shown
    assert "The second one&#39;s words." in shown
    assert 'name="version" value="2"' in shown
    assert officer.post(path, given | {"wording": "Agreed words.", "version": 2}).status_code == 302
    assert Condition.objects.get(pk=typed.pk).wording == "Agreed words."


def test_an_order_settled_on_a_page_that_is_out_of_date_is_shown_again(cast):
    officer, case = cast.client("officer"), cast.case("Petrova")
    sanction = order(cast, case)
    condition(cast, sanction, "report-weekly", 1)
    answer = officer.post(page("sanctions:settle", case.id, sanction.id), {"version": 7})
    assert "Somebody changed this order meanwhile" in text_of(answer)
    assert Sanction.objects.get(pk=sanction.pk).state == Sanction.State.RECEIVED


@pytest.mark.rule(2, 14, 26)
def test_the_court_finds_its_queries_answers_one_and_sees_what_follows(cast):
    court, case = cast.client("authority"), cast.case("Brandt")
    assert page("authority:queries") in court.get(page("authority:home")).content.decode()
    inbox = text_of(court.get(page("authority:queries")))
    assert "Jonas Brandt" in inbox
    assert "the order says 360; the law allows 40 to 300" in inbox
    query = OrderQuery.objects.get(case=case)
    path = page("authority:query", case.id, query.id)
    shown = text_of(court.get(path))
    assert "30 January 1979" in shown
    assert "Criminal damage" in shown
    assert court.post(path, {"answer": "confirmed"}).status_code == 422
    assert court.post(path, {"answer": "confirmed", "answer_text": "Section 20(3) allows it."}).url == path
    assert Sanction.objects.get(case=case).state == Sanction.State.IN_FORCE
    assert "The order is in force." in text_of(court.get(path))
    assert "Section 20(3) allows it." in text_of(cast.client("officer").get(page("sanctions:overview", case.id)))


@pytest.mark.rule(8, 47)
def test_of_a_queried_case_the_court_sees_nothing_but_the_query(cast):
    court, case = cast.client("authority"), cast.case("Brandt")
    for name in ("sanctions:overview", "sanctions:appointments", "cases:detail", "cases:record"):
        assert court.get(page(name, case.id)).status_code == 403, name
    query = OrderQuery.objects.get(case=case)
    assert cast.client("officer").get(page("authority:query", case.id, query.id)).status_code == 403
    assert "version" not in court.get(page("authority:query", case.id, query.id)).content.decode()


def test_a_query_to_another_authority_does_not_exist_for_this_one(cast):
    case = cast.case("Brandt")
    sanction = order(cast, case, days=300, authority=DecidingAuthority.objects.get(kind="prosecutor"))
    condition(cast, sanction, "report-weekly", 1)
    settle(cast, sanction)
    query = OrderQuery.objects.get(sanction=sanction)
    court = cast.client("authority")
    assert court.get(page("authority:query", case.id, query.id)).status_code == 404
    assert str(query.id) not in court.get(page("authority:queries")).content.decode()


@pytest.mark.rule(2)
def test_a_manager_writes_why_an_order_on_somebody_too_young_binds(cast):
    manager, case = cast.client("manager"), cast.case("Visser")
    sanction = Sanction.objects.get(case=case)
    path = page("sanctions:bind", case.id, sanction.id)
    assert "CM/Rec(2008)11" in text_of(manager.get(path))
    assert cast.client("officer").get(path).status_code == 403
    assert manager.post(path, {"because": "", "version": sanction.version}).status_code == 422
    manager.post(path, {"because": "Tried as an adult.", "version": sanction.version})
    assert Sanction.objects.get(case=case).binds_because == "Tried as an adult."


@pytest.mark.rule(43, 63, 64)
def test_an_outcome_is_recorded_with_everything_on_one_page(cast, met):  # noqa: F811
    officer = cast.client("officer")
    path = page("sanctions:outcome", met.case_id, met.id)
    form = officer.get(path).content.decode()
    assert form.index('value="complied"') < form.index('value="acceptable"') < form.index('value="unacceptable"')
    assert not re.search(r'name="(outcome|measure)"[^>]*checked', form)
    assert 'value="Room 3"' in form
    typed = {"version": 1, "outcome": "unacceptable", "note": "Did not come.", "next_place": "Room 3"}
    refused = officer.post(path, typed)
    assert refused.status_code == 422
    assert 'id="id_measure_error"' in refused.content.decode()
    assert "Did not come." in refused.content.decode()
    soon = localdate(cast.now) + datetime.timedelta(days=5)
    typed |= {"measure": "warning", "respond_by": soon.isoformat()}
    typed |= {"others_text": "Her mother called.", "others_about": "family"}
    typed |= {"next_starts_at": f"{soon}T10:00", "next_kind": "office"}
    assert officer.post(path, typed).url == page("sanctions:appointments", met.case_id)
    kept = Appointment.objects.get(pk=met.pk)
    assert (kept.outcome, kept.measure, kept.respond_by) == ("unacceptable", "warning", soon)
    assert OthersSegment.objects.get(entry=kept.entry_id).text == "Her mother called."
    assert Appointment.objects.filter(case=met.case_id, starts_at__date=soon).exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"outcome": "acceptable"}, "excuse"),
        ({"outcome": "rescheduled"}, "next_starts_at"),
        ({"outcome": "complied", "others_text": "The sister."}, "others_about"),
        ({"outcome": "complied", "next_starts_at": "2020-01-01T10:00", "next_kind": "office"}, "next_starts_at"),
        ({"outcome": "unacceptable", "measure": "warning"}, "respond_by"),
        ({"outcome": "complied", "note": "x" * 11_001}, "note"),
        ({}, "outcome"),
    ],
)
def test_an_outcome_that_lacks_something_is_refused_at_its_field(cast, met, typed, field):  # noqa: F811
    path = page("sanctions:outcome", met.case_id, met.id)
    answer = cast.client("officer").post(path, {"version": 1, "next_place": "Room 3"} | typed)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert Appointment.objects.get(pk=met.pk).outcome == ""


def test_what_an_outcome_does_not_call_for_is_not_kept(cast, met):  # noqa: F811
    soon = (localdate(cast.now) + datetime.timedelta(days=5)).isoformat()
    typed = {"version": 1, "outcome": "complied", "measure": "warning", "excuse": "medical", "respond_by": soon}
    cast.client("officer").post(page("sanctions:outcome", met.case_id, met.id), typed)
    kept = Appointment.objects.get(pk=met.pk)
    assert (kept.outcome, kept.measure, kept.excuse, kept.respond_by) == ("complied", "", "", None)


def test_before_its_time_an_appointment_is_only_excused_or_moved_on_the_page(cast):
    appointment = booked(cast, cast.case("Petrova"))
    path = page("sanctions:outcome", appointment.case_id, appointment.id)
    form = cast.client("officer").get(path).content.decode()
    assert re.findall(r'name="outcome" value="(\w+)"', form) == ["acceptable", "rescheduled"]
    assert cast.client("officer").post(path, {"version": 1, "outcome": "complied"}).status_code == 422


def test_two_who_record_an_outcome_see_both(cast, met):  # noqa: F811
    officer = cast.client("officer")
    outcome(cast, met, "evidence_awaited")
    path = page("sanctions:outcome", met.case_id, met.id)
    answer = officer.post(path, {"version": 1, "outcome": "complied", "note": "Came late."})
    assert answer.status_code == 409
    shown = text_of(answer)
    assert "Somebody saved first" in shown
    assert "Did not come, evidence awaited" in shown
    assert "Came late." in answer.content.decode()


def test_an_outcome_is_changed_with_its_reason(cast, met):  # noqa: F811
    officer = cast.client("officer")
    outcome(cast, met, "unacceptable", measure="none")
    assert officer.get(page("sanctions:outcome", met.case_id, met.id)).status_code == 302
    path = page("sanctions:outcome_change", met.case_id, met.id)
    typed = {"version": 2, "outcome": "acceptable", "excuse": "medical"}
    refused = officer.post(path, typed)
    assert 'id="id_reason_error"' in refused.content.decode()
    assert officer.post(path, typed | {"reason": "A certificate came."}).status_code == 302
    kept = Appointment.objects.get(pk=met.pk)
    assert (kept.outcome, kept.version) == ("acceptable", 3)
    assert "A certificate came." in Entry.objects.get(pk=kept.entry_id).text


@pytest.mark.rule(39, 40)
def test_hours_are_written_down_and_corrected_on_the_pages(cast):
    officer, case = cast.client("officer"), cast.case("Petrova")
    work = Condition.objects.get(case=case, condition_type__measure="hours")
    yesterday = localdate(cast.now) - datetime.timedelta(days=1)
    typed = {"worked_on": yesterday.isoformat(), "started": "08:00", "ended": "12:00", "minutes_not_worked": "30"}
    lines = page("sanctions:hours", case.id, work.id)
    assert officer.post(page("sanctions:hours_new", case.id, work.id), typed).url == lines
    assert "51 h 30 min of 60 h credited, 8 h 30 min left." in text_of(officer.get(lines))
    line = HourLine.objects.latest("id")
    correct = page("sanctions:hours_correct", case.id, line.id)
    assert officer.post(correct, {"hours": 4, "minutes": 0, "was": 210}).status_code == 422
    assert officer.post(correct, {"hours": 4, "minutes": 0, "was": 210, "note": "No break."}).url == lines
    shown = text_of(officer.get(lines))
    assert "52 h of 60 h credited, 8 h left." in shown
    assert "+30 min" in shown
    late = officer.post(correct, {"hours": 1, "minutes": 0, "was": 210, "note": "Late."})
    assert "Somebody corrected this session meanwhile" in text_of(late)
    assert 'name="was" value="240"' in late.content.decode()


@pytest.mark.rule(23)
def test_after_the_last_day_the_state_is_ended_without_anybody_doing_anything(cast):
    case = cast.case("Meyer")
    ended = cast.case("Petrova")
    sanction = order(cast, ended, days=200, decided=-210)
    condition(cast, sanction, "report-weekly", 1)
    settle(cast, sanction)
    shown = text_of(cast.client("officer").get(page("sanctions:overview", ended.id)))
    assert "duties stopped by themselves on" in shown
    assert Sanction.objects.get(pk=sanction.pk).state == Sanction.State.IN_FORCE
    assert "duties stopped" not in text_of(cast.client("manager").get(page("sanctions:overview", case.id)))


def _many(cast, case, work):
    """Twenty more appointments and lines than were there."""
    for number in range(1, 21):
        booked(cast, case, days=number)
        record_session(
            by=cast.at("officer"),
            now=cast.now,
            case_id=case.id,
            condition_id=work.id,
            worked_on=localdate(cast.now) - datetime.timedelta(days=number),
            started=datetime.time(8),
            ended=datetime.time(8, 10),
        )


def test_lists_take_the_same_few_queries_however_long_they_are(cast):
    officer, case = cast.client("officer"), cast.case("Verhaal")
    work = Condition.objects.get(case=case, condition_type__measure="hours")
    paths = [page("sanctions:appointments", case.id), page("sanctions:hours", case.id, work.id)]
    before = [queries_for(officer, path) for path in paths]
    _many(cast, case, work)
    assert [queries_for(officer, path) for path in paths] == before
    assert max(before) <= AT_MOST + 2  # the placements beside the hours, and what the person disagrees with


def test_the_courts_inbox_takes_the_same_few_queries_however_long_it_is(cast):
    court = cast.client("authority")
    before = queries_for(court, page("authority:queries"))
    for number in range(5):
        sanction = order(cast, cast.case("Petrova"), days=100 + number)
        condition(cast, sanction, "report-weekly", 1)
        settle(cast, sanction)
    assert queries_for(court, page("authority:queries")) == before <= AT_MOST


def test_a_long_list_goes_on_by_key_and_loses_nothing(cast):
    officer, case = cast.client("officer"), cast.case("Verhaal")
    path = page("sanctions:appointments", case.id)
    first = officer.get(path).content.decode()
    older = re.search(r'rel="next" href="(\?[^"]+)"', first).group(1)
    second = officer.get(path + older.replace("&amp;", "&")).content.decode()
    past = Appointment.objects.filter(case=case).exclude(outcome="")
    changes = [re.findall(r"appointments/([0-9a-f-]+)/change/", body) for body in (first, second)]
    assert sorted(changes[0] + changes[1]) == sorted(str(row.id) for row in past)


def test_the_look_of_the_court_names_every_case_it_was_shown(cast):
    cast.client("authority").get(page("authority:queries"))
    look = Look.objects.latest("id")
    assert look.kind == "orders"
    shown = OrderQuery.objects.filter(answer="", authority=cast.court)
    assert set(look.roots) == {str(query.case_id) for query in shown}


@pytest.mark.rule(15, 30, 61)
def test_the_person_reads_each_condition_in_plain_words_with_its_rule(cast):
    answer = cast.client("person").get(page("my:conditions"))
    read = text_of(answer)
    assert "Come to the meetings with your probation officer" in read
    assert "74 of 120 hours" in read
    assert "How it is counted: The sum of all session lines" in read
    assert "On that day all your duties stop by themselves." in read
    assert "Marie Dumont" in read
    assert "What does this mean?" in read
    french = text_of(cast.client("person", "fr").get(page("my:conditions")))
    assert "Venez aux entretiens avec votre agent de probation" in french


def test_only_the_person_and_who_acts_for_them_read_their_conditions(cast):
    statuses = {
        name: cast.client(name).get(page("my:conditions")).status_code for name in ("representative", "officer")
    }
    assert statuses == {"representative": 200, "officer": 404}


def test_the_days_work_of_the_officer_lists_what_is_to_record_in_one_query(cast, django_assert_num_queries):
    visitor = cast.at("officer")
    assert visitor.may("keep_case")
    work = next(source for source in composition.work if source.__name__ == "appointments_to_do")
    with django_assert_num_queries(1):
        items = work(visitor)
    listed = {item.url for item in items if item.url.endswith("/outcome/")}
    theirs = Appointment.objects.filter(outcome="", case__assignments__user=visitor.user_id)
    week = theirs.filter(starts_at__lt=cast.now + datetime.timedelta(days=7))
    assert listed == {page("sanctions:outcome", row.case_id, row.id) for row in week}
    assert listed
    assert work(cast.at("manager")) == []


@pytest.mark.rule(43, 73)
def test_the_team_sees_outcomes_that_are_missing_in_its_own_unit_alone(cast):
    team = next(source for source in composition.team if source.__name__ == "appointments_overdue")
    manager, other = cast.at("manager"), cast.at("manager3")
    found = team(manager, manager.units("manager"))
    assert "Lukas Meyer" in {item.person for item in found}
    assert "Sofia Lindqvist" not in {item.person for item in found}
    assert all(item.overdue for item in found)
    assert team(other, other.units("manager")) == []
    assert team(other, manager.units("manager")) == []


@pytest.mark.rule(14)
def test_the_team_sees_a_query_the_court_has_not_answered_in_time(cast):
    manager = cast.at("manager")
    assert not [item for item in overdue_in(manager, manager.units("manager")) if "query" in item.title]
    later = cast.at("manager", cast.now + datetime.timedelta(days=30))
    waiting = [item for item in overdue_in(later, later.units("manager")) if "query" in item.title]
    assert {item.person for item in waiting} == {"Jonas Brandt", "Noah Visser"}


def _panels(door):
    """The person's home panels of this floor, as the page shows them, read as one text."""
    env = engines["jinja2"].env
    made = [make(door) for make in composition.own_home if make.__module__ == "sanctions.views.panels"]
    return " ".join(
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", env.get_template(panel.template).render(panel=panel.context)))
        for panel in made
        if panel
    )


@pytest.mark.rule(15, 30)
def test_the_persons_home_says_what_is_next_and_what_is_left(cast):
    case = cast.case("Verhaal")
    shown = _panels(enter(cast.at("person"), Act.READ_OWN, case.id))
    appointment = Appointment.objects.get(case=case, outcome="")
    assert f"{appointment.starts_at:%Y}" in shown
    assert "Meeting at the office with Ines Marlow, 12 Mill Street, room 3." in shown
    assert "An interpreter for French is to be there." in shown
    assert "46 hours left" in shown
    assert "All your duties end on" in shown


@pytest.mark.rule(64)
def test_after_a_failure_the_persons_home_says_calmly_what_it_means_and_until_when_to_answer(cast, met):  # noqa: F811
    case = cast.case("Petrova")
    own = visitor_as_person(cast, case)
    assert "You missed" not in _panels(enter(own(), Act.READ_OWN, case.id))
    soon = localdate(cast.now) + datetime.timedelta(days=5)
    kept = outcome(cast, met, "unacceptable", measure="warning", respond_by=soon)
    shown = _panels(enter(own(), Act.READ_OWN, case.id))
    assert "You missed an appointment on" in shown
    assert "This alone decides nothing." in shown
    assert "You can answer until" in shown
    assert "Only the court can change your sanction, and it hears you before." in shown
    outcome_changed = {"version": kept.version, "outcome": "acceptable", "excuse": "medical", "reason": "Certificate."}
    cast.client("officer").post(page("sanctions:outcome_change", case.id, met.id), outcome_changed)
    assert "You missed" not in _panels(enter(own(), Act.READ_OWN, case.id))


def visitor_as_person(cast, case):
    """Gives the person of a case a log-in of their own; the visitor it makes is new each time."""
    user = User.objects.create_user("elena")
    person = Person.objects.get(pk=case.person_id)
    person.user = user
    with recorded("person.activate", by=SYSTEM_ACTOR, now=cast.now, root=person.id, ground="test"):
        person.save()
    return lambda: Visitor(user, cast.now)


@pytest.mark.rule(45)
def test_the_persons_own_record_holds_every_piece_of_this_floor_and_of_no_other_case(cast):
    case = cast.case("Verhaal")
    door = enter(cast.at("person"), Act.READ_OWN, case.id)
    made = [make(door) for make in composition.own_sections if make.__module__ == "sanctions.views.own_sections"]
    models = {
        "decisions": Decision,
        "sanctions": Sanction,
        "conditions": Condition,
        "consents": PersonConsent,
        "acknowledgements": Acknowledgement,
        "order_queries": OrderQuery,
        "appointments": Appointment,
        "placements": Placement,
        "hours": HourLine,
        "reparation": ReparationLine,
        "failures": AllegedFailure,
        "reports": NonComplianceReport,
        "allegations": Allegation,
        "passages": ReportPassage,
        "comments": Comment,
        "fact_requests": FactRequest,
        "hearings": Hearing,
        "rulings": Ruling,
        "findings": FactFinding,
        "consequences": Consequence,
        "deliveries": RulingDelivery,
        "applications": Application,
        "service_views": ServiceView,
        "application_comments": ApplicationComment,
        "application_decisions": ApplicationDecision,
    }
    assert [section.key for section in made] == list(models)
    for section in made:
        expected = set(models[section.key].objects.filter(case=case).values_list("id", flat=True))
        assert {item.key if isinstance(item, Item) else item.id for item in section.items} == expected, section.key


@pytest.mark.rule(13, 92)
def test_an_inspector_reads_what_the_officer_reads_and_finds_nothing_to_press(cast):
    case = cast.case("Verhaal")
    inspector = cast.client("inspector")
    for name in ("sanctions:overview", "sanctions:appointments"):
        body = inspector.get(page(name, case.id)).content.decode()
        assert "Book an appointment" not in body
        assert "Change the outcome" not in body
    assert inspector.get(page("sanctions:new", case.id)).status_code == 403
    assert inspector.get(page("sanctions:overview", cast.case("Lindqvist").id)).status_code == 404
