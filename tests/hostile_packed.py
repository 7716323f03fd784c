"""Hostile sound, film and texts of a word processor, made here byte by byte (tests.hostile)."""

import struct
import zipfile
import zlib
from io import BytesIO

from tests.hostile import BYTES


# Sound and film.
def wav(*more, form=1, frames=400):
    described = struct.pack("<HHIIHH", form, 1, 8000, 16000, 2, 16)
    body = b"WAVE" + riff(b"fmt ", described) + b"".join(more) + riff(b"data", b"\1\2" * frames)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def riff(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


FRAME = b"\xff\xfb\x90\x00" + b"\x55" * 413


def mp3(before=b"", behind=b"", between=b"", frames=12):
    return before + FRAME * (frames // 2) + between + FRAME * (frames // 2) + behind


def id3(data, claimed=None):
    size = len(data) if claimed is None else claimed
    return b"ID3\4\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + data


def box(name, *parts):
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def full(name, *parts, version=0):
    return box(name, bytes([version, 0, 0, 0]), *parts)


def number(*values):
    return struct.pack(f">{len(values)}I", *values)


def track(kind, samples, offset, codec, described, extra=b""):
    entry = box(codec, bytes(6) + b"\0\1" + bytes(described - 8), box(b"esds", b"\0" * 8))
    tables = full(b"stsd", number(1), entry) + full(b"stts", number(1, len(samples), 1))
    tables += full(b"stsc", number(1, 1, len(samples), 1)) + full(b"stco", number(1, offset))
    tables += full(b"stsz", number(0, len(samples), *map(len, samples)))
    local = full(b"dinf")[:0] + box(b"dinf", full(b"dref", number(1), full(b"url ")[:8] + b"\0\0\0\1"))
    media = full(b"mdhd", number(7, 7, 1000, 9) + BYTES[:4]) + full(b"hdlr", bytes(4) + kind + bytes(12) + BYTES)
    return box(
        b"trak",
        full(b"tkhd", number(7, 7, 1, 0) + bytes(64)),
        box(b"mdia", media, box(b"minf", local, box(b"stbl", tables))),
        extra,
    )


def mp4(*more, kinds=((b"vide", b"avc1", 78),), hidden=b"", extra=b"", brand=b"isom", gone=0, pieces=b""):
    samples = [b"picture-%d" % place for place in range(3)]
    start = box(b"ftyp", brand, number(0), b"isom")
    data = hidden + b"".join(samples) * len(kinds)
    each = sum(map(len, samples))
    at = len(start) + 8 + len(hidden)
    tracks = [
        track(kind, samples, at + each * n + gone, codec, size, extra) for n, (kind, codec, size) in enumerate(kinds)
    ]
    head = full(b"mvhd", number(7, 7, 1000, 9) + bytes(80))
    return start + box(b"mdat", data) + box(b"moov", head, *tracks, *more) + pieces


SOUND_TRACK = ((b"soun", b"mp4a", 28),)
PLACES = (b"meta", b"mett", 8)


# Texts of a word processor.
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{}"/></Types>'
)


def zipped(members):
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return kept.getvalue()


def docx(body="<w:p><w:r><w:t>Words</w:t></w:r></w:p>", main=MAIN, head=""):
    document = f'<?xml version="1.0"?>{head}<w:document {W} {R}><w:body>{body}</w:body></w:document>'
    members = {"[Content_Types].xml": TYPES.format(main), "word/document.xml": document}
    return zipped(members)


def docx_with(members, body="<w:p><w:r><w:t>Words</w:t></w:r></w:p>"):
    document = f'<?xml version="1.0"?><w:document {W} {R}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES.format(MAIN), "word/document.xml": document} | members)


def relations(*targets, mode="External", kind="attachedTemplate"):
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{KIND}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for n, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
OPEN_TYPE = "application/vnd.oasis.opendocument.text"


def odt(body="<text:p>Words</text:p>", head="", more=None, kind=OPEN_TYPE, before=""):
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"{head}<office:document-content {OPEN}>{before}{inner}</office:document-content>"
    return zipped({"mimetype": kind, "content.xml": content} | (more or {}))


LAUGHS = (
    "<!DOCTYPE l [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {name} '{('&' + before + ';') * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def overlapping():
    """Many members that share their bytes: small, and endless once opened."""
    inner = zlib.compress(b"\0" * 10_000_000, 9)[2:-4]
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(inner), 10_000_000, 1, 0) + b"a" + inner
    central = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(inner), 10_000, 1, 0, 0, 0, 0, 0, 0)
        + bytes([97 + n])
        for n in range(20)
    )
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 20, 20, len(central), len(local), 0)
    return local + central + end


def lying_about_its_size():
    """Says that it becomes ten bytes, and becomes thirty million."""
    good = docx_with({"word/styles.xml": b"\0" * 30_000_000})
    return good.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10))


def locked_zip():
    data = bytearray(docx())
    for start in (data.find(b"PK\3\4") + 6, data.find(b"PK\1\2") + 8):
        data[start] |= 1
    return bytes(data)


def twice_the_same():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, data in (
            ("[Content_Types].xml", TYPES.format(MAIN)),
            ("word/document.xml", "<a/>"),
            ("Word/Document.xml", "<b/>"),
        ):
            archive.writestr(name, data)
    return kept.getvalue()
