"""An archive opened with bounds: so many members, so many bytes, plain names; and XML that refers to nothing."""

import struct
import zipfile
import zlib
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath
from xml.etree import ElementTree  # noqa: S405 (it only builds: what is read comes from read_xml, which refuses declarations)
from xml.parsers import expat

from cases.files.kinds import MEGABYTE
from cases.files.refused import Refused

MOST_MEMBERS = 400
MOST_UNPACKED = 60 * MEGABYTE
# A text may shrink to a two-hundredth; a bomb is a thousand times smaller than what it becomes.
MOST_RATIO = 250
SMALL = MEGABYTE
DEEPEST = 200
MOST_ELEMENTS = 400_000
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The members of a ZIP by name, each read within what is left of the bound."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except BROKEN:
            raise Refused("archive") from None
        self._check(members)
        self.left = MOST_UNPACKED
        self.members = {member.filename: member for member in members if not member.is_dir()}

    def _check(self, members):
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise Refused("bomb")
        if len({member.filename.lower() for member in members}) < len(members):
            raise Refused("archive")
        begins = sorted((member.header_offset, member.compress_size) for member in members)
        for (start, size), (following, _size) in pairwise(begins):
            if start + size > following:  # members that share their bytes
                raise Refused("bomb")
        for member in members:
            path = PurePosixPath(member.filename)
            if path.is_absolute() or ".." in path.parts or any(c in member.filename for c in "\\:\0\r\n"):
                raise Refused("names")
            if member.flag_bits & 1:
                raise Refused("locked")
            if member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
                raise Refused("bomb")

    def __contains__(self, name):
        return name in self.members

    def __iter__(self):
        return iter(self.members)

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises Refused where there are more than it says, or than may be."""
        try:
            with self._zip.open(self.members[name]) as member:
                data = member.read(self.left + 1)
        except BROKEN:
            raise Refused("archive") from None
        self.left -= len(data)
        if self.left < 0:
            raise Refused("bomb")
        return data

    def xml(self, name: str):
        """A member as elements. Raises Refused where it declares or refers to anything, or is too deep."""
        return read_xml(self.read(name))


def read_xml(data: bytes):
    """The root of an XML document that declares no type and no entity."""
    parser, builder = expat.ParserCreate(namespace_separator="}"), ElementTree.TreeBuilder()
    count = depth = 0

    def refuse(*_args):
        raise Refused("xml")

    def start(name, attributes):
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise Refused("bomb")
        builder.start(_full(name), {_full(key): value for key, value in attributes.items()})

    def end(name):
        nonlocal depth
        depth -= 1
        builder.end(_full(name))

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.buffer_text = builder.data, True
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused("document") from None
    return builder.close()


def _full(name):
    return "{" + name if "}" in name else name


def without(root, unwanted):
    """Take out of a tree the elements for which `unwanted(element)` holds; what is written behind them stays."""
    for parent in list(root.iter()):
        for child in [child for child in parent if unwanted(child)]:
            place = list(parent).index(child)
            if child.tail:
                if place:
                    parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
                else:
                    parent.text = (parent.text or "") + child.tail
            parent.remove(child)


def as_xml(root) -> bytes:
    """A tree as a document."""
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def packed(members: list[tuple[str, bytes]], first_plain=False) -> bytes:
    """Members as an archive that says neither when nor on which machine it was made."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for place, (name, data) in enumerate(members):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            plain = first_plain and place == 0
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return kept.getvalue()
