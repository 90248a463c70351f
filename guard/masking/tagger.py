"""Finds people's names with the weights learnt by `training`: each word's label, then the path."""

from __future__ import annotations

import json
import math
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from guard.entries import fold
from guard.masking.cues import PARTICLES, TITLES
from guard.masking.features import PLAIN, FeatureReader
from guard.masking.firms import is_firm
from guard.masking.lexicon import Lexicon
from guard.masking.siblings import likelier
from guard.masking.things import is_thing
from guard.masking.words import Word, read_words
from guard.prompt import Language
from guard.spans import Span

WEIGHTS = Path(__file__).with_name("names.json")
BIAS: dict[Language, int] = {"fr": 105, "en": 105}
"""What is added to the weights for a name: a name missed is worse than a word masked."""

TITLED = 300
"""What is added besides where « Monsieur » or "Mrs" leads to a capital."""

ASKED = 60
"""What is added right after who is asked for, called or written to: « Demander Solenn Roy »."""
_ASKED_FOR = "cue=1.1"

SIBLING = 100
"""What is added where others in the same place of a list are people."""

_SIGN_BEFORE = re.compile(r"(?:\d[-_]?|_)\Z")
_SIGN_AFTER = re.compile(r"[-_]?\d|_")
_COMPOUND = re.compile(r"(?<!\w)[A-Z]\.?-\Z")
"""« M.-C. Delattre » is no monsieur."""
_AFTER = re.compile(r",?[ \u00a0](?:Jr|Sr|Jnr|Snr|II|III|IV)(?!\w)\.?")
_INITIAL = re.compile(r"[ \u00a0][b-z](?=\s*(?:[?!,;:)\]\n]|['’]s\b|\Z| (?:ou|or|et|and) ))")
"""« nico b ? »: what stands for a last name in chats."""
_APART = re.compile(r"[\d/:=;|\n\t{}\[\]<>+*]|[^\s.,'’\-]{3}")
"""What never stands within one name."""
_FORBIDDEN = -10_000
_SHORT_NAMES = ("Ben", "Al", "Mac", "Abd")
_LEAST, _RANGE = 0.6, 0.25
"""Scores of names lie between these two: under what a pattern or a field is sure of."""


class Tagger:
    """Finds people in a text; the weights load at first use."""

    def __init__(self, lexicon: Lexicon, weights: Path = WEIGHTS) -> None:
        self._lexicon = lexicon
        self._reader = FeatureReader(lexicon)
        self._path = weights

    @cached_property
    def _model(self) -> tuple[dict[str, list[int]], list[list[int]]]:
        read: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        moves = read["moves"]
        moves[2][1] = _FORBIDDEN
        return read["weights"], moves

    def find(self, text: str, language: Language) -> list[Span]:
        """Return the names of a text; the score says how far it was from being none."""
        words = read_words(text)
        if not words:
            return []
        bias = BIAS[language]
        scores = [self._score(one, bias) for one in self._reader.read(text, words)]
        labels = self._labels(text, words, scores)
        spans: list[Span] = []
        for word, label, (b, i, o) in zip(words, labels, scores, strict=True):
            sure = _LEAST + _RANGE / (1 + math.exp(min(50, (o - max(b, i)) / 100)))
            if label != 2 and self._is_code(text, word):
                continue
            if label == 0:
                spans.append(Span("PERSON", word.start, word.end, sure))
            elif label == 1 and spans:
                if _APART.search(text, spans[-1].end, word.start):
                    spans += [Span("PERSON", word.start, word.end, sure)] * (max(b, i) > o)
                    continue
                last = spans.pop()
                spans.append(Span("PERSON", last.start, word.end, max(last.score, sure)))
        people = (one for one in spans if not is_thing(text, one, self._lexicon))
        whole = [one for one in people if not is_firm(text, one)]
        return [_with_rank(text, one) for one in whole if not _is_lone_particle(text, one, whole)]

    def _labels(
        self, text: str, words: list[Word], scores: list[tuple[int, int, int]]
    ) -> list[int]:
        """Return each word's label, looked at again where others stand as a name does."""
        labels = self._decode(scores)
        if 0 not in labels:
            return labels
        again = [*likelier(text, words, [label != 2 for label in labels])]
        for at in again:
            b, i, o = scores[at]
            scores[at] = b + SIBLING, i, o
        return self._decode(scores) if again else labels

    def _score(self, features: list[str], bias: int) -> tuple[int, int, int]:
        """Return the sums of a word's weights as B, I and O."""
        if features is PLAIN:
            return _FORBIDDEN, _FORBIDDEN, 0
        weights = self._model[0]
        b = i = o = 0
        for feature in features:
            found = weights.get(feature)
            if found:
                b += found[0]
                i += found[1]
                o += found[2]
        if "civility/Xx" in features:
            bias += TITLED
        elif _ASKED_FOR in features:
            bias += ASKED
        return b + bias, i + bias, o

    def _decode(self, scores: list[tuple[int, int, int]]) -> list[int]:
        """Return the labels of the best path (Viterbi, 1967)."""
        moves = self._model[1]
        best = [scores[0][0], scores[0][1] + _FORBIDDEN, scores[0][2]]
        back: list[tuple[int, ...]] = []
        for row in scores[1:]:
            came = []
            reached = []
            for label in range(3):
                options = [best[earlier] + moves[earlier][label] for earlier in range(3)]
                top = max(options)
                came.append(options.index(top))
                reached.append(top + row[label])
            back.append(tuple(came))
            best = reached
        path = [best.index(max(best))]
        for came_from in reversed(back):
            path.append(came_from[path[-1]])
        return path[::-1]

    def _is_code(self, text: str, word: Word) -> bool:
        """Say whether it is a title, or part of a product's code or of a setting."""
        if word.text.casefold() in TITLES:
            return True
        before, after = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 2]
        if not word.upper and not word.initial:
            joined = before.endswith("_") or after.startswith("_")
            return joined and "W" in self._reader.class_of(word.text)
        return bool(_SIGN_BEFORE.search(before) or _SIGN_AFTER.match(after))


def _is_lone_particle(text: str, name: Span, others: list[Span]) -> bool:
    """Say whether it is a « de » or a « van » with no name beside it; « Ben » is somebody."""
    if text.startswith(_SHORT_NAMES, name.start, name.end):
        return False
    return fold(text[name.start : name.end]) in PARTICLES and not any(
        one.end + 1 == name.start or name.end + 1 == one.start for one in others
    )


def _with_rank(text: str, name: Span) -> Span:
    """Return a name with what tells its bearer from another: "Jr", « III », initials."""
    after = _AFTER.match(text, name.end) or (
        _INITIAL.match(text, name.end) if text[name.start].islower() else None
    )
    before = _COMPOUND.search(text, max(0, name.start - 3), name.start)
    start, end = before.start() if before else name.start, after.end() if after else name.end
    return Span(name.type, start, end, name.score)
