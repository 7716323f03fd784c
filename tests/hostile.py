"""A hundred uploads that nobody means well with, made here byte by byte; each is refused, or kept harmless.

`forbidden` are words that must stand nowhere in what is kept, packed or unpacked.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from cases.files.kinds import ALL

SECRET = "kx9999zq"
BYTES = SECRET.encode()


@dataclass(frozen=True)
class Upload:
    """What is sent, under which name and as what; and what becomes of it: a sentence, or a type it is kept as."""

    title: str
    data: object
    refused: str = ""
    kept: str = ""
    name: str = "scan.pdf"
    claimed: str = "application/pdf"
    kinds: frozenset = ALL
    forbidden: tuple = (BYTES,)

    def __str__(self):
        return self.title

    @property
    def sent(self) -> bytes:
        """The bytes; what is large is made when it is asked for."""
        return self.data() if callable(self.data) else self.data


# Pictures.
def jpeg(size=(40, 56), **more):
    kept = BytesIO()
    Image.new("RGB", size, "white").save(kept, "JPEG", **more)
    return kept.getvalue()


def png(size=(40, 56), mode="RGB", **more):
    kept = BytesIO()
    Image.new(mode, size, 255 if mode == "L" else 0 if mode == "1" else "white").save(kept, "PNG", **more)
    return kept.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x8825] = "SpyCam", SECRET, {1: "N", 2: (52.0, 1.0, 2.0)}
    return jpeg(exif=exif)


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def with_segment(marker, data, picture=None):
    picture = picture or jpeg()
    return picture[:2] + segment(marker, data) + picture[2:]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width, height, rows=b"", depth=8, colour=2):
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def with_chunk(name, data):
    whole = png()
    return whole[:33] + chunk(name, data) + whole[33:]


def with_text():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    return png(pnginfo=info)


def see_through():
    """Dots that no viewer shows hold a word."""
    picture = Image.new("RGBA", (40, 56), (255, 255, 255, 0))
    picture.putdata([(*(BYTES[place % 8 : place % 8 + 1] * 3), 0) for place in range(40 * 56)])
    kept = BytesIO()
    picture.save(kept, "PNG", compress_level=0)
    return kept.getvalue()


# Papers.
def pdf(change=None, pages=1, content=b"", **more):
    writer = PdfWriter()
    for _each in range(pages):
        page = writer.add_blank_page(200, 280)
        if content:
            stream = DecodedStreamObject()
            stream.set_data(content)
            page[NameObject("/Contents")] = writer._add_object(stream)
    if change:
        change(writer, writer.pages[0])
    if more.get("password"):
        writer.encrypt(more["password"])
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def names(**given):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in given.items()})


def annotation(subtype, **more):
    def change(writer, page):
        box = ArrayObject(FloatObject(side) for side in (10, 10, 50, 50))
        given = names(Type=NameObject("/Annot"), Subtype=NameObject(f"/{subtype}"), Rect=box, **more)
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(given)])

    return change


def on_page(**given):
    def change(writer, page):
        page.update({NameObject(f"/{key}"): value for key, value in given.items()})

    return change


def on_root(**given):
    def change(writer, page):
        writer._root_object.update({NameObject(f"/{key}"): value for key, value in given.items()})

    return change


def action(**given):
    return names(Type=NameObject("/Action"), **given)


SCRIPT = action(S=NameObject("/JavaScript"), JS=TextStringObject(f"app.alert('{SECRET}')"))
LAUNCH = action(S=NameObject("/Launch"), F=TextStringObject(f"cmd.exe {SECRET}"))
WEB = action(S=NameObject("/URI"), URI=TextStringObject(f"https://{SECRET}.example"))


def stream_with(data=b"", **given):
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update({NameObject(f"/{key}"): value for key, value in given.items()})
    return stream


def with_picture(data, filters="/DCTDecode", **more):
    """A photograph lies on the page, with what its camera wrote in it."""

    def change(writer, page):
        given = {"Subtype": "/Image", "ColorSpace": "/DeviceRGB", "Filter": filters}
        stream = stream_with(
            data, **{k: v if isinstance(v, ArrayObject) else NameObject(v) for k, v in given.items()}, **more
        )
        stream.update(names(Width=NumberObject(40), Height=NumberObject(56), BitsPerComponent=NumberObject(8)))
        picture = writer._add_object(stream)
        page[NameObject("/Resources")] = names(XObject=names(A=picture))

    return change


def with_metadata(writer, page):
    page[NameObject("/Metadata")] = writer._add_object(stream_with(f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()))
    writer.add_metadata({"/Author": SECRET, "/Title": SECRET})


def with_attachment(writer, page):
    writer.add_attachment(f"{SECRET}.exe", b"MZ" + BYTES)


def many_pages_deep():
    """Pages nested in pages until the reader's patience ends."""
    rows = [f"{n} 0 obj<</Type/Pages/Kids[{n + 1} 0 R]/Count 1/Parent {n - 1} 0 R>>endobj" for n in range(3, 6000)]
    head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    return (head + "\n".join(rows) + "\ntrailer<</Root 1 0 R>>\n%%EOF").encode()


def pages_in_a_circle(kids="2 0 R 2 0 R", count=2):
    """Pages whose pages they are themselves."""
    tree = f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {count}>>endobj"
    return f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n{tree}\ntrailer<</Root 1 0 R>>\n%%EOF".encode()


def compressed_twice(size=60_000_000):
    """A stream of objects that is a bomb: a little, that becomes very much."""
    bomb = zlib.compress(zlib.compress(b"\0" * size, 9), 9)
    head = f"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length {len(bomb)}>>stream\n"
    tail = b"\nendstream endobj\n2 0 obj<</Type/Catalog/Pages 9 0 R>>endobj\ntrailer<</Root 2 0 R>>\n%%EOF"
    return head.encode() + bomb + tail
