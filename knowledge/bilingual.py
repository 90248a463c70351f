"""Words and their translations, so that lexical search crosses from one language to the other.

The lexicon is a small dictionary of what help pages, product sheets and company policies are made
of. A line of `lexicon.tsv` is one meaning: French words, a tab, English words, separated by commas.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from knowledge.words import fold, stem

_APART = 30
"""Lines of the lexicon between two word pairs."""


def translations(word: str, language: str) -> tuple[str, ...]:
    """Return the words of the other language that a folded word of this one may stand for."""
    return _lexicon()[language].get(stem(word, language), ())


@lru_cache(maxsize=1)
def word_pairs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a few dozen French words, from all over the lexicon, and the same in English."""
    french, english = zip(*(line.split("\t")[:2] for line in _lines()[::_APART]), strict=True)
    return tuple(map(_first, french)), tuple(map(_first, english))


def _first(cell: str) -> str:
    return cell.split(",", maxsplit=1)[0].strip()


def _lines() -> list[str]:
    text = files("knowledge").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    return text.splitlines()


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, tuple[str, ...]]]:
    sides: dict[str, dict[str, tuple[str, ...]]] = {"fr": {}, "en": {}}
    for line in _lines():
        french, _, english = line.partition("\t")
        _add(sides["fr"], "fr", _words(french), _words(english))
        _add(sides["en"], "en", _words(english), _words(french))
    return sides


def _words(cell: str) -> list[str]:
    return [fold(word).strip() for word in cell.split(",") if word.strip()]


def _add(side: dict[str, tuple[str, ...]], language: str, words: list[str], to: list[str]) -> None:
    for word in words:
        key = stem(word, language)
        side[key] = tuple(dict.fromkeys((*side.get(key, ()), *to)))
