"""Fits the judges of `guard/screening` on invented sentences, always the same.

Templates of `data/screening` are filled and written as people write; what remarks, feelings,
articles and the demo company's notes say is told as what is none. A judge is a logistic regression
over `features`; of its weights the heaviest are kept.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guard.screening.features import features_of
from guard.screening.judge import FOLDER
from guard.teaching.naming import strip_accents

_DATA = Path(__file__).parents[2] / "data"
_SLOT = re.compile(r"\{(\w+)\}")
_ENTITY = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_SEED = 20_261_122
_LETTERS = 5


@dataclass(frozen=True)
class Lesson:
    """What a judge is taught: the section that is of its kind, and how it is fitted.

    Of what people ask of the copilot, the files `asked` hold nothing of the kind; nor, with
    `plain`, what people write to people and what the other lessons tell as harmless.
    `titles` adds the headings and questions of the help articles.
    `rounds` is how often a template is filled, `sharpness` the inverse of the penalty, `kept` how
    many weights are kept; all were chosen on the development texts of `tests/guard`.
    """

    name: str
    kind: str
    rounds: int = 12
    sharpness: float = 8.0
    kept: int = 16_000
    asked: str = ""
    plain: bool = True
    titles: bool = False
    backgrounds: tuple[str, ...] = (
        "remarks", "feelings", "org", "articles", "bant", "letters", "macros", "moods", "phases",
    )  # fmt: skip


LESSONS = (
    Lesson("orders", "orders"),
    Lesson("abuse", "abuse", rounds=24, asked="*"),
    Lesson(
        "fishing",
        "fishing",
        rounds=24,
        asked="knowledge_*",
        plain=False,
        titles=True,
        backgrounds=("feelings",),
    ),
)


def teach_judges(folder: Path = FOLDER, lessons: tuple[Lesson, ...] = LESSONS) -> dict[str, int]:
    """Write the weights of each judge; return how many features kept one."""
    return {lesson.name: _fit(lesson, folder / f"{lesson.name}.json") for lesson in lessons}


def _fit(lesson: Lesson, target: Path) -> int:
    """Fit one judge and write its weights."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415  only teaching needs it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  only teaching needs it

    rows = sorted(set(lesson_rows(lesson)))
    vectors = DictVectorizer()
    seen = vectors.fit_transform([features_of(text, _LETTERS) for text, _ in rows])
    # liblinear takes no wider ones.
    seen.indices, seen.indptr = seen.indices.astype("int32"), seen.indptr.astype("int32")
    model = LogisticRegression(
        C=lesson.sharpness, class_weight="balanced", max_iter=400, solver="liblinear"
    )
    model.fit(seen, [is_kind for _, is_kind in rows])
    names, weights = vectors.get_feature_names_out(), model.coef_[0]
    heaviest = sorted(range(len(names)), key=lambda at: -abs(weights[at]))[: lesson.kept]
    kept = {str(names[at]): round(float(weights[at]) * 100) for at in heaviest}
    return _write(target, float(model.intercept_[0]), kept)


def _write(target: Path, bias: float, weights: Mapping[str, int]) -> int:
    """Write the weights as JSON, twenty features a line."""
    items = [
        f"{json.dumps(name, ensure_ascii=False)}:{weight}"
        for name, weight in sorted(weights.items())
        if weight
    ]
    lines = ",\n".join(",".join(items[at : at + 20]) for at in range(0, len(items), 20))
    head = f'"bias":{round(bias * 100)},"letters":{_LETTERS}'
    target.write_text(f'{{{head},"weights":{{\n{lines}\n}}}}\n', "utf-8")
    return len(items)


def lesson_rows(lesson: Lesson) -> Iterator[tuple[str, bool]]:
    """Yield every sentence and whether it is of the kind."""
    for language in ("fr", "en"):
        for path in sorted((_DATA / "screening").glob(f"{lesson.name}*_{language}.yml")):
            read, slots = _template_file(path)
            for section, templates in read.items():
                for template in templates:
                    # Seeded by the template: one added leaves what the others say as it was.
                    chance = random.Random(f"{_SEED} {template}")  # noqa: S311
                    for written in _fillings(lesson, template, slots):
                        yield _written(written, slots, chance), section == lesson.kind
    if lesson.plain:
        yield from ((text, False) for text in (*_plain(), *_harmless(lesson)))
    if lesson.titles:
        yield from ((text, False) for text in _titles())
    if lesson.asked:
        yield from ((text, False) for text in _asked(lesson.asked))
    for background in lesson.backgrounds:
        yield from ((text, False) for text in _strings(background))


