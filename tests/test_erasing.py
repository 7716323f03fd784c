"""What two people ordered to be erased is erased on its day: one entry, one file, and nothing beside it (rule 48)."""

import datetime
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cases.actions import erasing
from cases.actions.destroyed_list import read_list, write_list
from cases.actions.drafts import keep_draft
from cases.actions.verb import keep
from cases.history import erasing as by_order
from cases.history import ledger, outside_verifier
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.export import export
from cases.history.record import everything, history_model, record_models
from cases.history.tables import Action, Leaf
from cases.history.verify import verify
from cases.jobs import running
from cases.jobs.table import Job
from cases.models import (
    Contest,
    Deadline,
    Destruction,
    Draft,
    Entry,
    Erased,
    ErasureOrder,
    Hold,
    OthersSegment,
    Removal,
    StoredBytes,
    StoredFile,
    TextOf,
)
from cases.search import index_sqlite
from cases.search.index import is_true
from config.backups.keeping import destroy_again
from sanctions.models import AllegedFailure, Appointment, DraftPassage, ReportPassage
from tests.reported import reported
from tests.verbs import CALLS, Call, perform
from tests.verbs.files import added, held
from tests.verbs.removals import full_of, taken_out
from tests.visits import text_of, written
from tests.world import gated, path

pytestmark = [pytest.mark.django_db, pytest.mark.rule(45, 48)]
DAY = datetime.timedelta(days=1)
WORD = "kx9999zq"


@pytest.fixture
def entry(cast):
    """An entry of Tomas with a word of its own everywhere: both versions, about others, why, what he says to it."""
    return full_of(cast, WORD)


def on(cast, days):
    """The day's job has run, and what it asked for."""
    now = cast.now + days * DAY
    erasing.ask_for_erasures(now)
    for kind in (erasing.DUE, erasing.ENTRY, erasing.FILE):
        for job in Job.objects.filter(kind=kind, done_at=None):
            running.run(job.id, now)
            assert Job.objects.get(pk=job.id).done_at, Job.objects.get(pk=job.id).error
    return now


def where(word):
    """The tables in which a word stands, whoever may read it: all that a dump of the database holds."""
    found = []
    if connection.vendor == "sqlite":  # what the job does outside a transaction: see tests/test_traces.py
        with connection.cursor() as cursor:
            for table in (index_sqlite.TRIGRAMS, index_sqlite.FULL_TEXT):
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            if any(word.encode() in part for row in cursor.fetchall() for part in map(_bytes, row)):
                found.append(table)
    return found


class Typed(dict):
    """What a browser sends of a form that is half filled in."""

    def __init__(self):
        super().__init__(text=[WORD])

    def getlist(self, name):
        return self[name]


def _bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def whole_hold(cast, case_id):
    """The whole record is held back for a claim."""
    with recorded("test.hold", by=SYSTEM_ACTOR, now=cast.now, root=case_id):
        hold = Hold(case_id=case_id, why="A claim.", placed_at=cast.now, review_on=localdate(cast.now) + 90 * DAY)
        hold.save()
    return hold


def lifted(cast, hold):
    with recorded("test.lift", by=SYSTEM_ACTOR, now=cast.now, root=hold.case_id):
        hold.lifted_at = cast.now
        hold.save()


def outside(tmp_path):
    """What somebody outside finds in an export with its rows."""
    file = StringIO()
    export(file, with_rows=True)
    path = tmp_path / "export.jsonl"
    path.write_text(file.getvalue())
    return outside_verifier.verify(path)


def test_on_its_day_the_entry_is_nowhere_and_both_verifiers_find_nothing_wrong(cast, entry, tmp_path):
    case = cast.case("Verhaal")
    taken_out(cast, entry)
    assert len(where(WORD)) > 6
    on(cast, 29)
    assert Entry.everything().filter(pk=entry.pk).exists()
    leaves = Leaf.objects.count()
    now = on(cast, 30)
    assert where(WORD) == []
    assert not Entry.everything().filter(pk=entry.pk).exists() and not TextOf.objects.filter(record=entry.pk).exists()
    ledger.seal(now)
    assert Leaf.objects.count() > leaves
    assert verify() == [] and outside(tmp_path) == []
    assert is_true(record_models())
    [done] = Action.objects.filter(verb="entry.erase", root=case.id)
    assert (done.root, done.actor_id, done.reason) == (case.id, SYSTEM_ACTOR, "")


