"""A text in the open format (ODT), put together anew from what is read and printed (law 14)."""

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace  # noqa: S405 (builds, reads nothing)

from cases.files.archive import Archive, as_xml, packed, without
from cases.files.kinds import JPEG, ODT, PNG, known
from cases.files.pictures import picture_of
from cases.files.refused import Refused

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, MANIFEST = f"{OASIS}office:1.0", f"{OASIS}text:1.0", f"{OASIS}manifest:1.0"
XLINK = "http://www.w3.org/1999/xlink"
SPOKEN = {
    "xlink": XLINK,
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
} | {name: f"{OASIS}{place}:1.0" for name, place in (
    ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
    ("number", "datastyle"), ("manifest", "manifest"), ("meta", "meta"), ("chart", "chart"), ("form", "form"),
)}  # fmt: skip
for _prefix, _uri in SPOKEN.items():
    register_namespace(_prefix, _uri)
KNOWN_URIS = {*SPOKEN.values(), "http://www.w3.org/XML/1998/namespace"}

PARTS = ("content.xml", "styles.xml")
PICTURE = re.compile(r"Pictures/[A-Za-z0-9_-]{1,80}\.(png|jpe?g)", re.IGNORECASE)
ACTING = ("basic/", "scripts/", "dialogs/", "configurations2/scripts", "macros/")
CHANGED = {"tracked-changes", "changed-region", "change", "change-start", "change-end"}
# What is shown by another program: leaving it out silently would change what is read.
SHOWN_BY_OTHERS = {"object", "object-ole", "plugin", "applet", "floating-frame"}
HIDDEN = {"hidden-text", "hidden-paragraph"}
# What brings along something that is not read here, or fetches it.
CARRIED = {
    "scripts", "script", "event-listeners", "forms",
    "dde-connection", "dde-connection-decls", "section-source", "dde-source", "meta", "settings", "a-event",
    "user-defined", "execute-macro", "database-display", "desc", "title",
}  # fmt: skip
COMMENTS = {"annotation", "annotation-end"}


def text_of(archive: Archive) -> bytes:
    """The text as it is read and printed. Raises Refused for macros, tracked changes, comments and hidden text."""
    if any(name.lower().startswith(ACTING) for name in archive):
        raise Refused("macros")
    if "content.xml" not in archive:
        raise Refused("document")
    pictures = {}
    for name in archive:
        if PICTURE.fullmatch(name) and (kind := known((data := archive.read(name))[:16])) in (JPEG, PNG):
            pictures[name] = (picture_of(data, kind), kind)
    parts = [(name, as_xml(_read(archive, name, pictures))) for name in PARTS if name in archive]
    kept = [*parts, *((name, data) for name, (data, _kind) in pictures.items())]
    listed = as_xml(_manifest([name for name, _data in parts], pictures))
    return packed([("mimetype", ODT.encode()), *kept, ("META-INF/manifest.xml", listed)], first_plain=True)


def _read(archive, name, pictures):
    """One part without what acts, or leads to something that is not kept."""
    root = archive.xml(name)
    if _named(root.tag)[1] != OFFICE:
        raise Refused("document")
    for element in root.iter():
        local, space = _named(element.tag)
        if space == TEXT and local in CHANGED:
            raise Refused("changes")
        if space == OFFICE and local in COMMENTS:
            raise Refused("comments")
        if space == TEXT and local in HIDDEN or element.get(f"{{{TEXT}}}display") == "none":
            raise Refused("hidden")
        if local in SHOWN_BY_OTHERS:
            raise Refused("objects")
        for key in list(element.attrib):
            attribute, within = _named(key)
            leads = within == XLINK and attribute == "href" and element.attrib[key] not in pictures
            if (within and within not in KNOWN_URIS) or leads or attribute in ("macro-name", "formula"):
                del element.attrib[key]
    without(root, lambda element: _named(element.tag)[1] not in KNOWN_URIS or _named(element.tag)[0] in CARRIED)
    return root


def _named(tag):
    space, _brace, local = tag[1:].rpartition("}") if tag[:1] == "{" else ("", "", tag)
    return local, space


def _manifest(parts, pictures):
    root = Element(f"{{{MANIFEST}}}manifest", {f"{{{MANIFEST}}}version": "1.2"})
    kinds = {name: kind for name, (_data, kind) in pictures.items()} | dict.fromkeys(parts, "text/xml")
    for path, kind in {"/": ODT, **kinds}.items():
        given = {f"{{{MANIFEST}}}full-path": path, f"{{{MANIFEST}}}media-type": kind}
        SubElement(root, f"{{{MANIFEST}}}file-entry", given)
    return root
