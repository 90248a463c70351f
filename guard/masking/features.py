"""What the name tagger sees of each word: its letters, what lists say of it, what stands around.

A feature is a string; the weights learnt for it are in `names.json`. Words of names are never
features themselves, only their shape, their ends and the lists they are on, so that the tagger
knows how people write about people, not whom they know.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from guard.masking import cues, evidence
from guard.masking.brands import BRANDS
from guard.masking.everyday import EVERYDAY
from guard.masking.lexicon import Lexicon, fold
from guard.masking.phrases import PhraseFinder
from guard.masking.towns import TOWNS
from guard.masking.words import Word, read_words

REACH = 3
"""Words seen to each side."""

_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"[ \u00a0\u202f]+")
_SIGNS = str.maketrans({"\n": "⏎", "\t": "⇥", "\r": None, "’": "'"})
_EDGE = "^"
_TWICE = re.compile(r"([^\W\d_aeiouy]{1,2}(?:ou|[aeiouy]))\1[nst]?\Z")
"""A syllable said twice: « momo », « juju »."""
_CUT = re.compile(r"([^\W\d_]{3,5}?)(?:z?[aosyz]|ie?|ou)?\Z")
"""A first name cut short, with what may be put after it: « seb », « manu », "jonno"."""
_VERBAL = re.compile(r"[^\W\d_]{3}(?:ed|ing)\Z")
_ORDINARY = frozenset("WES")
_FLAGS_OF_WORDS = frozenset("WSnr")
PLAIN = ["plain"]
"""All there is to say of an ordinary word; four words in five, so this saves most of the time."""


class FeatureReader:
    """Reads the features of the words of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._brands = PhraseFinder(BRANDS)
        self.class_of = lru_cache(maxsize=50_000)(self._class_of)

    @cached_property
    def _places(self) -> PhraseFinder:
        return PhraseFinder((*self._lexicon.lists.places, *TOWNS))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What usual first names begin with, three to five letters."""
        names = self._lexicon.lists.home_first
        return frozenset(name[:size] for name in names for size in (3, 4, 5) if len(name) > size)

    @cached_property
    def _doubles(self) -> frozenset[str]:
        """Return what compound first names are shortened to: « jp », « mc »."""
        pairs = (name.split("-") for name in self._lexicon.lists.first if name.count("-") == 1)
        return frozenset(one[0] + other[0] for one, other in pairs if one and other)

    def read(self, text: str, words: list[Word]) -> list[list[str]]:
        """Return the features of each word of a text."""
        if not words:
            return []
        gaps = _gaps(text, words)
        mood = _mood(text)
        seen = [self._seen(word) for word in words]
        cue, civility = _announcements(text)
        lines = _line_features(text, words)
        brands, places = self._brands.find(words), self._places.find(words)
        found = []
        for at, word in enumerate(words):
            told = word.start in civility or (
                not word.begins
                and word.start in cue
                and not self._lexicon.is_listed(word.text)
                and not _VERBAL.search(word.text)
            )
            if _is_plain(seen[at]) and not told:
                found.append(PLAIN)
                continue
            one = self._alone(word, seen[at], mood, gaps[at], gaps[at + 1])
            one += _neighbours(seen, gaps, at)
            one += lines[at]
            if word.start in brands:
                one += ("brand", f"brand/{seen[at][2]}", f"brand/{gaps[at]}")
            if word.start in places:
                one += ("place", f"place/{seen[at][2]}", f"place/{seen[at][1]}")
            one += _announced(text, word, cue.get(word.start, 0.0), civility)
            found.append(one)
        return found

    def _class_of(self, word: str) -> str:
        """Return the lists a word is on, one letter each."""
        lexicon, folded = self._lexicon, fold(word)
        parts = folded.split("-")
        flags = "F" if all(map(lexicon.is_home_name, parts)) else ""
        if not flags and len(parts) > 1 and lexicon.is_home_name(parts[0]):
            flags = "G"
        flags += "f" if not flags and all(map(lexicon.is_first, parts)) else ""
        flags += "L" if all(map(lexicon.is_home_last, parts)) else ""
        flags += "l" if "L" not in flags and all(map(lexicon.is_last, parts)) else ""
        flags += "W" if all(map(lexicon.is_word, word.split("-"))) else ""
        flags += "E" if folded in EVERYDAY else ""
        flags += "S" if lexicon.is_stop(word) else ""
        town = len(parts) > 1 and parts[0] in {"saint", "sainte", "st", "ste"}
        flags += "P" if town or lexicon.is_place(word) else ""
        flags += "n" if folded in cues.NEVER else ""
        flags += "p" if folded in cues.PARTICLES else ""
        flags += "r" if folded in evidence.NOT_PEOPLE else ""
        flags += "d" if _TWICE.match(folded) else ""
        flags += "c" if len(folded) == 2 and word.isupper() and folded in self._doubles else ""
        return flags or self._short_of(folded)

    def _short_of(self, folded: str) -> str:
        """Return « t » for what may be a first name cut short, « ? » for what nobody knows."""
        cut = _CUT.match(folded) if len(folded) < 7 else None
        return "t" if cut and cut[1] in self._beginnings else "?"

    def _seen(self, word: Word) -> tuple[str, str, str]:
        """Return what neighbours see of a word: its letters or its lists, its lists, its shape."""
        kind = self.class_of(word.text)
        known = "W" in kind or "S" in kind or "n" in kind or "p" in kind
        return fold(word.text) if known else f"<{kind}>", kind, _shape(word)

    def _alone(
        self, word: Word, seen: tuple[str, str, str], mood: str, before: str, after: str
    ) -> list[str]:
        """Return the features of the word itself and of the signs at its sides."""
        name, kind, shape = seen
        low = fold(word.text)
        begins = "b" if word.begins else "-"
        size = min(len(low), 9)
        found = [
            "1w" if shape == "xx" and not _ORDINARY.isdisjoint(kind) else "1",
            f"k={kind}",
            f"s={shape}{begins}{mood}",
            f"ks={kind}/{shape}{begins}",
            f"km={kind}/{shape}{mood}",
            f"n={size}{shape}",
            f"g={before}|{after}",
            f"<g={before}",
            f">g={after}",
            f"<gk={before}/{kind}/{shape}",
            f">gk={after}/{kind}/{shape}",
        ]
        if name[0] != "<":
            found.append(f"w={name}/{shape}")
        else:
            found += [f"x={low[-2:]}", f"x={low[-3:]}", f"y={low[:2]}", f"y={low[:3]}"]
        return found


def _is_plain(seen: tuple[str, str, str]) -> bool:
    """Say whether it is an ordinary word in small letters that no list knows as a name."""
    return seen[2] == "xx" and _FLAGS_OF_WORDS.issuperset(seen[1])


def _shape(word: Word) -> str:
    """Return how a word is cased: X. one capital, XX all, Xx first, xx none, xX within."""
    if word.initial:
        return "X."
    if word.upper:
        return "XX" if len(word.text) > 3 else "X3"
    if word.capital:
        return "Xx"
    return "xx" if word.text.islower() else "xX"


def _mood(text: str) -> str:
    """Return whether a text is written without capitals, in capitals only, or as usual."""
    lower = sum(map(str.islower, text[:2000]))
    upper = sum(map(str.isupper, text[:2000]))
    if upper > lower:
        return "U"
    return "l" if upper * 60 < lower else "m"


def _gaps(text: str, words: list[Word]) -> list[str]:
    """Return what stands before each word and after the last one, digits as 0, in brief."""
    edges = [0, *(word.end for word in words)]
    starts = [*(word.start for word in words), len(text)]
    gaps = [_gap(text[a:b]) for a, b in zip(edges, starts, strict=True)]
    gaps[0], gaps[-1] = _EDGE + gaps[0], gaps[-1] + "$"
    return gaps


@lru_cache(maxsize=10_000)
def _gap(between: str) -> str:
    """Return the signs between two words in brief."""
    brief = _BLANKS.sub(" ", _DIGITS.sub("0", between)).translate(_SIGNS)
    return brief if len(brief) < 5 else f"{brief[:2]}…{brief[-2:]}"


def _neighbours(seen: list[tuple[str, str, str]], gaps: list[str], at: int) -> list[str]:
    """Return the features of the words to both sides."""
    found: list[str] = []
    last = len(seen)
    for step in range(1, REACH + 1):
        left, right = at - step, at + step
        if left >= 0:
            found += (f"-{step}={seen[left][0]}", f"-{step}k={seen[left][1]}/{seen[left][2]}")
        if right < last:
            found += (f"+{step}={seen[right][0]}", f"+{step}k={seen[right][1]}/{seen[right][2]}")
    if at:
        found.append(f"-1e={_ending(seen[at - 1])}")
    if at + 1 < last:
        found.append(f"+1e={_ending(seen[at + 1])}")
    here = seen[at]
    before = seen[at - 1] if at else (_EDGE, _EDGE, _EDGE)
    after = seen[at + 1] if at + 1 < last else ("$", "$", "$")
    found += (
        f"-1g={before[0]}{gaps[at]}",
        f"+1g={gaps[at + 1]}{after[0]}",
        f"-1gk={before[0]}{gaps[at]}{here[2]}",
        f"+1gk={gaps[at + 1]}{after[0]}{here[2]}",
        f"-0k={before[1]}/{before[2]}{gaps[at]}{here[1]}/{here[2]}",
        f"+0k={here[1]}/{here[2]}{gaps[at + 1]}{after[1]}/{after[2]}",
        f"-+={before[0]}{gaps[at]}_{gaps[at + 1]}{after[0]}",
    )
    if at > 1:
        found.append(f"-2-1={seen[at - 2][0]} {before[0]}{gaps[at]}")
    if at + 2 < last:
        found.append(f"+1+2={gaps[at + 1]}{after[0]} {seen[at + 2][0]}")
    return found


def _ending(word: tuple[str, str, str]) -> str:
    """Return the last letters of an ordinary word: what a verb's form is told by."""
    name, _, shape = word
    return f"{name[-3:]}/{shape}" if name[0] != "<" else shape


