"""The hundred uploads of tests.hostile: what is sent, and what becomes of it."""

from pypdf.generic import ArrayObject, NameObject, TextStringObject

from cases.files.kinds import DOCX, FILM, JPEG, M4A, MP3, MP4, ODT, PDF, PNG, SCANS, WAV
from tests import hostile as h
from tests import hostile_packed as k
from tests.hostile import BYTES, SECRET, Upload

HTML = b"<html><script>alert(1)</script>" + BYTES
ANY = "Of this kind nothing can be kept"
SCAN = "Only a PDF or a picture"

WRONG_KIND = [
    Upload("nothing at all", b"", "empty"),
    Upload("one byte", b"x", ANY),
    Upload("a program", b"MZ\x90\x00" + BYTES, ANY, name="scan.pdf.exe"),
    Upload("a program of another system", b"\x7fELF\2\1\1" + bytes(90), ANY, name="photo.jpg"),
    Upload("a page of the web as PDF", HTML, ANY),
    Upload("a drawing with a script as PNG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", ANY),
    Upload("a script", b"#!/bin/sh\nrm -rf /\n", ANY, name="x.pdf\r\nContent-Type: text/html"),
    Upload("an animated picture", b"GIF89a" + bytes(90), ANY),
    Upload("a bitmap", b"BM" + bytes(90), ANY),
    Upload("a picture of many layers", b"II*\0" + bytes(90), ANY),
    Upload("a photograph no browser shows", k.box(b"ftyp", b"heic", bytes(8)), ANY),
    Upload("a packed folder", b"\x1f\x8b\x08\0" + bytes(90), ANY, name="letters.tar.gz"),
    Upload("an old text with macros", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ANY, name="letter.doc"),
    Upload("a mail", b"From: x\r\nContent-Type: text/html\r\n\r\n<script>", ANY),
    Upload("a text that opens as a table", b"=cmd|' /C calc'!A0,2\n", ANY, name="list.csv"),
    Upload("RTF with an object", b"{\\rtf1{\\object\\objdata " + BYTES + b"}}", ANY),
    Upload("PostScript", b"%!PS-Adobe-3.0\n(x) run", ANY),
    Upload("a PDF that begins later", b"junk\n" + h.pdf(), ANY),
    Upload("film where a scan is asked", k.mp4(), SCAN, kinds=SCANS),
    Upload("a text where a scan is asked", k.docx(), SCAN, kinds=SCANS),
    Upload("a scan where film is asked", h.pdf(), ANY, kinds=FILM),
]

PICTURES = [
    Upload("a photograph with its place", h.with_exif(), kept=JPEG, forbidden=(BYTES, b"SpyCam", b"Exif")),
    Upload("a comment with a page of the web", h.with_segment(0xFE, HTML), kept=JPEG, forbidden=(b"<html", BYTES)),
    Upload("XMP with who took it", h.with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + BYTES), kept=JPEG),
    Upload("IPTC with who took it", h.with_segment(0xED, b"Photoshop 3.0\0" + BYTES), kept=JPEG),
    Upload("colours described by somebody", h.with_segment(0xE2, b"ICC_PROFILE\0\1\1" + BYTES), kept=JPEG),
    Upload("a picture and an archive behind it", h.jpeg() + k.docx(), kept=JPEG, forbidden=(b"PK\3\4", b"word/")),
    Upload("a picture and a page behind it", h.png() + HTML, kept=PNG, forbidden=(b"<html", BYTES)),
    Upload("a script in the palette's room", h.with_chunk(b"prIv", HTML), kept=PNG, forbidden=(b"<script", BYTES)),
    Upload("texts in a picture", h.with_text(), kept=PNG),
    Upload("EXIF in a PNG", h.with_chunk(b"eXIf", b"MM\0*" + BYTES), kept=PNG),
    Upload("words where one sees through", h.see_through(), kept=PNG, forbidden=(b"kkk",)),
    Upload(
        "a text that unpacks to a gigabyte",
        lambda: h.with_chunk(b"zTXt", b"k\0\0" + h.zlib.compress(bytes(90_000_000), 9)),
        "cannot be read",
    ),
    Upload("a million million dots, said", h.png_of(1_000_000, 1_000_000), "too many dots"),
    Upload("dots without end in a line", h.png_of(2**31 - 1, 1), "too many dots"),
    Upload("a picture of nothing", h.png_of(0, 0), "cannot be read"),
    Upload("a bomb of dots", h.png_of(20_000, 20_000, bytes(2_500_000), depth=1, colour=0), "too many dots"),
    Upload("fewer dots than it says", h.png_of(3_000, 3_000, bytes(900)), "cannot be read"),
    Upload("half a photograph", h.jpeg((900, 900), quality=95)[:4_000], "cannot be read"),
    Upload("a head and nothing behind it", b"\x89PNG\r\n\x1a\n", "cannot be read"),
    Upload("a PNG that says it is a JPEG", b"\xff\xd8\xff" + h.png(), "cannot be read"),
    Upload("65,500 by 65,500 dots, said", h.jpeg().replace(b"\x00\x38\x00\x28", b"\xff\xdc\xff\xdc"), "too many dots"),
    Upload("turned the other way in its name", h.png(), kept=PNG, name="annexe\u202egnp.exe"),
    Upload("a way out in its name", h.jpeg(), kept=JPEG, name="../../../etc/cron.d/x"),
    Upload("a line's end in its name", h.jpeg(), kept=JPEG, name='x"\r\nSet-Cookie: a=b\r\n.jpg'),
    Upload("nothing in its name", h.jpeg(), kept=JPEG, name="\0"),
    Upload("a JPEG that says it is a page", h.jpeg(), kept=JPEG, name="x.html", claimed="text/html"),
]

