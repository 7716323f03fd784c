"""Documents of a case: asked for, made, sealed, served; who may have which (rules 43, 45)."""

import datetime
import unicodedata

import pytest
from django.http import Http404
from django.urls import reverse

from cases.access.kinds import KINDS
from cases.actions.filing import Damaged
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.history.record import StaleVersion
from cases.history.tables import Action, Look
from cases.jobs.running import run
from cases.models import Assignment, Job
from cases.views.paging import PAGE
from reports.actions.documents import job_of, make_document, order_document, order_own_copy
from reports.models import Document, DocumentFile
from reports.press.kinds import DOCUMENT_KINDS
from tests import pdf_text
from tests.seen import Seen

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def compliance(cast, family="Verhaal", by="officer"):
    case = cast.case(family)
    asked = order_document(by=cast.at(by), now=cast.now, case_id=case.id, kind="compliance-report")
    return case, make_document(asked.id, cast.now + MINUTE)


def made_by_jobs(now):
    """Let a worker do what is asked of the press."""
    for job in Job.objects.filter(kind="document.make", done_at=None).order_by("id"):
        run(job.id, now)


def newest():
    return Document.objects.order_by("id").last()


def text_of(document):
    return "\n".join(pdf_text.pages(bytes(document.file.data)))


@pytest.mark.rule(43)
def test_an_officer_has_how_a_sanction_is_complied_with_on_paper_at_any_moment(cast):
    case, document = compliance(cast)
    assert document.state == Document.State.READY
    assert document.made_at == cast.now + MINUTE
    said = text_of(document)
    for expected in ("Compliance report", case.reference, "Verhaal", "How it is counted", "Failures that count"):
        assert expected in said
    assert document.reference in said
    assert document.content_hash in said
    assert document.pages == len(pdf_text.pages(bytes(document.file.data)))


@pytest.mark.rule(43)
def test_the_page_before_says_what_the_paper_will(cast):
    client, case = cast.client("officer"), cast.case("Verhaal")
    url = reverse("reports:document_new", args=[case.id, "compliance-report"])
    page = client.get(url)
    assert "How it is counted" in page.content.decode()
    answer = client.post(url)
    document = newest()
    assert answer.url == reverse("reports:document", args=[case.id, document.id])
    assert "is being made" in client.get(answer.url).content.decode()
    assert client.get(reverse("reports:file", args=[case.id, document.id])).status_code == 404
    made_by_jobs(cast.now + MINUTE)
    assert "Download the PDF" in client.get(answer.url).content.decode()


def test_the_file_is_private_neutral_in_name_and_the_look_recorded(cast):
    case, document = compliance(cast)
    answer = cast.client("officer").get(reverse("reports:file", args=[case.id, document.id]))
    assert answer.content == bytes(document.file.data)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="compliance-report.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    look = Look.objects.order_by("id").last()
    assert (look.kind, look.root, look.purpose) == ("document", case.id, "supervision")
    assert look.kind in KINDS


@pytest.mark.rule(45)
def test_the_person_takes_the_record_away_as_a_pdf_that_says_what_the_page_says(cast):
    client = cast.client("person")
    assert reverse("my:documents") in client.get(reverse("my:copy")).content.decode()
    answer = client.post(reverse("my:documents"))
    made_by_jobs(cast.now + MINUTE)
    document = newest()
    assert answer.url == reverse("my:document", args=[document.id])
    paper = client.get(reverse("my:file", args=[document.id]))
    assert paper["Content-Disposition"] == 'attachment; filename="own-record.pdf"'
    said = " ".join("\n".join(pdf_text.pages(paper.content)).split())
    for section in ("Who you are and what you need", "What is written about you", "Where you disagree", "Conditions"):
        assert section in said
    title = pdf_text.metadata(paper.content)["/Title"]
    assert title == "Copy of a record"


@pytest.mark.rule(45)
def test_the_pdf_leaves_out_nothing_that_the_file_for_other_programs_holds(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    made = make_document(order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id).id, cast.now)
    pages = pdf_text.pages(bytes(made.file.data))
    # A text may go on on the next page, after the foot of this one.
    paper = "".join("".join(pdf_text.FOOT.sub("", page) for page in pages).split())
    copied = client.get(reverse("my:copy_json")).json()
    texts = [each for section in copied["sections"] for item in section["items"] for each in _texts(item)]
    assert len(texts) > 50
    assert not [text for text in texts if unicodedata.normalize("NFKC", "".join(text.split())) not in paper]


def _texts(item):
    yield item["text"]
    for words in item["own_words"]:
        yield words["text"]
    # Days and hours are written in full on paper; a long label wraps beside its value.
    values = [fact["value"] for fact in item["facts"] if isinstance(fact["value"], str)]
    yield from (value for value in values if len(value) < 40 and not value[:2].isdigit())


@pytest.mark.rule(45)
def test_a_copy_is_in_the_language_it_was_asked_for_in(cast):
    client = cast.client("person", language="fr")
    client.cookies["django_language"] = "fr"
    client.post(reverse("my:documents"))
    made_by_jobs(cast.now)
    document = newest()
    assert document.language == "fr"
    assert b"/Lang (fr)" in bytes(document.file.data)


