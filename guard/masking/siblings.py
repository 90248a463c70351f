"""Who stands where somebody stands: « Eymard 6 dossiers, Lopes 4, Wagner 9 », one row each.

Rosters and minutes put each person in the same place of a row. Where the tagger is sure of one,
the words in the same place of the other rows are likelier people too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guard.masking.words import Word

_MARKS = frozenset("→✔✘✓✗=–—|0")
"""Signs right after a name that make a row of it; 0 stands for any figure."""
_ROW = frozenset("⏎-•*>")
"""Signs that begin a row."""


def likelier(text: str, words: Sequence[Word], named: Sequence[bool]) -> Iterator[int]:
    """Yield which words, begun by a capital and not `named`, stand as a named one does."""
    places = [_places(text, words, at) for at in range(len(words))]
    known = frozenset(place for at, told in enumerate(named) if told for place in places[at])
    for at, word in enumerate(words):
        if word.capital and not named[at] and not known.isdisjoint(places[at]):
            yield at


def _places(text: str, words: Sequence[Word], at: int) -> tuple[str, ...]:
    """Return what kinds of places a capitalised word stands in."""
    word = words[at]
    if not word.capital:
        return ()
    before = _sign(text[words[at - 1].end if at else 0 : word.start], -1) if at else "⏎"
    until = words[at + 1].start if at + 1 < len(words) else len(text)
    after = _sign(text[word.end : until], 0)
    return tuple(
        kind
        for kind, holds in (
            (f"marked {after}", after in _MARKS),
            (f"row {after}", before in _ROW and after in ":,-"),
            ("listed", before == after == ","),
        )
        if after and holds
    )


def _sign(gap: str, which: int) -> str:
    """Return the first or the last sign between two words, a figure as 0, "" where is none."""
    if which and "\n" in gap and not gap.rsplit("\n", 1)[1].strip():
        return "⏎"
    signs = gap.strip()
    sign = signs[which] if signs else ""
    return "0" if sign.isdigit() else sign
