"""How well requests are read: intents right, spans found, strangers kept out, by language.

`python -m bot.evaluation` (in Rasa's environment) learns from data/nlu, reads the sentences of
tests/bot that were never used to develop it, and prints one JSON object; `--folds 5` adds a
cross-validation of the training sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from rasa.shared.nlu.training_data.loading import load_data
from sklearn.model_selection import StratifiedKFold

from bot.disguise import NAMES, Example
from bot.marking import LEARNT, learn_marking
from bot.pieces import Span
from bot.reading import learn_reading
from bot.trained import examples_of

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
STRANGE = frozenset({"nlu_fallback", "out_of_scope"})
# Below this the dialogue asks instead of acting: as in config.yml.
THRESHOLD = 0.3


class Sentence(NamedTuple):
    """A marked sentence, what it is for, its language, and the file it is from."""

    example: Example
    intent: str
    language: str
    source: str


class Outcome(NamedTuple):
    """What was read in a sentence; `intent` is nlu_fallback below the threshold."""

    wanted: Sentence
    intent: str
    best: str
    confidence: float
    spans: list[Span]


def sentences(folder: Path, pattern: str) -> list[Sentence]:
    """Return the sentences of the files that match, such as `*_{}.yml` with a language in it."""
    found = []
    for language in ("fr", "en"):
        for file in sorted(folder.glob(pattern.format(language))):
            examples, intents = examples_of(load_data(str(file)))
            source = file.stem.removesuffix(f"_{language}")
            found += [
                Sentence(e, i, language, source) for e, i in zip(examples, intents, strict=True)
            ]
    return found


def evaluate(taught: Sequence[Sentence], asked: Sequence[Sentence]) -> list[Outcome]:
    """Learn from some sentences and read others."""
    examples, intents = [s.example for s in taught], [s.intent for s in taught]
    reading = learn_reading(examples, intents)
    shares = reading.confidences([s.example[0] for s in asked])
    outcomes = []
    with TemporaryDirectory() as folder:
        marking = learn_marking(examples, intents, TODAY, Path(folder))
        for sentence, row in zip(asked, shares, strict=True):
            best, sure = reading.intents[row.argmax()], float(row.max())
            spans = marking.spans(sentence.example[0], best, TODAY)
            kept = best if sure >= THRESHOLD else "nlu_fallback"
            outcomes.append(Outcome(sentence, kept, best, sure, spans))
    return outcomes


def cross_validate(taught: Sequence[Sentence], folds: int) -> list[Outcome]:
    """Read every sentence by what the others teach."""
    split = StratifiedKFold(folds, shuffle=True, random_state=0)
    groups = [sentence.intent + sentence.language for sentence in taught]
    outcomes: list[Outcome] = []
    for learnt, held in split.split(groups, groups):
        outcomes += evaluate([taught[i] for i in learnt], [taught[i] for i in held])
    return outcomes


def report(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return accuracies and F1 for both languages and each of them."""
    return {
        language: _figures([o for o in outcomes if language in ("both", o.wanted.language)])
        for language in ("both", "fr", "en")
    }


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    known = [o for o in outcomes if o.wanted.intent not in STRANGE]
    strange = [o for o in outcomes if o.wanted.intent in STRANGE]
    return {
        "sentences": len(outcomes),
        "in_scope_right": _share(o.best == o.wanted.intent for o in known),
        "in_scope_right_and_sure": _share(o.intent == o.wanted.intent for o in known),
        "in_scope_wrong_and_sure": _share(
            o.intent not in {o.wanted.intent, *STRANGE} for o in known
        ),
        "strange_kept_out": _share(o.intent in STRANGE for o in strange),
        "entity_f1": {label: f1(outcomes, {label}) for label in sorted(LEARNT)},
        "name_f1": f1(outcomes, set(NAMES), one_label=True),
        "all_f1": f1(outcomes, set(LEARNT)),
    }


def f1(outcomes: Sequence[Outcome], labels: set[str], *, one_label: bool = False) -> float:
    """Return the F1 of exact spans; `one_label` counts the labels as the same."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        wanted = _spans(outcome.wanted.example[1], labels, one_label=one_label)
        found = _spans(outcome.spans, labels, one_label=one_label)
        counts["both"] += len(wanted & found)
        counts["either"] += len(wanted) + len(found)
    return round(2 * counts["both"] / max(1, counts["either"]), 3)


def _spans(spans: Sequence[Span], labels: set[str], *, one_label: bool) -> set[Span]:
    kept = (span for span in spans if span.label in labels)
    return {span._replace(label="") if one_label else span for span in kept}


def _share(right: Iterator[bool]) -> float:
    answers = list(right)
    return round(sum(answers) / max(1, len(answers)), 4)


def main(arguments: Sequence[str]) -> None:
    """Print the figures as JSON; `--errors` adds the sentences that were read wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    taught = sentences(ROOT / "data" / "nlu", "*_{}.yml")
    held = sentences(ROOT / "tests" / "bot", "*_{}.yml")
    unseen = evaluate(taught, held)
    printed: dict[str, Any] = {
        name: report([o for o in unseen if o.wanted.source == name])
        for name in sorted({sentence.source for sentence in held})
    }
    if options.folds:
        printed["cross_validation"] = report(cross_validate(taught, options.folds))
    if options.errors:
        wrong = [o for o in unseen if o.intent != o.wanted.intent]
        printed["errors"] = [(o.wanted.example[0], o.wanted.intent, o.intent) for o in wrong]
    sys.stdout.write(json.dumps(printed, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
