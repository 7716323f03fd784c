"""A text of a word processor (DOCX), put together anew from what is read and printed (law 14)."""

import re
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement, register_namespace  # noqa: S405 (builds, reads nothing)

from cases.files.archive import Archive, as_xml, packed, without
from cases.files.kinds import JPEG, PNG, known
from cases.files.pictures import picture_of
from cases.files.refused import Refused

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XML = "http://www.w3.org/XML/1998/namespace"
# What a text is written in. Elements and attributes of any other kind are extensions, which may be left out.
SPOKEN = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
for _prefix, _uri in SPOKEN.items():
    register_namespace(_prefix, _uri)
KNOWN_URIS = {*SPOKEN.values(), XML, MC}

MAIN = "word/document.xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The parts that are read: which names they have, and what they are in the list of contents.
PARTS = {
    r"word/document\.xml": "document.main",
    r"word/styles\.xml": "styles",
    r"word/numbering\.xml": "numbering",
    r"word/fontTable\.xml": "fontTable",
    r"word/header\d{0,3}\.xml": "header",
    r"word/footer\d{0,3}\.xml": "footer",
    r"word/footnotes\.xml": "footnotes",
    r"word/endnotes\.xml": "endnotes",
    r"word/theme/theme\d{0,3}\.xml": "theme",
}
MEDIA = re.compile(r"word/media/[A-Za-z0-9_-]{1,60}\.(png|jpe?g)", re.IGNORECASE)
CHANGED = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"}
COMMENTS = {"commentReference", "commentRangeStart", "commentRangeEnd"}
# Fields that fetch something from elsewhere, or do something, however they are written; two of them where they begin.
FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE\w*|IMPORT|DATABASE|MACROBUTTON|AUTOTEXT\w*|HTMLCONTROL)\b", re.IGNORECASE
)
FETCHING_FIRST = re.compile(r"\s*(LINK|RD)\b", re.IGNORECASE)
# What is shown by another program: leaving it out silently would change what is read.
SHOWN_BY_OTHERS = {"object", "altChunk", "control", "subDoc"}
# What an attribute tells of writers, of files elsewhere, and of what a picture is said to show.
TOLD = {"author", "date", "initials", "descr", "title", "href", "src", "alt"}
# Traces of the writing that say nothing.
TRACES = {"attachedTemplate", "permStart", "permEnd", "proofErr"}


def document_of(archive: Archive) -> bytes:
    """The text as it is read and printed. Raises Refused for macros, tracked changes, comments and hidden text."""
    _nothing_acts(archive)
    kept, kinds = [], {}
    for name in archive:
        if kind := next((kind for pattern, kind in PARTS.items() if re.fullmatch(pattern, name)), None):
            kinds[name] = kind
        elif MEDIA.fullmatch(name) and (made := _picture(archive.read(name))):
            kept.append((name, made))
    pictures = {name for name, _data in kept}
    for name in kinds:
        relations = _relations(archive, name, kinds.keys() | pictures)
        kept.append((name, as_xml(_read(archive, name, {key for key, *_rest in relations}))))
        if relations:
            kept.append((_relations_of(name), as_xml(_written(relations))))
    first = [(f"{R}/officeDocument", MAIN)]
    top = [("[Content_Types].xml", as_xml(_types(kinds))), ("_rels/.rels", as_xml(_written_top(first)))]
    return packed([*top, *kept])


def _nothing_acts(archive):
    names = [name.lower() for name in archive]
    types = archive.read("[Content_Types].xml").lower()
    if any("vba" in name or "macro" in name or name.endswith(".bin") and "activex" in name for name in names):
        raise Refused("macros")
    if b"macroenabled" in types or b"vbaproject" in types:
        raise Refused("macros")
    if MAIN_TYPE.encode().lower() not in types or MAIN not in archive:
        raise Refused("document")
    commented = [name for name in archive if re.fullmatch(r"word/comments\w*\.xml", name)]
    if any(len(archive.xml(name)) for name in commented):
        raise Refused("comments")


