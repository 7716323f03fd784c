"""A record that is due is destroyed by two people and one job: rows, history, files, search, log and key (rule 48)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions.destroying import take_away
from cases.actions.proposing import carry_out, propose_due
from cases.actions.retaining import lift_hold, place_hold
from cases.actions.terms import roots_of
from cases.history import erasing, ledger
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import history_model, record_models
from cases.history.tables import Action, Leaf, Look, RootKey
from cases.history.verify import verify
from cases.jobs import running
from cases.jobs.table import Job
from cases.models import (
    CaseRecord,
    Destruction,
    Erased,
    FoundBy,
    Hold,
    Person,
    RetentionProposal,
    StaffMember,
    TextOf,
)
from cases.search.index import is_true
from tests.retained import approved, carried_out, destroyed, proposed
from tests.visits import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule(48)]
DAY = datetime.timedelta(days=1)


def left_of(roots):
    """The tables in which something of these roots is."""
    found = []
    for model in record_models():
        rows = model.everything() if hasattr(model, "everything") else model.objects
        past = history_model(model)._base_manager
        if rows.filter(root__in=roots).exists() or past.filter(root__in=roots).exists():
            found.append(model.__name__)
    for model in (Look, RootKey, FoundBy, TextOf, Job):
        if model.objects.filter(root__in=roots).exists():
            found.append(model.__name__)
    # What stays says who ordered it and that it was done: no word about anybody.
    stay = (ledger.DESTROYED, "retention.carry_out")
    if Action.objects.filter(root__in=roots).exclude(verb__in=stay).exists():
        found.append("Action")
    return found


def test_nothing_of_it_is_left_and_the_ledger_still_verifies(cast):
    case = cast.case("Lind")
    roots = {case.id, case.person_id}
    ledger.seal(cast.now)
    leaves = Leaf.objects.filter(root__in=roots).count()
    assert left_of(roots) and leaves
    certificate = destroyed(cast, "Lind")
    assert left_of(roots) == []
    assert set(Erased.objects.values_list("erased", flat=True)) == roots
    assert Leaf.objects.filter(root__in=roots).count() >= leaves
    assert certificate.done_at == cast.now and certificate.counts["cases.CaseRecord"] == 1
    ledger.seal(cast.now)
    assert verify() == []
    assert not RootKey.objects.filter(root__in=roots).exists()
    assert is_true(record_models())


def test_other_records_stay_as_they_are(cast):
    def all_counts():
        return {case.id: erasing.counts_of([case.id, case.person_id]) for case in CaseRecord.objects.all()}

    propose_due(None, cast.now)
    before, gone = all_counts(), cast.case("Lind").id
    destroyed(cast, "Lind")
    after = all_counts()
    assert after.keys() == before.keys() - {gone}
    assert all(after[key] == before[key] for key in after)


def test_the_certificate_names_nobody(cast):
    case, person = cast.case("Lind"), Person.objects.get(family_name="Lind")
    certificate = destroyed(cast, "Lind")
    said = " ".join(str(value) for value in vars(certificate).values())
    for word in (case.reference, person.family_name, person.given_names, str(case.id), str(person.id)):
        assert word not in said
    assert (certificate.approved_as, certificate.ordered_as) == ("records", "manager")


def test_the_job_done_again_changes_nothing(cast):
    certificate = destroyed(cast, "Lind")
    job = Job.objects.get(key=f"case.destroy {certificate.id}")
    job.done_at = None
    job.save()
    running.run(job.id, cast.now)
    job.refresh_from_db()
    assert job.done_at and not job.error
    again = Destruction.objects.get(pk=certificate.id)
    assert (again.version, again.content_hash) == (certificate.version, certificate.content_hash)
    assert Action.objects.filter(verb=ledger.DESTROYED).count() == Erased.objects.count()


def test_the_database_deletes_nothing_without_an_order_of_two(cast):
    case = cast.case("Lind")
    approved(cast, "Lind")
    ledger.seal(cast.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        erasing.erase([case.id])
    table = history_model(CaseRecord)._meta.db_table
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    assert CaseRecord.objects.filter(pk=case.id).exists()


def test_what_is_not_sealed_yet_is_not_erased(cast):
    order = carried_out(cast, "Lind").destruction
    case = cast.case("Lind")
    with pytest.raises(erasing.NotSealed):
        erasing.erase([case.id])
    assert not order.done_at


def test_what_somebody_deletes_beside_an_order_is_found(cast):
    ledger.seal(cast.now)
    case = cast.case("Verhaal")
    RootKey.objects.filter(root=case.id).delete()
    assert "key" in {finding.kind for finding in verify(enough=3)}


def test_whoever_approved_it_cannot_carry_it_out(cast):
    proposal = approved(cast, "Lind")
    leads_too = StaffMember(
        user=cast.user("records"), unit=cast.post("manager").unit, name="R", duty="manager", starts_at=cast.now
    )
    with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now):
        leads_too.save()
    given = {"retention_id": proposal.case_id, "proposal_id": proposal.id, "version": proposal.version}
    with pytest.raises(ValidationError, match="Somebody else carries it out"):
        carry_out(by=cast.at("records"), now=cast.now, **given)


def test_a_destruction_ordered_for_a_record_on_hold_is_refused_in_words(cast):
    proposal = proposed(cast, "Dvorak")
    page = reverse("cases:retention_decide", args=[proposal.case_id, proposal.id])
    answer = cast.client("records").post(page, {"answer": "approved", "version": proposal.version, "reasons": "Typed."})
    assert answer.status_code == 422
    assert "It is on hold: District Court North asked" in text_of(answer) and "Typed." in text_of(answer)
    assert RetentionProposal.objects.get(pk=proposal.id).answer == ""


def test_a_hold_after_the_order_stops_the_job(cast):
    proposal = carried_out(cast, "Lind")
    given = {"why": "A claim.", "review_on": localdate(cast.now) + 30 * DAY}
    place_hold(by=cast.at("records"), now=cast.now, case_id=proposal.case_id, **given)
    running.run(Job.objects.get(key=f"case.destroy {proposal.destruction_id}").id, cast.now)
    order = Destruction.objects.get(pk=proposal.destruction_id)
    assert order.stopped_at == cast.now and not order.done_at and not Erased.objects.exists()
    assert CaseRecord.objects.filter(pk=proposal.case_id).exists()
    hold = Hold.objects.get(case_id=proposal.case_id, lifted_at=None)
    lift = {"case_id": proposal.case_id, "hold_id": hold.id, "version": hold.version, "reason": "Settled."}
    lift_hold(by=cast.at("records"), now=cast.now, **lift)
    assert proposed(cast, "Lind").id != proposal.id


def test_what_hangs_on_it_goes_along_and_the_log_in_is_blank(cast):
    case, user = cast.case("Verhaal"), cast.user("person")
    roots = roots_of(case)
    assert len(roots) > 2  # a complaint, an incident or a task of its own beside case and person
    ledger.seal(cast.now)
    order = Destruction(ended_as="completed", approved_by=cast.post("records").id, ordered_by=cast.post("manager").id)
    order.approved_on = order.ordered_on = localdate(cast.now)
    order.approved_as, order.ordered_as, order.done_at = "records", "manager", cast.now
    with transaction.atomic():
        take_away(order, roots, cast.now)
    assert left_of(roots) == []
    user.refresh_from_db()
    assert user.username.startswith("gone-") and not user.is_active and not user.has_usable_password()
    ledger.seal(cast.now)
    assert verify() == []
    assert is_true(record_models())