def test_what_goes_with_it_goes_and_what_stands_by_itself_stays(cast, entry):
    contest, segment = Contest.objects.get(entry=entry), OthersSegment.objects.get(entry=entry)
    paper = added(cast)
    with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=paper.case_id):
        proof = StoredFile(case_id=paper.case_id, category="proof", media_type=paper.media_type, about=contest.id)
        proof.size, proof.digest, proof.stored_at = 1, paper.digest, cast.now
        proof.save()
        StoredBytes.objects.create(file=proof, data=StoredBytes.objects.get(pk=paper.pk).data)
    user = cast.user("officer")
    keep_draft(user.id, f"/cases/{entry.case_id}/entries/{entry.id}/correct/", Typed(), cast.now, root=entry.case_id)
    removal = taken_out(cast, entry)
    on(cast, 30)
    gone = {entry.id, segment.id, contest.id, proof.id}
    assert gone <= set(Erased.objects.values_list("erased", flat=True))
    assert not Deadline.objects.filter(about=contest.id).exists() and not StoredBytes.objects.filter(pk=proof.pk)
    assert not Draft.objects.filter(user=user, address__contains=str(entry.id)).exists()
    for model in record_models():
        assert not everything(model).filter(id__in=gone).exists()
        assert not history_model(model)._base_manager.filter(id__in=gone).exists()
    assert StoredFile.objects.filter(pk=paper.pk).exists()
    assert Removal.objects.get(pk=removal.pk).answer == "removed"
    order = ErasureOrder.objects.get(about=entry.id)
    certificate = order.destruction
    assert certificate.counts["cases.Entry"] == 1 and certificate.counts["cases.StoredFile"] == 1
    assert certificate.approved_by == order.incident.found_by_id and certificate.ordered_by == order.ordered_by_id
    said = " ".join(str(value) for value in vars(certificate).values())
    assert "Verhaal" not in said and str(entry.case_id) not in said and str(entry.id) not in said


def test_the_rest_of_the_record_stays_and_so_do_its_key_and_its_leaves(cast, entry):
    case = cast.case("Verhaal")
    taken_out(cast, entry)
    ledger.seal(cast.now)
    before = {
        model: set(everything(model).filter(root=case.id).values_list("id", flat=True)) for model in record_models()
    }
    leaves = list(Leaf.objects.order_by("position").values_list("position", "hash"))
    on(cast, 30)
    gone = set(Erased.objects.values_list("erased", flat=True))
    for model, keys in before.items():
        assert set(everything(model).filter(root=case.id).values_list("id", flat=True)) >= keys - gone
    assert list(Leaf.objects.order_by("position").values_list("position", "hash"))[: len(leaves)] == leaves
    certificate = ErasureOrder.objects.get(about=entry.id).destruction
    assert set(certificate.leaves) < {place for place, _hash in leaves}


def test_done_again_it_changes_nothing(cast, entry):
    taken_out(cast, entry)
    now = on(cast, 30)
    counted = [model.objects.count() for model in (Destruction, Erased, Action)]
    for job in Job.objects.filter(kind=erasing.ENTRY):
        Job.objects.filter(pk=job.pk).update(done_at=None)
        running.run(job.id, now)
    on(cast, 31)
    # The day's job alone asked anew, and found nothing to do.
    assert [model.objects.count() for model in (Destruction, Erased, Action)] == counted


def test_while_a_hold_stands_nothing_is_erased_and_afterwards_it_is(cast, entry):
    taken_out(cast, entry)
    hold = whole_hold(cast, entry.case_id)
    on(cast, 30)
    assert (
        Entry.everything().filter(pk=entry.pk).exists() and ErasureOrder.objects.get(about=entry.id).destruction is None
    )
    lifted(cast, hold)
    on(cast, 31)
    assert not Entry.everything().filter(pk=entry.pk).exists() and where(WORD) == []


