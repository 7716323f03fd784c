"""Staff say whom they know outside work; the answer tells nothing, and a manager decides where the case is (78)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.access.decide import visible_to
from cases.access.roles import Act
from cases.jobs.running import run
from cases.jobs.table import Job
from cases.models import Exclusion, Tie, TieMatch
from tests.test_restricted_records import excluded
from tests.verbs import CALLS, Call, perform
from tests.verbs.restricted import later
from tests.visits import bare, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(78)]
TOLD = {"kind": "neighbour", "given_names": "Elena", "family_name": "Petrova", "birth_date": "", "words": "Next door."}


def jobs_done(cast):
    kinds = ("tie.match", "person.match")
    for job_id in list(Job.objects.filter(kind__in=kinds, done_at=None).values_list("id", flat=True)):
        run(job_id, cast.now)


def declared(cast, by="officer3", **changed):
    tie = perform(cast, "tie.declare", Call(by, None, CALLS["tie.declare"](cast).given | changed))
    jobs_done(cast)
    return tie


def test_whomever_one_declares_the_answer_is_the_same(cast):
    """Known to the service, known elsewhere, unknown: the pages differ by the name that was typed alone."""
    client, said = cast.client("officer3"), []
    for given, family in (("Elena", "Petrova"), ("Sofia", "Lindqvist"), ("Otto", "Quillfeather")):
        answer = client.post(reverse("cases:tie_declare"), TOLD | {"given_names": given, "family_name": family})
        assert (answer.status_code, answer["Location"]) == (302, reverse("cases:ties"))
        jobs_done(cast)
        tie = Tie.objects.latest("id")
        assert (tie.given_names, tie.family_name) == (given, family)
        shown = bare(client.get(reverse("cases:tie", args=[tie.id])))
        for word in (given, family, str(tie.id)):
            shown = shown.replace(word, "NAME")
        said.append(shown)
    assert said[0] == said[1] == said[2]


def test_a_decision_shows_nowhere_to_whoever_declared(cast):
    tie = declared(cast)
    client = cast.client("officer3")
    before = [bare(page(client, name)) for name in ("ties", "today")]
    match = TieMatch.objects.get(tie=tie)
    given = {"tie_match_id": match.id, "version": 1, "answer": "excluded", "reasons": "Neighbours."}
    perform(cast, "tie.decide", Call("manager", None, given | {"review_on": later(cast)}))
    assert [bare(page(client, name)) for name in ("ties", "today")] == before
    assert page(client, "tie_decide", match.id).status_code in (403, 404)


def test_it_is_put_before_whoever_leads_the_unit_of_the_case_and_nobody_else(cast):
    match = TieMatch.objects.get(tie=declared(cast))
    assert match.case_id == cast.case("Petrova").id
    assert "Greta Holm" in text_of(page(cast.client("manager"), "ties_to_decide"))
    assert page(cast.client("manager"), "tie_decide", match.id).status_code == 200
    assert page(cast.client("manager3"), "tie_decide", match.id).status_code == 404
    assert page(cast.client("officer"), "tie_decide", match.id).status_code == 404
    excluded(cast, "officer3", "Petrova")
    assert visible_to(TieMatch.objects.filter(pk=match.pk), cast.at("manager"), Act.DECIDE_TIE).exists()


def test_a_manager_never_decides_about_their_own_tie(cast):
    match = TieMatch.objects.get(tie=declared(cast, by="manager"))
    assert page(cast.client("manager"), "tie_decide", match.id).status_code == 404


def test_keeping_the_colleague_from_the_record_makes_an_exclusion(cast):
    match = TieMatch.objects.get(tie=declared(cast))
    client, url = cast.client("manager"), reverse("cases:tie_decide", args=[match.id])
    given = {"version": 1, "answer": "excluded", "reasons": "Neighbours.", "review_on": ""}
    assert client.post(url, given).status_code == 422
    assert client.post(url, given | {"review_on": later(cast).isoformat()}).status_code == 302
    match.refresh_from_db()
    held = Exclusion.objects.get(case=match.case, user=cast.user("officer3"))
    assert match.exclusion_id == held.id and held.reason == "Neighbours."
    with pytest.raises(ValidationError, match="decided already"):
        given = {"tie_match_id": match.id, "version": match.version, "answer": "another", "reasons": "No."}
        perform(cast, "tie.decide", Call("manager", None, given))
    again = client.post(url, {"version": 1, "answer": "another", "reasons": "No.", "review_on": ""})
    assert again.status_code == 409


def test_somebody_taken_on_later_is_matched_with_what_was_declared_before(cast):
    tie = declared(cast, given_names="Otto", family_name="Quillfeather")
    assert not TieMatch.objects.filter(tie=tie).exists()
    person = {"given_names": "Ottó", "family_name": "Quillfeather", "birth_date": "1980-05-05", "sex": "m"}
    client = cast.client("officer")
    assert client.post(reverse("cases:new"), person | {"language": "en", "reads": "ordinary"}).status_code == 302
    jobs_done(cast)
    match = TieMatch.objects.get(tie=tie)
    assert match.case.person.family_name == "Quillfeather"
    assert "Colleagues" in text_of(page(cast.client("manager"), "today"))


def test_a_tie_is_withdrawn_by_whoever_declared_it_alone(cast):
    tie = declared(cast)
    client, url = cast.client("officer3"), reverse("cases:tie", args=[tie.id])
    assert cast.client("manager3").get(url).status_code == 200
    with pytest.raises(PermissionDenied):
        perform(cast, "tie.withdraw", Call("manager3", None, {"tie_id": tie.id, "version": 1}))
    assert cast.client("officer").get(url).status_code == 404
    assert client.post(url, {"version": 0}).status_code == 409
    assert client.post(url, {"version": 1}).status_code == 302
    assert "No longer so" in text_of(page(client, "ties"))
