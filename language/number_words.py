"""Numbers written in words, in both languages: « quatre-vingt-douze », "two hundred and five"."""

from __future__ import annotations

from collections.abc import Sequence

from language.tokens import Token

_SMALL = {
    "zero": 0, "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3,
    "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8,
    "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11, "eleven": 11,
    "douze": 12, "twelve": 12, "treize": 13, "thirteen": 13, "quatorze": 14, "fourteen": 14,
    "quinze": 15, "fifteen": 15, "seize": 16, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30,
    "quarante": 40, "forty": 40, "fourty": 40, "cinquante": 50, "fifty": 50, "soixante": 60,
    "sixty": 60, "septante": 70, "seventy": 70, "huitante": 80, "eighty": 80, "nonante": 90,
    "ninety": 90,
}  # fmt: skip
_GROUPS = {
    "dizaine": 10, "dizaines": 10, "douzaine": 12, "douzaines": 12, "dozen": 12, "dozens": 12,
    "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
    "soixantaine": 60, "centaine": 100, "centaines": 100, "millier": 1000, "milliers": 1000,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000, "grand": 1000,
    "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**9,
}  # fmt: skip
_ORDINALS = {
    "premier": 1, "premiere": 1, "premiers": 1, "premieres": 1, "first": 1, "1er": 1,
    "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "third": 3, "quatrieme": 4,
    "fourth": 4, "cinquieme": 5, "fifth": 5, "sixieme": 6, "sixth": 6, "septieme": 7,
    "seventh": 7, "huitieme": 8, "eighth": 8, "neuvieme": 9, "ninth": 9, "dixieme": 10,
    "tenth": 10, "onzieme": 11, "eleventh": 11, "douzieme": 12, "twelfth": 12,
}  # fmt: skip
_ORDINAL_ENDINGS = {"er", "ere", "e", "eme", "ieme", "nd", "nde", "st", "rd", "th"}
_LINKS = {"-", "et", "and"}


def read_number(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Read a number in words at `start`: (value, index after it), or None.

    Hundreds and thousands multiply what stands before them, tens and units add up, « quatre-vingt »
    multiplies; a link (-, et, and) counts only between two number words.
    """
    total = current = 0
    index, end = start, start
    while index < len(tokens):
        word = tokens[index].text
        if word in _SCALES and end > start:
            total, current = _scale(total, current, _SCALES[word])
        elif word in {"cent", "mille", "hundred", "thousand"} and end == start:
            current = _SCALES[word]
        elif word in _SMALL and _fits(current, _SMALL[word]):
            current = current * 20 if _fourscore(current, word) else current + _SMALL[word]
        elif word in _GROUPS and index == end:
            return max(current, 1) * _GROUPS[word], index + 1
        elif word not in _LINKS or end == start or index != end:
            break
        else:
            index += 1
            continue
        index += 1
        end = index
    return (total + current, end) if end > start else None


def _scale(total: int, current: int, scale: int) -> tuple[int, int]:
    if scale == 100:
        return total, current // 100 * 100 + max(current % 100, 1) * 100
    return total + max(current, 1) * scale, 0


def _fourscore(current: int, word: str) -> bool:
    return current % 100 == 4 and word in {"vingt", "vingts"}


def _fits(current: int, value: int) -> bool:
    """Whether `value` may follow: « vingt-deux » and « soixante-douze » do, « deux trois » not."""
    tail = current % 100
    if value == 20 and tail == 4:
        return True
    if tail in {60, 80}:
        return value < 20
    if tail == 10:
        return 7 <= value <= 9
    return tail == 0 or (tail >= 20 and tail % 10 == 0 and value < 10)


def is_group(word: str) -> bool:
    """Whether the word counts a group and takes « de »: « une quinzaine de jours »."""
    return word in _GROUPS


def read_ordinal(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Read an ordinal at `start` (« 3e », "3rd", « troisième »): (value, index after it)."""
    token = tokens[start]
    if token.text in _ORDINALS:
        return _ORDINALS[token.text], start + 1
    following = tokens[start + 1] if start + 1 < len(tokens) else None
    if token.number and following and not following.spaced and following.text in _ORDINAL_ENDINGS:
        return int(token.text), start + 2
    return None
