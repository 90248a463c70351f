"""Fits the name tagger: `python -m guard teach` writes `names.json` anew, always the same.

A linear-chain conditional random field (Lafferty, McCallum, Pereira, 2001) fitted by CRFsuite,
penalised by L1 and L2 so that few features keep a weight. Each word is the beginning of a name,
inside one, or outside (B, I, O).
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guard.masking.features import FeatureReader
from guard.masking.lexicon import Lexicon
from guard.masking.tagger import WEIGHTS
from guard.masking.words import Word, read_words
from guard.teaching.scribe import Sample, write_samples

Key = tuple[str, str]
ROUNDS = 16
"""How often each template is filled."""
TEACHERS = 4
"""How often all are filled anew: the mean of what each writing teaches errs less than any."""
PENALTIES = {"c1": 0.3, "c2": 0.5, "max_iterations": 50}
"""Chosen on the development texts of `tests/guard`."""
_SEED = 20_261_122
_LEAST = 0.12
"""A smaller weight is dropped."""


def teach(target: Path = WEIGHTS, rounds: int = ROUNDS, teachers: int = TEACHERS) -> int:
    """Write the weights learnt from invented texts; return how many features kept one."""
    lexicon = Lexicon()
    reader = FeatureReader(lexicon)
    return write_weights(
        target, [_learn(lexicon, reader, rounds, _SEED + each) for each in range(teachers)]
    )


def _learn(lexicon: Lexicon, reader: FeatureReader, rounds: int, seed: int) -> Any:
    """Return the weights learnt from one writing of the texts."""
    import pycrfsuite  # noqa: PLC0415  only teaching needs it

    trainer = pycrfsuite.Trainer(verbose=False)
    for sample in write_samples(lexicon, rounds, seed):
        words = read_words(sample.text)
        if words:
            trainer.append(reader.read(sample.text, words), list(label(sample, words)))
    trainer.set_params(PENALTIES)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/names")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/names")
        return tagger.info()


def label(sample: Sample, words: Iterable[Word]) -> Iterator[str]:
    """Yield B, I or O for each word."""
    before = None
    for word in words:
        person = next((p for p in sample.people if p[0] <= word.start < p[1]), None)
        yield "O" if person is None else "I" if person == before else "B"
        before = person


def _mean(learnt: Sequence[Mapping[Key, float]]) -> dict[Key, float]:
    """Return the means of weights; one that is not there is nought."""
    total: Counter[Key] = Counter()
    for one in learnt:
        total.update(one)
    return {key: weight / len(learnt) for key, weight in total.items()}


def write_weights(target: Path, learnt: Sequence[Any]) -> int:
    """Write the mean weights as JSON: feature → weights of B, I, O, in hundredths."""
    features = _mean([one.state_features for one in learnt])
    moved = _mean([one.transitions for one in learnt])
    weights: dict[str, list[int]] = {}
    for (feature, name), weight in features.items():
        if abs(weight) >= _LEAST:
            weights.setdefault(feature, [0, 0, 0])["BIO".index(name)] = round(weight * 100)
    moves = [[round(moved.get((a, b), 0.0) * 100) for b in "BIO"] for a in "BIO"]
    rows = ",\n".join(
        f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(weights[key], separators=(',', ':'))}"
        for key in sorted(weights)
    )
    target.write_text(f'{{"moves":{moves},"weights":{{\n{rows}\n}}}}\n', "utf-8")
    return len(weights)
