"""Film and sound in an MP4: picture and sound alone; whatever else it holds is overwritten where it stands.

Nothing is moved, so that what points at the picture and the sound still does. A track that is neither (places, text,
what a vehicle measured) lies between them and cannot be taken out surely: such a file is refused.
"""

from collections.abc import Iterator

from cases.files.kinds import M4A, MP4
from cases.files.refused import Refused

# Boxes in which others stand, and boxes that are needed to play; everything else is made blank.
HOLDING = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"}
NEEDED = HOLDING | {
    b"ftyp", b"mdat", b"free", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref",
    b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp", b"sdtp",
}  # fmt: skip
# Heads of which some bytes say when it was made.
DATED = {b"mvhd", b"tkhd", b"mdhd"}
PICTURE, SOUND = b"vide", b"soun"
CODECS = {
    PICTURE: {b"avc1", b"avc3", b"hvc1", b"hev1", b"av01", b"vp09", b"mp4v"},
    SOUND: {b"mp4a", b"alac", b"Opus", b"ac-3", b"ec-3", b"sowt", b"samr"},
}
# What stands before the boxes of a sample's description.
DESCRIBED = {PICTURE: 78, SOUND: 28}
SETUP = {
    b"avcC",
    b"hvcC",
    b"av1C",
    b"vpcC",
    b"esds",
    b"alac",
    b"dOps",
    b"dac3",
    b"dec3",
    b"damr",
    b"colr",
    b"pasp",
    b"btrt",
}
MOST_BOXES, MOST_SAMPLES = 4_000, 3_000_000


def _number(data, at, length=4):
    if at + length > len(data):
        raise Refused("film")
    return int.from_bytes(data[at : at + length], "big")


def _boxes(data, start, end) -> Iterator[tuple]:
    """(name, where it begins, where its content begins, where it ends) of the boxes in a stretch."""
    while start < end:
        size, name, inside = _number(data, start), bytes(data[start + 4 : start + 8]), start + 8
        if size == 1:
            size, inside = _number(data, start + 8, 8), start + 16
        elif size == 0:
            size = end - start
        if start + size > end or start + size < inside:
            raise Refused("film")
        yield name, start, inside, start + size
        start += size


class _Film:
    def __init__(self, data):
        self.data, self.count = bytearray(data), 0
        self.tracks, self.shown = [], []

    def blank(self, start, end):
        self.data[start:end] = bytes(end - start)

    def walk(self, start, end, track=None):
        """Keep what is needed, make blank what is not."""
        for name, begins, inside, ends in _boxes(self.data, start, end):
            self.count += 1
            if self.count > MOST_BOXES:
                raise Refused("film")
            if name in (b"moof", b"mvex"):
                raise Refused("pieces")
            if name not in NEEDED:
                self.data[begins + 4 : begins + 8] = b"free"
            if name not in NEEDED or name == b"free":
                self.blank(inside, ends)
                continue
            here = {} if name == b"trak" else track
            if name == b"trak":
                self.tracks.append(here)
            if name in HOLDING:
                self.walk(inside, ends, here)
            else:
                self.read(name, inside, ends, here)

    def read(self, name, inside, ends, track):
        """What a box says, without when it was made and what it is called."""
        if name == b"mdat":
            self.shown.append((inside, ends))
        elif name in DATED:
            width = 16 if self.data[inside] == 1 else 8
            self.blank(inside + 4, min(inside + 4 + width, ends))
        elif track is not None:
            track[name] = (inside, ends)
        if name == b"hdlr" and track is not None:
            track[b"kind"] = bytes(self.data[inside + 8 : inside + 12])
            self.blank(inside + 12, ends)

    def describe(self, track):
        """The codecs of a track are known, and carry their own set-up alone."""
        kind, (start, end) = track[b"kind"], track[b"stsd"]
        for codec, _begins, inside, ends in _boxes(self.data, start + 8, end):
            if codec not in CODECS[kind] or inside + DESCRIBED[kind] > ends:
                raise Refused("codec")
            if kind == PICTURE:
                self.blank(inside + 42, inside + 74)  # the name of what packed it
            for name, begins, within, stops in _boxes(self.data, inside + DESCRIBED[kind], ends):
                if name not in SETUP:
                    self.data[begins + 4 : begins + 8] = b"free"
                    self.blank(within, stops)
        start, end = track.get(b"dref", (0, 0))
        for _name, _begins, inside, ends in _boxes(self.data, start + 8, end) if end else ():
            if ends - inside > 4 or not _number(self.data, inside) & 1:
                raise Refused("film")  # what it shows would lie somewhere else

    def stretches(self, track) -> list[tuple]:
        """(from, to) of each stretch of a track's picture or sound."""
        offsets = self._table(track, b"co64", 8) or self._table(track, b"stco", 4)
        sizes, runs = self._sizes(track), self._table(track, b"stsc", 12)
        found, sample = [], 0
        firsts = [run >> 64 for run in runs]
        run = -1
        for number, offset in enumerate(offsets, 1):
            while run + 1 < len(firsts) and firsts[run + 1] <= number:
                run += 1
            if run < 0:
                raise Refused("film")
            many = runs[run] >> 32 & 0xFFFFFFFF
            found.append((offset, offset + sum(sizes[sample : sample + many])))
            sample += many
        if sample < len(sizes):
            raise Refused("film")
        return found

    def _table(self, track, name, width):
        if name not in track:
            return []
        start, end = track[name]
        count = _number(self.data, start + 4)
        if count > MOST_SAMPLES or start + 8 + count * width > end:
            raise Refused("film")
        return [_number(self.data, start + 8 + width * place, width) for place in range(count)]

    def _sizes(self, track):
        start, end = track[b"stsz"]
        same, count = _number(self.data, start + 4), _number(self.data, start + 8)
        if count > MOST_SAMPLES or (not same and start + 12 + 4 * count > end):
            raise Refused("film")
        return [same or _number(self.data, start + 12 + 4 * place) for place in range(count)]


def film_of(data: bytes) -> tuple[bytes, str]:
    """Picture and sound alone, and which of the two kinds it is. Raises Refused."""
    film = _Film(data)
    film.walk(0, len(film.data))
    if not film.tracks or not film.shown:
        raise Refused("film")
    for track in film.tracks:
        if track.get(b"kind") not in CODECS:
            raise Refused("tracks")
        if not {b"stsd", b"stsz", b"stsc"} <= track.keys():
            raise Refused("film")
        film.describe(track)
    _blank_between(film)
    pictures = any(track[b"kind"] == PICTURE for track in film.tracks)
    return bytes(film.data), MP4 if pictures else M4A


def _blank_between(film):
    """What no track points at is shown by nobody, and read by who looks for it."""
    used = sorted(stretch for track in film.tracks for stretch in film.stretches(track))
    for inside, ends in film.shown:
        at = inside
        for start, stop in used:
            if start < ends and stop > inside:
                if start < inside or stop > ends:
                    raise Refused("film")
                if start > at:
                    film.blank(at, start)
                at = max(at, stop)
        film.blank(at, ends)
    if not used or any(not any(a <= start and stop <= b for a, b in film.shown) for start, stop in used):
        raise Refused("film")
