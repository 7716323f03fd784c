"""Orders that do not fit: kept as received, asked back, answered by the court or bound by a manager (rule 2)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.timezone import localdate

from cases.models import Jurisdiction, Person
from sanctions.actions.imposing import (
    add_condition,
    amend_condition,
    amend_sanction,
    answer_query,
    bind_order,
    record_sanction,
    settle_order,
)
from sanctions.models import (
    Condition,
    ConditionType,
    DecidingAuthority,
    Decision,
    OrderQuery,
    Sanction,
    SanctionType,
)
from sanctions.policies import doubts

State = Sanction.State


def order(cast, case, *, days=365, kind="supervision-order", authority=None, decided=-3, replaces=None):
    """A decision and its sanction, as the officer copies them from the paper."""
    today = localdate(cast.now)
    decided_on = today + datetime.timedelta(days=decided)
    decision = {
        "authority": authority or cast.court,
        "reference": f"X {days}/{kind}/{decided}",
        "decided_on": decided_on,
        "offence": "Theft",
        "considered": "",
    }
    sanction = {
        "sanction_type": SanctionType.objects.get(code=kind),
        "starts_on": decided_on,
        "ends_on": decided_on + datetime.timedelta(days=days),
    }
    given = {"decision": decision, "sanction": sanction, "replaces": replaces}
    return record_sanction(by=cast.at("officer"), now=cast.now, case_id=case.id, **given)


def condition(cast, sanction, code, amount=None, **fields):
    return add_condition(
        by=cast.at("officer"),
        now=cast.now,
        case_id=sanction.case_id,
        sanction_id=sanction.id,
        condition_type=ConditionType.objects.get(code=code),
        wording="As the decision says.",
        amount=amount,
        **fields,
    )


def settle(cast, sanction):
    return settle_order(
        by=cast.at("officer"), now=cast.now, case_id=sanction.case_id, sanction_id=sanction.id, version=sanction.version
    )


def found(sanction):
    fresh = Sanction.objects.select_related("case__person", "decision__authority", "sanction_type").get(pk=sanction.pk)
    conditions = fresh.conditions.select_related("condition_type")
    return [doubt.kind.value for doubt in doubts(fresh, conditions, Jurisdiction.objects.get())]


@pytest.fixture
def case(cast):
    return cast.case("Petrova")


@pytest.mark.rule(2, 14, 15, 16, 53)
@pytest.mark.parametrize(
    ("given", "code", "amount", "expected"),
    [
        ({}, "report-weekly", 1, []),
        ({"days": 180}, "report-weekly", 8, []),
        ({"days": 179}, "report-weekly", 1, ["bounds"]),
        ({"days": 1096}, "community-service", 300, []),
        ({"days": 1097}, "report-weekly", 1, ["bounds"]),
        ({}, "community-service", 39, ["bounds"]),
        ({}, "community-service", 301, ["bounds"]),
        ({"kind": "community-service-order", "days": 300}, "no-contact", None, ["condition"]),
        ({"kind": "release-on-conditions", "days": 90}, "community-service", 80, ["condition"]),
        ({"kind": "community-service-order", "days": 400}, "community-service", 320, ["bounds", "bounds"]),
    ],
)
def test_everything_that_does_not_fit_is_found_and_nothing_else(cast, case, given, code, amount, expected):
    sanction = order(cast, case, **given)
    condition(cast, sanction, code, amount, protected_person="Marie Dumont" if code == "no-contact" else "")
    assert found(sanction) == expected


@pytest.mark.rule(16, 53)
@pytest.mark.parametrize(("kind", "expected"), [("release-on-conditions", []), ("supervision-order", ["power"])])
def test_an_authority_without_the_power_is_a_doubt(cast, case, kind, expected):
    prosecutor = DecidingAuthority.objects.get(kind="prosecutor")
    sanction = order(cast, case, days=200, kind=kind, authority=prosecutor)
    condition(cast, sanction, "report-weekly", 1)
    assert found(sanction) == expected


@pytest.mark.rule(2)
@pytest.mark.parametrize(("days_before_18", "expected"), [(0, []), (1, ["age"])])
def test_a_day_under_age_when_the_court_decided_is_a_doubt(cast, case, days_before_18, expected):
    sanction = order(cast, case)
    condition(cast, sanction, "report-weekly", 1)
    decided = sanction.decision.decided_on
    born = decided.replace(year=decided.year - 18) + datetime.timedelta(days=days_before_18)
    sanction = Sanction.objects.select_related("case__person", "decision__authority", "sanction_type").get(
        pk=sanction.pk
    )
    sanction.case.person.birth_date = born
    conditions = sanction.conditions.select_related("condition_type")
    assert [d.kind.value for d in doubts(sanction, conditions, Jurisdiction.objects.get())] == expected


@pytest.mark.rule(14, 15)
def test_an_order_that_fits_is_put_in_force(cast, case):
    sanction = order(cast, case)
    condition(cast, sanction, "report-weekly", 1)
    settled = settle(cast, sanction)
    assert (settled.state, settled.in_force_at) == (State.IN_FORCE, cast.now)
    assert not settled.queries.exists()


@pytest.mark.rule(15)
def test_a_sanction_without_any_condition_is_not_put_in_force(cast, case):
    sanction = order(cast, case)
    with pytest.raises(ValidationError, match="Add the conditions"):
        settle(cast, sanction)
    assert Sanction.objects.get(pk=sanction.pk).state == State.RECEIVED


@pytest.mark.rule(2, 14)
def test_a_doubted_order_is_kept_as_received_and_asked_back(cast, case):
    sanction = order(cast, case)
    kept = condition(cast, sanction, "community-service", 360)
    assert settle(cast, sanction).state == State.QUERIED
    query = OrderQuery.objects.get(sanction=sanction)
    assert (query.doubt, query.authority, query.answer) == ("bounds", cast.court, "")
    assert query.answer_by == localdate(cast.now) + datetime.timedelta(days=14)
    assert Condition.objects.get(pk=kept.pk).amount == 360


@pytest.mark.rule(15, 21)
def test_once_settled_neither_order_nor_conditions_change(cast, case):
    sanction = order(cast, case)
    first = condition(cast, sanction, "report-weekly", 1)
    settle(cast, sanction)
    with pytest.raises(ValidationError, match="The order is fixed"):
        condition(cast, sanction, "community-service", 100)
    with pytest.raises(ValidationError, match="The order is fixed"):
        amend_condition(
            by=cast.at("officer"), now=cast.now, case_id=case.id, condition_id=first.id, version=1, amount=2
        )
    parts = {"decision": {"decided_on": localdate(cast.now)}, "sanction": {"starts_on": sanction.starts_on}}
    parts["sanction"]["ends_on"] = sanction.ends_on + datetime.timedelta(days=5)
    with pytest.raises(ValidationError, match="The order is fixed"):
        amend_sanction(
            by=cast.at("officer"),
            now=cast.now,
            case_id=case.id,
            sanction_id=sanction.id,
            version=2,
            decision_version=1,
            **parts,
        )
    assert Sanction.objects.get(pk=sanction.pk).ends_on == sanction.ends_on


def test_a_slip_in_typing_is_corrected_before_the_order_is_settled(cast, case):
    sanction = order(cast, case)
    typed = condition(cast, sanction, "community-service", 360)
    officer = cast.at("officer")
    amend_condition(by=officer, now=cast.now, case_id=case.id, condition_id=typed.id, version=1, amount=36 * 5)
    assert settle(cast, sanction).state == State.IN_FORCE
    assert [row.amount for row in Condition.history.filter(id=typed.id).order_by("version")] == [360, 180]


def _query(cast, case):
    sanction = order(cast, case)
    condition(cast, sanction, "community-service", 360)
    settle(cast, sanction)
    return OrderQuery.objects.get(sanction=sanction)


def _answer(cast, query, answer="confirmed", by="authority"):
    return answer_query(
        by=cast.at(by),
        now=cast.now,
        case_id=query.case_id,
        query_id=query.id,
        answer=answer,
        answer_text="The appeal court allowed it.",
    )


@pytest.mark.rule(2, 14)
def test_when_the_court_confirms_the_order_is_in_force_and_says_why(cast, case):
    query = _query(cast, case)
    _answer(cast, query)
    sanction = Sanction.objects.get(pk=query.sanction_id)
    assert (sanction.state, sanction.binds_because) == (State.IN_FORCE, "The appeal court allowed it.")


@pytest.mark.rule(2)
def test_of_two_doubts_one_confirmed_does_not_put_an_order_in_force(cast, case):
    sanction = order(cast, case, kind="community-service-order", days=400)
    condition(cast, sanction, "community-service", 320)
    settle(cast, sanction)
    first, second = OrderQuery.objects.filter(sanction=sanction).order_by("id")
    _answer(cast, first)
    assert Sanction.objects.get(pk=sanction.pk).state == State.QUERIED
    _answer(cast, second)
    assert Sanction.objects.get(pk=sanction.pk).state == State.IN_FORCE


def test_a_query_is_answered_once(cast, case):
    query = _query(cast, case)
    _answer(cast, query)
    with pytest.raises(ValidationError, match="has been answered"):
        _answer(cast, query, "corrected")


@pytest.mark.rule(16)
def test_only_the_authority_that_was_asked_answers(cast, case):
    query = _query(cast, case)
    with pytest.raises(PermissionDenied):
        _answer(cast, query, by="officer")
    with pytest.raises(Http404):
        _answer(cast, query, by="officer3")
    other = DecidingAuthority.objects.get(kind="prosecutor")
    sanction = order(cast, case, days=300, authority=other, decided=-4)
    condition(cast, sanction, "report-weekly", 1)
    settle(cast, sanction)
    with pytest.raises(OrderQuery.DoesNotExist):
        _answer(cast, OrderQuery.objects.get(sanction=sanction))


@pytest.mark.rule(14, 21)
def test_an_order_the_court_corrects_is_replaced_by_the_new_decision(cast, case):
    query = _query(cast, case)
    with pytest.raises(ValidationError, match="said it would correct"):
        order(cast, case, decided=-1, replaces=query.sanction_id)
    _answer(cast, query, "corrected")
    assert Sanction.objects.get(pk=query.sanction_id).state == State.QUERIED
    newer = order(cast, case, decided=-1, replaces=query.sanction_id)
    assert Sanction.objects.get(pk=query.sanction_id).state == State.REPLACED
    assert newer.state == State.RECEIVED


@pytest.mark.rule(2)
def test_a_manager_records_why_a_doubted_order_binds(cast, case):
    query = _query(cast, case)
    given = {"sanction_id": query.sanction_id, "version": 2, "because": "Section 20 paragraph 3 allows it."}
    with pytest.raises(PermissionDenied):
        bind_order(by=cast.at("officer"), now=cast.now, case_id=case.id, **given)
    bound = bind_order(by=cast.at("manager"), now=cast.now, case_id=case.id, **given)
    assert (bound.state, bound.binds_because) == (State.IN_FORCE, given["because"])


def test_what_the_court_will_correct_is_not_bound_by_a_manager(cast, case):
    query = _query(cast, case)
    _answer(cast, query, "corrected")
    with pytest.raises(ValidationError, match="will correct this order"):
        bind_order(
            by=cast.at("manager"),
            now=cast.now,
            case_id=case.id,
            sanction_id=query.sanction_id,
            version=2,
            because="We need it.",
        )


@pytest.mark.rule(2)
def test_age_needs_the_manager_even_when_the_court_confirms(cast):
    case = cast.case("Visser")
    assert Person.objects.get(pk=case.person_id).birth_date > localdate(cast.now) - datetime.timedelta(days=18 * 366)
    query = OrderQuery.objects.get(case=case, doubt="age")
    _answer(cast, query)
    sanction = Sanction.objects.get(case=case)
    assert sanction.state == State.QUERIED
    because = "Tried as an adult: section 8 of the Juvenile Act."
    bind_order(
        by=cast.at("manager"),
        now=cast.now,
        case_id=case.id,
        sanction_id=sanction.id,
        version=sanction.version,
        because=because,
    )
    assert Sanction.objects.get(case=case).state == State.IN_FORCE


@pytest.mark.rule(3, 21)
def test_a_decision_to_come_and_an_end_before_the_start_are_refused_at_their_fields(cast, case):
    with pytest.raises(ValidationError) as refused:
        order(cast, case, decided=1)
    assert "decided_on" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        order(cast, case, days=-1)
    assert "ends_on" in refused.value.message_dict
    assert not Decision.objects.filter(reference__startswith="X ").exists()
