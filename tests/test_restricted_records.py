"""Who must never, and who alone may, know a record, and what becomes of all that would lead there (laws 1, 2)."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.access.decide import roles_on, visible_to
from cases.access.roles import ROLES, Act, Role
from cases.actions.handing_over import may_take_over
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.jobs.running import run
from cases.jobs.table import Job
from cases.models import (
    Assignment,
    CaseGrant,
    CaseRecord,
    Contest,
    Deadline,
    Exclusion,
    Named,
    PossibleMatch,
    Restriction,
    StaffMember,
    User,
)
from cases.models.exclusion import may_know
from cases.views.limits import unsettled_for, waiting_for
from sanctions.actions.reporting import second_readers
from tests.laws.test_one_gate import give_every_permission
from tests.retained import proposed
from tests.verbs import Call, perform
from tests.verbs.restricted import later
from tests.visits import page, text_of
from tests.world import LOGINS, NOWHERE, gated, path

pytestmark = [pytest.mark.django_db, pytest.mark.rule(78)]
DAY = datetime.timedelta(days=1)
# What each is to a record under a restriction that names its keeper and its manager, and what they were before.
UNDER_RESTRICTION = {
    Role.OFFICER: "only if named",
    Role.MANAGER: "only if named",
    Role.CONTEST_HANDLER: "only if named",
    Role.CHECKER: "only if named",
    Role.RECORDS: "only if named",
    Role.EMERGENCY: "as before",
    Role.PERSON: "as before",
    Role.REPRESENTATIVE: "as before",
    Role.AUTHORITY: "as before",
    Role.INSPECTOR: "as before",
    Role.AGENCY: "as before",
}


def excluded(cast, username="officer2", family="Meyer", **changed):
    given = {
        "limits_id": cast.case(family).id,
        "user": cast.user(username),
        "why": "Cousins.",
        "review_on": later(cast),
    }
    return perform(cast, "exclusion.make", Call("manager", None, given | changed))


def restricted(cast, family="Petrova", *usernames, **changed):
    given = {"limits_id": cast.case(family).id, "users": [cast.user(name) for name in usernames]}
    given |= {"why": "The press asks.", "review_on": later(cast)}
    return perform(cast, "restriction.make", Call("manager", None, given | changed))


@pytest.mark.timeout(400)
def test_for_the_excluded_every_page_answers_as_for_a_record_that_never_was(cast):
    case, client = cast.case("Meyer"), cast.client("officer2")
    assert page(client, "detail", case.id).status_code == 200
    excluded(cast)
    for address in gated():
        if address.on not in ("case", "limits"):
            continue
        there, nowhere = client.get(path(address, case.id)), client.get(path(address, NOWHERE))
        assert there.status_code == nowhere.status_code == 404, address.name
        assert there.content == nowhere.content, address.name


def test_for_the_excluded_no_list_count_or_work_shows_it(cast):
    case, client = cast.case("Meyer"), cast.client("officer2")
    names = ("list", "today", "group", "unshared")
    before = [name for name in names if "Meyer" in text_of(page(client, name))]
    assert set(before) >= {"list", "group"}
    excluded(cast)
    for name in names:
        said = text_of(page(client, name))
        assert "Meyer" not in said and case.reference not in said and str(case.id) not in said, name
    found = client.post(reverse("cases:search"), {"q": "Meyer"})
    assert "Lukas" not in text_of(found)
    for act in Act:
        assert not visible_to(CaseRecord.objects.filter(pk=case.id), cast.at("officer2"), act).exists()


def test_an_excluded_manager_is_not_told_of_it_by_the_number_of_a_colleagues_cases(cast):
    second_manager(cast)
    before = text_of(page(cast.client("deputy"), "team"))
    kept = Assignment.objects.filter(user=cast.user("officer2"), ends_at=None, case__ended_on=None).count()
    assert f"{kept} of" in before
    excluded(cast, "deputy")
    after = text_of(page(cast.client("deputy"), "team"))
    assert f"{kept - 1} of" in after and "Meyer" not in after


def second_manager(cast, login="deputy"):
    user = User.objects.create_user(login)
    with recorded("test.post", by=SYSTEM_ACTOR, now=cast.now):
        post = {"name": "Deputy Ruiz", "duty": Role.MANAGER, "unit": cast.unit("North")}
        StaffMember(user=user, starts_at=cast.now - DAY, **post).save()
    return user


def test_nothing_in_the_record_is_given_to_the_excluded(cast):
    case = cast.case("Verhaal")
    excluded(cast, "officer2", "Verhaal")
    author = cast.post("officer")
    names = {post.name for post in second_readers(case.id, author, cast.now)}
    assert "Paul Arden" not in names and names
    assert not may_take_over(case, cast.now).filter(user__username="officer2").exists()
    know = StaffMember.objects.filter(may_know(case.id, cast.now))
    assert not know.filter(user__username="officer2").exists() and know.filter(user__username="officer3").exists()


def test_the_manager_reads_in_plain_words_whom_the_case_cannot_be_given_to(cast):
    case = cast.case("Petrova")  # the demo keeps officer2 from it: a neighbour
    kept = Assignment.objects.get(case=case, ends_at=None)
    address = reverse("cases:hand_over", args=[case.id])
    sent = {"to": cast.post("officer2").id, "assignment_id": kept.id, "version": kept.version}
    answer = cast.client("manager").post(address, sent | {"why": "Holidays.", "handed_over": "All."})
    assert answer.status_code == 422
    assert "Not offered, because they may not know this record: Paul Arden." in text_of(answer)
    given = {"to": cast.post("officer2"), "assignment_id": kept.id, "version": kept.version}
    with pytest.raises(ValidationError, match=r"Paul Arden may not know this record\."):
        perform(cast, "case.hand_over", Call("manager", "Petrova", given | {"why": "Holidays.", "handed_over": "All."}))
    assert Assignment.objects.get(case=case, ends_at=None).user.username == "officer"


@pytest.mark.rule(46)
def test_a_disagreement_the_excluded_was_to_answer_goes_to_somebody_else(cast):
    contest = Contest.objects.filter(answer="").select_related("handler__user", "case__person").first()
    assert contest.handler.user.username == "officer2"
    limit = contest.answer_by
    excluded(cast, "officer2", contest.case.person.family_name)
    contest.refresh_from_db()
    assert contest.handler.user.username == "manager" and contest.answer_by == limit
    assert [d.staff.user.username for d in Deadline.objects.filter(about=contest.id, met_at=None)] == ["manager"]
    assert not CaseGrant.objects.filter(
        basis=f"contest {contest.id}", user=cast.user("officer2"), ends_at=None
    ).exists()


def test_where_whoever_keeps_the_case_is_kept_from_it_the_page_leads_to_the_hand_over(cast):
    case, client = cast.case("Meyer"), cast.client("manager")
    hand_over = reverse("cases:hand_over", args=[case.id])
    assert "Nobody works in this record now" not in text_of(page(client, "limits", case.id))
    excluded(cast)
    said = text_of(page(client, "limits", case.id))
    assert "Nobody works in this record now" in said and hand_over in said
    assert client.get(hand_over).status_code == 200


def test_an_exclusion_ends_and_is_looked_at_again_by_day(cast):
    case, client = cast.case("Meyer"), cast.client("manager")
    held = excluded(cast)
    url = reverse("cases:exclusion", args=[case.id, held.id])
    sent = {"version": held.version, "why": "They moved away.", "outcome": "go_on", "review_on": ""}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"review_on": later(cast).isoformat()}).status_code == 302
    late = client.post(url, sent | {"outcome": "end"})
    assert late.status_code == 409 and "They moved away." in text_of(late)
    held.refresh_from_db()
    assert client.post(url, sent | {"outcome": "end", "version": held.version}).status_code == 302
    assert page(cast.client("officer2"), "detail", case.id).status_code == 200
    assert "They moved away." in text_of(page(client, "limits", case.id))


def test_a_manager_excludes_on_a_page_that_keeps_what_was_typed(cast):
    case, client = cast.case("Meyer"), cast.client("manager")
    url = reverse("cases:exclude", args=[case.id])
    sent = {"username": "nobody-such", "why": "Cousins of mine.", "review_on": later(cast).isoformat()}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "Nobody signs in with this name" in text_of(answer) and "Cousins of mine." in text_of(answer)
    assert client.post(url, sent | {"username": "manager"}).status_code == 422
    assert client.post(url, sent | {"username": "inspector"}).status_code == 302
    assert page(cast.client("inspector"), "detail", case.id).status_code == 404
    assert "Ida Sorensen" in text_of(page(client, "limits", case.id))
    assert page(cast.client("officer"), "limits", case.id).status_code == 404


def test_nobody_is_kept_from_their_own_record(cast):
    for username in ("person", "representative"):
        with pytest.raises(ValidationError, match="their own record"):
            excluded(cast, username, "Verhaal")
    with pytest.raises(ValidationError, match="shut yourself out"):
        excluded(cast, "manager", "Verhaal")


def test_under_a_restriction_each_role_reaches_the_record_as_the_table_says(cast, in_vain):
    give_every_permission(cast)
    covered_by(cast, "officer3", "Petrova")
    second_manager(cast)
    seen = {}
    for case in CaseRecord.objects.filter(ended_on=None).select_related("person"):
        logins = [name for name in (*LOGINS, "deputy") if name != "manager"]
        before = {name: roles_on(cast.at(name), case.id) for name in logins}
        restricted_already = Restriction.objects.filter(case=case, ends_at=None).exists()
        if restricted_already or not roles_on(cast.at("manager"), case.id):
            continue
        with in_vain():
            open_tasks_done(cast, case)
            made = restricted(cast, case.person.family_name, limits_id=case.id)
            named = set(Named.objects.filter(restriction=made).values_list("user__username", flat=True))
            for name in logins:
                after = roles_on(cast.at(name), case.id)
                for role in before[name]:
                    holds = name in named or UNDER_RESTRICTION[role] == "as before"
                    assert (role in after) == holds, (name, role, case.person.family_name)
                    seen.setdefault(role, set()).add(holds)
                shown = visible_to(CaseRecord.objects.filter(pk=case.id), cast.at(name), Act.READ_CASE).exists()
                assert shown == bool(after & {r for r in Role if r in UNDER_RESTRICTION and reads(r)}), name
    assert {Role.OFFICER, Role.MANAGER, Role.CONTEST_HANDLER, Role.PERSON, Role.INSPECTOR, Role.AUTHORITY} <= set(seen)
    assert seen[Role.OFFICER] == {True, False} and seen[Role.CONTEST_HANDLER] == {False}


def covered_by(cast, username, family):
    """A colleague keeps the case while the officer is away."""
    with recorded("test.cover", by=SYSTEM_ACTOR, now=cast.now):
        CaseGrant(
            user=cast.user(username),
            permission=Permission.objects.get(codename="cover", content_type__app_label="cases"),
            content_object=cast.case(family),
            starts_at=cast.now,
            purpose="supervision",
            basis="Covers",
            granted_by=SYSTEM_ACTOR,
        ).save()


def reads(role):
    return Act.READ_CASE in ROLES[role].acts


def open_tasks_done(cast, case):
    with recorded("test.done", by=SYSTEM_ACTOR, now=cast.now, root=case.id):
        for deadline in Deadline.objects.filter(case=case, met_at=None, to=Deadline.To.STAFF):
            deadline.met_at = cast.now
            deadline.save()


@pytest.mark.rule(46)
def test_a_restriction_does_not_let_what_is_due_stall_unseen(cast):
    contest = Contest.objects.filter(answer="").select_related("handler", "case__person").first()
    family = contest.case.person.family_name
    with pytest.raises(ValidationError, match="Name them too"):
        restricted(cast, family)
    restricted(cast, family, contest.handler.user.username)
    assert roles_on(cast.at(contest.handler.user.username), contest.case_id)


def test_cover_and_unit_do_not_lead_into_a_restricted_record_until_one_is_named(cast):
    give_every_permission(cast)
    second_manager(cast)
    case = cast.case("Petrova")
    with recorded("test.end", by=SYSTEM_ACTOR, now=cast.now):
        for held in Exclusion.objects.filter(case=case):
            held.ends_at, held.ended_because = cast.now, "test"
            held.save()
    assert Role.OFFICER in roles_on(cast.at("officer2"), case.id) and roles_on(cast.at("deputy"), case.id)
    open_tasks_done(cast, case)
    made = restricted(cast)
    for username in ("officer2", "deputy"):
        assert page(cast.client(username), "detail", case.id).status_code == 404
        assert not may_take_over(case, cast.now).filter(user__username=username).exists()
    assert page(cast.client("officer"), "detail", case.id).status_code == 200
    client, url = cast.client("manager"), reverse("cases:restriction_names", args=[case.id, made.id])
    assert client.post(url, {"staff": cast.post("officer2").id, "username": ""}).status_code == 302
    assert page(cast.client("officer2"), "detail", case.id).status_code == 200
    named = Named.objects.get(restriction=made, user=cast.user("officer2"))
    assert client.post(url, {"named_id": named.id, "version": named.version}).status_code == 302
    assert page(cast.client("officer2"), "detail", case.id).status_code == 404
    keeper = Named.objects.get(restriction=made, user=cast.user("officer"))
    refused = client.post(url, {"named_id": keeper.id, "version": keeper.version})
    assert refused.status_code == 422 and "Hand it over first" in text_of(refused)


def test_a_restriction_that_ended_lets_work_lead_there_again(cast):
    second_manager(cast)
    case, made = cast.case("Petrova"), restricted(cast)
    assert page(cast.client("deputy"), "detail", case.id).status_code == 404
    given = {"limits_id": case.id, "restriction_id": made.id, "version": made.version, "ends": True, "why": "Quiet."}
    perform(cast, "restriction.review", Call("manager", None, given))
    assert page(cast.client("deputy"), "detail", case.id).status_code == 200


def test_who_may_read_names_nobody_who_is_kept_out(cast):
    second_manager(cast)
    case = cast.case("Petrova")
    assert "Deputy Ruiz" in text_of(page(cast.client("officer"), "detail", case.id))
    restricted(cast)
    told = text_of(page(cast.client("officer"), "detail", case.id))
    assert "Deputy Ruiz" not in told and "Maya Osei" in told


@pytest.mark.rule(42)
@pytest.mark.parametrize("how", ["excluded", "restricted"])
def test_somebody_known_whom_one_may_not_know_is_taken_on_like_somebody_unknown(cast, how):
    """The same bytes answer; records staff alone learn that the person is recorded twice."""
    known = CaseRecord.objects.select_related("person").get(person__family_name="Meyer")
    if how == "excluded":
        excluded(cast)
    else:
        given = {"limits_id": known.id, "users": [], "why": "The press asks.", "review_on": later(cast)}
        with recorded("test.hand_over", by=SYSTEM_ACTOR, now=cast.now, root=known.id):
            kept = Assignment.objects.get(case=known, ends_at=None)
            kept.ends_at = cast.now
            kept.save()
            Assignment(case=known, staff=cast.post("officer"), user=cast.user("officer"), starts_at=cast.now).save()
        perform(cast, "restriction.make", Call("manager", None, given))
    client, url = cast.client("officer2"), reverse("cases:new")
    told = {
        "given_names": "Lukas",
        "sex": "m",
        "language": "en",
        "reads": "ordinary",
        "birth_date": known.person.birth_date.isoformat(),
    }
    answers = [client.post(url, told | {"family_name": name}) for name in ("Meyer", "Quillfeather")]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].content == answers[1].content
    twice = CaseRecord.objects.exclude(pk=known.id).get(person__family_name="Meyer")
    for job_id in Job.objects.filter(kind="person.match", done_at=None).values_list("id", flat=True):
        run(job_id, cast.now)
    match = PossibleMatch.objects.get(case=twice)
    assert match.other_case_id == known.id and match.answer == ""
    assert visible_to(PossibleMatch.objects.filter(pk=match.pk), cast.at("records"), Act.SETTLE_MATCH).exists()
    for name in ("list", "today"):
        assert known.reference not in text_of(page(client, name))
    assert known.reference not in text_of(page(client, "detail", twice.id))


def test_what_is_about_a_record_goes_with_it(cast):
    """Matches, incidents and tasks of a case are gone for who must never know it, in their own roles too."""
    match = PossibleMatch.objects.filter(answer="").select_related("case", "other_case").first()
    here = next(case for case in (match.case, match.other_case) if case.unit_id == cast.unit("North").id)
    matches = PossibleMatch.objects.filter(pk=match.pk)
    assert visible_to(matches, cast.at("records"), Act.SETTLE_MATCH).exists()
    excluded(cast, "records", limits_id=here.id)
    assert not visible_to(matches, cast.at("records"), Act.SETTLE_MATCH).exists()
    assert page(cast.client("records"), "match", match.id).status_code == 404


def test_who_keeps_a_case_does_not_read_who_is_kept_from_it(cast):
    held = excluded(cast, "officer3", "Petrova", reason="Cousins of each other.")
    case, client = cast.case("Petrova"), cast.client("officer")
    for name in ("detail", "record", "ledger", "looks"):
        assert "Cousins" not in text_of(page(client, name, case.id))
    for username in ("officer", "manager"):
        assert page(cast.client(username), "history", case.id, held._meta.label_lower, held.id).status_code == 404
    assert page(client, "limits", case.id).status_code == 404
    assert page(cast.client("inspector"), "limits", case.id).status_code == 200
    assert cast.client("inspector").get(reverse("cases:exclude", args=[case.id])).status_code == 403


def test_the_list_of_a_unit_shows_by_number_what_is_to_be_looked_at_again(cast):
    excluded(cast, "officer3", "Petrova")
    case, client = cast.case("Petrova"), cast.client("manager")
    assert case.reference in text_of(page(client, "limits_of_unit"))
    far = cast.at("manager", cast.now + 100 * DAY)
    assert [item.overdue for item in waiting_for(far)] == [True]


@pytest.mark.rule(48)
def test_an_ended_record_that_no_records_staff_may_know_asks_the_manager_to_name_one(cast):
    case, said = cast.case("Lind"), "Nobody may decide what becomes of this record"
    manager, records = cast.client("manager"), cast.client("records")
    proposal = proposed(cast, "Lind")
    assert not unsettled_for(cast.at("manager")) and said not in text_of(page(manager, "limits", case.id))
    restriction = restricted(cast, "Lind")
    assert page(records, "retention_decide", case.id, proposal.id).status_code == 404
    [work] = unsettled_for(cast.at("manager"))
    assert work.url == reverse("cases:limits", args=[case.id]) and "Lind" not in work.title + work.person
    assert work.title in text_of(page(manager, "today")) and said in text_of(manager.get(work.url))
    named = {"limits_id": case.id, "restriction_id": restriction.id, "user": cast.user("records")}
    perform(cast, "restriction.name", Call("manager", None, named))
    assert not unsettled_for(cast.at("manager")) and said not in text_of(manager.get(work.url))
    assert page(records, "retention_decide", case.id, proposal.id).status_code == 200


@pytest.mark.rule(48)
def test_nor_may_the_one_who_is_kept_from_it(cast):
    excluded(cast, "records", "Lind")
    proposed(cast, "Lind")
    assert len(unsettled_for(cast.at("manager"))) == 1 and not unsettled_for(cast.at("officer"))
