"""What a search text asks for: beginnings of words, whatever their case or accents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.collation import bare, fold
from sandbox.sosl import malformed

_WORDS = re.compile(r'"[^"]*"|\S+')
_ACCENTABLE = re.compile(r"[aceilnosuyz]|[^0-9a-z%]")
_NOT_A_LETTER = re.compile(r"[^0-9a-z\u0080-\uffff*?]+")


@dataclass(frozen=True)
class Term:
    """A word or phrase. `pattern` finds it in `flatten`ed text, `anchor` is a sure part of it."""

    text: str
    pattern: re.Pattern[str]
    anchor: str
    negative: bool = False


@dataclass(frozen=True)
class Terms:
    """Alternatives, each a list of terms that must all hold."""

    alternatives: tuple[tuple[Term, ...], ...]

    def match(self, texts: list[str]) -> bool:
        """Whether some alternative holds in a record's flattened texts."""
        return any(
            all(term.negative != _found(term, texts) for term in terms)
            for terms in self.alternatives
        )

    def anchors(self) -> list[str]:
        """Return one sure part of each alternative; a matching record contains one of them."""
        best = []
        for terms in self.alternatives:
            positive = [term.anchor for term in terms if not term.negative]
            best.append(max(positive, key=len, default=""))
        return best


def read_terms(text: str) -> Terms:
    """Read a search text: words are and-ed; `OR`, `AND NOT`, "phrases", `*` and `?` are known."""
    alternatives: list[list[Term]] = [[]]
    negative = False
    for word in _WORDS.findall(text):
        if word in {"AND", "NOT"}:
            negative = word == "NOT"
        elif word == "OR":
            alternatives.append([])
        else:
            alternatives[-1] += _terms(word, negative=negative)
            negative = False
    if not all(any(_sure(term) for term in terms) for terms in alternatives):
        raise malformed("the search needs a word of at least two characters")
    return Terms(tuple(tuple(terms) for terms in alternatives))


def flatten(text: str) -> str:
    """Return text folded, without accents, its words separated by single spaces."""
    return " " + _NOT_A_LETTER.sub(" ", bare(fold(text))).replace("*", " ").replace("?", " ")


def loose(anchor: str) -> str:
    """Return a LIKE pattern that finds the anchor in text as written, whatever accents it has."""
    return _ACCENTABLE.sub("_", re.sub("oe|ae|ss", "%", anchor))


def digits(text: str) -> str:
    """Return the digits of a telephone number that identify it: the last nine, at most."""
    return re.sub(r"\D", "", text)[-9:]


def is_number(text: str) -> bool:
    """Whether a search text is a telephone number."""
    return bool(re.fullmatch(r"[+(]?[\d\s().\-/+\u00a0\u202f]{5,}\*?", text.strip()))


def _terms(word: str, *, negative: bool) -> list[Term]:
    flat = _NOT_A_LETTER.sub(" ", bare(fold(word.strip('"')))).strip()
    if not re.sub(r"[*? ]", "", flat):
        return []
    parts = [part for part in re.split(r"[*? ]+", flat) if part]
    body = "".join(WILD.get(letter, re.escape(letter)) for letter in flat)
    start = "" if flat.startswith("*") else " "
    return [Term(word, re.compile(start + body), max(parts, key=len), negative)]


WILD = {"*": r"\S*", "?": r"\S"}


def _sure(term: Term) -> bool:
    return len(term.anchor) > 1 and not term.negative


def _found(term: Term, texts: list[str]) -> bool:
    return any(term.pattern.search(text) for text in texts)