def _line_features(text: str, words: list[Word]) -> list[list[str]]:
    """Return what each word's line says: how long it is, how it starts, what came before it."""
    found: list[list[str]] = [[] for _ in words]
    lines: list[list[int]] = []
    end = -1
    for at, word in enumerate(words):
        if word.start > end:
            end = text.find("\n", word.start)
            end = len(text) if end < 0 else end
            lines.append([])
        lines[-1].append(at)
    earlier = _EDGE
    for number, line in enumerate(lines):
        size = min(len(line), 5)
        where = "last" if number == len(lines) - 1 else "mid" if number else "first"
        for place, at in enumerate(line):
            start = "0" if place == 0 else "1" if place == 1 else "+"
            found[at] = [f"l={size}{start}{where}", f"lp={earlier}{start}{min(size, 4)}"]
        earlier = fold(words[line[-1]].text) if len(line) < 4 else "…"
    return found


def _announcements(text: str) -> tuple[dict[int, float], set[int]]:
    """Return where names are announced and how strongly, and where a civility leads to one."""
    cue: dict[int, float] = {}
    for pattern, weight in cues.ANNOUNCING:
        for match in pattern.finditer(text):
            cue[match.end()] = max(weight, cue.get(match.end(), 0.0))
    return cue, {match.end() for match in cues.CIVILITY.finditer(text)}


