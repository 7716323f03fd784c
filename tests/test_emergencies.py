"""A record opened in an emergency: reason, password again, minutes, a second person, and the person told (47, 78)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from cases.access.decide import enter, roles_on, visible_to
from cases.access.gate import record_look
from cases.access.roles import ROLES, Act, Role
from cases.actions.emergencies import TRIES, open_in_emergency
from cases.disclosure.purposes import Purpose
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.tables import Action, Look
from cases.history.verify import verify
from cases.models import Alert, BreakGlass, CaseGrant, CaseRecord, Deadline, Incident, IncidentViewer
from cases.models.withholding import WithholdingGround
from cases.views.own_sections import own_record
from config.demo.cast import PASSWORD
from tests.test_restricted_records import excluded, restricted, second_manager
from tests.verbs import CALLS, Call, perform
from tests.verbs.restricted import WHY
from tests.visits import bare, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(47, 78)]
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def with_password(cast):
    """Two officers and a manager whose password is known."""
    for username in ("officer2", "officer3", "manager3"):
        user = cast.user(username)
        user.set_password(PASSWORD)
        user.save()


def sent(cast, family="Petrova", **changed):
    reference = cast.case(family).reference
    return {"reference": reference, "why": WHY, "ground": "", "password": PASSWORD} | changed


def opened(cast, by="officer3", family="Petrova", **given):
    call = Call(by, None, {"emergency_id": cast.case(family).id, "why": WHY} | given)
    return perform(cast, "break_glass.open", call)


def reviewed(cast, emergency, by="manager", **changed):
    given = {"break_glass_id": emergency.id, "version": emergency.version, "answer": "justified"}
    given |= {"reasons": "The child was found asleep.", "case_id": emergency.case_id}
    return perform(cast, "break_glass.review", Call(by, None, given | changed))


def test_after_the_interruption_number_reason_and_password_open_it_for_reading_alone(cast, with_password):
    case, client = cast.case("Petrova"), cast.client("officer3")
    assert page(client, "detail", case.id).status_code == 404
    first = text_of(page(client, "emergency"))
    assert "This cannot be taken back" in first and "30 minutes" in first
    assert "<form" not in first.partition("<main")[2].partition("</main>")[0]
    url = reverse("cases:emergency_open")
    answer = client.post(url, sent(cast))
    assert answer.status_code == 302 and answer["Location"] == reverse("cases:detail", args=[case.id])
    shown = text_of(page(client, "detail", case.id))
    assert "You read this in an emergency" in shown and WHY in shown
    assert roles_on(cast.at("officer3", timezone.now()), case.id) == {Role.EMERGENCY}
    assert page(client, "entry_add", case.id).status_code == 403
    with pytest.raises(PermissionDenied):
        enter(cast.at("officer3", timezone.now()), Act.KEEP_CASE, case.id)
    assert case.reference not in text_of(page(client, "list"))
    look = Look.objects.filter(root=case.id, actor_id=cast.user("officer3").pk).latest("id")
    assert look.capacity == Role.EMERGENCY
    assert verify() == []


def test_when_its_time_is_over_the_next_page_is_not_there(cast):
    emergency, case = opened(cast), cast.case("Petrova")
    assert emergency.closes_at - emergency.opened_at == 30 * MINUTE
    still, over = cast.now + 29 * MINUTE, cast.now + 30 * MINUTE
    assert enter(cast.at("officer3", still), Act.READ_CASE, case.id)
    with pytest.raises(Http404):
        enter(cast.at("officer3", over), Act.READ_CASE, case.id)
    assert not visible_to(CaseRecord.objects.filter(pk=case.id), cast.at("officer3", over), Act.READ_CASE).exists()
    assert Role.EMERGENCY not in cast.at("officer3", over).roles


def test_a_page_that_is_open_when_the_grant_ends_leads_nowhere(cast):
    emergency, client, case = opened(cast), cast.client("officer3"), cast.case("Petrova")
    there = page(client, "detail", case.id)
    assert there.status_code == 200
    grant = CaseGrant.objects.get(basis=f"emergency {emergency.id}")
    with recorded("test.clock", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
        grant.starts_at, grant.ends_at = cast.now - 31 * MINUTE, cast.now - MINUTE
        grant.save()
    assert reverse("cases:record", args=[case.id]) in text_of(there)
    assert page(client, "record", case.id).status_code == 404


@pytest.mark.rule(8)
def test_the_number_of_a_record_one_must_never_know_answers_as_one_that_never_was(cast, with_password):
    """officer2 is kept from Elena's record: same bytes, same entry in the ledger, and no way to tell."""
    client, url = cast.client("officer2"), reverse("cases:emergency_open")
    numbers = (cast.case("Petrova").reference, "2026-000000")
    answers = {number: client.post(url, sent(cast, reference=number)) for number in numbers}
    assert {answer.status_code for answer in answers.values()} == {422}
    known, unknown = (without_what_was_typed(answer, number) for number, answer in answers.items())
    assert known == unknown
    assert "No record can be opened with this number." in known and WHY in known
    assert f'value="{PASSWORD}"' not in known
    assert not BreakGlass.objects.filter(staff=cast.post("officer2")).exists()
    assert Action.objects.filter(verb="break_glass.try", root=cast.post("officer2").id).count() == 2


