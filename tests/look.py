"""Pictures of every page each demo log-in can reach, for people who look at what they make.

`python -m tests.look OUTDIR [--only PATH] [--login NAME] [--lang fr] [--scheme dark] [--each 1]`
Runs the demo on SQLite in a temporary folder, follows the links of each log-in, and writes
OUTDIR/<log-in>-<path>-<width>.png with a list of what answered badly or complained.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Error, Page

from tests import pages, processes

WIDTHS = (360, 1280)
VISITOR = "visitor"
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
LOG_INS = "() => [...document.querySelectorAll('form[data-login]')].map(form => form.dataset.login)"


@contextmanager
def demo() -> Iterator[str]:
    """The demo as `make demo` runs it, on a port of its own; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="record-look-") as folder:
        env = processes.environment(Path(folder), DATABASE_URL=f"sqlite:///{folder}/service.sqlite3")
        for command in (["messages", "--compile"], ["migrate"], ["collectstatic", "--noinput"], ["demo"]):
            processes.manage(env, *command)
        port = processes.free_port()
        running = [processes.web(env, port), processes.worker(env)]
        try:
            for process in running:
                process.start()
            for process in running:
                process.wait_ready()
            yield f"http://127.0.0.1:{port}"
        finally:
            for process in running:
                process.kill()


def pattern(url: str) -> str:
    """The address with its keys and numbers left out: pages of one kind look alike."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:\d+|[\w-]*\d[\w-]{7,})(?=/|$)", "/*", parts.path)
    names = sorted({piece.partition("=")[0] for piece in parts.query.split("&") if piece})
    return path + ("?" + "&".join(names) if names else "")


class Tour:
    """One log-in's walk through the service, camera in hand."""

    def __init__(self, page: Page, login: str, options: argparse.Namespace):
        self.page, self.login, self.options = page, login, options
        self.seen: Counter[str] = Counter()
        self.known: set[str] = set()
        self.remarks: list[str] = []

    def walk(self, base_url: str) -> None:
        self.waiting = [base_url + self.options.only] if self.options.only else [self.page.url]
        self.known.update(self.waiting)
        while self.waiting:
            url = self.waiting.pop(0)
            if self.seen[pattern(url)] < self.options.each:
                self.seen[pattern(url)] += 1
                self.visit(base_url, url)

    def visit(self, base_url: str, url: str) -> None:
        try:
            answer = self.page.goto(url)
        except Error as refused:
            # A document to download is no page to photograph.
            if "Download is starting" not in refused.message:
                self.remarks.append(f"{url}: {refused.message.splitlines()[0]}")
            return
        if answer and answer.status >= 400:
            self.remarks.append(f"{url}: {answer.status}")
        self.photograph(url)
        if not self.options.only:
            self.follow(base_url)

    def follow(self, base_url: str) -> None:
        for link in self.page.evaluate(LINKS):
            url = urldefrag(link).url
            if url.startswith(f"{base_url}/") and url not in self.known and "logout" not in url:
                self.known.add(url)
                self.waiting.append(url)

    def photograph(self, url: str) -> None:
        name = re.sub(r"[^\w-]+", "_", pattern(url).strip("/").replace("*", "x")) or "front"
        number = self.seen[pattern(url)]
        name += f"-{number}" if number > 1 else ""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": pages.HEIGHT})
            if wide := self.page.evaluate(pages.TOO_WIDE):
                self.remarks.append(f"{url}: scrolls sideways at {width} px: {wide[0]}")
            pages.photograph(self.page, self.options.outdir / f"{self.login}-{name}-{width}.png")


def look(base_url: str, browser, login: str, options: argparse.Namespace) -> list[str]:
    """Everything one log-in can reach; what went wrong on the way."""
    window = pages.Visitor(browser, base_url)
    enter = {"lang": options.lang, "scheme": options.scheme}
    page = window.open("/", **enter) if login == VISITOR else window.sign_in(login, **enter)
    tour = Tour(page, login, options)
    tour.walk(base_url)
    window.close()
    print(f"{login}: {sum(tour.seen.values())} pages", flush=True)
    return [f"{login}: {remark}" for remark in [*tour.remarks, *window.problems]]


def log_ins(base_url: str, browser) -> list[str]:
    window = pages.Visitor(browser, base_url)
    found = window.open("/").evaluate(LOG_INS)
    window.close()
    return [VISITOR, *found]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.look", description=__doc__.splitlines()[0])
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--only", metavar="PATH", default="", help="photograph this one address, as each log-in")
    parser.add_argument("--login", metavar="NAME", action="append", help="only this log-in (may be repeated)")
    parser.add_argument("--lang", default=None, help="the visitor's language, fr for example")
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    parser.add_argument("--each", type=int, default=1, help="pages of one kind of address (1)")
    options = parser.parse_args(arguments)
    with demo() as base_url, pages.open_browser() as browser:
        remarks = []
        for login in options.login or log_ins(base_url, browser):
            remarks += look(base_url, browser, login, options)
    (options.outdir / "remarks.txt").write_text("\n".join(remarks) + "\n")
    print("\n".join(remarks or ["Nothing to remark."]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
