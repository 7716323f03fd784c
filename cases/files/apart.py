"""Taking a file apart in a process of its own, which has no key, no database and little memory and time (law 14).

`python -m cases.files.apart FOLDER JOB`: reads FOLDER/in and FOLDER/job.json, writes FOLDER/out, and says in one line
of JSON what it found. Whatever breaks here, or grows without bound, breaks here alone.
"""

import json
import resource
import sys
from pathlib import Path

from cases.files.film import film_of
from cases.files.kinds import ARCHIVE, CONTAINER, HEAD, MP3, PDF, PICTURES, WAV, WITHIN, known
from cases.files.office import text_in
from cases.files.papers import pages_in, pages_of
from cases.files.pictures import picture_of
from cases.files.refused import Refused
from cases.files.sound import frames_of, waves_of

# Seconds of work, bytes of memory, bytes of one file.
MOST_SECONDS, MOST_MEMORY, MOST_WRITTEN = 20, 1536 * 1024 * 1024, 128 * 1024 * 1024


def kept_of(data: bytes, kinds) -> tuple[bytes, str]:
    """What is kept of a file, and its media type, where that is one of `kinds`. Raises Refused."""
    found = known(data[:HEAD])
    if found is None or not kinds & WITHIN.get(found, {found}):
        raise Refused("kind")
    made = _made(data, found)
    if made[1] not in kinds:
        raise Refused("kind")
    return made


def _made(data, found):
    if found == PDF:
        return pages_of(data), PDF
    if found in PICTURES:
        return picture_of(data, found), found
    if found == WAV:
        return waves_of(data), WAV
    if found == MP3:
        return frames_of(data), MP3
    return {ARCHIVE: text_in, CONTAINER: film_of}[found](data)


def _take_in(folder, job):
    kept, media_type = kept_of((folder / "in").read_bytes(), frozenset(job["kinds"]))
    (folder / "out").write_bytes(kept)
    return {"media_type": media_type, "pages": pages_in(kept) if media_type == PDF else 1}


def _draw(folder, job):
    from cases.files.drawing import page_picture  # noqa: PLC0415 (the drawing library is loaded where pages are drawn)

    (folder / "out").write_bytes(
        page_picture((folder / "in").read_bytes(), job["media_type"], job["page"], job["boxes"])
    )
    return {}


def _black_out(folder, job):
    from cases.files.drawing import blacked_out  # noqa: PLC0415

    (folder / "out").write_bytes(blacked_out((folder / "in").read_bytes(), job["media_type"], job["boxes"]))
    return {}


JOBS = {"take_in": _take_in, "draw": _draw, "black_out": _black_out}


def main(folder, job):
    """Do one job within its bounds."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = Path(folder)
    try:
        said = JOBS[job](folder, json.loads((folder / "job.json").read_text()))
    except Refused as refused:
        said = {"refused": refused.code}
    except MemoryError:
        said = {"refused": "too_much"}
    except Exception:  # a file that breaks its reader is one that cannot be read
        said = {"refused": "broken"}
    print(json.dumps(said))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:3])
