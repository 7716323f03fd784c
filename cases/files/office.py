"""Which of the texts of a word processor an archive is; any other archive is refused."""

from cases.files.archive import Archive
from cases.files.docx import document_of
from cases.files.kinds import DOCX, ODT
from cases.files.odt import text_of
from cases.files.refused import Refused


def text_in(data: bytes) -> tuple[bytes, str]:
    """The text put together anew, and which of the two kinds it is. Raises Refused."""
    archive = Archive(data)
    if "[Content_Types].xml" in archive:
        return document_of(archive), DOCX
    if "mimetype" in archive and archive.read("mimetype").strip() == ODT.encode():
        return text_of(archive), ODT
    raise Refused("kind")
