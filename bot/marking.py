"""Learning where spans stand: a small conditional random field over described pieces."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pycrfsuite

from bot.disguise import NAMES, Disguise, Example
from bot.figure_values import find_figures
from bot.pieces import Piece, Span, cut, to_spans, to_tags
from bot.tidying import tidy
from bot.traits import features, traits
from language import fold

LEARNT = frozenset({"field", "person", "purpose", "record_name", "stage", "topic", "value"})
_FITTING = {"c1": 0.05, "c2": 0.05, "max_iterations": 80, "feature.possible_transitions": True}
_MODEL, _WORDS = "spans.crf", "words.json"


@dataclass(frozen=True)
class Marking:
    """A fitted tagger and the words of ordinary requests."""

    tagger: pycrfsuite.Tagger
    known: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Marking:
        """Read what `learn_marking` wrote into a folder."""
        tagger = pycrfsuite.Tagger()
        tagger.open(str(folder / _MODEL))
        return cls(tagger, frozenset(json.loads((folder / _WORDS).read_text("utf-8"))))

    def spans(self, text: str, intent: str, today: date) -> list[Span]:
        """Return the spans of a text that was taken for `intent`."""
        pieces = cut(text)
        if not pieces:
            return []
        figures = _figures(text, pieces, today)
        tags = self.tagger.tag(features(traits(pieces, self.known, figures), intent))
        return tidy(text, to_spans(pieces, tags), find_figures(text, today))


def learn_marking(
    examples: Sequence[Example], intents: Sequence[str], today: date, folder: Path
) -> Marking:
    """Fit a tagger on the examples and on disguised variants of those that hold names."""
    counted = Counter(word for example in examples for word in _ordinary(example))
    trainer = pycrfsuite.Trainer(verbose=False)
    disguise = Disguise(examples, seed=0)
    for example, intent in zip(examples, intents, strict=True):
        # A word that only this sentence uses must look as new as in a sentence never seen.
        known = counted.keys() - {word for word in _ordinary(example) if counted[word] == 1}
        for text, spans in _variants(example, disguise):
            pieces = cut(text)
            seen = traits(pieces, known, _figures(text, pieces, today))
            wanted = [span for span in spans if span.label in LEARNT]
            trainer.append(features(seen, intent), to_tags(pieces, wanted))
    trainer.set_params(_FITTING)
    trainer.train(str(folder / _MODEL))
    (folder / _WORDS).write_text(json.dumps(sorted(counted), ensure_ascii=False), "utf-8")
    return Marking.read(folder)


def _variants(example: Example, disguise: Disguise) -> list[Example]:
    swapped = disguise.swapped(example)
    return [example, swapped, disguise.plain(disguise.swapped(example))]


def _ordinary(example: Example) -> set[str]:
    """Return the folded words of an example that are no part of a name."""
    text, spans = example
    names = [span for span in spans if span.label in NAMES]
    return {
        fold(piece.text)
        for piece in cut(text)
        if not any(span.start <= piece.start < span.end for span in names)
    }


def _figures(text: str, pieces: Sequence[Piece], today: date) -> list[str]:
    """Return for each piece the label of the figure that covers it, or nothing."""
    found = find_figures(text, today)
    return [
        next((f.label for f in found if f.start <= piece.start < f.end), "") for piece in pieces
    ]
