"""One case from two further failures to what a court rules, and everybody beside it: all of it through the pages."""

import pytest

from tests.browser import turns_beside as beside
from tests.browser import turns_of_court as court
from tests.browser import turns_to_court as first
from tests.browser.acting import Stage

# Each turn is told by whoever takes it, and looks at what the others see of it and must not see.
TURNS = (
    first.the_officer_records_two_further_failures,
    first.the_officer_decides_about_each,
    first.four_fifths_stand_there_with_the_version_they_rest_on,
    first.the_person_is_invited_and_comments,
    first.a_colleague_checks_it,
    court.it_leaves_and_is_sealed,
    court.the_person_reads_what_was_sent,
    court.the_court_finds_it_with_what_is_not_ready,
    court.the_court_examines_and_rules,
    court.the_court_decides_what_follows,
    court.the_court_takes_the_bundle_along,
    court.the_ruling_is_served,
    court.another_report_is_ruled_on_paper,
    beside.the_agency_records_hours,
    beside.the_representative_reads_until_the_mandate_ends,
    beside.the_person_complains_and_three_read_the_decision,
    beside.a_volunteer_gets_one_task,
    beside.a_victim_is_kept_apart,
    beside.the_records_manager_sees_what_is_due,
    beside.the_inspector_follows_all_of_it,
)


@pytest.mark.timeout(600)
@pytest.mark.rule(8, 9, 12, 29, 39, 41, 45, 46, 48, 64, 66, 67, 68, 69, 70, 85, 88, 94, 95)
def test_from_two_failures_to_a_ruling_each_sees_what_is_theirs(service, sign_in, check_page):
    stage = Stage(service, sign_in, check_page)
    for turn in TURNS:
        turn(stage)
    assert "Nothing is wrong" in service.manage("verify_ledger").stdout
