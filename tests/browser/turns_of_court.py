"""The story's middle: a report leaves sealed, the court examines and rules, and everybody concerned reads it."""

import datetime
import io
import re

from django.utils.timezone import localdate
from playwright.sync_api import expect
from reportlab.pdfgen.canvas import Canvas

from tests import pdf_text
from tests.browser.acting import article, case_of, clean_pdf, fill, follow, press, sees, task_of
from tests.browser.turns_to_court import (
    COMMENT,
    COURT,
    MISSED,
    PASSED,
    PERSON,
    READERS,
    RECOMMENDATION,
    RISK,
    SIGNIFICANT,
    SISTER,
    WRONG,
    noncompliance,
)

TODAY = localdate()
ANSWER = "The list at the reception shows that he was called once, ten minutes late."
FOUND = "The entry says so, and nothing speaks against it."
NOT_FOUND = "He was there; that nobody came for him could not be refuted."
CHANGES = "Twenty of the forty-six hours left fall away; the others are worked in the afternoon."
REASONS = "The hours cannot be kept beside night work. The meetings were kept nearly all."
BASIS = "Section 31(4): a ruling in writing where the person commented and asked for no hearing."
CONSIDERED = "He is believed: the third fact is not established."
NOTHING = "What was done so far is enough; nothing is added."
ON_PAPER = "DC-N 2026/470-P"


def it_leaves_and_is_sealed(stage):
    """The worker is away while it is sent, so that the page can be seen waiting; then it makes the document."""
    stage.service.worker.kill()
    page = stage.at("officer", f"/sanctions/{stage.case}/reports/{stage.report}/")
    sees(page, "Everything is there", PASSED)
    press(page, "Send the report")
    press(page, "Send it now")
    sees(page, "Say how you considered it")
    fill(page, considered="The list of callers was looked through again: no call came in.")
    press(page, "Send it now")
    sees(page, "Receipt", "It never changes now", COMMENT)
    for gone in ("Change or leave out", "Send the report", "Give it up"):
        expect(page.locator("main").get_by_role("link", name=gone)).to_have_count(0)
    stage.on_a_phone(page)
    stage.report_page = f"/sanctions/{stage.case}/reports/{stage.report}/"
    press(page, "The report on paper")
    stage.on_a_phone(page)
    data = the_worker_makes_it(stage, page)
    paper = clean_pdf(stage, data)
    page.goto(stage.report_page)
    assert not unprinted(page, paper)
    assert SISTER in page.content() and SISTER not in pdf_text.every_text(data)


def the_worker_makes_it(stage, page):
    """From the bar that shows how far it is to the download, without reloading the page."""
    expect(page.locator("main progress")).to_be_visible()
    if stage.service.worker.running is None:
        stage.service.start(stage.service.worker)
    link = page.locator("main").get_by_role("link", name="Download the PDF")
    expect(link).to_be_visible(timeout=20_000)
    with page.expect_download() as kept:
        link.click()
    return kept.value.path().read_bytes()


def unprinted(page, paper):
    """What the sections of a sent report say that its paper does not."""
    said = page.locator("main .sheet").evaluate_all(WORDS_SENT)
    assert len(said) > 15
    return [words for words in said if " ".join(words.split()) not in paper]


# Of the sheets that hold the report itself the paragraphs, without tags, links, receipts and what others may not read.
WORDS_SENT = """sheets => sheets.filter(s => !s.matches('.warn') && !s.querySelector('dl'))
    .flatMap(s => [...s.querySelectorAll('p:not(.meta, .tags, .words-title)')])
    .filter(p => !p.querySelector('a, .tag')).map(p => p.innerText)"""


def the_person_reads_what_was_sent(stage):
    own = stage.at("person", "/my/")
    sees(own, "A report about you was sent")
    press(own, "Read the report")
    sees(own, *MISSED, SIGNIFICANT, COMMENT, RISK, RECOMMENDATION, never=[SISTER])
    stage.on_a_phone(own)


def in_the_inbox(stage):
    return article(stage.at("authority", "/authority/"), PERSON)


