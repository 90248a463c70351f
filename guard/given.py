"""What a prompt's facts give a writer: figures, measures, names, promises and days."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from guard.entries import fold
from guard.figures import read_figures
from guard.masking.lexicon import Lexicon
from guard.proving.days import days_given, days_of
from guard.proving.measures import contradicted, measures_of, spell_out
from guard.proving.promises import promises_of
from guard.screening.links import fetches, links_of
from guard.tokens import token_pattern

_ASKED = frozenset({"question", "topic"})
"""What somebody asked for is no fact; what it names may be repeated."""
# Placeholders of any conversation, as models retype them.
_TOKEN = token_pattern(r"[A-Z]\d{1,2}")
_CITATION = re.compile(r"\[\d{1,2}\]")
_PROPER = re.compile(r"(?<=[\w,;'’»)] )[A-ZÀ-Ý][\w’'+\-]*[a-zà-ÿ0-9+][\w+\-]*")
_CAPITALS = re.compile(r"(?<![\w\[])[A-ZÀ-Ý]{3,}(?![\w\]])")
_FIRST = re.compile(r"(?:\A\s*|[.!?:…]\s+|\n\s*(?:[-*•]\s+|\d+[.)]\s+)?)([A-ZÀ-Ý][\w’'+\-]{2,})")
_FREE = frozenset(
    """je vous nous madame monsieur mme mlle i i'm i'd i'll i've we mr mrs ms monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december crm french english france uk cordialement bonjour pdf faq
    csv tva vat rgpd gdpr eur gbp usd tel""".split()  # noqa: SIM905
)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon()


class Given:
    """The facts of one prompt, read once; each text is then compared with them."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.written = json.dumps(dict(facts), ensure_ascii=False)
        told = [_told(text, _day(facts)) for text in strings(facts)]
        true = {name: value for name, value in facts.items() if name not in _ASKED}
        self._folded = "\n".join(one.folded for one in told)
        self._links = {link for one in told for link in one.links}
        self._figures = {figure for one in told for figure in one.figures}
        self._figures |= {str(len(value)) for value in facts.values() if isinstance(value, list)}
        self._measures = {measure for one in told for measure in one.measures}
        self._promises = {one for text in strings(true) for one in _promises(text)}
        self._days = {day for one in told for day in one.days}

    def inventions(self, text: str) -> Iterator[str]:
        """Yield the kind of each thing a text states and the facts do not."""
        bare = _CITATION.sub(" ", _TOKEN.sub(" ", text))
        spelt = spell_out(bare)
        yield from ("link" for _ in links_of(text) - self._links)
        yield from ("image" for _ in range(fetches(text)))
        yield from ("figure" for _ in read_figures(spelt) - self._figures)
        yield from ("measure" for _ in contradicted(measures_of(spelt), self._measures))
        yield from ("day" for _ in days_of(bare) - self._days)
        yield from ("promise" for _ in promises_of(bare) - self._promises)
        yield from ("name" for name in _names(_CITATION.sub(" ", text)) if not self.holds(name))

    def quotes(self, sentence: str) -> bool:
        """Say whether a sentence stands word for word in the facts."""
        return fold(sentence).strip(' .«»"“”') in self._folded

    def holds(self, name: str) -> bool:
        """Say whether the facts hold the word, in any case and accent."""
        bare = re.sub(r"['’]s\Z", "", fold(name))
        return re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", self._folded) is not None


@dataclass(frozen=True)
class _Told:
    """What one string of the facts gives."""

    folded: str
    links: frozenset[str]
    figures: frozenset[str]
    measures: frozenset[tuple[str, str]]
    days: frozenset[str]


# Masked texts only; the same passages are given for question after question.
@lru_cache(maxsize=4_000)
def _told(text: str, today: date | None) -> _Told:
    # A placeholder's own digits are no figure of the facts.
    plain = _TOKEN.sub(" ", text)
    spelt = spell_out(plain)
    return _Told(
        fold(text),
        frozenset(links_of(text)),
        frozenset(read_figures(plain) | read_figures(spelt)),
        frozenset(measures_of(spelt)),
        frozenset(days_given(plain, today)),
    )


@lru_cache(maxsize=4_000)
def _promises(text: str) -> frozenset[str]:
    return frozenset(promises_of(text))


def _day(facts: Mapping[str, Any]) -> date | None:
    today = facts.get("today")
    return date.fromisoformat(today[:10]) if today else None


def strings(node: Any) -> Iterator[str]:
    """Yield the strings and numbers of a JSON value, its keys aside."""
    if isinstance(node, Mapping):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from strings(value)
    elif node is not None and not isinstance(node, bool):
        yield str(node)


def _names(text: str) -> set[str]:
    """Return the capitalised words inside sentences, and at their start what is no word."""
    names = {*_PROPER.findall(text), *_CAPITALS.findall(_TOKEN.sub(" ", text))}
    names |= {word for word in _FIRST.findall(text) if _is_name(word)}
    return {name for name in names if fold(name) not in _FREE}


def _is_name(word: str) -> bool:
    """Say whether a word at the start of a sentence is none of either language."""
    parts = [part for part in re.split(r"['’-]", word) if len(part) > 1]
    return not all(_lexicon().is_word(part) for part in parts)
