"""What is kept of a file that comes in: a paper's pages or picture, made anew without anything hidden or active."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 60
MOST_PIXELS = 60_000_000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
# How a file begins says what it is; its name and what the browser calls it say nothing.
SIGNATURES = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
# What a page may do, or carry, beside being looked at.
ACTIVE = ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/B")


@dataclass(frozen=True)
class Incoming:
    """A file as it is kept: its bytes, what it is, and their hash (SHA-256, hexadecimal)."""

    data: bytes
    media_type: str

    @property
    def digest(self) -> str:
        """The hash of the bytes."""
        return sha256(self.data).hexdigest()


def taken_in(upload) -> Incoming:
    """Read an upload and keep what can be looked at. Raises ValidationError in words people understand."""
    data = upload.read(MOST_BYTES + 1)
    if not data:
        raise ValidationError(_("The file is empty. Choose the scan again."))
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 10 MB. Scan it in grey, or in fewer dots."))
    media_type = next((kind for start, kind in SIGNATURES if data.startswith(start)), None)
    if media_type is None:
        raise ValidationError(_("Only a PDF or a picture (JPEG or PNG) can be kept."))
    return Incoming(_pages_of(data) if media_type == PDF else _picture_of(data, media_type), media_type)


def _picture_of(data, media_type):
    """The picture alone: where and with what it was taken is left behind."""
    try:
        with Image.open(BytesIO(data), formats=[ENDINGS[media_type].replace("jpg", "jpeg")]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The picture has too many dots. Save it smaller."))
            plain = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError(_("This picture cannot be read. Scan the paper again.")) from None
    kept = BytesIO()
    Image.frombytes("RGB", plain.size, plain.tobytes()).save(kept, "JPEG" if media_type == JPEG else "PNG", quality=90)
    return kept.getvalue()


def _pages_of(data):
    """The pages alone, in a new file: no script, attachment, form, link, name or date comes along."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise ValidationError(_("This PDF is locked with a password. Save it without one."))
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise ValidationError(_("Only a PDF of 1 to 60 pages can be kept."))
        writer = PdfWriter()
        for page in reader.pages:
            for name in ACTIVE:
                page.pop(name, None)
            writer.add_page(page)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValidationError(_("This PDF cannot be read. Scan the paper again.")) from None
    writer.metadata = None
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()