def without_what_was_typed(answer, number):
    """The page less the number that was typed."""
    return bare(answer).replace(number, "NUMBER")


def test_the_manager_of_the_record_hears_that_somebody_kept_from_it_tried(cast, with_password):
    cast.client("officer2").post(reverse("cases:emergency_open"), sent(cast))
    alert = Alert.objects.get(kind=Alert.Kind.KEPT_OUT)
    assert (alert.staff.user.username, alert.case_id) == ("officer2", cast.case("Petrova").id)
    assert "a record they may never know" in text_of(page(cast.client("manager"), "alerts"))
    assert not visible_to(Alert.objects.filter(pk=alert.pk), cast.at("officer2"), Act.MANAGE_UNIT).exists()


def test_a_wrong_password_opens_nothing_and_after_some_tries_one_waits(cast, with_password):
    url, client = reverse("cases:emergency_open"), cast.client("officer3")
    for _ in range(TRIES):
        answer = client.post(url, sent(cast, password="wrong"))
        assert answer.status_code == 422 and "This is not your password" in text_of(answer)
    late = client.post(url, sent(cast))
    assert late.status_code == 422 and "Too many vain tries" in text_of(late)
    assert WHY in text_of(late) and not BreakGlass.objects.filter(staff=cast.post("officer3"), why=WHY).exists()
    call = {"reference": cast.case("Petrova").reference, "password": PASSWORD, "why": WHY}
    later = cast.now + 2 * 60 * MINUTE
    assert open_in_emergency(by=cast.at("officer3", later), now=later, **call)


def test_a_reason_is_longer_than_a_word_and_a_record_one_reaches_needs_no_emergency(cast, with_password):
    url, client = reverse("cases:emergency_open"), cast.client("officer2")
    short = client.post(url, sent(cast, "Lindqvist", why="Urgent."))
    assert short.status_code == 422 and "so that somebody else can judge it" in text_of(short)
    known = client.post(url, sent(cast, "Meyer"))
    assert known.status_code == 422 and "without an emergency" in text_of(known)
    assert not Action.objects.filter(verb="break_glass.try").exists()


def test_only_officers_and_managers_open_in_an_emergency(cast):
    for username in ("records", "inspector", "person", "authority", "volunteer", "admin"):
        assert page(cast.client(username), "emergency").status_code == 403
        with pytest.raises((PermissionDenied, Http404)):
            opened(cast, by=username)


def test_an_exclusion_beats_an_emergency_that_is_open(cast):
    opened(cast)
    case, client = cast.case("Petrova"), cast.client("officer3")
    assert page(client, "detail", case.id).status_code == 200
    excluded(cast, "officer3", "Petrova")
    assert page(client, "detail", case.id).status_code == 404
    with pytest.raises(Http404):
        opened(cast)


def test_a_restricted_record_opens_in_an_emergency_and_one_who_is_named_looks_at_it(cast):
    second_manager(cast)
    restricted(cast)
    emergency = opened(cast)
    assert roles_on(cast.at("officer3"), emergency.case_id) == {Role.EMERGENCY}
    deadline = Deadline.objects.get(about=emergency.id)
    assert deadline.staff.user.username == "manager"
    with pytest.raises(Http404):
        reviewed(cast, emergency, by="deputy")


def test_whoever_opened_it_is_never_the_one_who_looks_at_it(cast):
    deputy = second_manager(cast)
    restricted(cast, "Petrova", "officer3")
    emergency = opened(cast, by="deputy")
    perform(cast, "restriction.name", named(cast, emergency, deputy))
    with pytest.raises(ValidationError, match="You opened this record yourself"):
        reviewed(cast, emergency, by="deputy")
    url = reverse("cases:emergency_review", args=[emergency.case_id, emergency.id])
    assert "You opened this record yourself" in text_of(cast.client("deputy").get(url))
    assert reviewed(cast, emergency).answer == "justified"
    with pytest.raises(ValidationError, match="decided already"):
        reviewed(cast, BreakGlass.objects.get(pk=emergency.pk))


def named(cast, emergency, user):
    restriction = emergency.case.restrictions.get(ends_at=None)
    return Call("manager", None, {"limits_id": emergency.case_id, "restriction_id": restriction.id, "user": user})


