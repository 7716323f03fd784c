"""A hundred hostile uploads: each is refused in a sentence or kept harmless, within bounds of time and memory."""

import re
import resource
import time
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader

from cases.files.apart import MOST_MEMORY
from cases.files.incoming import taken_in
from cases.files.kinds import DOCX, ENDINGS, HEAD, ODT, PDF, WITHIN, known
from tests.hostile_list import UPLOADS

pytestmark = [pytest.mark.rule(45)]
# What one upload may take: seconds from the first byte to the answer, and bytes of the web's own memory.
SECONDS, MEMORY = 15, 64 * 1024 * 1024


def test_there_are_a_hundred_and_each_has_a_name():
    assert len(UPLOADS) >= 100 and len({upload.title for upload in UPLOADS}) == len(UPLOADS)


def unpacked(data, media_type):
    """Everything that is in a file, packed or not: what a canary could hide in."""
    yield data
    if media_type in (DOCX, ODT):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield member.comment
                yield archive.read(member)
    if media_type == PDF:
        for thing in PdfReader(BytesIO(data)).resolved_objects.values():
            yield repr(thing).encode()
        for place in range(len(data)):
            if data[place : place + 2] in (b"x\x9c", b"x\xda", b"x\x01"):
                try:
                    yield zlib.decompressobj().decompress(data[place:], 4_000_000)
                except zlib.error:
                    continue
    if media_type.startswith("image/"):
        picture = Image.open(BytesIO(data))
        yield repr(picture.info).encode()
        yield picture.tobytes()
        assert not picture.getexif() and not {"comment", "exif", "xmp", "icc_profile"} & picture.info.keys()


@pytest.mark.parametrize("upload", UPLOADS, ids=str)
def test_it_is_refused_in_a_sentence_or_kept_harmless_and_within_bounds(upload):
    sent = BytesIO(upload.sent)
    tracemalloc.start()
    began, kept, said = time.monotonic(), None, ""
    try:
        kept = taken_in(sent, upload.kinds)
    except ValidationError as refused:
        said = " ".join(refused.messages)
    took, (_now, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < SECONDS and most < MEMORY
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_MEMORY
    if upload.refused:
        assert kept is None and said.endswith(".") and _fits(upload.refused, said), said
        return
    assert kept is not None, said
    assert kept.media_type == upload.kept and kept.media_type in ENDINGS
    assert known(kept.data[:HEAD]) == upload.kept or upload.kept in WITHIN[known(kept.data[:HEAD])]
    for part in unpacked(kept.data, kept.media_type):
        assert not [word for word in upload.forbidden if word in part]


def _fits(pattern, said):
    return bool(re.search(pattern, said))


def test_what_was_kept_is_kept_the_same_when_it_comes_again():
    """Nothing is lost by a second passing: what the first left is what is seen and heard."""
    for upload in UPLOADS:
        if upload.kept and upload.kept != "image/jpeg":
            once = taken_in(BytesIO(upload.sent), upload.kinds)
            twice = taken_in(BytesIO(once.data), upload.kinds)
            assert len(twice.data) == pytest.approx(len(once.data), rel=0.2, abs=400), upload.title