def _plain() -> Iterator[str]:
    """Yield what people write to people about work, thrice."""
    for language in ("fr", "en"):
        read = yaml.safe_load((_DATA / "screening" / f"plain_{language}.yml").read_text("utf-8"))
        for text in read["plain"]:
            chance = random.Random(f"{_SEED} {text}")  # noqa: S311
            yield from (_written(text, {}, chance) for _ in range(3))


def _fillings(lesson: Lesson, template: str, slots: Mapping[str, list[str]]) -> list[str]:
    """Return a template as often as it is written; one that is all slot, with each of its fillings.

    A word that stands alone is told by nothing else.
    """
    slot = _SLOT.fullmatch(template)
    if slot:
        return slots[slot[1]] * 2
    return [template] * (lesson.rounds if _SLOT.search(template) else 2)


def _harmless(lesson: Lesson) -> Iterator[str]:
    """Yield what the other lessons tell as none of their kinds: it is none of this one either."""
    for other in LESSONS:
        if other.name == lesson.name:
            continue
        for path in sorted((_DATA / "screening").glob(f"{other.name}*.yml")):
            read, slots = _template_file(path)
            for section, templates in read.items():
                for template in templates if section != other.kind else ():
                    chance = random.Random(f"{_SEED} {lesson.name} {template}")  # noqa: S311
                    yield _written(str(template), slots, chance)


def _template_file(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the templates of a file by section, and what may fill their slots."""
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    slots = read.pop("slots", {})
    return read, {name: [one.strip() for one in ones.split(" | ")] for name, ones in slots.items()}


def _written(template: str, slots: Mapping[str, list[str]], chance: random.Random) -> str:
    """Return a template filled, in one of the ways people write."""
    text = _SLOT.sub(lambda match: chance.choice(slots[match[1]]), template)
    text = _SLOT.sub(lambda match: chance.choice(slots[match[1]]), text)
    dice = chance.random()
    text = text.lower() if dice < 0.2 else text.upper() if dice < 0.25 else text
    text = strip_accents(text) if chance.random() < 0.2 else text
    return _mistyped(text, chance) if chance.random() < 0.15 else text


def _mistyped(text: str, chance: random.Random) -> str:
    """Return a text with a letter dropped, doubled or swapped here and there."""
    letters = list(text)
    for at in range(1, len(letters) - 1):
        if letters[at].isalpha() and chance.random() < 0.03:
            letters[at] = chance.choice(("", letters[at] * 2, letters[at + 1]))
    return "".join(letters)


def _strings(folder: str) -> Iterator[str]:
    """Yield the sentences of the project's own texts, in which nobody gives a model orders."""
    for path in sorted((_DATA / folder).rglob("*")):
        if path.suffix == ".md":
            yield from filter(str.strip, path.read_text("utf-8").splitlines())
        elif path.suffix in {".yml", ".yaml"}:
            yield from _leaves(yaml.safe_load(path.read_text("utf-8")))


def _asked(files: str) -> Iterator[str]:
    """Yield what people ask of the copilot, entity marks taken off; insults are left out."""
    for path in sorted((_DATA / "nlu").glob(f"{files}.yml")):
        for told in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if told.get("intent") not in {None, "insult"}:
                for line in str(told["examples"]).splitlines():
                    yield _ENTITY.sub(r"\1", line.removeprefix("- "))


def _titles() -> Iterator[str]:
    """Yield what the help articles say they answer."""
    for path in sorted((_DATA / "articles").rglob("*.md")):
        for line in path.read_text("utf-8").splitlines():
            bare = line.strip("#*- ").removeprefix("title:").strip(' "')
            if line.startswith(("#", "title:")) or bare.endswith("?"):
                yield bare


def _leaves(node: Any) -> Iterator[str]:
    """Yield the texts of a YAML document that are more than a word."""
    if isinstance(node, str) and " " in node:
        yield from (_SLOT.sub("Lenoir", line) for line in node.splitlines() if " " in line)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)