PAPERS = [
    Upload(
        "a script when it opens", h.pdf(h.on_root(OpenAction=h.SCRIPT)), kept=PDF, forbidden=(b"alert", b"JavaScript")
    ),
    Upload("a program when it opens", h.pdf(h.on_root(OpenAction=h.LAUNCH)), kept=PDF, forbidden=(b"cmd.exe",)),
    Upload("a script when a page opens", h.pdf(h.on_page(AA=h.names(O=h.SCRIPT))), kept=PDF, forbidden=(b"alert",)),
    Upload("scripts by name", h.pdf(h.on_root(Names=h.names(JavaScript=h.SCRIPT))), kept=PDF, forbidden=(b"alert",)),
    Upload("a link", h.pdf(h.annotation("Link", A=h.WEB)), kept=PDF, forbidden=(b"example", BYTES)),
    Upload("a film on a page", h.pdf(h.annotation("RichMedia", NM=TextStringObject(SECRET))), kept=PDF),
    Upload(
        "a file pinned to a page", h.pdf(h.annotation("FileAttachment", Contents=TextStringObject(SECRET))), kept=PDF
    ),
    Upload("a program attached", h.pdf(h.with_attachment), kept=PDF, forbidden=(b"MZ", b".exe", BYTES)),
    Upload("who wrote it", h.pdf(h.with_metadata), kept=PDF),
    Upload("a note laid on a page", h.pdf(h.annotation("Text", Contents=TextStringObject(SECRET))), "comments"),
    Upload("a form that was filled in", h.pdf(h.annotation("Widget", V=TextStringObject(SECRET))), "filled in"),
    Upload("a form of the newer kind", h.pdf(h.on_root(AcroForm=h.names(XFA=TextStringObject(SECRET)))), kept=PDF),
    Upload("what a program kept for itself", h.pdf(h.on_page(PieceInfo=h.names(X=TextStringObject(SECRET)))), kept=PDF),
    Upload(
        "a photograph with its place on a page",
        h.pdf(h.with_picture(h.with_exif())),
        kept=PDF,
        forbidden=(BYTES, b"SpyCam"),
    ),
    Upload(
        "the same, packed once more",
        h.pdf(
            h.with_picture(
                h.zlib.compress(h.with_exif()), ArrayObject([NameObject("/FlateDecode"), NameObject("/DCTDecode")])
            )
        ),
        kept=PDF,
        forbidden=(BYTES, b"SpyCam"),
    ),
    Upload(
        "a photograph that cannot be cleaned", h.pdf(h.with_picture(b"\0\0\0\x0cjP  " + BYTES, "/JPXDecode")), "taken"
    ),
    Upload("another earlier version below", h.pdf(h.with_metadata) + h.pdf()[8:], kept=PDF),
    Upload("a page of the web behind it", h.pdf() + HTML, kept=PDF, forbidden=(b"<html", BYTES)),
    Upload("locked", h.pdf(password="x"), "locked with a password"),
    Upload("61 pages", h.pdf(pages=61), "1 to 60 pages"),
    Upload(
        "no page",
        h.pages_in_a_circle("", 0),
        "1 to 60 pages|cannot be read",
    ),
    Upload("pages in a circle", h.pages_in_a_circle(), "PDF"),
    Upload("pages six thousand deep", h.many_pages_deep, "PDF|read"),
    Upload("a bomb among its objects", h.compressed_twice, "PDF|read"),
    Upload("half of it", h.pdf(content=bytes(4_000))[:600], "read|pages"),
    Upload("as large as a film", lambda: b"%PDF-" + bytes(11 * 1024 * 1024), "larger than 10 MB"),
]