def test_the_database_deletes_no_row_that_no_order_names(cast, entry):
    taken_out(cast, entry)
    ledger.seal(cast.now)
    segment = OthersSegment.everything().get(entry=entry)
    with pytest.raises(DatabaseError), transaction.atomic():
        by_order.erase([entry.id])
    with recorded("test.order", by=SYSTEM_ACTOR, now=cast.now, root=entry.case_id):
        order = Destruction(
            approved_by=cast.post("officer").id, ordered_by=cast.post("manager").id, stopped_at=cast.now
        )
        order.approved_on = order.ordered_on = localdate(cast.now)
        order.save()
        Erased(destruction=order, erased=entry.id).save()
    # It names the entry alone, and was stopped.
    for keys in ([entry.id], [entry.id, segment.id]):
        with pytest.raises(DatabaseError), transaction.atomic():
            by_order.erase(keys)
    assert Entry.everything().filter(pk=entry.pk).exists()


def test_a_row_deleted_beside_its_certificate_is_found_by_both(cast, entry, tmp_path):
    taken_out(cast, entry)
    now = on(cast, 30)
    ledger.seal(now)
    certificate = ErasureOrder.objects.get(about=entry.id).destruction
    with recorded("test.change", by=SYSTEM_ACTOR, now=now, root=certificate.id):
        certificate.leaves = certificate.leaves[1:]
        certificate.save()
    ledger.seal(now)
    assert {finding.kind for finding in verify()} == {"deleted"}
    # Outside, what was once certified stands in the history of the certificate.
    assert outside(tmp_path) == []


def test_an_older_copy_that_is_restored_loses_it_again(cast, entry, settings, tmp_path):
    """The list beside the backups names keys alone; the copy holds the entry as it stood before anybody took it out."""
    settings.DESTROYED_FILE = str(tmp_path / "destroyed.jsonl")
    removed = transaction.savepoint()
    taken_out(cast, entry)
    on(cast, 30)
    write_list()
    lines = read_list()
    assert all(WORD not in str(line) for line in lines)
    transaction.savepoint_rollback(removed)
    entry.refresh_from_db()
    assert entry.text == f"Then {WORD}."
    assert destroy_again(lines, cast.now) == len(lines) > 0
    assert where(WORD) == [] and verify() == []
    assert destroy_again(lines, cast.now) == 0


# Files


def proposed(cast, stored):
    given = {"file_id": stored.id, "outcome": "destroy", "reasons": "Nobody needs it."}
    return perform(cast, "file.review", Call("officer", "Verhaal", given))


def ordered(cast, term):
    return perform(
        cast, "file.order_destruction", Call("manager", "Verhaal", {"term_id": term.id, "version": term.version})
    )


def test_a_file_that_two_people_gave_up_is_gone_with_history_bytes_and_review(cast, tmp_path):
    stored = added(cast, description=f"A letter {WORD}.")
    digest = stored.digest
    assert where(WORD)
    ordered(cast, proposed(cast, stored))
    now = on(cast, 0)
    assert where(WORD) == [] and where(digest) == []
    assert (
        not StoredFile.objects.filter(pk=stored.pk).exists() and not StoredBytes.objects.filter(pk=stored.pk).exists()
    )
    ledger.seal(now)
    assert verify() == [] and outside(tmp_path) == []
    assert Destruction.objects.latest("id").counts["cases.StoredFile"] == 1
    assert Action.objects.filter(verb="file.erase", root=stored.case_id).count() == 1
    on(cast, 1)
    assert Action.objects.filter(verb="file.erase").count() == 1


def test_a_hold_after_the_order_keeps_the_file(cast):
    stored = added(cast)
    ordered(cast, proposed(cast, stored))
    held(cast, stored)
    on(cast, 0)
    assert StoredBytes.objects.filter(pk=stored.pk).exists()
    lifted(cast, Hold.objects.get(file=stored))
    on(cast, 1)
    assert not StoredBytes.objects.filter(pk=stored.pk).exists() and verify() == []


def test_a_file_is_not_ordered_away_by_whoever_proposed_it_nor_twice_nor_once_it_is_looked_at_again(cast):
    stored = added(cast)
    term = proposed(cast, stored)
    given = {
        "file_id": stored.id,
        "outcome": "keep",
        "reasons": "The appeal.",
        "keep_until": localdate(cast.now) + 9 * DAY,
    }
    perform(cast, "file.review", Call("officer", "Verhaal", given))
    with pytest.raises(ValidationError, match="not proposed any more"):
        ordered(cast, term)
    again = ordered(cast, proposed(cast, stored))
    with pytest.raises(ValidationError, match="ordered already"):
        ordered(cast, again)


