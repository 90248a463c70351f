"""What can be seen of a piece and of its neighbours: the features of the span model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.commonness import commonness
from bot.pieces import Piece
from language import fold

_CLOSING = {"«": "»", "“": "”", '"': '"', "‘": "’"}
_EDGE = "^"


@dataclass(frozen=True)
class Trait:
    """One piece as the model sees it.

    `plain` tells whether it belongs to ordinary sentences, `level` how common the word is,
    `figure` which amount, period or address covers it (or nothing).
    """

    word: str
    look: str
    plain: bool
    level: str
    figure: str
    quoted: bool


_OUTSIDE = Trait(_EDGE, _EDGE, True, _EDGE, "", False)


def traits(pieces: Sequence[Piece], known: Collection[str], figures: Sequence[str]) -> list[Trait]:
    """Look at each piece; `known` holds the folded words of ordinary requests."""
    found = []
    for piece, figure, quoted in zip(pieces, figures, _quoted(pieces), strict=True):
        word = fold(piece.text) or piece.text
        letters = piece.text.isalpha()
        level = str(commonness(word)) if letters else "-"
        plain = not letters or word in known
        found.append(Trait(word, look(piece.text), plain, level, figure, quoted))
    return found


def features(seen: Sequence[Trait], intent: str) -> list[list[str]]:
    """Return one list of features a piece, for a message taken for `intent`."""
    return [
        [*_own(here, intent), *_near(seen, at), *_cues(seen, at, intent)]
        for at, here in enumerate(seen)
    ]


def _own(here: Trait, intent: str) -> list[str]:
    kind = f"{here.look}{here.plain}"
    return [
        f"w={here.word}", f"end={here.word[-3:]}", f"kind={kind}", f"level={here.level}",
        f"level+look={here.level}{here.look}", f"figure={here.figure}", f"quoted={here.quoted}",
        f"i={intent}", f"i+w={intent}|{here.word}", f"i+kind={intent}|{kind}",
    ]  # fmt: skip


def _near(seen: Sequence[Trait], at: int) -> list[str]:
    row = []
    for step in (-2, -1, 1, 2):
        other = _trait(seen, at + step)
        row += [f"{step}w={other.word}", f"{step}kind={other.look}{other.plain}"]
        row += [f"{step}figure={other.figure}"]
    here, left, right = seen[at], _trait(seen, at - 1), _trait(seen, at + 1)
    return [
        *row, f"levels={here.level}{left.level}{right.level}",
        f"left+level={left.word}|{here.level}", f"right+level={right.word}|{here.level}",
        f"pair={left.word}|{here.word if here.plain else '?'}",
        f"before={_trait(seen, at - 2).word}|{left.word}",
    ]  # fmt: skip


def _cues(seen: Sequence[Trait], at: int, intent: str) -> list[str]:
    """Name the nearest ordinary words on both sides, and how far the left one is."""
    left = next((i for i in range(at - 1, -1, -1) if _cue(seen[i])), -1)
    right = next((i for i in range(at + 1, len(seen)) if _cue(seen[i])), len(seen))
    before, after, plain = _trait(seen, left).word, _trait(seen, right).word, seen[at].plain
    return [
        f"left={before}", f"left={before}{min(at - left, 4)}", f"right={after}",
        f"cues={before}|{after}|{plain}", f"first={seen[0].word}|{plain}",
        f"i+left={intent}|{before}", f"i+right={intent}|{after}",
        f"i+left+plain={intent}|{_trait(seen, at - 1).word}|{plain}",
    ]  # fmt: skip


def _cue(trait: Trait) -> bool:
    return trait.plain and trait.word.isalpha()


def _trait(seen: Sequence[Trait], at: int) -> Trait:
    return seen[at] if 0 <= at < len(seen) else _OUTSIDE


def look(text: str) -> str:
    """Return the shape of a piece: a sign itself, 9 and a length, A, AA, Aa, a, or a9 if mixed."""
    if not text[0].isalnum():
        return text
    if text.isdigit():
        return f"9{min(len(text), 5)}"
    if text.isupper():
        return "A" if len(text) == 1 else "AA"
    if text[0].isupper():
        return "Aa"
    return "a" if text.isalpha() else "a9"


def _quoted(pieces: Sequence[Piece]) -> list[bool]:
    """Tell for each piece whether quotation marks that close stand around it."""
    quoted = [False] * len(pieces)
    at = 0
    while at < len(pieces):
        closing = _CLOSING.get(pieces[at].text)
        last = next((i for i in range(at + 1, len(pieces)) if pieces[i].text == closing), at)
        quoted[at + 1 : last] = [True] * max(0, last - at - 1)
        at = last + 1
    return quoted