def the_court_finds_it_with_what_is_not_ready(stage):
    """What is open is said one by one, until nothing is."""
    row = in_the_inbox(stage)
    expect(row).to_contain_text("Not ready to be heard")
    expect(row).to_contain_text("disagrees with an entry the report rests on, and has no answer yet")
    stage.on_a_phone(stage.at("authority"))
    a_colleague_answers_the_disagreement(stage)
    expect(in_the_inbox(stage)).to_contain_text("Ready to be heard")

    page = stage.at("authority")
    follow(page, PERSON, "Open the report")
    sees(page, COMMENT, "The 14 bus was on strike", WRONG, *MISSED, never=["Orchard Lane", "lends him money"])
    sees(page, "Passages the person has not seen", SISTER)
    stage.court_page = page.url.removeprefix(stage.service.base_url)
    press(page, "Confirm receipt")
    for interpreter, ready in (("", "Not ready to be heard"), ("Odile Perrin", "Ready to be heard")):
        press(page, "Set a hearing")
        at = datetime.datetime.combine(TODAY + datetime.timedelta(days=9), datetime.time(9, 30))
        fill(page, starts_at=at.isoformat("T", "minutes"), place="Room 4", interpreter=interpreter)
        press(page, "Set the hearing")
        sees(page, ready)
    the_hearing_stands_on_everybodys_page(stage)


def the_hearing_stands_on_everybodys_page(stage):
    """One hearing, the last that was set."""
    own = stage.at("person", "/my/")
    sees(own, "The court hears you")
    for page in (own, stage.at("officer", stage.report_page), stage.at("authority")):
        one_hearing(page)
    one_hearing(press(own, "Read the report"))


def one_hearing(page):
    sees(page, "Room 4", "Odile Perrin")
    assert page.locator("main").inner_text().count("Room 4") == 1, page.url


def a_colleague_answers_the_disagreement(stage):
    colleague = stage.at("officer2", "/cases/today/")
    rows = colleague.locator("main tr", has_text=PERSON).filter(has_text="disagreement").get_by_role("link")
    for path in rows.evaluate_all("links => links.map(link => link.href)"):
        colleague.goto(path)
        if WRONG in colleague.content():
            break
    fill(colleague, answer="refused", reasons=ANSWER)
    press(colleague, "Send the answer")
    own = stage.at("person", "/my/record/")
    sees(own, WRONG, ANSWER)


def the_court_examines_and_rules(stage):
    page = stage.at("authority", stage.court_page)
    press(page, "Examine and rule")
    sees(page, COMMENT, SISTER, ANSWER)
    chosen = page.locator("main input[type=radio]:checked")
    expect(chosen).to_have_count(0)
    stage.on_a_phone(page)
    for number, found, why in ((1, "established", FOUND), (2, "established", FOUND), (3, "not_established", NOT_FOUND)):
        fill(page, **{f"found_{number}": found, f"reasons_{number}": why})
    given = {"documents": "given", "heard": "missing", "legal_help": "given", "unseen": "set_aside"}
    fill(page, outcome="partly_revoked", what_changes=CHANGES, reasons=REASONS, reference="DC-N 2026/311-R", **given)
    fill(page, ruled_on=TODAY, statements_considered=CONSIDERED)
    press(page, "Make this ruling")
    sees(page, "A safeguard is missing. Write the legal basis for ruling without it.")
    assert stage.service.sql("SELECT 1 FROM sanctions_ruling WHERE report_id = %s", stage.report) == []
    fill(page, despite=BASIS)
    press(page, "Make this ruling")
    sees(page, "Partly revoked", BASIS, CONSIDERED, NOT_FOUND, "What follows is a decision of its own")
    sees(stage.at("person", "/my/"), "The court has ruled", never=["What follows, decided separately"])


def the_court_decides_what_follows(stage):
    page = stage.at("authority", stage.court_page)
    press(page, "Decide what follows")
    given = {"reasons": NOTHING, "credit": "74 hours worked", "decided_on": TODAY}
    fill(page, kind="imprisonment", **given)
    press(page, "Decide this")
    sees(page, "Say why nothing less than imprisonment serves.", "Say how long.")
    fill(page, kind="none")
    press(page, "Decide this")
    sees(page, "What follows, decided separately", "Nothing further", NOTHING)
    expect(page.locator("main").get_by_role("link", name="Decide what follows")).to_have_count(0)