def test_what_a_disagreement_rests_on_is_not_destroyed_before_the_record(cast):
    stored = added(cast)
    term = proposed(cast, stored)
    contest = perform(cast, "contest.lodge", CALLS["contest.lodge"](cast))
    with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=stored.case_id):
        contest.paper = stored
        contest.save()
    with pytest.raises(ValidationError, match="rests on it"):
        ordered(cast, term)


def test_a_manager_decides_on_a_page_of_one_press_and_reads_afterwards_that_it_is_ordered(cast):
    stored = added(cast)
    term = proposed(cast, stored)
    manager, files = cast.client("manager"), reverse("cases:files", args=[stored.case_id])
    url = reverse("cases:file_order_away", args=[stored.case_id, term.id])
    assert url in text_of(manager.get(files)) and url not in text_of(cast.client("officer").get(files))
    assert cast.client("officer").get(url).status_code == 403
    assert "Nobody needs it." in text_of(manager.get(url))
    assert manager.post(url, {"version": term.version + 1}).status_code == 409
    assert manager.post(url, {"version": term.version}).status_code == 302
    assert "Ordered already" in text_of(manager.get(url)) and url not in text_of(manager.get(files))
    on(cast, 0)
    assert manager.get(url).status_code == 404


def test_the_incident_says_what_keeps_it_and_then_when_it_was_erased(cast, entry):
    taken_out(cast, entry)
    order, manager = ErasureOrder.objects.get(about=entry.id), cast.client("manager")
    url = reverse("cases:incident", args=[order.incident_id])
    assert "To be erased" in text_of(manager.get(url)) and "on hold" not in text_of(manager.get(url))
    hold = whole_hold(cast, entry.case_id)
    assert "nothing of it is erased before" in text_of(manager.get(url))
    lifted(cast, hold)
    on(cast, 30)
    order.refresh_from_db()
    said = text_of(manager.get(url))
    assert order.destruction and order.destruction.reference in said
    certificates = text_of(cast.client("records").get(reverse("cases:certificates")))
    assert order.destruction.reference in certificates and "the record stays" in certificates
    assert cast.client("records").get(reverse("reports:certificate", args=[order.destruction_id])).status_code == 200


def test_pages_that_led_to_it_are_there_without_it(cast):
    """An appointment, an alleged failure and a sent report rest on the entry: they stand, and lead nowhere."""
    report = reported(cast)
    entry = written(cast, report.case, text=f"At the harbour {WORD}.")
    failure = AllegedFailure.objects.filter(case=report.case).latest("id")
    appointment = Appointment.objects.filter(case=report.case).latest("id")
    with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
        for each in (failure, appointment):
            each.entry = entry
            each.save()
        passage = ReportPassage(case_id=report.case_id, report=report, entry=entry, entry_version=1, text="As it was.")
        passage.section, passage.place, passage.nature = "failures", 9, "fact"
        passage.save()
    taken_out(cast, entry)
    on(cast, 30)
    assert where(WORD) == [] and verify() == []
    for model, key in ((AllegedFailure, failure.id), (Appointment, appointment.id), (ReportPassage, passage.id)):
        row = model.objects.get(pk=key)
        assert row.entry_id == entry.id and not Entry.everything().filter(pk=row.entry_id)
        if model is not ReportPassage:
            with recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=report.case_id):
                keep(row)
    refused = [
        (name, url) for name, url, status in statuses(cast, report.case_id) if status not in (200, 302, 403, 404, 405)
    ]
    assert refused == []
    corrects = {"report_id": report.id, "significance": "One entry was about another person."}
    corrected = perform(cast, "report.correct", Call("officer", "Verhaal", corrects))
    assert not DraftPassage.objects.filter(report=corrected, entry_id=entry.id).exists()


def statuses(cast, case_id):
    """What each page about a case answers to whoever works on it, or whom it is about."""
    for username in ("officer", "manager", "person", "inspector", "authority"):
        client = cast.client(username)
        for url in (path(a, case_id) for a in gated() if a.by_case or a.route.startswith("my/")):
            yield username, url, client.get(url).status_code
