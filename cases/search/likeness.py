"""Which words may be the one that was typed: the dictionary narrows, the same measure decides on both engines.

Whether a word fits depends on that word and on what was typed, never on what else stands in the dictionary; so what
is found among the records one may see does not depend on the others.
"""

from django.db import connection
from rapidfuzz.distance import OSA

from cases.search import folding
from cases.search.index import engine
from cases.search.tables import KnownWord

# Letters wrong, missing, too many or exchanged: none in the shortest words, then one more with each of these lengths.
LENGTHS = (4, 7, 11)
# The score of the same word, of one that begins so, and the least of one that is misspelt.
SAME, BEGINS, LEAST = 1.0, 0.8, 0.3
# The same consonants, with other vowels: as long as most letters agree, and there are consonants enough to tell.
FEW_BONES, AGREE = 3, 0.5


def likeness(word, typed) -> float:
    """How well a folded word of the index fits a folded word that was typed: 1 is the same, 0 not at all."""
    if word == typed:
        return SAME
    if word.startswith(typed) and len(typed) > 1:
        return BEGINS
    if _has_digit(typed) or _has_digit(word):
        return 0.0
    distance = OSA.distance(word, typed)
    alike = 1 - distance / max(len(word), len(typed))
    if distance <= _mistakes(typed) or _same_bones(word, typed, alike):
        return max(LEAST, alike * BEGINS)
    return 0.0


def _mistakes(typed):
    """How many letters of a word may be wrong."""
    return sum(len(typed) >= length for length in LENGTHS)


def _has_digit(word):
    return any(sign.isdigit() for sign in word)


def _same_bones(word, typed, alike):
    """Of two scripts, one without vowels, consonants are all there is to compare."""
    bones = folding.bones(typed)
    if bones != folding.bones(word):
        return False
    if _is_latin(word) != _is_latin(typed):
        return len(bones) >= FEW_BONES - 1
    return len(bones) >= FEW_BONES and alike >= AGREE


def _is_latin(word):
    return word.isascii()


def words_like(typed) -> dict[str, float]:
    """The words of the dictionary that may be this folded one, each with how well it fits."""
    with connection.cursor() as cursor:
        cursor.execute(*_candidates(typed))
        found = ((word, likeness(word, typed)) for (word,) in cursor.fetchall())
        return {word: score for word, score in found if score}


def _candidates(typed):
    table, here = KnownWord._meta.db_table, engine(connection)
    asked = [("word = %s", [typed])]
    if len(typed) > 1:
        asked.append(here.begins(typed))
    if not _has_digit(typed):
        asked.append(("letters = %s", [folding.letters(typed)]))
        asked.append(here.near(typed, _mistakes(typed)))
        if len(bones := folding.bones(typed)) >= FEW_BONES - 1:
            asked.append(("bones = %s", [bones]))
    parts = [f"SELECT word FROM {table} WHERE {condition}" for condition, _values in asked]
    return " UNION ".join(parts), [value for _condition, values in asked for value in values]
