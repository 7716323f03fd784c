"""From a text to lines that fit: broken at words in the order they are read, then put in the order they are seen."""

import re
import unicodedata

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display

# Letters of Arabic that stand alone have no glyph of their own in many faces: the plain letter has.
_joined = ArabicReshaper({"use_unshaped_instead_of_isolated": True, "delete_harakat": False})
_MARKS = {"L": "\u200e", "R": "\u200f"}
_FROM_THE_RIGHT = frozenset(("R", "AL"))
# Numbers, names and addresses written from the left, whole brackets in them included, as far as nothing of
# another script and no dot between two things interrupts them.
_SIGN, _WITHIN = r"[0-9A-Za-z\u00c0-\u024f]", r"[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff()\[\]{}«»·]"
_FROM_THE_LEFT = re.compile(rf"{_SIGN}(({_WITHIN}|\({_WITHIN}*\))*({_SIGN}|\({_WITHIN}*\)))?")
_APART = "\u200f\u200e{}\u200e\u200f"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# Signs the face has no glyph for and another one stands for without loss; marks of direction print nothing.
_DRAWN = str.maketrans({"\u202f": "\u00a0", "\u2007": "\u00a0", "\u200e": "", "\u200f": "", "\u200c": "", "\u200d": ""})


def direction(text, otherwise="L") -> str:
    """R or L, by the first letter that has a direction."""
    if text.isascii():
        return "L" if any(map(str.isalpha, text)) else otherwise
    for sign in text:
        if (strong := _strong(sign)) is not None:
            return strong
    return otherwise


def _strong(sign):
    kind = unicodedata.bidirectional(sign)
    return "L" if kind == "L" else "R" if kind in _FROM_THE_RIGHT else None


def is_turned(text) -> bool:
    """Whether something in a text is written from the right."""
    # Hebrew, the first such script, begins at U+0590.
    return not text.isascii() and max(text) >= "\u0590" and any(_strong(sign) == "R" for sign in text)


def broken(text, room, width_of):
    """The lines of a text that fit in `room`, by `width_of(word)`; a word too long for a line is cut."""
    space, lines = width_of(" "), []
    for typed in text.split("\n"):
        line, used = [], 0.0
        for typed_word in typed.split(" "):
            for word in (typed_word,) if width_of(typed_word) <= room else _cut(typed_word, room, width_of):
                width = width_of(word)
                if line and used + space + width > room:
                    if not word:  # spaces at the end of a line are the line's end
                        continue
                    lines.append(" ".join(line))
                    line, used = [], 0.0
                used += width + (space if line else 0.0)
                line.append(word)
        lines.append(" ".join(line))
    return lines


def _cut(word, room, width_of):
    """A word in pieces of which each fits."""
    while len(word) > 1 and width_of(word) > room:
        count = max(1, int(len(word) * room / width_of(word)))
        while count > 1 and width_of(word[:count]) > room:
            count -= 1
        yield word[:count]
        word = word[count:]
    if word:
        yield word


def shaped(text) -> str:
    """Letters as they join, still in the order they are read; nothing to do where no script asks for it."""
    return _joined.reshape(text) if is_turned(text) else text


def seen(line, base) -> str:
    """A line in the order it is seen from left to right, in a text that reads from `base` (L or R)."""
    if base == "R":
        # A telephone number or an address stays whole: the algorithm would turn its groups of digits round.
        line = _FROM_THE_LEFT.sub(lambda run: _APART.format(run[0]), line)
    if base == "R" or is_turned(line):
        line = get_display(_with_brackets_kept(line, base), base_dir=base)
    return line if line.isascii() else line.translate(_DRAWN)


def _with_brackets_kept(line, base):
    """Let a bracket close where it opened (rule N0 of Unicode's algorithm, which the library leaves out)."""
    other, opened, before, told = "L" if base == "R" else "R", [], None, []
    for sign in line:
        told.append(sign)
        strong = _strong(sign)
        if strong:
            before = strong
            for bracket in opened:
                bracket["holds"].add(strong)
        elif sign in _BRACKETS.values():
            opened.append({"sign": sign, "after": before, "holds": set()})
        elif opened and _BRACKETS.get(sign) == opened[-1]["sign"]:
            bracket = opened.pop()
            if bracket["after"] == other and bracket["holds"] == {other}:
                told.append(_MARKS[other])
    return "".join(told)