SOUNDS = [
    Upload("who spoke, in a WAV", k.wav(k.riff(b"LIST", b"INFOIART" + BYTES)), kept=WAV, forbidden=(BYTES, b"LIST")),
    Upload("where it was recorded", k.wav(k.riff(b"bext", BYTES)), kept=WAV),
    Upload("a program in a WAV", k.wav(k.riff(b"data", b"MZ")), "cannot be read to its end"),
    Upload("waves of a kind nobody knows", k.wav(form=0x4242), "cannot be read to its end"),
    Upload("more waves than there are", k.wav()[:-90], "cannot be read to its end"),
    Upload("a page behind the waves", k.wav() + HTML, kept=WAV, forbidden=(b"<html",)),
    Upload("who sang, in an MP3", k.mp3(k.id3(b"TPE1" + BYTES + bytes(20))), kept=MP3, forbidden=(BYTES, b"ID3")),
    Upload("who sang, behind it", k.mp3(behind=b"TAG" + BYTES + bytes(117)), kept=MP3, forbidden=(BYTES, b"TAG")),
    Upload("a page between the frames", k.mp3(between=HTML), "cannot be read to its end"),
    Upload("a tag longer than the file", k.id3(b"", claimed=2**27), "cannot be read to its end"),
    Upload("a tag and nothing behind it", k.id3(HTML), "cannot be read to its end"),
    Upload("a program that begins as a frame", b"\xff\xfb\x90\x00" + HTML * 40, "cannot be read to its end"),
    Upload("places in a film's head", k.mp4(k.box(b"udta", k.box(b"\xa9xyz", BYTES))), kept=MP4),
    Upload("who filmed it", k.mp4(k.full(b"meta", BYTES), extra=k.box(b"udta", BYTES)), kept=MP4),
    Upload("a room of its own in a film", k.mp4() + k.box(b"uuid", HTML), kept=MP4, forbidden=(b"<html", BYTES)),
    Upload("words before the picture", k.mp4(hidden=HTML), kept=MP4, forbidden=(b"<html", BYTES)),
    Upload("a track of places", k.mp4(kinds=((b"vide", b"avc1", 78), k.PLACES)), "more than picture and sound"),
    Upload("a picture nobody knows", k.mp4(kinds=((b"vide", b"evil", 78),)), "not known here"),
    Upload("a film in pieces", k.mp4() + k.box(b"moof", b""), "in pieces"),
    Upload("a picture that lies elsewhere", k.mp4(gone=10_000), "cannot be read to its end"),
    Upload("half a film", k.mp4()[:120], "cannot be read to its end"),
    Upload("sound with who spoke", k.mp4(k.box(b"udta", BYTES), kinds=k.SOUND_TRACK, brand=b"M4A "), kept=M4A),
]

