"""Who acts for the person: while the mandate lasts, and not one request longer (rule 45)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.access.decide import roles_on
from cases.access.roles import Role
from cases.models import Mandate, User
from cases.models.mandate import Part
from tests.verbs import Call, perform
from tests.visits import text_of

pytestmark = pytest.mark.django_db
WORDS = {"name": "Ivo Kern", "capacity": "lawyer", "scope": "The whole record", "document": "Paper 3"}
WHOLE = {f"covers_{part}": "on" for part in Part}


@pytest.mark.rule(45)
def test_an_officer_records_it_and_the_person_ends_it(cast):
    officer, person, case = cast.client("officer"), cast.client("person"), cast.case("Verhaal")
    User.objects.create_user("kern")
    here = reverse("cases:mandates", args=[case.id])
    unknown = officer.post(here, WORDS | {"username": "nobody"})
    assert unknown.status_code == 422 and "No representative has this log-in" in text_of(unknown)
    assert "Paper 3" in text_of(unknown), "what was typed is kept"
    assert officer.post(here, WORDS | WHOLE | {"username": "kern"}).url == here
    kern = cast.client("kern")
    assert "Wears strong glasses" in text_of(kern.get(reverse("my:record")))

    mandate = Mandate.objects.get(user__username="kern")
    assert "Ivo Kern" in text_of(person.get(reverse("my:mandates")))
    ending = reverse("my:mandate_end", args=[mandate.id])
    assert "no longer read your record" in text_of(person.get(ending))
    assert person.post(ending).url == reverse("my:mandates")
    assert kern.get(reverse("my:record")).status_code == 404
    assert roles_on(cast.at("kern"), case.id) == frozenset()
    assert person.post(ending).status_code == 404


@pytest.mark.rule(45)
def test_nobody_of_the_service_and_nobody_supervised_acts_for_another(cast):
    for username in ("officer2", "person", " Officer2 "):
        with pytest.raises(ValidationError, match="No representative has this log-in"):
            perform(cast, "mandate.record", Call("officer", "Petrova", WORDS | {"username": username}))


def test_a_mandate_for_yesterday_is_refused(cast):
    User.objects.create_user("kern")
    given = WORDS | {"username": "kern", "ends_at": cast.now - datetime.timedelta(hours=1)}
    with pytest.raises(ValidationError, match="This day is over already"):
        perform(cast, "mandate.record", Call("officer", "Verhaal", given))


def test_whoever_acts_for_somebody_ends_no_mandate(cast):
    mandate = Mandate.objects.get(user__username="representative")
    representative = cast.client("representative")
    assert "Anouk Lambert" in text_of(representative.get(reverse("my:mandates")))
    assert representative.post(reverse("my:mandate_end", args=[mandate.id])).status_code == 403
    assert roles_on(cast.at("representative"), mandate.case_id) == {Role.REPRESENTATIVE}
