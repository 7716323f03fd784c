"""The README's pictures, taken of the demo running as processes: `make gallery`, or `python -m tests.gallery [OUTDIR]`.

One window of a fixed size for each; nothing beyond the first screen, so that a picture changes when the page does.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests import pages
from tests.look import VISITOR, demo
from tests.processes import ROOT

IMAGES = ROOT / ".github" / "images"
WIDE, TALL, PHONE = (1280, 840), (1280, 960), (360, 960)
LARGEST = 250_000


@dataclass(frozen=True)
class Picture:
    """A page: whose window, from which address, by which links, and how the window stands."""

    name: str
    login: str
    path: str
    follow: tuple[str, ...] = ()
    size: tuple[int, int] = WIDE
    lang: str | None = None
    scheme: str = "light"
    # The element that stands in the middle of the window.
    to: str = ""


PICTURES = (
    Picture("landing", VISITOR, "/"),
    Picture("officers-day", "officer", "/cases/today/"),
    Picture("case", "officer", "/cases/", ("Tomas Verhaal",)),
    Picture("record-dark", "officer", "/cases/", ("Tomas Verhaal", "Record"), size=TALL, scheme="dark"),
    Picture("report", "officer", "/cases/today/", ("Go on with it",)),
    Picture("court", "authority", "/authority/", ("Open the report",)),
    Picture("complaint", "investigator", "/complaints/", ("Open the complaint",)),
    Picture("own-page", "person", "/my/", size=PHONE),
    Picture("own-record", "person", "/my/record/", size=PHONE, to="article .voice"),
    Picture("own-page-french", "person", "/my/", size=PHONE, lang="fr"),
)


def shown(window: pages.Visitor, picture: Picture) -> Page:
    """The page a picture is of, in a window of its size."""
    enter = {"width": picture.size[0], "lang": picture.lang, "scheme": picture.scheme}
    page = window.open("/", **enter) if picture.login == VISITOR else window.sign_in(picture.login, **enter)
    page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
    page.goto(picture.path)
    for label in picture.follow:
        with page.expect_navigation():
            page.get_by_role("link", name=re.compile(f"^{label}")).first.click()
    if picture.to:
        page.locator(picture.to).first.evaluate("e => e.scrollIntoView({block: 'center'})")
    return page


def taken(page: Page) -> bytes:
    """What stands in the window, with nothing that blinks or moves, packed as small as it goes."""
    image = Image.open(BytesIO(page.screenshot(caret="hide", animations="disabled")))
    small = BytesIO()
    image.convert("RGB").save(small, "PNG", optimize=True)
    return small.getvalue()


def take(base_url: str, browser) -> Iterator[tuple[Picture, bytes]]:
    """Every picture; a page that complains is no page to show."""
    for picture in PICTURES:
        window = pages.Visitor(browser, base_url)
        yield picture, taken(shown(window, picture))
        if window.problems:
            raise RuntimeError(f"{picture.name}: {window.problems}")
        window.close()


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    too_large = []
    with demo() as base_url, pages.open_browser() as browser:
        for picture, image in take(base_url, browser):
            (folder / f"{picture.name}.png").write_bytes(image)
            print(f"{picture.name:16} {len(image) // 1000} kB", flush=True)
            too_large += [picture.name] if len(image) > LARGEST else []
    if too_large:
        print(f"Too large for a README: {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
