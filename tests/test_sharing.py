"""What was read with the person, what they hand in on paper, and who acts for them in part (rules 28, 44, 45, 46)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions.sharing import share
from cases.composition import composition
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import Contest, Deadline, Entry, Explanation, Jurisdiction, Mandate
from cases.views import own_sections
from tests.reported import reported
from tests.test_withholding import asked
from tests.verbs.withholding import EXPLAINED
from tests.visits import text_of, written

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.mark.rule(44, 61)
def test_an_officer_records_what_was_read_with_the_person_and_the_person_reads_that_it_was(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    entry, report = written(cast, case, text="Found a flat."), reported(cast)
    page = officer.get(reverse("cases:sharing", args=[case.id]))
    assert "Found a flat." in text_of(page) and "Report to District Court North" in text_of(page)
    given = {"entries": [f"{entry.id}:1"], "papers": [str(report.id)], "explained_at": "2026-01-05T10:00"}
    answer = officer.post(reverse("cases:sharing", args=[case.id]), given | EXPLAINED)
    assert answer.status_code == 302
    assert Entry.objects.get(pk=entry.pk).shared_on == datetime.date(2026, 1, 5)
    told = Explanation.objects.filter(case=case, content__in=["record", "report"])
    assert {(each.content, each.about) for each in told} == {("record", None), ("report", report.id)}
    left = text_of(officer.get(reverse("cases:sharing", args=[case.id])))
    assert "Found a flat." not in left and "Report to District Court North" not in left
    own = text_of(cast.client("person").get(reverse("my:record")))
    assert "What was written in your record" in own and "A report about you" in own


@pytest.mark.rule(44)
def test_what_was_changed_meanwhile_and_what_is_withheld_is_not_shared(cast):
    case = cast.case("Verhaal")
    entry, hidden = written(cast, case, text="Found a flat."), written(cast, case, text="A witness saw him.")
    asked(cast, hidden)
    assert "A witness saw him." not in text_of(cast.client("officer").get(reverse("cases:sharing", args=[case.id])))
    for choice in ((entry.id, 7), (hidden.id, 1)):
        with pytest.raises(ValidationError, match="changed or shared meanwhile"):
            _shared(cast, case, [choice])
    with pytest.raises(ValidationError, match="Choose what you shared"):
        _shared(cast, case, [])


def _shared(cast, case, entries):
    given = {"entries": entries, "explained_at": cast.now} | EXPLAINED
    return share(by=cast.at("officer"), now=cast.now, case_id=case.id, **given)


@pytest.mark.rule(44)
def test_what_was_never_shared_is_on_the_officers_list(cast):
    page = text_of(cast.client("officer").get(reverse("cases:unshared")))
    days = Jurisdiction.objects.get().unshared_entry_days
    assert f"more than {days} days ago" in page
    assert "Tomas Verhaal" in page and "Lukas Meyer" not in page
    assert reverse("cases:unshared") in text_of(cast.client("officer").get(reverse("cases:today")))


@pytest.mark.rule(46)
def test_a_disagreement_on_paper_counts_from_the_day_it_arrived_and_is_answered_by_another(cast):
    case, officer = cast.case("Verhaal"), cast.client("officer")
    entry = written(cast, case, text="Left at ten.")
    address = reverse("cases:contest_on_paper", args=[case.id, entry.id])
    given = {"arrived_at": "2026-01-05T10:00", "wrong": "It was eleven.", "right": "Left at eleven."}
    late = officer.post(address, given | {"arrived_at": "2099-01-05T10:00"})
    assert late.status_code == 422 and "not a time to come" in text_of(late) and "It was eleven." in text_of(late)
    assert officer.post(address, given).status_code == 302
    contest = Contest.objects.get(entry=entry)
    assert contest.answer_by == datetime.date(2026, 1, 5) + 30 * DAY
    assert contest.entered_by.user.username == "officer" and contest.handler.user.username != "officer"
    assert Deadline.objects.get(about=contest.id).due_on == contest.answer_by
    page = text_of(cast.client("person").get(reverse("my:record")))
    assert "It was eleven." in page and "Copied from paper by" in page


@pytest.mark.rule(45)
@pytest.mark.parametrize(
    ("part", "reads", "not_there"),
    [
        ("conditions", ["my:home", "my:record", "my:conditions"], ["my:entries", "my:contests", "my:applications"]),
        ("record", ["my:record", "my:entries", "my:looks"], ["my:conditions", "my:applications", "my:documents"]),
        ("reports", ["my:record", "my:applications"], ["my:entries", "my:looks", "my:conditions", "my:messages"]),
    ],
)
def test_a_mandate_for_a_part_opens_that_part_and_no_other(cast, part, reads, not_there):
    mandate, client = Mandate.objects.get(user__username="representative"), cast.client("representative")
    with recorded("test.narrow", by=SYSTEM_ACTOR, now=cast.now, root=mandate.case_id):
        for each in ("conditions", "record", "reports"):
            setattr(mandate, f"covers_{each}", each == part)
        mandate.save()
    assert {client.get(reverse(name)).status_code for name in reads} == {200}
    assert {client.get(reverse(name)).status_code for name in not_there} == {404}
    known = {section["key"] for section in client.get(reverse("my:copy_json")).json()["sections"]}
    assert ("entries" in known) == (part == "record")
    assert ("sanctions" in known) == (part == "conditions")
    assert ("rulings" in known) == (part == "reports")
    assert "identity" in known


def test_every_part_of_the_own_record_belongs_to_a_part_that_a_mandate_names():
    whatever_the_mandate = {own_sections.identity, own_sections.keepers, own_sections.mandates}
    assert set(composition.own_sections) - set(composition.parts) == whatever_the_mandate


@pytest.mark.rule(47)
def test_staff_are_named_in_the_list_of_looks_where_the_jurisdiction_says_so(cast):
    jurisdiction, case = Jurisdiction.objects.get(), cast.case("Verhaal")
    cast.client("officer").get(reverse("cases:record", args=[case.id]))
    cast.client("inspector").get(reverse("cases:record", args=[case.id]))
    client = cast.client("person")
    assert "Ines Marlow" not in text_of(client.get(reverse("my:looks")))
    with recorded("test.name", by=SYSTEM_ACTOR, now=cast.now, root=jurisdiction.id):
        jurisdiction.names_in_looks = True
        jurisdiction.save()
    page = text_of(client.get(reverse("my:looks")))
    assert "Unit North: officer, Ines Marlow" in page
    assert "Inspector" in page and "Ida Sorensen" not in page
