"""A suspect's measure: agreed to first, or confirmed by the authority (rules 57–59)."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from sanctions.models import OrderQuery, Sanction
from tests.agreeing import DAY, FAMILY, mine, read, returned, settle, suspected, theirs
from tests.verbs import Call, perform
from tests.verbs.consents import agreed, an_order_with, last
from tests.verbs.sanctions import a_condition
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(5, 57, 58)]


# A suspect's measure: agreed to first.


@pytest.mark.rule(59)
def test_a_suspects_measure_is_put_in_force_only_with_their_agreement(cast):
    order, key = suspected(cast)
    page = read(cast.client("officer"), theirs(cast, "settle", order.id))
    assert "Ask the person first" in page and "Put in force" not in page
    refused = settle(cast, order)
    assert refused.status_code == 422 and "The law asks the person’s agreement" in unescape(text_of(refused))
    agreed(cast, ask=key)
    assert "Put in force" in read(cast.client("officer"), theirs(cast, "settle", order.id))
    assert settle(cast, order).status_code == 302
    order.refresh_from_db()
    assert order.state == "in_force"


@pytest.mark.rule(59)
def test_an_agreement_taken_back_while_the_check_is_open_does_not_bind(cast):
    order, key = suspected(cast)
    agreed(cast, ask=key)
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast).id}))
    assert settle(cast, order).status_code == 302
    order.refresh_from_db()
    assert order.state == "queried"


@pytest.mark.rule(59)
def test_a_suspects_no_goes_back_to_the_authority_as_a_doubt(cast):
    order, key = suspected(cast)
    agreed(cast, ask=key, answer="no")
    assert "does not agree to this measure" in read(cast.client("officer"), theirs(cast, "settle", order.id))
    assert settle(cast, order).status_code == 302
    order.refresh_from_db()
    query = OrderQuery.objects.get(sanction=order)
    assert (order.state, query.doubt) == ("queried", "consent")
    with pytest.raises(ValidationError, match="is the authority’s to answer"):
        given = {"sanction_id": order.id, "version": order.version, "because": "It must be."}
        perform(cast, "order.bind", Call("manager", FAMILY, given))
    given = {"query_id": query.id, "answer": "confirmed", "answer_text": "Section 37 binds without it."}
    perform(cast, "order.answer", Call("authority", FAMILY, given))
    order.refresh_from_db()
    assert order.state == "in_force"


@pytest.mark.rule(59)
def test_taken_back_before_the_answer_or_after_the_start(cast):
    """While the order lies with the authority it is asked this too; once it binds, the law asks it to end it."""
    order, key = suspected(cast)
    agreed(cast, ask=key)
    settle(cast, order)
    page = read(cast.client("person"), mine("consent_withdraw", last(cast).id))
    assert "The court is told that you do not agree any more" in page
    cast.client("person").post(mine("consent_withdraw", last(cast).id))
    assert (returned(cast).get().kind, returned(cast).get().sanction_id) == ("end", order.id)
    assert "You do not agree, so the law asks the court" in read(cast.client("person"), mine("home"))


@pytest.mark.rule(59)
def test_while_the_authority_is_asked_something_else_a_withdrawal_is_one_more_doubt(cast):
    today = localdate(cast.now)
    long = {"starts_on": today, "ends_on": today + 500 * DAY}
    order, _weekly = an_order_with(cast, a_condition(), kind="release-on-conditions", **long)
    agreed(cast, ask=f"before-trial-{order.id}")
    settle(cast, order)
    assert list(OrderQuery.objects.filter(sanction=order).values_list("doubt", flat=True)) == ["bounds"]
    perform(cast, "consent.take_back", Call("person", FAMILY, {"consent_id": last(cast).id}))
    queries = OrderQuery.objects.filter(sanction=order).order_by("id")
    assert [query.doubt for query in queries] == ["bounds", "consent"]
    for query in queries:
        given = {"query_id": query.id, "answer": "confirmed", "answer_text": "It stands."}
        assert Sanction.objects.get(pk=order.id).state == "queried"
        perform(cast, "order.answer", Call("authority", FAMILY, given))
    assert Sanction.objects.get(pk=order.id).state == "in_force"
