"""The kinds of file that can be kept: known by how their bytes begin, each with its own bound (law 14).

Their name and what the browser calls them say nothing.
"""

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
MP3, WAV, M4A, MP4 = "audio/mpeg", "audio/wav", "audio/mp4", "video/mp4"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

ENDINGS = {
    PDF: "pdf",
    JPEG: "jpg",
    PNG: "png",
    MP3: "mp3",
    WAV: "wav",
    M4A: "m4a",
    MP4: "mp4",
    DOCX: "docx",
    ODT: "odt",
}
# What belongs together; a field says which of them it takes.
PICTURES = frozenset({JPEG, PNG})
SCANS = PICTURES | {PDF}
SOUND = frozenset({MP3, WAV, M4A})
FILM = frozenset({MP4})
OFFICE = frozenset({DOCX, ODT})
ALL = frozenset(ENDINGS)

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_SOUND = 20 * MEGABYTE
MOST_FILM = 40 * MEGABYTE
# What opens before it is known what is inside: an archive is one of OFFICE, a container is SOUND or FILM.
ARCHIVE, CONTAINER = "archive", "container"
WITHIN = {ARCHIVE: OFFICE, CONTAINER: frozenset({M4A, MP4})}
BOUNDS = {MP3: MOST_SOUND, WAV: MOST_SOUND, CONTAINER: MOST_FILM}
# So many bytes from the beginning are enough to know.
HEAD = 16
STILL = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"crx ")


def known(head: bytes) -> str | None:
    """What a file is by its first bytes; None where it is nothing that can be kept."""
    for start, kind in (
        (b"%PDF-", PDF),
        (b"\xff\xd8\xff", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"PK\x03\x04", ARCHIVE),
    ):
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[4:8] == b"ftyp" and head[8:12] not in STILL:
        return CONTAINER
    # A tag, or at once a frame of MPEG layer III.
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return MP3
    return None


def bound_of(kind) -> int:
    """How many bytes a file of this kind may have."""
    return BOUNDS.get(kind, MOST_BYTES)
