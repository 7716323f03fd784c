"""What is kept of a file that comes in: made anew without anything hidden or active, by a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.files.kinds import ENDINGS, HEAD, JPEG, MEGABYTE, MOST_BYTES, PDF, PNG, SCANS, bound_of, known

__all__ = ["ENDINGS", "JPEG", "MOST_BYTES", "PDF", "PNG", "Incoming", "in_a_process", "taken_in"]

ROOT = Path(__file__).resolve().parents[2]
# Where the work itself has bounds (cases.files.apart), so has the wait for it.
MOST_SECONDS = 40
# So many of them at once in one web process; whoever comes then waits.
AT_ONCE = BoundedSemaphore(2)
PIECE = MEGABYTE

SENTENCES = {
    "broken": gettext_lazy(
        "This file cannot be read. Save it again with the program that made it, or print it to a PDF."
    ),
    "too_much": gettext_lazy("This file takes too much time or memory to read. Save it smaller, or print it to a PDF."),
    "picture": gettext_lazy("This picture cannot be read. Scan the paper again."),
    "dots": gettext_lazy("The picture has too many dots. Save it smaller."),
    "pdf": gettext_lazy("This PDF cannot be read. Scan the paper again."),
    "locked": gettext_lazy("This PDF is locked with a password. Save it without one."),
    "pages": gettext_lazy("Only a PDF of 1 to 60 pages can be kept."),
    "page": gettext_lazy("There is no such page."),
    "form": gettext_lazy("This PDF is a form that was filled in on a screen. Print it to a new PDF, and add that."),
    "comments": gettext_lazy("This file holds comments. Take them out, or print it without them to a PDF."),
    "inside_pdf": gettext_lazy(
        "A picture in this PDF may say where it was taken. Print it to a new PDF, and add that."
    ),
    "sound": gettext_lazy("This sound cannot be read to its end. Save it again as MP3 or WAV."),
    "film": gettext_lazy("This recording cannot be read to its end. Save it again as MP4 (H.264)."),
    "pieces": gettext_lazy("This recording is saved in pieces. Save it as one plain MP4."),
    "tracks": gettext_lazy(
        "This recording holds more than picture and sound, for example places or text. Export it again without them."
    ),
    "codec": gettext_lazy("Picture or sound of this recording are of a kind not known here. Save it as MP4 (H.264)."),
    "archive": gettext_lazy("This file cannot be opened. Save it again, or print it to a PDF."),
    "bomb": gettext_lazy("This file becomes far too large when it is opened. Print it to a PDF, and add that."),
    "names": gettext_lazy("This file holds names that lead out of it. Print it to a PDF, and add that."),
    "document": gettext_lazy("This document cannot be read. Save it again as DOCX or ODT, or print it to a PDF."),
    "xml": gettext_lazy("This document refers to things outside of it. Print it to a PDF, and add that."),
    "macros": gettext_lazy("This document holds macros. Save it without them, or print it to a PDF."),
    "changes": gettext_lazy("This document holds tracked changes. Accept or reject them all, and save it again."),
    "objects": gettext_lazy(
        "This document shows something of another program, or a drawing, that cannot be kept. Print it to a PDF."
    ),
    "hidden": gettext_lazy("This document holds hidden text. Show it or delete it, and save it again."),
    "fetching": gettext_lazy("This document fetches things from elsewhere when it is opened. Print it to a PDF."),
}


@dataclass(frozen=True)
class Incoming:
    """A file as it is kept: its bytes, what it is, and their hash (SHA-256, hexadecimal)."""

    data: bytes
    media_type: str
    pages: int = 1

    @property
    def digest(self) -> str:
        """The hash of the bytes."""
        return sha256(self.data).hexdigest()


def taken_in(upload, kinds=SCANS) -> Incoming:
    """Read an upload and keep what can be looked at or heard. Raises ValidationError in words people understand."""
    head = upload.read(HEAD)
    if not head:
        raise ValidationError(_("The file is empty. Choose the scan again."))
    found = known(head)
    if found is None:
        raise ValidationError(_what_can_be_kept(kinds))
    with TemporaryDirectory() as folder:
        _copy(upload, head, Path(folder) / "in", bound_of(found))
        kept, said = _run(Path(folder), "take_in", {"kinds": sorted(kinds)}, kinds)
    return Incoming(kept, said["media_type"], said["pages"])


def in_a_process(job, data, **given) -> tuple[bytes, dict]:
    """What a job of cases.files.apart makes of a kept file, and what it says. Raises ValidationError."""
    with TemporaryDirectory() as folder:
        _copy(BytesIO(data), b"", Path(folder) / "in", len(data))
        return _run(Path(folder), job, given)


def _copy(upload, head, path, most):
    """Write an upload to disk piece by piece; one that is too large is not read to its end."""
    size = len(head)
    with path.open("wb") as file:
        file.write(head)
        while piece := upload.read(PIECE):
            size += len(piece)
            if size > most:
                raise ValidationError(_too_large(most))
            file.write(piece)


def _too_large(most):
    if most == MOST_BYTES:
        return _("The file is larger than 10 MB. Scan it in grey, or in fewer dots.")
    return _("The file is larger than %(most)s MB. Keep only the part that matters, or save it smaller.") % {
        "most": most // MEGABYTE
    }


def _what_can_be_kept(kinds):
    if kinds <= SCANS:
        return _("Only a PDF or a picture (JPEG or PNG) can be kept.")
    return _("Of this kind nothing can be kept here. These can: %(kinds)s.") % {
        "kinds": ", ".join(ENDINGS[kind].upper() for kind in ENDINGS if kind in kinds)
    }


def _run(folder, job, given, kinds=SCANS):
    """(what the process made, what it said); it inherits nothing, no key and no address of the database."""
    (folder / "job.json").write_text(json.dumps(given))
    command = [sys.executable, "-B", "-m", "cases.files.apart", str(folder), job]
    try:
        with AT_ONCE:
            done = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 (our own module, no shell)
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # killed, by its own bounds or ours
        said = {"refused": "too_much"}
    if code := said.get("refused"):
        raise ValidationError(_what_can_be_kept(kinds) if code == "kind" else SENTENCES[code])
    return (folder / "out").read_bytes(), said
