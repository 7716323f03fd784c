"""Taking a file in: a photograph and a long scan, in a process of their own, beside the picture library alone."""

from io import BytesIO

from django.db import connection
from PIL import Image

from cases.files.incoming import taken_in
from cases.files.pictures import written
from tests.bench.inside.rounds import Side, medians
from tests.hostile import pdf

# What a telephone makes: twelve million dots.
DOTS = (4000, 3000)
PAGES = 30


def measure(world, size):
    """Yield (line, figures)."""
    photograph, scan = _photograph(), pdf(pages=PAGES)
    rounds = min(size.rounds, 7)
    ours, alone = medians(rounds, Side(lambda _: taken_in(BytesIO(photograph))), Side(lambda _: _made_anew(photograph)))
    note = f"{len(photograph) / 1e6:.1f} MB, {DOTS[0]} by {DOTS[1]} dots; {connection.vendor} is not asked"
    yield "upload", {"product": ours * 1000, "other": alone * 1000, "note": note}
    (took,) = medians(rounds, Side(lambda _: taken_in(BytesIO(scan))))
    yield "upload_pdf", {"product": took * 1000, "other": 1, "note": f"{PAGES} pages, {len(scan) / 1e3:.0f} kB"}


def _photograph() -> bytes:
    """Dots that do not become small by being all alike."""
    made, noise = BytesIO(), Image.effect_noise((DOTS[0] // 8, DOTS[1] // 8), 60).resize(DOTS).convert("RGB")
    noise.save(made, "JPEG", quality=88)
    return made.getvalue()


def _made_anew(photograph):
    with Image.open(BytesIO(photograph)) as picture:
        return written(picture.convert("RGB"), "image/jpeg")
