"""A small bottom-up chart parser: meanings are built from smaller meanings, side by side.

A grammar is a lexicon (phrases to typed items) and rules (a sequence of kinds makes a new kind).
Parsing fills the chart from right to left, so that everything starting later is complete before a
rule looks for it. The cost is linear in prose, where almost no word is in the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from language.tokens import Token, tokenize


@dataclass(frozen=True)
class Item:
    """A meaning: its kind, its value (None for a function word) and the tokens it covers."""

    kind: str
    value: Any
    start: int
    end: int


Build = Callable[..., Any]


@dataclass(frozen=True)
class Rule:
    """`kinds` in sequence make `kind`; `build` gets the values and may refuse with None.

    A kind may be written `A|B` for either, and `A?` where it may be missing. `tight` forbids white
    space between the parts.
    """

    kind: str
    kinds: tuple[str, ...]
    build: Build
    tight: bool = False


def rule(kind: str, pattern: str, build: Build, *, tight: bool = False) -> Rule:
    """Write a rule: `rule("time", "SINCE DET? time", since)`."""
    return Rule(kind, tuple(pattern.split()), build, tight)


Lexicon = Mapping[tuple[str, ...], Sequence[tuple[str, Any]]]


def lexicon(entries: Iterable[tuple[str, str, Any]]) -> dict[tuple[str, ...], Any]:
    """Index (phrases separated by `|`, kind, value) by their folded tokens."""
    index: dict[tuple[str, ...], list[tuple[str, Any]]] = {}
    for phrases, kind, value in entries:
        for phrase in phrases.split("|"):
            key = tuple(token.text for token in tokenize(phrase))
            index.setdefault(key, []).append((kind, value))
    return index


@dataclass
class Chart:
    """The items found so far, by the token they start at."""

    tokens: Sequence[Token]
    at: list[list[Item]] = field(init=False)
    seen: set[tuple[str, int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.at = [[] for _ in range(len(self.tokens) + 1)]

    def add(self, item: Item) -> bool:
        """Keep an item unless one of its kind already covers the same tokens."""
        key = (item.kind, item.start, item.end)
        if item.value is False or key in self.seen:
            return False
        self.seen.add(key)
        self.at[item.start].append(item)
        return True

    def items(self, *kinds: str) -> list[Item]:
        """Return every item of these kinds, in the order of the text."""
        return [item for start in self.at for item in start if item.kind in kinds]


class Grammar:
    """Rules indexed by the kind they begin with."""

    def __init__(self, rules: Sequence[Rule], *, reach: int = 40) -> None:
        """`reach` bounds how many items one position may hold, whatever the text."""
        self._rules: dict[str, list[Rule]] = {}
        self._reach = reach
        for one in rules:
            for expanded in _expand(one):
                for first in expanded.kinds[0].split("|"):
                    self._rules.setdefault(first, []).append(expanded)

    def fill(self, chart: Chart, context: Any) -> Chart:
        """Apply the rules to the lexical items until nothing new appears."""
        for start in range(len(chart.tokens) - 1, -1, -1):
            position = 0
            while position < min(len(chart.at[start]), self._reach):
                self._grow(chart, chart.at[start][position], context)
                position += 1
        return chart

    def _grow(self, chart: Chart, first: Item, context: Any) -> None:
        for one in self._rules.get(first.kind, ()):
            for items in _sequences(chart, one, (first,)):
                values = [item.value for item in items if item.value is not None]
                value = one.build(context, *values)
                if value is not None:
                    chart.add(Item(one.kind, value, first.start, items[-1].end))


def _expand(one: Rule) -> list[Rule]:
    """Return the rule once for each choice of its optional parts, the fullest first."""
    choices: list[tuple[str, ...]] = [()]
    for kind in one.kinds:
        if kind.endswith("?"):
            choices = [(*c, *more) for c in choices for more in ((kind[:-1],), ())]
        else:
            choices = [(*c, kind) for c in choices]
    return [Rule(one.kind, kinds, one.build, one.tight) for kinds in choices if kinds]


def _sequences(chart: Chart, one: Rule, found: tuple[Item, ...]) -> Iterable[tuple[Item, ...]]:
    if len(found) == len(one.kinds):
        yield found
        return
    here = found[-1].end
    if here >= len(chart.tokens) or (one.tight and chart.tokens[here].spaced):
        return
    wanted = one.kinds[len(found)].split("|")
    for item in tuple(chart.at[here]):
        if item.kind in wanted:
            yield from _sequences(chart, one, (*found, item))


def longest(items: Iterable[Item], *kinds: str) -> list[Item]:
    """Keep the longest items that do not overlap, in text order.

    Of two that cover the same tokens the one whose kind comes first in `kinds` is kept.
    """
    kept: list[Item] = []
    ranked = sorted(items, key=lambda one: (one.start - one.end, one.start, kinds.index(one.kind)))
    for item in ranked:
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda one: one.start)