def _read(archive, name, relations):
    """One part without what acts, tells of its writers, or leads to something that is not kept."""
    root = archive.xml(name)
    if _named(root.tag)[1] not in KNOWN_URIS:
        raise Refused("document")
    _fallback(root)
    for element in root.iter():
        local, space = _named(element.tag)
        if space == W:
            _nothing_behind(element, local, name)
        if local == "graphicData" and any(_named(inner.tag)[1] not in KNOWN_URIS for inner in element):
            raise Refused("objects")
        for key in list(element.attrib):
            _keep_attribute(element, key, relations)
    if FETCHING.search("".join(element.text or "" for element in root.iter(f"{{{W}}}instrText"))):
        raise Refused("fetching")
    without(root, lambda element: _named(element.tag)[1] not in KNOWN_URIS or _named(element.tag)[0] in TRACES)
    return root


def _nothing_behind(element, local, name):
    """Refuse what a reader of the paper does not see, or what would be fetched when it is opened."""
    if local in CHANGED or local.endswith("Change"):
        raise Refused("changes")
    if local in COMMENTS:
        raise Refused("comments")
    if local == "vanish" and name != "word/styles.xml" and element.get(f"{{{W}}}val") not in ("0", "false"):
        raise Refused("hidden")
    said = (element.text or "", element.get(f"{{{W}}}instr", ""))
    if local in ("instrText", "fldSimple") and any(
        FETCHING.search(text) or FETCHING_FIRST.match(text) for text in said
    ):
        raise Refused("fetching")
    if local in SHOWN_BY_OTHERS:
        raise Refused("objects")


def _keep_attribute(element, key, relations):
    local, space = _named(key)
    foreign = (space and space not in KNOWN_URIS) or space == MC
    leads_nowhere = space == R and element.attrib[key] not in relations
    if leads_nowhere and local == "embed" and _named(element.tag)[1] in KNOWN_URIS:
        raise Refused("objects")
    told = local in TOLD or (space == W and local.startswith("rsid"))
    if foreign or leads_nowhere or told:
        del element.attrib[key]
    elif local == "name" and not space:  # what a picture's file was called
        element.attrib[key] = ""


def _fallback(root):
    """Of what is there twice, for new programs and for old ones, keep what every program reads."""
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == f"{{{MC}}}AlternateContent"]:
            place = list(parent).index(child)
            fallback = child.find(f"{{{MC}}}Fallback")
            parent.remove(child)
            for shift, inner in enumerate(list(fallback) if fallback is not None else ()):
                parent.insert(place + shift, inner)


def _named(tag):
    if tag[:1] != "{":
        return tag, ""
    space, _brace, local = tag[1:].rpartition("}")
    return local, space


def _relations_of(name):
    path = PurePosixPath(name)
    return f"{path.parent}/_rels/{path.name}.rels"


def _relations(archive, name, there):
    """(key, type, target) of what a part refers to and is kept; nothing outside the document."""
    if (listed := _relations_of(name)) not in archive:
        return []
    found = []
    for element in archive.xml(listed):
        target, kind = element.get("Target", ""), element.get("Type", "")
        inside = str(PurePosixPath(name).parent / target) if target[:1] != "/" else target[1:]
        if element.get("TargetMode", "Internal") == "Internal" and inside in there and kind.startswith(R):
            found.append((element.get("Id", ""), kind, "/" + inside))
    return found


def _written(relations):
    root = Element(f"{{{RELATIONS}}}Relationships")
    for key, kind, target in relations:
        SubElement(root, f"{{{RELATIONS}}}Relationship", Id=key, Type=kind, Target=target)
    return root


def _written_top(relations):
    return _written([(f"rId{number}", kind, target) for number, (kind, target) in enumerate(relations, 1)])


def _types(kinds):
    root = Element(f"{{{TYPES}}}Types")
    for ending, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", PNG),
        ("jpg", JPEG),
        ("jpeg", JPEG),
    ):
        SubElement(root, f"{{{TYPES}}}Default", Extension=ending, ContentType=kind)
    for name, kind in kinds.items():
        family = "" if kind == "theme" else "wordprocessingml."
        full = f"application/vnd.openxmlformats-officedocument.{family}{kind}+xml"
        SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=full)
    return root


def _picture(data):
    kind = known(data[:16])
    return picture_of(data, kind) if kind in (JPEG, PNG) else None