RUN = "<w:p>{}<w:r><w:t>Words</w:t></w:r></w:p>"
FIELD = "<w:r><w:instrText>{}</w:instrText></w:r>"
MARKED = '<w:ins w:author="{}"><w:r><w:t>new</w:t></w:r></w:ins>'
NESTED = {"word/embeddings/inner.docx": k.docx(RUN.format(f"<w:r><w:t>{SECRET}</w:t></w:r>"))}
TEXTS = [
    Upload(
        "macros, under another name",
        k.docx(main=k.MAIN.replace("document.main", "document.macroEnabled.main")),
        "macros",
        name="letter.docx",
    ),
    Upload("macros", k.docx_with({"word/vbaProject.bin": BYTES}), "macros"),
    Upload("tracked changes", k.docx(RUN.format(MARKED.format(SECRET))), "tracked changes"),
    Upload("comments", k.docx(RUN.format('<w:r><w:commentReference w:id="1"/></w:r>')), "comments"),
    Upload(
        "hidden text", k.docx(RUN.format(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r>")), "hidden text"
    ),
    Upload("a field that starts a program", k.docx(RUN.format(FIELD.format("DDEAUTO c:\\\\cmd.exe"))), "fetches"),
    Upload("the same in two parts", k.docx(RUN.format(FIELD.format(" DDE") + FIELD.format("AUTO cmd"))), "fetches"),
    Upload(
        "who wrote it, in a DOCX",
        k.docx_with({"docProps/core.xml": SECRET, "docProps/app.xml": SECRET}),
        kept=DOCX,
        forbidden=(BYTES, b"docProps"),
    ),
    Upload(
        "a template elsewhere",
        k.docx_with(
            {"word/_rels/settings.xml.rels": k.relations(f"http://{SECRET}/x.dotm"), "word/settings.xml": "<x/>"}
        ),
        kept=DOCX,
        forbidden=(BYTES, b"settings"),
    ),
    Upload(
        "a picture elsewhere",
        k.docx_with({"word/_rels/document.xml.rels": k.relations(f"file://{SECRET}/x", kind="image")}),
        kept=DOCX,
    ),
    Upload("a document in a document", k.docx_with(NESTED), kept=DOCX, forbidden=(BYTES, b"embeddings")),
    Upload(
        "a picture with its place in a text",
        k.docx_with({"word/media/image1.jpg": h.with_exif()}),
        kept=DOCX,
        forbidden=(BYTES, b"SpyCam"),
    ),
    Upload(
        "data of one's own",
        k.docx_with({"customXml/item1.xml": SECRET, "docProps/thumbnail.jpeg": h.with_exif()}),
        kept=DOCX,
        forbidden=(BYTES, b"customXml", b"thumbnail"),
    ),
    Upload("when each word was typed", k.docx(f'<w:p w:rsidR="{SECRET}"><w:r><w:t>Words</w:t></w:r></w:p>'), kept=DOCX),
    Upload("a billion laughs", k.docx("<w:p>&i;</w:p>", head=k.LAUGHS), "refers to things outside"),
    Upload("the machine's own files", k.docx("<w:p>&x;</w:p>", head=k.OUTSIDE), "refers to things outside"),
    Upload("elements a hundred thousand deep", k.docx("<w:p>" * 100_000 + "</w:p>" * 100_000), "far too large"),
    Upload("a bomb in an archive", lambda: k.docx_with({"word/styles.xml": bytes(55_000_000)}), "far too large"),
    Upload(
        "more than may be unpacked",
        lambda: k.docx_with({f"word/x{n}.xml": bytes(900_000) for n in range(80)}),
        "far too large",
    ),
    Upload("members without end", k.docx_with({f"word/x{n}.xml": "" for n in range(500)}), "far too large"),
    Upload("members that share their bytes", k.overlapping, "far too large|cannot be opened"),
    Upload("a size that is a lie", k.lying_about_its_size, "cannot be (opened|read)|far too large"),
    Upload("a way out of the archive", k.docx_with({"../../../etc/cron.d/x": SECRET}), "names that lead out"),
    Upload("a way out, the other way round", k.docx_with({"..\\..\\x.exe": SECRET}), "names that lead out"),
    Upload("a locked member", k.locked_zip(), "locked|cannot be"),
    Upload("a member twice", k.twice_the_same(), "cannot be opened"),
    Upload("an archive that is no text", k.zipped({"a.exe": "MZ", "b.zip": k.docx()}), ANY),
    Upload(
        "a table of numbers",
        k.docx(main=k.MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")),
        "cannot be read",
    ),
    Upload("half an archive", k.docx()[:200], "cannot be opened"),
    Upload("open text with macros", k.odt(more={"Basic/Standard/M.xml": SECRET}), "macros"),
    Upload("open text with tracked changes", k.odt("<text:tracked-changes/>"), "tracked changes"),
    Upload(
        "open text with comments",
        k.odt(f"<text:p><office:annotation>{SECRET}</office:annotation></text:p>"),
        "comments",
    ),
    Upload(
        "open text that hides text",
        k.odt(f"<text:p><text:hidden-text>{SECRET}</text:hidden-text></text:p>"),
        "hidden text",
    ),
    Upload(
        "open text with a script",
        k.odt(before=f"<office:scripts><office:script>{SECRET}</office:script></office:scripts>"),
        kept=ODT,
    ),
    Upload(
        "open text that fetches a picture",
        k.odt(f'<draw:frame><draw:image xlink:href="http://{SECRET}/x.png"/></draw:frame>'),
        kept=ODT,
    ),
    Upload(
        "open text with an object", k.odt('<draw:frame><draw:object xlink:href="./O"/></draw:frame>'), "another program"
    ),
    Upload("an object of a program", k.docx(RUN.format("<w:r><w:object/></w:r>")), "another program"),
    Upload("text of another dialect", k.docx_with({"word/header1.xml": "<a xmlns='urn:x'>x</a>"}), "cannot be read"),
    Upload("a field that fetches, in small letters", k.docx(RUN.format(FIELD.format("includetext x"))), "fetches"),
    Upload(
        "who wrote it, in open text",
        k.odt(more={"meta.xml": SECRET, "settings.xml": SECRET, "Thumbnails/thumbnail.png": h.png()}),
        kept=ODT,
        forbidden=(BYTES, b"Thumbnails", b"meta.xml"),
    ),
    Upload("open text that laughs", k.odt("<text:p>&i;</text:p>", head=k.LAUGHS), "refers to things outside"),
    Upload("open text of another kind", k.odt(kind="application/vnd.oasis.opendocument.spreadsheet"), ANY),
]

UPLOADS = [*WRONG_KIND, *PICTURES, *PAPERS, *SOUNDS, *TEXTS]