def test_what_was_made_for_one_audience_another_does_not_see(cast):
    case, report = compliance(cast)
    own = make_document(order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id).id, cast.now)
    officer, person = cast.client("officer"), cast.client("person")
    assert officer.get(reverse("reports:document", args=[case.id, own.id])).status_code == 404
    assert officer.get(reverse("reports:file", args=[case.id, own.id])).status_code == 404
    assert person.get(reverse("my:document", args=[report.id])).status_code == 404
    assert person.get(reverse("my:file", args=[report.id])).status_code == 404
    assert report.reference not in person.get(reverse("my:documents")).content.decode()
    assert own.reference not in officer.get(reverse("reports:documents", args=[case.id])).content.decode()


def test_of_another_case_no_document_exists(cast):
    _case, report = compliance(cast)
    other = cast.case("Petrova")
    assert cast.client("officer").get(reverse("reports:file", args=[other.id, report.id])).status_code == 404
    with pytest.raises(Http404):
        order_document(by=cast.at("officer3"), now=cast.now, case_id=report.case_id, kind="compliance-report")


def test_who_may_no_longer_read_the_case_is_not_made_a_document(cast):
    case = cast.case("Verhaal")
    asked = order_document(by=cast.at("officer"), now=cast.now, case_id=case.id, kind="compliance-report")
    with recorded("test.end", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
        for kept in Assignment.objects.filter(case=case, user__username="officer"):
            kept.ends_at = cast.now
            kept.save()
    made = make_document(asked.id, cast.now + MINUTE)
    assert made.state == Document.State.FAILED
    assert not DocumentFile.objects.filter(pk=asked.id).exists()


def test_a_sealed_document_never_changes(cast):
    _case, document = compliance(cast)
    actions = Action.objects.count()
    assert make_document(document.id, cast.now).version == document.version
    assert Action.objects.count() == actions
    with pytest.raises(StaleVersion), recorded("test.change", by=SYSTEM_ACTOR, now=cast.now, root=document.case_id):
        document.language = "fr"
        document.save()


def test_bytes_that_are_not_those_that_were_sealed_are_never_shown(cast):
    case, document = compliance(cast)
    DocumentFile.objects.filter(pk=document.id).update(data=b"%PDF-1.4 other")
    with pytest.raises(Damaged):
        cast.client("officer").get(reverse("reports:file", args=[case.id, document.id]))


def test_a_document_that_cannot_be_made_says_so_and_the_others_are_made(cast, monkeypatch, caplog):
    case, fine = cast.case("Verhaal"), DOCUMENT_KINDS["compliance-report"]

    def breaks(door, subject):
        raise RuntimeError("broken")

    broken = type(fine)("broken-kind", "Broken", fine.act, breaks)
    monkeypatch.setitem(DOCUMENT_KINDS, "broken-kind", broken)
    first, second = (
        order_document(by=cast.at("officer"), now=cast.now, case_id=case.id, kind=kind)
        for kind in ("broken-kind", "compliance-report")
    )
    made_by_jobs(cast.now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("failed", "ready")
    assert Job.objects.get(key=job_of(first.id)).error == "RuntimeError" and "broken" not in caplog.text
    page = cast.client("officer").get(reverse("reports:document", args=[case.id, first.id])).content.decode()
    assert "could not be made" in page


def test_a_document_whose_worker_died_is_made_by_the_next_one_and_no_sooner(cast, settings):
    asked = order_own_copy(by=cast.at("person"), now=cast.now, case_id=cast.case("Verhaal").id)
    with recorded("test.begin", by=SYSTEM_ACTOR, now=cast.now, root=asked.case_id):
        asked.state, asked.begun_at = Document.State.MAKING, cast.now
        asked.save()
    lease = datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)
    Job.objects.filter(key=job_of(asked.id)).update(attempts=1, lease_until=cast.now + lease)
    for later, state in ((lease - MINUTE / 60, "making"), (lease + MINUTE, "ready")):
        made_by_jobs(cast.now + later)
        asked.refresh_from_db()
        assert asked.state == state


def test_the_page_that_waits_says_how_far_it_is(cast):
    asked = order_own_copy(by=cast.at("person"), now=cast.now, case_id=cast.case("Verhaal").id)
    heard = []
    Job.objects.filter(key=job_of(asked.id)).update(progress=50)
    page = cast.client("person").get(reverse("my:document", args=[asked.id])).content.decode()
    assert '<progress max="100" value="50"' in page
    assert make_document(asked.id, cast.now, lambda percent: heard.append(percent)).state == Document.State.READY
    assert heard == [50, 90]


def test_every_document_is_reached_once_page_after_page(cast):
    case, client = cast.case("Verhaal"), cast.client("person")
    for _ in range(PAGE + 3):
        order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id)
    wanted = set(Document.objects.filter(purpose="own_record").values_list("reference", flat=True))
    url, seen = reverse("my:documents"), []
    while url:
        page = Seen(client.get(url).content.decode())
        seen += [text for text in page.text if text in wanted]
        url = next((reverse("my:documents") + link for link in page.links if link.startswith("?before=")), None)
    assert sorted(seen) == sorted(wanted)


def test_references_are_random_and_easy_to_read_out(cast):
    case = cast.case("Verhaal")
    made = [order_own_copy(by=cast.at("person"), now=cast.now, case_id=case.id) for _ in range(3)]
    assert len({document.reference for document in made}) == 3
    # Neither 0 nor O, neither 1 nor I nor L.
    assert not {sign for document in made for sign in document.reference} & set("01OIL")