def the_court_takes_the_bundle_along(stage):
    page = stage.at("authority", stage.court_page)
    press(page, "Make all of it as a PDF")
    paper = clean_pdf(stage, the_worker_makes_it(stage, page))
    for words in (*MISSED, SIGNIFICANT, COMMENT, RISK, RECOMMENDATION, SISTER, WRONG, ANSWER, "Odile Perrin"):
        assert words in paper, words
    assert "Orchard Lane" not in paper


def the_ruling_is_served(stage):
    """The person and the officer read the same ruling and the same last day to appeal."""
    own = stage.at("person", "/my/")
    sees(own, "The court has ruled", "You can appeal until")
    press(own, "Read the ruling")
    stage.own_ruling = own.url.removeprefix(stage.service.base_url)
    stage.on_a_phone(own)
    officer = stage.at("officer", f"/cases/{stage.case}/")
    sees(officer, "The court has ruled: Partly revoked")
    press(officer, "Read the ruling")
    stage.on_a_phone(officer)
    told = (CHANGES, REASONS, FOUND, NOT_FOUND, BASIS, CONSIDERED, NOTHING, "Served on the person on their own page")
    days = set()
    for page in (own, officer):
        sees(page, *told, COURT, never=[SISTER])
        days |= set(re.findall(r"appeal until ([^.]+? \d{4})", page.locator("main").inner_text()))
    assert len(days) == 1


def another_report_is_ruled_on_paper(stage):
    """Staff copy the ruling beside its scan; it is none until somebody else has compared it."""
    page = stage.at("officer", "/cases/")
    press(page, "Piotr Nowicki")
    case = case_of(page)
    noncompliance(page)
    follow(page, "Report to", "Open the report")
    report = page.url.removeprefix(stage.service.base_url)
    press(page, "The court ruled on paper")
    stage.on_a_phone(page)
    fill(page, reference=ON_PAPER, member="Judge Renard", ruled_on=TODAY, outcome="warning", found_1="established")
    page.locator('main [name="scan"]').set_input_files({**SCAN, "buffer": b"no scan at all"})
    page.locator('main [name="checker"]').first.check()
    press(page, "Give it to be compared")
    sees(page, "Only a PDF or a picture (JPEG or PNG) can be kept.")
    page.locator('main [name="scan"]').set_input_files({**SCAN, "buffer": scanned()})
    name = page.locator("main label", has=page.locator('[name="checker"]:checked')).inner_text().strip()
    press(page, "Give it to be compared")
    sees(page, "A ruling was copied from paper", name)
    expect(article_of_court(stage)).to_contain_text("Sent on")

    reader = stage.at(next(who for who, called in READERS.items() if called == name), "/cases/today/")
    task_of(reader, "Piotr Nowicki", "copied from paper")
    sees(reader, ON_PAPER, "not stated", "Reasons not stated.")
    stage.on_a_phone(reader)
    with reader.expect_download() as scan:
        reader.locator("main").get_by_role("link", name="Open the scan").click()
    assert ON_PAPER in " ".join(pdf_text.pages(scan.value.path().read_bytes()))
    fill(reader, passes="yes")
    press(reader, "Say so")

    page.goto(f"/cases/{case}/")
    sees(page, "The court has ruled: Warning")
    press(page, "Read the ruling")
    sees(page, "The court ruled on paper", "not stated", "Reasons not stated.")
    stage.on_a_phone(page)
    expect(page.goto(report) and page.locator("main")).not_to_contain_text("The court ruled on paper: copy the ruling")


SCAN = {"name": "ruling.pdf", "mimeType": "application/pdf"}


def article_of_court(stage):
    return article(stage.at("authority", "/authority/"), "Piotr Nowicki")


def scanned():
    """A paper with a reference on it."""
    kept = io.BytesIO()
    paper = Canvas(kept)
    paper.drawString(72, 720, f"Ruling {ON_PAPER}")
    paper.save()
    return kept.getvalue()
