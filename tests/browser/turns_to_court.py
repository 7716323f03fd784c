"""The story's first half: from two further failures to a report that leaves, told by officer, person and colleague."""

import datetime
import re

from playwright.sync_api import expect

from tests.browser.acting import case_of, fill, follow, press, sees, task_of, tick

NOW = datetime.datetime.now().replace(second=0, microsecond=0)
PERSON, COURT = "Tomas Verhaal", "District Court North"
GAVE_UP = "Two more failures since; one report about all of it is fairer."
BAKERY = "Said that his shift at the bakery ran late."
CONSIDERED = "The bakery’s list shows the hour he left."
MISSED = {
    "Did not come to the food bank; nobody could reach him.": "Work for the community",
    "Left the office before the meeting began.": "Meet your officer",
}
SIGNIFICANT = "Two further failures within a fortnight, after a warning and a talk about the bus times."
RISK = "No new suspicion is known; the risk of serious harm is low, as at the start."
RECOMMENDATION = "Change the hours to the weekend; nothing speaks for imprisonment."
SISTER = "His sister says that she no longer lets him sleep at her flat."
COMMENT = "I work nights at the bakery since this month. I slept through it. I want to go on."
WRONG = "I did not leave. I waited forty minutes and nobody came for me."
PASSED = "Fair. The facts stand in the record."
READERS = {"officer2": "Paul Arden", "manager": "Maya Osei"}


def the_case(stage):
    """The officer's way to the person's case; remembers its key."""
    page = stage.at("officer", "/cases/")
    press(page, PERSON)
    stage.case = case_of(page)
    return page


def noncompliance(page):
    return press(page, re.compile("^Non-compliance"))


def the_officer_records_two_further_failures(stage):
    page = the_case(stage)
    for days, (what, condition) in zip((3, 2), MISSED.items(), strict=True):
        at = (NOW - datetime.timedelta(days=days)).isoformat("T", "minutes")
        page.goto(f"/cases/{stage.case}/")
        press(page, "Add an entry")
        told = {"kind": "Information received", "nature": "fact", "source": "Seen and called myself"}
        fill(page, happened_at=at, text=what, serves=condition, **told)
        press(page, "Save the entry")
        noncompliance(page)
        press(page, "Note another failure")
        fill(page, condition=condition, happened_at=at, manner=what)
        entry = page.locator('main [name="entry_id"] option').filter(has_text=what[:40])
        page.locator('main [name="entry_id"]').select_option(entry.get_attribute("value"))
        press(page, "Note it")
        sees(page, what, "Not decided yet")
    stage.on_a_phone(page)
    sees(stage.at("person", "/my/record/entries/"), *MISSED)
    sees(stage.at("agency", "/partner/"), PERSON, never=[*MISSED, "Burglary"])


def the_officer_decides_about_each(stage):
    """A draft is given up for one report about all; one failure is explained, three are significant."""
    page = stage.at("officer", f"/sanctions/{stage.case}/non-compliance/")
    follow(page, "Being drafted", "Open the report")
    press(page, "Give it up")
    fill(page, reason=GAVE_UP)
    press(page, "Give it up")
    sees(stage.at("person", "/my/"), never=["Your officer asks how you see it"])

    page.goto(f"/sanctions/{stage.case}/non-compliance/")
    follow(page, "Came forty minutes late", "Decide about this failure")
    fill(page, verdict="accepted")
    press(page, "Decide")
    sees(page, "This field is required")
    fill(page, reasons=BAKERY)
    press(page, "Decide")
    sees(page, "Say how you considered it")
    fill(page, considered=CONSIDERED)
    press(page, "Decide")
    sees(page, BAKERY, "The explanation is accepted")

    sees(page, "The officer decides")
    press(page, "Report to the authority")
    sees(page, "What counts", never=["Came forty minutes late"])
    for what in (*MISSED, "Did not arrive. No message"):
        tick(page, re.compile(re.escape(what)))
    press(page, "Begin the report")
    sees(page, "This field is required")
    fill(page, significance=SIGNIFICANT)
    press(page, "Begin the report")
    stage.report = page.url.split("/reports/")[1].strip("/")


def four_fifths_stand_there_with_the_version_they_rest_on(stage):
    page = stage.at("officer", f"/sanctions/{stage.case}/reports/{stage.report}/")
    for part, nature, text, about in (
        ("risk", "assessment", RISK, ""),
        ("recommendation", "assessment", RECOMMENDATION, ""),
        ("risk", "fact", SISTER, "family"),
    ):
        with page.expect_navigation():
            page.locator(f"#{part}").get_by_role("link", name="Add to this part").click()
        fill(page, nature=nature, text=text, about=about)
        press(page, "Keep this passage")
    passages = page.locator("main .passage")
    filled = passages.filter(has_text="From the record")
    assert filled.count() >= 4 / 5 * passages.count(), f"{filled.count()} of {passages.count()}"
    for what in (*MISSED, "Did not arrive. No message"):
        of_it = filled.filter(has_text=what)
        expect(of_it.first).to_contain_text(re.compile(r"Rests on the entry of .+, version \d+\."))
    sees(page, "The 14 bus was on strike", "Invite the person to comment.", "Have it checked by a second person.")
    stage.on_a_phone(page)


def the_person_is_invited_and_comments(stage):
    page = stage.at("officer", f"/sanctions/{stage.case}/reports/{stage.report}/")
    press(page, "Invite the person to comment")
    press(page, "Invite them")
    sees(page, "Nothing was said so far")

    own = stage.at("person", "/my/")
    sees(own, "Your officer asks how you see it", "ask a lawyer first", never=[SISTER, RISK])
    press(own, "Read it and answer")
    sees(own, *MISSED, SIGNIFICANT, "may be used in its decision", "You can ask a lawyer first", never=[SISTER])
    stage.on_a_phone(own)
    fill(own, manner="written")
    press(own, "Send my answer")
    sees(own, "Write what you want to say")
    fill(own, text=COMMENT)
    press(own, "Send my answer")
    sees(own, "Your words are there", COMMENT)
    the_person_disagrees_with_an_entry_it_rests_on(own)

    page.goto(f"/sanctions/{stage.case}/reports/{stage.report}/")
    sees(page, COMMENT, never=["Wait for the person"])


def the_person_disagrees_with_an_entry_it_rests_on(own):
    own.goto("/my/record/")
    follow(own, "Left the office before the meeting began", "I do not agree")
    fill(own, wrong=WRONG, right="Waited, and was not called.")
    press(own, "Send")


def a_colleague_checks_it(stage):
    page = stage.at("officer", f"/sanctions/{stage.case}/reports/{stage.report}/")
    press(page, "Ask a colleague to check it")
    offered = page.locator('main [name="checker"] option').all_inner_texts()
    assert "Ines Marlow" not in " ".join(offered)
    stage.checker, name = next((who, name) for who, name in READERS.items() if name in " ".join(offered))
    fill(page, checker=name)
    press(page, "Ask them")
    assert page.locator("main").get_by_role("link", name="Send the report").count() == 0

    reader = stage.at(stage.checker, "/cases/today/")
    task_of(reader, PERSON, "report")
    sees(reader, COMMENT, SIGNIFICANT, RISK)
    stage.on_a_phone(reader)
    fill(reader, passes="yes", note=PASSED)
    press(reader, "Answer the author")
