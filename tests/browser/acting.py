"""What people do on pages: fill a form, press a button, follow a link; and the windows of a story with many log-ins."""

import re
import shutil
import subprocess

from playwright.sync_api import expect

from tests import pdf_text

PHONE = {"width": 360, "height": 780}


def fill(page, **values):
    """Fill the main form's fields by name: text, choice, tick or several ticks."""
    for name, value in values.items():
        control = page.locator(f'main [name="{name}"]')
        kind = control.first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                page.locator(f'main [name="{name}"]' + ("" if one is True else f'[value="{one}"]')).check()
        elif kind == "select-one":
            by_value = control.locator(f'option[value="{value}"]').count()
            control.select_option(**({"value": str(value)} if by_value else {"label": str(value)}))
        else:
            control.fill(str(value))


def press(page, label):
    """Press a button or follow a link of the page's main part."""
    main = page.locator("main")
    wanted = main.get_by_role("button", name=label).or_(main.get_by_role("link", name=label))
    with page.expect_navigation():
        wanted.first.click()
    return page


def case_of(page):
    return re.search(r"/([0-9a-f-]{36})/", page.url)[1]


class Stage:
    """The windows of everybody in a story, each signed in once; what they see, and what they must not."""

    def __init__(self, service, sign_in, check_page):
        self.service, self._sign_in, self._check_page = service, sign_in, check_page
        self._windows, self.paths = {}, {}

    def at(self, username, path=None):
        """Somebody's window, brought to an address."""
        if username not in self._windows:
            self._windows[username] = self._sign_in(username)
        page = self._windows[username]
        if path:
            answer = page.goto(path)
            assert answer.status == 200, f"{username} at {path}: {answer.status}"
        return page

    def on_a_phone(self, page):
        """Read the same page anew on a phone, and check it there and elsewhere."""
        before = page.viewport_size
        page.set_viewport_size(PHONE)
        page.reload()
        self._check_page(page)
        page.set_viewport_size(before)

    def refused(self, username, path, status=404):
        """The address answers as one that never existed; 403 where one knows that it does."""
        assert self.at(username).goto(path).status == status, f"{username} at {path}"


def sees(page, *words, never=()):
    """What stands on a page, and what does not."""
    main = page.locator("main")
    for word in words:
        expect(main).to_contain_text(word)
    text = page.content()
    found = [word for word in never if word in text]
    assert not found, f"{found} on {page.url}"
    return page


def tick(page, label):
    """Tick every box or choice whose label has these words."""
    boxes = page.locator("main").get_by_label(label)
    assert boxes.count(), label
    for number in range(boxes.count()):
        boxes.nth(number).check()


def article(page, words):
    """The block of a page that has these words."""
    return page.locator("main article", has_text=words).first


def follow(page, words, link):
    """Follow a link or press a button in the block that has these words."""
    block = article(page, words)
    with page.expect_navigation():
        block.get_by_role("link", name=link).or_(block.get_by_role("button", name=link)).first.click()
    return page


def task_of(page, person, what):
    """Take up something that waits for one today."""
    row = page.locator("main tr", has_text=person).filter(has_text=what).first
    with page.expect_navigation():
        row.get_by_role("link").last.click()
    return page


def clean_pdf(stage, data):
    """The text of a PDF that qpdf finds nothing wrong with, each run of white space one space."""
    path = stage.service.data / "taken.pdf"
    path.write_bytes(data)
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    return " ".join(pdf_text.without_feet(pdf_text.pages(data)).split())
