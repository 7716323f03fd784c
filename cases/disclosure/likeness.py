"""Whether a text holds a name, an address or a number, however it is written (rule 8).

Case, accents, spacing, line breaks, marks one cannot see, the order of a name's parts and the script it is written in
make no difference. Warning once too often costs a sentence; what has left cannot be called back.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from cases.disclosure import scripts

# Where a line ends inside a word or a name, with the hyphen that may stand there.
LINE_END = re.compile(r"[-\u2010\u2011]?[ \t]*[\r\n\u2028\u2029]+[ \t]*")
SENTENCE_END = re.compile(r"[.!?\u061f](?=\s)|[\r\n]+")
APOSTROPHES = frozenset("'\u2019\u02bc`")
# Digits that belong together: what may stand between two of them.
NUMBER = re.compile(r"\d(?:[\s().,/\-\u2010-\u2015]{0,3}\d)+")
MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
# How many letters, or digits, are too many to stand in a row by chance.
TELLING = 6
# From this length on a word with one letter wrong is the same word.
LONG = 7


@dataclass(frozen=True)
class Word:
    """A word in plain letters and as it sounds, where in the text it begins, and whether with a capital."""

    plain: str
    sound: str
    place: int
    capital: bool

    @property
    def text(self) -> str:
        """What it is known by: by its sound, if that is more than a syllable that many words share."""
        return self.sound if len(self.sound) > 2 else self.plain


@lru_cache(maxsize=4096)
def _folded(char) -> str:
    """A character as its plain letters: no case, no accent, Latin where the script can be told letter by letter."""
    found = ""
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        if part.isdecimal():
            found += str(unicodedata.decimal(part))
        elif unicodedata.category(part) not in ("Mn", "Me", "Cf") and part != scripts.TATWEEL:
            found += scripts.LATIN.get(part, part)
    return found


def _sounded(letters):
    """(letter, place) pairs with what sounds alike made equal: doubled letters, ü and ue, ph and f, y and i."""
    heard = []
    for letter, place in letters:
        letter = scripts.ALIKE.get(letter, letter)
        before = heard[-1][0] if heard else ""
        if before == letter and not letter.isdigit():
            continue
        if pair := scripts.PAIRS.get(before + letter):
            heard[-1] = (pair, heard[-1][1])
        else:
            heard.append((letter, place))
    return heard


def _plain(text):
    """(letter, place) of every letter and digit of a text, whatever stands between them."""
    return [(letter, place) for place, char in enumerate(text) for letter in _folded(char) if letter.isalnum()]


def _row(letters) -> str:
    return "".join(letter for letter, _place in letters)


class Reading:
    """A text as words: as it stands, with the ends of lines joined, or parted where something unseen stands."""

    def __init__(self, text, joined=False, parted=False):
        self.words, letters, capital = [], [], False
        skipped = {place for end in LINE_END.finditer(text) for place in range(*end.span())} if joined else ()
        for place, char in enumerate(text):
            folded = _folded(char)
            if place in skipped or (joined and char in APOSTROPHES) or not (folded or parted):
                continue
            if folded.isalnum():
                capital = capital if letters else char.isupper()
                letters += [(letter, place) for letter in folded]
            else:
                self._end(letters, capital)
                letters = []
        self._end(letters, capital)

    def _end(self, letters, capital):
        if letters:
            self.words.append(Word(_row(letters), _row(_sounded(letters)), letters[0][1], capital))


def words_of(value) -> list[str]:
    """What the words of a registered value are known by, read with and without what stands inside them."""
    readings = (Reading(value), Reading(value, joined=True))
    return list(dict.fromkeys(word.text for reading in readings for word in reading.words))


PARTICLES, COMMON, STREETS = (
    frozenset(words_of(words)) for words in (scripts.PARTICLES, scripts.COMMON, scripts.STREETS)
)
SHORT_STREETS = {words_of(short)[0]: words_of(whole)[0] for short, whole in scripts.SHORT_STREETS.items()}


class Text:
    """A text in which something is looked for. What finds something says where, what finds nothing None."""

    def __init__(self, text):
        self.text = text
        self.readings = (Reading(text), Reading(text, joined=True), Reading(text, parted=True))
        self.letters = _sounded(_plain(text))
        self.row = _row(self.letters)
        marks = [(mark if len(mark) == 1 else " ", place) for place, char in enumerate(text) if (mark := _folded(char))]
        found = NUMBER.finditer(_row(marks))
        self.numbers = [(re.sub(r"\D", "", number[0]), marks[number.start()][1]) for number in found]

    def row_of(self, value):
        """Where the letters of a value stand one after another, whatever stands between them."""
        row = _row(_sounded(_plain(value)))
        at = self.row.find(row) if len(row) >= TELLING else -1
        return None if at < 0 else self.letters[at][1]

    def word_of(self, parts):
        """Where one of some words stands."""
        words = (word for reading in self.readings for word in reading.words)
        return next((word.place for word in words if any(_same(word, part) for part in parts)), None)

    def together(self, parts, telling, window):
        """Where two of some words, one of them telling, stand near each other in any order."""
        for reading in self.readings:
            found = [(n, word, part) for n, word in enumerate(reading.words) for part in parts if _same(word, part)]
            for n, word, one in found:
                near = {other for m, _word, other in found if n < m <= n + window}
                if near - {one} and (near | {one}) & telling:
                    return word.place
        return None

    def number_of(self, digits):
        """Where a number stands: a short one alone, a long one also behind the code of a country."""
        for number, place in self.numbers:
            if number == digits or (len(digits) >= TELLING and digits in number):
                return place
        return None

    def passage(self, place) -> str:
        """The sentence in which a place of the text lies."""
        ends = [end.end() for end in SENTENCE_END.finditer(self.text)]
        start = max((end for end in ends if end <= place), default=0)
        return self.text[start : min((end for end in ends if end > place), default=len(self.text))].strip()


def _same(word, part) -> bool:
    """Whether a word of a text is a registered one, up to one letter of a long one, or in a script without vowels."""
    if word.text == part:
        return True
    if scripts.is_unvowelled(part) != scripts.is_unvowelled(word.text):
        known = scripts.consonants(part)
        # Few consonants are shared by many words; those of a name begin with a capital, where there are any.
        named = word.capital or scripts.is_unvowelled(word.text)
        return named and len(known) > 1 and known == scripts.consonants(word.text)
    return min(len(part), len(word.text)) >= LONG and _one_letter_off(word.text, part)


def _one_letter_off(one, other) -> bool:
    short, long = sorted((one, other), key=len)
    if one[0] != other[0] or len(long) - len(short) > 1:
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


def name_in(text, value, own=frozenset()):
    """Where a name stands in a Text: one of its own parts, or two parts near each other in any order; or None.

    `own` are words that say nothing of anybody else, as the names of the person the record is about.
    """
    parts = [part for part in words_of(value) if len(part) > 1 and part not in PARTICLES]
    telling = {part for part in parts if len(part) > 2 and part not in own}
    if not telling:
        return None
    single = {part for part in telling - COMMON if not scripts.is_unvowelled(part) or len(part) > 3}
    orders = permutations(parts) if len(parts) < 4 else [parts]
    places = (
        text.word_of(single),
        text.together(parts, telling, len(parts) + 1),
        *(text.row_of("".join(order)) for order in orders),
    )
    return next((place for place in places if place is not None), None)


def address_in(text, value, own=frozenset()):
    """Where an address stands: its street with its number, or the words of the street; or None."""
    pieces = [words for piece in re.split(r"[,;\n\u060c]", value) if (words := words_of(piece))]
    street = next((words for words in pieces if _tells_of(words) and any(w[0].isdigit() for w in words)), None)
    street = street or next((words for words in pieces if _tells_of(words)), None)
    if street is None:
        return text.row_of(value)
    parts, telling = set(street) - PARTICLES, _tells_of(street)
    parts |= {SHORT_STREETS[part] for part in parts & SHORT_STREETS.keys()}
    parts |= {short for short, whole in SHORT_STREETS.items() if whole in parts}
    if len(telling) == 1 and not parts & STREETS and len(next(iter(telling))) > 4:
        return text.word_of(telling)
    return text.together(parts, telling, len(street))


def _tells_of(words) -> set:
    """The words of an address that are not those of every other street."""
    every = STREETS | PARTICLES | SHORT_STREETS.keys()
    return {word for word in words if len(word) > 2 and not word[0].isdigit() and word not in every}


def number_in(text, value, own=frozenset()):
    """Where a number stands: its digits, whatever stands between them or before them; or None."""
    plain = _row(_plain(value))
    if not plain.isdecimal():
        return text.row_of(value)
    digits = plain.lstrip("0")
    # With or without the code of a country: what is left of a long number still tells whose it is.
    return text.number_of(digits[-8:] if len(digits) > 8 else digits) if len(digits) > 3 else None


def mail_in(text, value, own=frozenset()):
    """Where an e-mail address stands, also with its signs in words; or None."""
    in_words = value.replace("@", " at ").replace(".", " dot ")
    return next((place for form in (value, in_words) if (place := text.row_of(form)) is not None), None)


def contact_in(text, value, own=frozenset()):
    """Where anything stands that a free way of reaching somebody holds: numbers, e-mail, street; or None."""
    numbers = (number for number in NUMBER.findall(value) if len(_plain(number)) >= TELLING)
    streets = (piece for piece in re.split(r"[,;\n]", value) if set(words_of(piece)) & (STREETS | SHORT_STREETS.keys()))
    places = (
        *(number_in(text, number) for number in numbers),
        *(mail_in(text, mail) for mail in MAIL.findall(value)),
        *(address_in(text, street) for street in streets),
    )
    return next((place for place in places if place is not None), None)
