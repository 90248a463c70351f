"""Sentences from rules: each text is put together anew, so that few are alike.

A rule is a list of patterns. In a pattern `{name}` is a fact, or else another rule (either may hold
slots itself); `{^name}` begins with a capital; `{name?}` appears half of the time; `[one|two]` is a
choice.
Patterns of a rule are dealt like cards: all are used once before any comes back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\^?)([A-Za-z_][\w.]*)(\??)\}")
_GAPS = re.compile(r"[ \t]+(?=[.,\n]|$)|(?<=[ \t])[ \t]+")


_ELISIONS = (
    (
        re.compile(r"\b([Dd])e les? (?=\w)"),
        lambda found: f"{found[1]}{'es' if 'les' in found[0] else 'u'} ",
    ),
    (re.compile(r"(\b[Àà]) les? (?=\w)"), lambda found: "aux " if "les" in found[0] else "au "),
    (re.compile(r"\b([Dd]|[Qq]u)e (?=[aeiouyéèêàâîAEIOUÉÈ])"), lambda found: f"{found[1]}’"),
)


class Grammar:
    """The rules of one language; in French, articles contract and vowels elide."""

    def __init__(self, language: str, rules: Mapping[str, list[str]], rng: Random) -> None:
        self._french = language == "fr"
        self._rules = rules
        self._rng = rng
        self._decks: dict[str, list[str]] = {}

    def __contains__(self, rule: str) -> bool:
        return rule in self._rules

    def write(self, rule: str, facts: Mapping[str, str]) -> str:
        """Return a text made by the rule; `KeyError` names a slot that is neither fact nor rule."""
        text = _GAPS.sub("", self._expand(self._deal(rule), facts)).strip()
        for pattern, contracted in _ELISIONS if self._french else ():
            text = pattern.sub(contracted, text)
        return text

    def _deal(self, rule: str) -> str:
        deck = self._decks.setdefault(rule, [])
        if not deck:
            deck.extend(self._rules[rule])
            self._rng.shuffle(deck)
        return deck.pop()

    def _expand(self, pattern: str, facts: Mapping[str, str]) -> str:
        if "[" in pattern:
            pattern = _CHOICE.sub(self._choose, pattern)
        return _SLOT.sub(lambda slot: self._fill(slot, facts), pattern)

    def _choose(self, choice: re.Match[str]) -> str:
        options: list[str] = choice[1].split("|")
        return self._rng.choice(options)

    def _fill(self, slot: re.Match[str], facts: Mapping[str, str]) -> str:
        capital, name, optional = slot.groups()
        if optional and self._rng.random() < 0.5:
            return ""
        value = facts[name] if name in facts else self._deal(name)
        value = self._expand(value, facts) if "{" in value or "[" in value else value
        return value[:1].upper() + value[1:] if capital else value


def load_rules(folder: Path) -> dict[str, list[str]]:
    """Read every rule file of a language; a rule found in two files is the sum of both."""
    rules: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, patterns in read_yaml(path).items():
            rules.setdefault(name, []).extend(patterns)
    return rules


def read_yaml(path: Path) -> dict[str, Any]:
    """Read one content file."""
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded
