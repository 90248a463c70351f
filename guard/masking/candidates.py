"""What could be a name: words, and the places of a text where a name is announced."""

from __future__ import annotations

from dataclasses import dataclass

from guard.masking import cues
from guard.masking.words import Word

_VIEW = 70
_ENDS = (". ", "\n", "! ", "? ", "; ")


@dataclass
class Surroundings:
    """The places of a text where a name is announced: start of the name → how strongly."""

    text: str
    civility: set[int]
    cue: dict[int, float]


@dataclass(frozen=True)
class Candidate:
    """Words of a text that could be a name, and how sure that is without the pipeline.

    `told` is what the words around them are worth.
    """

    words: list[Word]
    score: float
    text: str
    told: float = 0.0

    @property
    def start(self) -> int:
        """Return where the words start."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return where the words end."""
        return self.words[-1].end


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence or line a stretch stands in, at most `_VIEW` away.

    The pipeline looks at four words to each side.
    """
    left, right = max(0, start - _VIEW), min(len(text), end + _VIEW)
    before = max(text.rfind(mark, left, start) for mark in _ENDS)
    after = [at for mark in _ENDS if (at := text.find(mark, end, right)) >= 0]
    if before < 0 and left:
        before = text.find(" ", left, start)
    return max(before + 1, 0), min(after, default=right - 1) + 1


def survey(text: str) -> Surroundings:
    """Return where names are announced."""
    cue: dict[int, float] = {}
    for pattern, weight in (
        (cues.BEFORE, 1.1),
        (cues.FIELD, 1.5),
        (cues.GREETING, 2.0),
        (cues.CLOSING, 2.5),
    ):
        for match in pattern.finditer(text):
            cue[match.end()] = max(weight, cue.get(match.end(), 0.0))
    civility = {match.end() for match in cues.CIVILITY.finditer(text)}
    return Surroundings(text, civility, cue)
