"""The story's last part: whoever stands beside the case, each with a page of their own and nothing of the others."""

import datetime
import re

from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.acting import article, fill, follow, press, sees
from tests.browser.turns_of_court import REASONS
from tests.browser.turns_to_court import COMMENT, MISSED, PERSON, RISK, SIGNIFICANT, SISTER

TODAY = localdate()
# What nobody beside the case may read, on no page.
OFFENCE = ("Burglary", "DC-N 2026/311", "Supervision order")
WRITTEN = (*MISSED, SIGNIFICANT, RISK, SISTER, COMMENT, REASONS, "Orchard Lane", "lends him money")
PACKED = "Packed parcels all afternoon"
CALLED_OUT = "My officer called out in the corridor why I was there."
ASKED = "Tomas Verhaal says that you called out in the corridor why he was there. What happened?"
SAID = "I asked for his paper of the court, and others stood there. I am sorry."
UPHELD = "The officer says it himself: what brings somebody here is nobody else's to hear."
REMEDY = "People are called by their first name alone, and papers are asked for in the room."
READ_LETTERS = "Go along to the library on Thursdays and read official letters together."
VICTIM = {
    "name": "Claire Renoir",
    "safe_contact": "Call 555 0171 and say the dentist",
    "wishes": "Wants to be told when the hours end.",
}
INSTRUCTION = "Book no appointment on a market day."


def weekday(before):
    """The last day before that is neither Saturday nor Sunday."""
    day = before - datetime.timedelta(days=1)
    return day if day.weekday() < 5 else weekday(day)


def sunday():
    return TODAY - datetime.timedelta(days=TODAY.isoweekday())


def the_agency_records_hours(stage):
    page = stage.at("agency", "/partner/")
    sees(page, PERSON, "Sorting and packing food", never=[*OFFENCE, *WRITTEN])
    press(page, "Write down a day’s hours")
    stage.on_a_phone(page)
    row = page.locator("main fieldset", has_text=PERSON)
    for name, value in (("started", "13:00"), ("ended", "16:00"), ("note", PACKED)):
        row.locator(f'[name$="-{name}"]').fill(value)
    fill(page, worked_on=sunday())
    press(page, "Write these hours down")
    sees(page, "The placement is not open on this day of the week.", never=[*OFFENCE, *WRITTEN])
    fill(page, worked_on=weekday(TODAY))
    press(page, "Write these hours down")
    sees(page, "1 session is written down.", never=[*OFFENCE, *WRITTEN])
    with page.expect_navigation():
        page.locator("main tr", has_text=PERSON).get_by_role("link").click()
    sees(page, "13:00 – 16:00", never=[*OFFENCE, *WRITTEN, "Quay Street", "555 0147"])
    stage.on_a_phone(page)
    for path in (f"/cases/{stage.case}/", f"/sanctions/{stage.case}/", stage.report_page, stage.court_page):
        stage.refused("agency", path, 403)
    sees(stage.at("person", "/my/copy/print/"), PACKED)


def the_representative_reads_until_the_mandate_ends(stage):
    """The same ruling in the same words; nothing once the person has withdrawn the mandate."""
    own, other = stage.at("person", stage.own_ruling), stage.at("representative", stage.own_ruling)
    sees(other, "You read for somebody else")
    assert other.locator("main > .narrow").inner_text() == own.locator("main > .narrow").inner_text()
    sees(stage.at("representative", "/my/"), PERSON, never=[SISTER])
    sees(stage.at("representative", "/my/record/"), *MISSED, never=["Orchard Lane"])
    own = stage.at("person", "/my/who-acts-for-me/")
    sees(own, "Anouk Lambert", "In force")
    stage.on_a_phone(own)
    press(own, "End it")
    press(own, "Yes, end it")
    sees(own, "Ended")
    for path in ("/my/", "/my/record/", stage.own_ruling):
        stage.refused("representative", path)
    stage.refused("representative", f"/cases/{stage.case}/")


def the_person_complains_and_three_read_the_decision(stage):
    own = stage.at("person", "/my/complaints/")
    press(own, "I was treated badly, or something does not work")
    fill(own, staff="Ines Marlow", text=CALLED_OUT)
    press(own, "Send my complaint")
    sees(own, CALLED_OUT, "You get a first reply")
    stage.on_a_phone(own)
    stage.own_complaint = own.url.removeprefix(stage.service.base_url)
    nobody_reads_of_it_in_the_case(stage)
    the_investigator_asks_and_decides(stage)
    told = (UPHELD, REMEDY)
    sees(stage.at("person", stage.own_complaint), *told, "You can appeal to the head of the service")
    officer = stage.at("officer", "/complaints/about-me/")
    follow(officer, "called out in the corridor why he was there", "Read it")
    sees(officer, *told, "Delivered to")
    delivered = "SELECT count(*) FROM complaints_delivery d JOIN complaints_complaintdecision c ON c.id = d.decision_id"
    assert stage.service.sql(f"{delivered} WHERE c.reasons = %s", UPHELD) == [(3,)]
    nobody_reads_of_it_in_the_case(stage)


def nobody_reads_of_it_in_the_case(stage):
    for username in ("officer", "manager"):
        for path in (f"/cases/{stage.case}/", f"/cases/{stage.case}/record/"):
            sees(stage.at(username, path), never=[CALLED_OUT, UPHELD])