def test_a_manager_looks_at_it_on_a_page_with_what_was_looked_at(cast):
    emergency, case = opened(cast), cast.case("Petrova")
    assert page(cast.client("officer3"), "record", case.id).status_code == 200
    client = cast.client("manager")
    assert "Opened in an emergency" in text_of(page(client, "today"))
    url = reverse("cases:emergency_review", args=[case.id, emergency.id])
    assert "the record" in text_of(client.get(url)).split("What was looked at")[1]
    given = {"version": 1, "answer": "not_justified", "reasons": ""}
    assert client.post(url, given).status_code == 422
    stale = client.post(url, given | {"version": 0, "reasons": "Nobody was in danger."})
    assert stale.status_code == 409 and "Nobody was in danger." in text_of(stale)
    assert client.post(url, given | {"reasons": "Nobody was in danger."}).status_code == 302
    assert not Deadline.objects.filter(about=emergency.id, met_at=None).exists()
    assert page(cast.client("officer3"), "detail", case.id).status_code == 404


def test_what_was_not_justified_is_an_incident_with_what_was_looked_at(cast):
    emergency, case = opened(cast), cast.case("Petrova")
    for name in ("detail", "record"):
        page(cast.client("officer3"), name, case.id)
    later = BreakGlass.objects.get(pk=emergency.pk)
    reviewed(cast, later, answer="not_justified", reasons="Nobody was in danger.")
    incident = Incident.objects.get(about=emergency.id)
    assert (incident.fault, incident.found_by.user.username) == (Incident.OPENED, "manager")
    viewer = IncidentViewer.objects.get(incident=incident)
    assert (viewer.name, viewer.capacity, viewer.looks) == ("Greta Holm", Role.EMERGENCY, 2)
    said = text_of(page(cast.client("inspector"), "incident", incident.id))
    assert "an emergency that was none" in said and "Greta Holm" in said and "Taken out on" not in said


def looked(cast, emergency):
    looking = cast.at("officer3", cast.now + MINUTE)
    looking.shown_roots.add(emergency.case_id)
    record_look(looking, Purpose.SUPERVISION, "record", Role.EMERGENCY, root=emergency.case_id)


def own_section(cast, moment=None):
    door = enter(cast.at("person", moment), Act.READ_OWN, cast.case("Verhaal").id)
    return next(section for section in own_record(door) if section.key == "emergencies")


@pytest.mark.rule(45)
def test_the_person_reads_that_it_was_opened_when_and_what_came_of_it(cast):
    emergency = opened(cast, family="Verhaal")
    looked(cast, emergency)
    client = cast.client("person")
    said = text_of(client.get(reverse("my:looks")))
    assert "reader in an emergency" in said.lower()
    (item,) = own_section(cast).items
    assert item.fact("opened_at") == cast.now and item.fact("answer") == "not yet"
    reviewed(cast, emergency)
    (item,) = own_section(cast).items
    assert item.fact("answer") == "justified"
    record = text_of(client.get(reverse("my:record")))
    assert "opened in an emergency" in record and WHY not in record and "Greta Holm" not in record


@pytest.mark.rule(45)
def test_hidden_on_a_ground_nothing_of_it_shows_until_its_day_has_passed(cast):
    before = bare(cast.client("person").get(reverse("my:record")))
    ground = WithholdingGround.objects.filter(may_hide=True).earliest("code")
    emergency = opened(cast, family="Verhaal", hide_on=ground)
    looked(cast, emergency)
    page_looks, client = reverse("my:looks"), cast.client("person")
    assert not own_section(cast).items
    assert "emergency" not in text_of(client.get(page_looks)).lower()
    assert bare(client.get(reverse("my:record"))) == before
    cast.client("manager").get(reverse("cases:emergency_review", args=[emergency.case_id, emergency.id]))
    assert "emergency" not in text_of(client.get(page_looks)).lower()
    until = localdate(cast.now) + 20 * DAY
    emergency = reviewed(cast, emergency, hidden_until=until)
    assert not own_section(cast, cast.now + 20 * DAY).items
    assert own_section(cast, cast.now + 21 * DAY).items


@pytest.mark.rule(45)
def test_without_a_ground_it_cannot_be_hidden_and_never_for_ever(cast):
    emergency = opened(cast, family="Verhaal")
    with pytest.raises(ValidationError, match="No ground was given"):
        reviewed(cast, emergency, hidden_until=localdate(cast.now) + DAY)
    announced = WithholdingGround.objects.filter(may_hide=False).earliest("code")
    with pytest.raises(ValidationError, match="nothing can be hidden"):
        opened(cast, family="Meyer", hide_on=announced)
    ground = WithholdingGround.objects.filter(may_hide=True).earliest("code")
    hidden = opened(cast, family="Haddad", hide_on=ground)
    with pytest.raises(ValidationError, match="day to come"):
        reviewed(cast, hidden, hidden_until=localdate(cast.now))
    assert reviewed(cast, hidden).hidden_until is None


def test_whoever_reads_in_an_emergency_may_do_nothing_else():
    assert ROLES[Role.EMERGENCY].acts == {Act.READ_CASE, Act.USE_SERVICE}
    assert CALLS["break_glass.open"]
