"""Sound alone: of a recording the waves are kept, not what an application wrote before, between or behind them."""

from cases.files.refused import Refused

# Chunks of a WAV that hold or describe the waves.
WAVES = {b"fmt ", b"fact", b"data"}
FORMATS = {1, 2, 3, 6, 7, 17, 0xFFFE}
# Layer III: thousand bits a second and samples a second, by the numbers that stand for them in a frame's head.
BITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
SAMPLES = {3: (44100, 48000, 32000, 0), 2: (22050, 24000, 16000, 0), 0: (11025, 12000, 8000, 0)}
FEWEST_FRAMES = 3
# What may stand behind the last frame: tags, which are left behind.
TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")


def waves_of(data: bytes) -> bytes:
    """A WAV with its waves alone. Raises Refused."""
    chunks, at = {}, 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if name in WAVES:
            if name in chunks or len(body) < length:
                raise Refused("sound")
            chunks[name] = body
        at += 8 + length + length % 2
    described = chunks.get(b"fmt ", b"")
    if len(described) < 16 or int.from_bytes(described[:2], "little") not in FORMATS or not chunks.get(b"data"):
        raise Refused("sound")
    chunks[b"fmt "] = described[:40]
    ordered = [(name, chunks[name]) for name in (b"fmt ", b"fact", b"data") if name in chunks]
    kept = b"".join(name + len(b).to_bytes(4, "little") + b + b"\0" * (len(b) % 2) for name, b in ordered)
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + kept


def frames_of(data: bytes) -> bytes:
    """An MP3 with its frames alone, one behind the other. Raises Refused where they do not follow each other."""
    kept, at = [], _behind_tag(data)
    while (length := frame_length(data, at)) and at + length <= len(data):
        kept.append(data[at : at + length])
        at += length
    rest = data[at:].lstrip(b"\0")
    whole = not rest or rest.startswith(TAGS) or bool(length)
    if len(kept) < FEWEST_FRAMES or not whole:
        raise Refused("sound")
    # The first frame may be none: it holds how the others were made, and by which program.
    if any(word in kept[0][:200] for word in (b"Xing", b"Info", b"VBRI", b"LAME")):
        del kept[0]
    return b"".join(kept)


def _behind_tag(data):
    at = 0
    while data[at : at + 3] == b"ID3":
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    while at < len(data) and data[at] == 0:
        at += 1
    return at


def frame_length(data: bytes, at: int) -> int:
    """How many bytes the frame of layer III that begins here has; 0 where none begins."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version = head[1] >> 3 & 3
    rates = SAMPLES.get(version)
    bits, rate = BITS[3 if version == 3 else 2][head[2] >> 4], rates[head[2] >> 2 & 3] if rates else 0
    if not bits or not rate:
        return 0
    return (144 if version == 3 else 72) * bits * 1000 // rate + (head[2] >> 1 & 1)