def _announced(text: str, word: Word, cue: float, civility: set[int]) -> list[str]:
    """Return which of the known ways of announcing a person stand around a word."""
    start, end = word.start, word.end
    left = text[max(0, start - 30) : start]
    found: list[str] = []
    if start in civility:
        found.append("civility")
    if cue:
        found.append(f"cue={cue}")
    if cues.ORG_BEFORE.search(left):
        found.append("org<")
    if cues.ORG_AFTER.match(text, end):
        found.append("org>")
    if left[-1:].isspace() and evidence.CONTACT.search(text, max(0, start - 24), start):
        found.append("met")
    if left[-1:].isspace() and evidence.ROLE.search(text, max(0, start - 24), start):
        found.append("role<")
    if text[end : end + 1] in " ,(\u00a0":
        found += ["acts"] * bool(evidence.HUMAN.match(text, end))
        found += ["job>"] * bool(evidence.JOB_AFTER.match(text, end))
        found += ["team>"] * bool(evidence.TEAM_AFTER.match(text, end))
    if cues.ARTICLE.search(left[-8:]):
        found.append("article")
    return [*found, *(f"{one}/{_shape(word)}" for one in found)]


def read_features(reader: FeatureReader, text: str) -> tuple[list[Word], list[list[str]]]:
    """Return a text's words and their features."""
    words = read_words(text)
    return words, reader.read(text, words)
