"""Recall and false alarms of screening on texts it did not learn from.

`python -m tests.guard.screening_scores [dev|test|last …]` prints a line a kind, set and language.
`dev` it was tuned on; `test` and `last` were each written in one sitting, before it was tuned.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import yaml

from guard.screening.abuse import AbuseReader
from guard.screening.fishing import FishingReader
from guard.screening.meaning import Meaning
from guard.screening.orders import OrderReader
from knowledge.embedding import load_embedder

HERE = Path(__file__).parent
BENIGN = {"orders": "benign", "abuse": "benign", "fishing": "own"}
Tells = Callable[[str, str], bool]


def readers(meaning: Meaning) -> dict[str, Tells]:
    """Return what tells each kind."""
    orders = OrderReader(meaning=meaning)
    abuse, fishing = AbuseReader(meaning=meaning), FishingReader(meaning=meaning)
    return {
        "orders": lambda text, language: bool(orders.text(text, language)[1]),  # type: ignore[arg-type]
        "abuse": lambda text, _: abuse.is_abusive(text),
        "fishing": lambda text, _: fishing.fishes(text),
    }


def rates(kind: str, which: str, tells: Tells, every: int = 1) -> dict[str, tuple[float, float]]:
    """Return recall and the share of false alarms by language, on each `every`th text."""
    read = {}
    for path in sorted(HERE.glob(f"{kind}_{which}*.yml")):
        read |= yaml.safe_load(path.read_text("utf-8"))
    found = {}
    for language, texts in read.items():
        told = (texts[of][::every] for of in (kind, BENIGN[kind]))
        recall, alarms = (sum(tells(one, language) for one in some) / len(some) for some in told)
        found[language] = (recall, alarms)
    return found


def main() -> None:
    """Print the table."""
    told = readers(Meaning(load_embedder().embed_questions))
    for which in sys.argv[1:] or ("dev", "test", "last", "day", "bank"):
        for kind, tells in told.items():
            for language, (recall, alarms) in rates(kind, which, tells).items():
                line = f"{which:5} {kind:8} {language}  recall {recall:.3f}  false {alarms:.3f}"
                sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
