"""The demo's world is whole: every log-in is what its card says."""

import pytest
from django.urls import reverse

from cases.access.decide import roles_on, visible_to
from cases.access.roles import Act, Role
from cases.actions.contesting import lodge_contest
from cases.history.action import SYSTEM_ACTOR, recorded
from cases.models import CaseRecord, Contest, Entry, Person, StaffMember, User
from config.demo.cast import Cast
from config.demo.stories import OPEN
from sanctions.models import Comment

ROLES = {
    "officer": {Role.OFFICER, Role.STAFF_CONCERNED},
    "manager": {Role.MANAGER},
    "person": {Role.PERSON},
    "representative": {Role.REPRESENTATIVE},
    "authority": {Role.AUTHORITY},
    "inspector": {Role.INSPECTOR},
    "admin": {Role.ADMIN},
    "agency": {Role.AGENCY},
    "volunteer": {Role.VOLUNTEER},
    "coordinator": {Role.COORDINATOR},
}


@pytest.mark.parametrize("username", ROLES)
def test_each_log_in_is_what_its_card_says(cast, username):
    assert cast.at(username).roles == ROLES[username]


def test_a_colleague_who_handles_a_disagreement_enters_that_case_and_no_other(cast):
    visitor = cast.at("officer2")
    assert roles_on(visitor, cast.case("Verhaal").id) == {Role.CONTEST_HANDLER}
    assert roles_on(cast.at("officer2"), cast.case("Petrova").id) == set()
    seen = visible_to(CaseRecord.objects.all(), visitor, Act.KEEP_CASE)
    assert set(seen.values_list("person__family_name", flat=True)) == {"Meyer", "Lind", "Lindkvist", "Dvorak", "Aldous"}


def test_the_north_does_not_know_of_the_south(cast):
    for username in ("officer", "manager", "inspector", "person"):
        assert roles_on(cast.at(username), cast.case("Lindqvist").id) == set()


def test_one_disagreement_stands_and_one_waits(cast):
    answers = Contest.objects.filter(case=cast.case("Verhaal")).order_by("lodged_at").values_list("answer", flat=True)
    assert list(answers) == ["refused", ""]


def test_whoever_may_never_know_a_case_is_not_asked_about_it(cast):
    case = cast.case("Petrova")
    person = cast.user("agency")
    record = Person.objects.get(pk=case.person_id)
    record.user = person
    with recorded("test", by=SYSTEM_ACTOR, now=cast.now):
        record.save()
    entry = Entry.objects.filter(case=case).first()
    contest = lodge_contest(
        by=cast.at("agency"), now=cast.now, case_id=case.id, about=entry.id, wrong="Not so.", right="Otherwise."
    )
    assert contest.handler.user.username == "manager"


@pytest.mark.rule(29, 64)
def test_the_person_of_the_demo_is_asked_how_they_see_it(cast):
    for story in OPEN:
        story(demo_cast(cast))
    comment = Comment.objects.get(report__case=cast.case("Verhaal"))
    assert comment.report.state == "drafted" and comment.comment_by >= cast.now.date()
    page = cast.client("person").get(reverse("my:comment", args=[comment.id]))
    assert "You can ask a lawyer first" in page.content.decode()
    assert "Read it and answer" in cast.client("person").get(reverse("my:home")).content.decode()


def demo_cast(cast):
    """The cast as the demo's stories know it."""
    posts = {post.user.username: post for post in StaffMember.objects.select_related("user")}
    return Cast(cast.now, {user.username: user for user in User.objects.all()}, posts, {}, cast.court)
