"""What was typed to be found in texts: words by their beginning, phrases in quotes, words left out with a minus."""

import re
import unicodedata

from cases.search import folding

PART = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_marks = re.compile(folding.MARKS)


def parts_of(typed) -> tuple[list, list]:
    """(what must stand there, what must not), each a list of words that follow each other; accents off."""
    off = _marks.sub("", unicodedata.normalize("NFKD", typed)).lower()
    wanted, never = [], []
    for minus, phrase, word in PART.findall(off):
        if words := re.findall(r"[^\W_]+", phrase or word):
            (never if minus else wanted).append(words)
    return wanted, never
