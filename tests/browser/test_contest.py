"""A disagreement to its end by keyboard alone: quoted words, an answer, a review, words that stay (46, 105)."""

import pytest
from playwright.sync_api import expect

SAID = "I was at the bakery at nine, not at eleven."
WHY = "Nobody asked the baker."
MOST_STEPS = 200


def reach(page, name, role="link"):
    """Go on with Tab until the control of this name has the focus, as somebody without a mouse does."""
    wanted = page.locator("main").get_by_role(role, name=name).first
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def enter(page, name, role="link"):
    """Reach a link or button, and press Enter."""
    reach(page, name, role)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, label, text):
    """Reach a field by its label, and type."""
    reach(page, label, "textbox")
    page.keyboard.type(text)


@pytest.mark.rule(46)
def test_the_person_contests_asks_for_a_review_and_the_words_stay_by_keyboard_alone(sign_in, check_page, service):
    person = sign_in("person", width=360)
    person.goto("/my/record/entries/")
    article = person.locator("article", has_text="Brought payslips for October").get_by_role(
        "link", name="I do not agree"
    )
    person.goto(article.get_attribute("href"))
    write(person, "Which words?", "Brought payslips for November")
    write(person, "What is wrong?", SAID)
    write(person, "What should it say?", "Came from the bakery.")
    enter(person, "Send", "button")
    expect(person.locator("main")).to_contain_text("These words do not stand there")
    expect(person.get_by_label("What is wrong?")).to_have_value(SAID)
    person.get_by_label("Which words?").fill("")
    write(person, "Which words?", "Brought payslips for October")
    enter(person, "Send", "button")
    expect(person.locator("main")).to_contain_text("Somebody looks at it")
    check_page(person)
    tracker = person.url

    _decide(service, sign_in, check_page, "handler", "The paper shows October alone.")
    person.goto(tracker)
    expect(person.locator("main")).to_contain_text("The paper shows October alone.")
    enter(person, "Ask for a review")
    write(person, "Why does the answer not settle it?", WHY)
    check_page(person)
    enter(person, "Ask for a review", "button")
    expect(person.locator("main")).to_contain_text("You asked for a review")

    _decide(service, sign_in, check_page, "reviewer", "The baker was asked and does not remember.")
    person.goto(tracker)
    expect(person.locator("main")).to_contain_text("The baker was asked and does not remember.")
    check_page(person)
    person.goto("/my/copy/print/")
    expect(person.locator("main")).to_contain_text(SAID)
    expect(person.locator("main")).to_contain_text("The baker was asked and does not remember.")


def _decide(service, sign_in, check_page, by, reasons):
    """Whoever is to answer or review does, by keyboard."""
    rows = service.sql(
        "SELECT u.username, c.case_id, c.id FROM cases_contest c"
        f" JOIN cases_staffmember s ON s.id = c.{by}_id JOIN cases_user u ON u.id = s.user_id WHERE c.wrong = %s",
        SAID,
    )
    ((username, case_id, contest_id),) = rows
    page = sign_in(username)
    page.goto(f"/cases/{case_id}/contests/{contest_id}/{'review' if by == 'reviewer' else 'answer'}/")
    expect(page.locator("main")).to_contain_text(SAID)
    reach(page, "Corrected", "radio")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    write(page, "reasons", reasons)
    check_page(page)
    enter(page, "Send the", "button")
