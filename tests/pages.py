"""Looking at pages as people do: sign in with one click, then check what a browser and axe-core see."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.needs import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, WIDE, HEIGHT = 320, 1280, 800
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const all = [...document.body.querySelectorAll('*')];
    const over = all.filter(e => e.getBoundingClientRect().right > room + 1);
    return over.slice(0, 5).map(e => e.outerHTML.slice(0, 120));
}"""


@contextmanager
def open_browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """One person's browser window, and what went wrong in it."""

    browser: Browser
    base_url: str
    problems: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path="/", width: int = WIDE, lang: str | None = None, scheme: str = "light") -> Page:
        """A page in a window of its own: no cookie of any other."""
        context = self.browser.new_context(
            base_url=self.base_url,
            viewport={"width": width, "height": HEIGHT},
            locale={"fr": "fr-FR"}.get(lang, lang or "en-GB"),
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.goto(path)
        return page

    def sign_in(self, username: str, width: int = WIDE, lang: str | None = None, scheme="light") -> Page:
        """Through the landing page's card for this log-in, as a visitor of the demo does."""
        page = self.open("/", width, lang, scheme)
        card = page.locator(f'form[data-login="{username}"] button')
        assert card.count() == 1, f"the landing page has {card.count()} cards for {username}"
        with page.expect_navigation():
            card.click()
        signed_in = any(cookie["name"] == "sessionid" for cookie in page.context.cookies())
        assert signed_in, f"{username} could not sign in: {page.url}"
        return page

    def pages(self) -> list[Page]:
        return [page for context in self.contexts for page in context.pages]

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _hear(self, page: Page, message) -> None:
        # The status of the page itself is for the test to judge; what the page pulls in must be there.
        status = message.text.startswith("Failed to load resource")
        if message.type == "error" and not (status and message.location["url"] == page.url):
            self.problems.append(f"{page.url}: console: {message.text} ({message.location['url']})")


def faults(page: Page) -> list[str]:
    """What axe-core and the page's width say against it, narrow and wide, and its contrast in the dark."""
    before = page.viewport_size
    found = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if (wide := page.evaluate(TOO_WIDE)) is not None:
            found.append("\n  ".join([f"at {width} px the page scrolls sideways", *wide]))
        found += _violations(page, WCAG, f"at {width} px")
    page.emulate_media(color_scheme="dark")
    found += _violations(page, CONTRAST, "in the dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)
    return found


def _violations(page: Page, options: dict, where: str) -> list[str]:
    result = Axe().run(page, options=options | {"resultTypes": ["violations"]}).response
    return ["\n  ".join([f"{where}: {rule['id']}: {rule['help']}", *_nodes(rule)]) for rule in result["violations"]]


def _nodes(rule: dict) -> list[str]:
    return [f"{' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in rule["nodes"][:5]]


def photograph(page: Page, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path
