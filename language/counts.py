"""Find counts and ranks: « les cinq dernières », "top 10", « la deuxième », "the third one"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from language.amounts import find_amounts
from language.contacts import find_contacts
from language.number_words import read_number, read_ordinal
from language.tokens import Token, tokenize

Way = Literal["latest", "oldest", "top", "bottom", "next"]

_WAY_WORDS: dict[Way, str] = {
    "latest": (
        "dernier derniere derniers dernieres last latest recent recents recentes most newest past"
    ),
    "oldest": (
        "premier premiere premiers premieres first oldest ancien anciens anciennes "
        "earliest vieux vieilles"
    ),
    "top": (
        "top meilleur meilleure meilleurs meilleures best plus gros grosses grandes "
        "grands largest biggest highest greatest principaux principales main"
    ),
    "bottom": ("bottom pire pires worst smallest lowest moins petits petites faibles flop least"),
    "next": ("prochain prochaine prochains prochaines next upcoming"),
}
_WAYS = {word: way for way, said in _WAY_WORDS.items() for word in said.split()}
_BETWEEN = {"les", "des", "mes", "nos", "the", "my", "our", "of", "de", "plus", "most"}
_GROUP = 3
_LAST_ONES = {"dernier", "derniere", "last"}


@dataclass(frozen=True)
class Count:
    """A number of things, or (`ordinal`) the rank of one; rank -1 is the last.

    `way` says from which end it is taken, `noun` is the folded word it counts, empty at the end
    of a text.
    """

    value: int
    ordinal: bool
    way: Way | None
    noun: str
    span: tuple[int, int]


def find_counts(text: str) -> list[Count]:
    """Return counts and ranks in the order of the text; amounts and dates are others' business."""
    spans = [amount.span for amount in find_amounts(text) if amount.marked]
    spans += [point.span for point in find_contacts(text)]
    taken = {place for start, end in spans for place in range(start, end)}
    tokens = tokenize(text)
    found: list[Count] = []
    index = 0
    while index < len(tokens):
        count, index = _read(tokens, index)
        if count and count.span[0] not in taken:
            found.append(count)
    return found


def _read(tokens: Sequence[Token], start: int) -> tuple[Count | None, int]:
    ordinal = read_ordinal(tokens, start)
    if ordinal and not _followed_by_number(tokens, ordinal[1]):
        return _count(tokens, start, *ordinal, ordinal=True), ordinal[1]
    if tokens[start].text in _LAST_ONES and _alone(tokens, start):
        return _count(tokens, start, -1, start + 1, ordinal=True), start + 1
    number = _number(tokens, start)
    if number:
        return _count(tokens, start, *number, ordinal=False), number[1]
    return None, start + 1


def _number(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    token = tokens[start]
    if grouped := _grouped(tokens, start):
        return grouped
    if token.number:
        glued = start + 1 < len(tokens) and not tokens[start + 1].spaced
        plain = not glued or tokens[start + 1].text in ",.;:!?)"
        return (int(token.text), start + 1) if len(token.text) <= 4 and plain else None
    if token.text in {"un", "une", "one", "second", "seconde"}:
        return None
    return read_number(tokens, start)


def _grouped(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Read « 1 800 », "1,800", "1.800": a figure in groups of three digits."""
    digits, end = tokens[start].text, start + 1
    if not tokens[start].number or len(digits) > _GROUP:
        return None
    while (group := _next_group(tokens, end)) is not None:
        digits, end = digits + tokens[group].text, group + 1
    return (int(digits), end) if len(digits) > len(tokens[start].text) else None


def _next_group(tokens: Sequence[Token], place: int) -> int | None:
    """Return where the three digits stand that go on with a figure, if they do."""
    signed = place + 1 < len(tokens) and tokens[place].text in {",", ".", "'"}
    at = place + 1 if signed and not tokens[place].spaced else place
    if at >= len(tokens) or not tokens[at].number or len(tokens[at].text) != _GROUP:
        return None
    return at if tokens[at].spaced == (at == place) else None


def _followed_by_number(tokens: Sequence[Token], index: int) -> bool:
    """« les premières cinq », "the first five" count five, they do not rank."""
    return index < len(tokens) and _number(tokens, index) is not None


def _alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether « la dernière » stands without a noun, or before "one"."""
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return following in {"", "one", "?", "!", ".", ","}


def _count(tokens: Sequence[Token], start: int, value: int, end: int, *, ordinal: bool) -> Count:
    near = (*range(end, min(end + 3, len(tokens))), *range(start - 1, max(start - 3, -1), -1))
    way = next((_WAYS[tokens[i].text] for i in near if _reaches(tokens, start, end, i)), None)
    small = {*_WAYS, *_BETWEEN}
    after = (token.text for token in tokens[end : end + 4])
    noun = next((word for word in after if word.isalpha() and word not in small), "")
    if ordinal:
        way = None
    return Count(value, ordinal, way, noun, (tokens[start].start, tokens[end - 1].end))


def _reaches(tokens: Sequence[Token], start: int, end: int, index: int) -> bool:
    """Whether the word at `index` says from which end, with only small words in between."""
    if tokens[index].text not in _WAYS:
        return False
    between = range(end, index) if index >= end else range(index + 1, start)
    return all(tokens[i].text in _BETWEEN for i in between)