def the_investigator_asks_and_decides(stage):
    sees(stage.at("officer", "/complaints/about-me/"), never=[CALLED_OUT])
    page = stage.at("investigator", "/complaints/")
    follow(page, CALLED_OUT[:40], "Open the complaint")
    stage.on_a_phone(page)
    press(page, "Give the first reply")
    fill(page, admissible="yes", reply="We look into it; you get the decision within 25 working days.")
    press(page, "Send the reply")
    expect(page.locator("main").get_by_role("link", name="Decide")).to_have_count(0)
    press(page, "Ask a member of staff")
    fill(page, staff="Ines Marlow", question=ASKED)
    press(page, "Ask them")
    stage.refused("investigator", f"/cases/{stage.case}/")
    officer = stage.at("officer", "/complaints/about-me/")
    follow(officer, "called out in the corridor why he was there", "Read and answer")
    fill(officer, text=SAID)
    press(officer, "Send my answer")
    follow(stage.at("investigator", "/complaints/"), CALLED_OUT[:40], "Open the complaint")
    sees(page, SAID)
    press(page, "Decide")
    fill(page, outcome="upheld", reasons=UPHELD, remedy=REMEDY)
    press(page, "Decide, and deliver it to all concerned")
    sees(page, UPHELD, "Delivered to")


def a_volunteer_gets_one_task(stage):
    officer = stage.at("officer", f"/cases/{stage.case}/")
    press(officer, "Ask for a volunteer")
    days = {"ends_on": TODAY + datetime.timedelta(days=60), "agreed_on": TODAY}
    fill(officer, kind="Practising a language", text=READ_LETTERS, meets_at="City library, entrance", **days)
    stage.on_a_phone(stage.at("coordinator", "/volunteers/coordination/"))
    press(officer, "Ask the coordinator")
    page = stage.at("coordinator", "/volunteers/coordination/")
    follow(page, READ_LETTERS, "Choose a volunteer")
    sees(page, "Mara Silva", "Is not accepted as a volunteer.", "Is not insured until the last day of the task.")
    offered = page.locator("main form").last.inner_text()
    assert "Hugo Blanc" in offered and "Mara Silva" not in offered
    stage.on_a_phone(page)
    nobody_is_accepted_unchecked(page)
    sees(stage.at("volunteer", "/volunteers/"), never=[READ_LETTERS])
    follow(stage.at("coordinator", "/volunteers/coordination/"), READ_LETTERS, "Choose a volunteer")
    page.locator("main").get_by_label("Hugo Blanc").check()
    press(page, "Give them the task")
    sees(page, READ_LETTERS, never=["Verhaal", *OFFENCE, *WRITTEN])
    stage.refused("coordinator", f"/cases/{stage.case}/")
    the_volunteer_sees_only_that(stage)


def nobody_is_accepted_unchecked(page):
    press(page, "Mara Silva")
    press(page, "Decide")
    fill(page, state="accepted", reasons="Friendly, and lives near.")
    press(page, "Decide")
    sees(page, "Nobody is accepted before everything is checked.", ": not checked.")


def the_volunteer_sees_only_that(stage):
    page = stage.at("volunteer", "/volunteers/")
    follow(page, READ_LETTERS, "Open the task, or write a note")
    sees(page, "City library, entrance", never=["Verhaal", *OFFENCE, *WRITTEN, "Quay Street"])
    stage.on_a_phone(page)
    [(other,)] = stage.service.sql("SELECT id FROM volunteers_task WHERE text LIKE 'Go along to the job centre%%'")
    for path in (f"/volunteers/tasks/{other}/", f"/cases/{stage.case}/", "/volunteers/coordination/"):
        assert page.goto(path).status in (403, 404), path


def a_victim_is_kept_apart(stage):
    [(reference,)] = stage.service.sql("SELECT reference FROM cases_caserecord WHERE id = %s", stage.case)
    page = stage.at("victimcontact", "/victims/")
    press(page, "Add a victim")
    fill(page, reference=reference, language="fr", may_be_told="The end of the hours.", **VICTIM)
    press(page, "Keep this")
    sees(page, *VICTIM.values(), "The officer does not know that this record exists.")
    press(page, "Instruct the officer")
    fill(page, text=INSTRUCTION)
    press(page, "Give this instruction")
    sees(page, INSTRUCTION)
    stage.on_a_phone(page)
    officer = stage.at("officer", f"/cases/{stage.case}/")
    sees(officer, INSTRUCTION, never=VICTIM.values())
    stage.refused("officer", page.url)
    for path in ("/my/", "/my/record/", "/my/who-looked/", "/my/copy/print/"):
        sees(stage.at("person", path), never=[INSTRUCTION, *VICTIM.values()])


def the_records_manager_sees_what_is_due(stage):
    page = stage.at("records", "/cases/retention/")
    sees(page, "Due", "On hold", "The rule: kept", never=["Johanna", "Dvorak", "Theft", PERSON])
    stage.on_a_phone(page)
    stage.refused("records", f"/cases/{stage.case}/")


def the_inspector_follows_all_of_it(stage):
    page = stage.at("inspector", "/inspection/")
    with page.expect_navigation():
        page.locator("main tr", has_text=PERSON).get_by_role("link").first.click()
    sees(page, "The court has ruled: Partly revoked", never=[INSTRUCTION, *VICTIM.values(), UPHELD])
    press(page, re.compile("^Non-compliance"))
    expect(article(page, "Ruled on")).to_contain_text(SIGNIFICANT)
