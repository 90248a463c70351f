"""Which words are ordinary words, and which are names people bear.

Ordinary words come from the lemma tables of the installed spaCy pipelines, names from Faker's
lists for some forty languages. Nothing here knows a customer: a dictionary of customers would
mask « livre blanc » because somebody is called Blanc.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from guard.entries import fold as fold_text
from guard.masking.everyday import EVERYDAY
from guard.masking.pipelines import Pipelines
from guard.masking.places import place_key, read_places

fold = lru_cache(maxsize=20_000)(fold_text)
"""Folding, remembered: the words of a language come again and again."""

_HOME = re.compile(r"(?:fr|en)_(?!IN|KE|NG|PK|TH|NZ)")
_LATIN = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+)*\Z")
_CHAT = frozenset(
    [
        "bcp",
        "stp",
        "svp",
        "cdt",
        "cdlt",
        "dsl",
        "rdv",
        "tel",
        "mail",
        "ok",
        "merci",
        "bjr",
        "slt",
        "pb",
        "pbs",
        "qd",
        "tjs",
        "ttes",
        "rep",
        "compta",
        "presta",
        "asap",
        "fyi",
        "pls",
        "thx",
        "tks",
        "btw",
        "imo",
        "eod",
        "wip",
        "info",
        "infos",
        "admin",
        "dev",
        "ops",
        "sav",
        "crm",
        "erp",
        "kpi",
        "demo",
        "promo",
        "appli",
    ]
)


class Lexicon:
    """Words and names; everything is loaded at first use."""

    def __init__(self, pipelines: Pipelines) -> None:
        self._pipelines = pipelines
        self._read: dict[str, Any] = {}

    @cached_property
    def _french(self) -> Any:
        return self._tables("fr").get_table("lemma_lookup")

    @cached_property
    def _french_lemmas(self) -> frozenset[str]:
        index = self._tables("fr").get_table("lemma_index")
        return frozenset(word for kind in index.values() for word in kind)

    @cached_property
    def _english(self) -> frozenset[str]:
        tables = self._tables("en")
        words: set[str] = set()
        for name in ("lemma_index", "lemma_exc"):
            for kind in tables.get_table(name).values():
                words.update(kind)
        return frozenset(words)

    def _tables(self, language: str) -> Any:
        """Return the lemma tables of a pipeline, read once."""
        from spacy.lookups import Lookups  # noqa: PLC0415  slow to load

        if language not in self._read:
            path = self._pipelines.folder(language)
            self._read[language] = Lookups().from_disk(path / "lemmatizer" / "lookups")
        return self._read[language]

    @cached_property
    def _stops(self) -> frozenset[str]:
        stops: set[str] = set(_CHAT)
        for language in ("fr", "en"):
            module = importlib.import_module(f"spacy.lang.{language}.stop_words")
            stops.update(module.STOP_WORDS)
        return frozenset(stops)

    def is_stop(self, word: str) -> bool:
        """Say whether it is a grammatical word of either language."""
        return word.casefold() in self._stops

    def is_word(self, word: str) -> bool:
        """Say whether it is an ordinary word of either language, in any inflected form."""
        lower = word.casefold().replace("’", "'")
        folded = fold(lower)
        if folded in EVERYDAY:
            return True
        if self.is_home_name(folded) or self.is_home_last(folded):
            return lower in self._stops
        if lower in self._stops or lower in self._french or lower in self._french_lemmas:
            return True
        return any(form in self._english for form in _english_lemmas(lower))

    @cached_property
    def _names(self) -> tuple[dict[str, bool], dict[str, bool]]:
        return read_names()

    def is_first(self, word: str) -> bool:
        """Say whether it is a first name somewhere."""
        return fold(word) in self._names[0]

    def is_last(self, word: str) -> bool:
        """Say whether it is a last name somewhere."""
        return fold(word) in self._names[1]

    def is_place(self, name: str) -> bool:
        """Say whether it is a town or a region of France or of the United Kingdom."""
        return place_key(name) in read_places()

    def is_home_name(self, word: str) -> bool:
        """Say whether it is a first name in French- or English-speaking countries."""
        return self._names[0].get(fold(word), False)

    def is_home_last(self, word: str) -> bool:
        """Say whether it is a last name in French- or English-speaking countries."""
        return self._names[1].get(fold(word), False)


def _english_lemmas(word: str) -> Iterable[str]:
    """Yield what an English word may be an inflection of."""
    yield word
    for ending, base in (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("er", ""),
        ("er", "e"),
        ("'s", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)] + base
    if re.search(r"([bdgklmnprt])\1(?:ed|ing|er)\Z", word):
        yield re.sub(r"([bdgklmnprt])\1(?:ed|ing|er)\Z", r"\1", word)


def read_names() -> tuple[dict[str, bool], dict[str, bool]]:
    """Return Faker's first and last names, folded, each with whether it is French or English."""
    import faker.providers.person as people  # noqa: PLC0415  slow to load

    first: dict[str, bool] = {}
    last: dict[str, bool] = {}
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
        home = bool(_HOME.match(module.name))
        for attribute in dir(provider):
            names = first if "first" in attribute else last if "last" in attribute else None
            values = getattr(provider, attribute)
            if names is None or not isinstance(values, (dict, list, tuple)):
                continue
            for name in values:
                _learn(names, str(name), home)
    return first, last


def _learn(names: dict[str, bool], name: str, home: bool) -> None:
    """Add a name written in Latin letters, and the parts of a compound one."""
    if (
        not _LATIN.match(name)
        or not re.search(r"[a-zà-ÿ]", name)
        or re.search(r"[^\u0000-\u024f’]", name)
    ):
        return
    for part in {fold(name), *re.split(r"[ \-]", fold(name))}:
        if len(part) > 2:
            names[part] = names.get(part, False) or home
