"""What stays the same of a name however it is written: accents, scripts, transliterations, doubled letters.

The index is made of folded words. On SQLite this module folds them; on PostgreSQL functions made of the same tables
do, so that whatever writes a record keeps the index. A test folds the same names both ways.
"""

import json
import re
import unicodedata
from hashlib import sha256

from cases.disclosure import scripts

# Marks that letters carry, in Latin, Arabic and Hebrew, once they stand by themselves.
MARKS = "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
# What parts words: everything but Latin letters, digits and the letters of other scripts.
PARTS = "[^a-z0-9\u0250-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufefc]+"
DOUBLED = r"([a-z])\1+"
# Signs that stand inside a word and are not heard: apostrophes of all kinds, Arabic's long stroke, what one cannot see.
UNHEARD = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u2032\u0640\u00ad\u200b\u200c\u200d\u200e\u200fьъЬЪ"
BETWEEN = "،؛؟"
# Letters beside those of cases.disclosure.scripts.
MORE = {
    "ß": "ss",
    "ə": "e",
    "ŋ": "n",
    "ј": "i",
    "љ": "li",
    "њ": "ni",
    "ћ": "k",
    "ђ": "d",
    "џ": "dz",
    "ѓ": "d",
    "ŧ": "t",
}
# Sounds that several spellings share, in this order: of Slavic, German, French, English and transliterated names.
SOUNDS = (
    *(("tsch", "k"), ("sch", "s"), ("tch", "k"), ("cz", "k"), ("ch", "k"), ("sh", "s"), ("sz", "s"), ("zh", "s")),
    *(("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("x", "ks")),
    *(("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s")),
    *(("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ei", "e"), ("ai", "e")),
)
# A name of so many words at most is also known with its words written together: vanDijk, Jeanpierre.
TOGETHER = 3


def _letters():
    """Every letter that becomes something else: to one letter, or to several; capitals among them."""
    known = {letter: plain for letter, plain in (scripts.LATIN | MORE).items() if letter not in UNHEARD}
    capitals = {letter.upper(): plain for letter, plain in known.items() if len(letter.upper()) == 1}
    known |= {letter: plain for letter, plain in capitals.items() if letter not in known}
    known |= {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    known |= {chr(ord(zero) + n): str(n) for zero in "٠۰" for n in range(10)}
    known |= dict.fromkeys(BETWEEN, " ")
    return known


LETTERS = _letters()
ONE = {letter: plain for letter, plain in LETTERS.items() if len(plain) == 1}
# Greek writes one sound with two letters; these come before each letter by itself.
SEVERAL = (
    *((pair, plain) for two, plain in (("ου", "u"), ("μπ", "b")) for pair in (two, two.capitalize(), two.upper())),
    *sorted((letter, plain) for letter, plain in LETTERS.items() if len(plain) > 1),
)
# The consonants of scripts that write no vowels, as they are folded; what is no consonant there or here.
_FOLD_ONE = str.maketrans({spelt: heard for spelt, heard in SOUNDS if len(spelt) == 1 and len(heard) == 1})
# The Arabic g is a j to most who write it in Latin letters, and a j sounds as an i here.
SILENT = "".join(sorted({*scripts.SILENT, *"aeiouvج"}))
CONSONANTS = {
    letter: plain.translate(_FOLD_ONE) for letter, plain in scripts.CONSONANTS.items() if letter not in SILENT
}

_marks, _parts, _doubled = re.compile(MARKS), re.compile(PARTS), re.compile(DOUBLED)
_plain = str.maketrans(ONE | dict.fromkeys(UNHEARD, ""))
_bones = str.maketrans(CONSONANTS | dict.fromkeys(SILENT, ""))


def plain(text) -> str:
    """A text in plain small letters, its accents off; words stay apart where they were."""
    text = _marks.sub("", unicodedata.normalize("NFKD", text))
    for letter, several in SEVERAL:
        text = text.replace(letter, several)
    return _parts.sub(" ", text.translate(_plain)).strip()


def folded(text) -> str:
    """The words of a text as they sound, with a space between them."""
    text = plain(text)
    for spelt, heard in SOUNDS:
        text = text.replace(spelt, heard)
    return _doubled.sub(r"\1", text)


def words_of(*texts) -> list[str]:
    """The folded words by which texts are found, each once: also a whole short text, written together."""
    found = []
    for text in map(folded, texts):
        words = text.split()
        together = [_doubled.sub(r"\1", "".join(words))] if 1 < len(words) <= TOGETHER else []
        found += words + together
    return sorted(set(found))


def bones(word) -> str:
    """The consonants of a folded word: what a script without vowels writes of it."""
    return _doubled.sub(r"\1", word.translate(_bones))


def letters(word) -> str:
    """The letters of a folded word in their order in the alphabet: two words with letters exchanged share them."""
    return "".join(sorted(word))


def fingerprint() -> str:
    """What folding is made of, as eight signs: when they change, what stands in the index is no longer true."""
    made_of = (MARKS, PARTS, DOUBLED, UNHEARD, TOGETHER, LETTERS, SEVERAL, SOUNDS, CONSONANTS, SILENT)
    return sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:8]


def known_as(*texts) -> str:
    """What SQLite's triggers ask for: words with their bones and letters, as JSON."""
    return json.dumps([(word, bones(word), letters(word)) for word in words_of(*(text or "" for text in texts))])
