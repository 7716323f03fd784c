"""Pictures made anew from their dots: where and with what they were taken stays behind."""

from io import BytesIO

from PIL import Image, ImageOps

from cases.files.kinds import JPEG, PNG
from cases.files.refused import Refused

MOST_PIXELS = 40_000_000
# The bound is ours, and comes before any dot is read.
Image.MAX_IMAGE_PIXELS = None
FORMATS = {JPEG: "JPEG", PNG: "PNG"}
# What makes a picture unreadable is whatever its decoder stumbles over.
BROKEN = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, OverflowError, ZeroDivisionError)


def picture_of(data: bytes, media_type: str) -> bytes:
    """The picture alone, upright, on white where one could see through it. Raises Refused."""
    try:
        with Image.open(BytesIO(data), formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("dots")
            plain = _flat(_upright(picture))
    except BROKEN:
        raise Refused("picture") from None
    return written(plain, media_type)


def _upright(picture):
    """Turned as the camera was held; what else the camera wrote may be broken, and is left behind anyway."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # the dots are what counts
        picture.load()
        return picture


def _flat(picture):
    """Without what lies behind see-through dots, which a viewer does not show and a program reads."""
    if picture.has_transparency_data:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        picture = ground
    return picture.convert("RGB")


def written(picture, media_type) -> bytes:
    """The dots of a picture as a file with nothing beside them."""
    picture.info = {}
    kept = BytesIO()
    picture.save(kept, FORMATS[media_type], quality=90)
    return kept.getvalue()
