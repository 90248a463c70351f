"""A question as the index reads it: its vector, its weighted stems and character n-grams."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.bilingual import translations
from knowledge.embedding import Vectors
from knowledge.words import content, fold, grams, guess_language, stem, tokens

TRANSLATED = 0.7
"""What a translated word weighs against the word itself; several translations share it."""

SYNONYM = 0.2
"""What a word weighs that shares a translation with one of the question's."""


_NAME = re.compile(r"[A-ZÀ-Ý][\w+-]*|[a-z]+[A-Z]\w*|\w*\d[\w-]*")
"""A capitalised word, a word with a capital inside, anything with a digit."""

_ASKING = re.compile(
    r"\b(?:(?:pendant |en |depuis )?combien(?: de (?:temps|fois))?"
    r"|(?:for )?how (?:long|many|much|often)|a quelle heure|what time)\b"
)
"""Words that ask for a length, a number or an hour. They say what kind of answer is wanted, not
what it is about: « combien de temps » is no more about time than "how long" is about length."""

_SENTENCE = re.compile(r"(?:^|[.?!:]\s)\s*\w+(?:['’]\w+)?")


@dataclass(frozen=True)
class Word:
    """A folded word that carries meaning, the stems that say the same, and nearly the same.

    `stems` are its own and its translations'; `synonyms` share a translation with it.
    """

    text: str
    stems: frozenset[str]
    synonyms: frozenset[str]


@dataclass(frozen=True)
class Question:
    """A question ready to be matched: `terms` and `pieces` map a stem or n-gram to its weight.

    `names` are the folded names and numbers it mentions. `second` is another model's vector of it.
    """

    text: str
    language: str
    vector: Vectors
    terms: dict[str, float]
    pieces: dict[str, float]
    words: tuple[Word, ...]
    names: tuple[str, ...]
    second: Vectors | None = None


def read_question(text: str, vector: Vectors, second: Vectors | None = None) -> Question:
    """Prepare a question: its own words in its language, their translations in the other."""
    language = guess_language(text)
    subject = _ASKING.sub(" ", fold(text))
    other = "en" if language == "fr" else "fr"
    terms: dict[str, float] = {}
    words: list[Word] = []
    topical = tokens(subject)
    pieces = dict.fromkeys(grams(content(topical, language)), 1.0)
    for word in dict.fromkeys(content(tokens(text), language)):
        across = translations(word, language)
        share = TRANSLATED / max(len(across), 1)
        synonyms = {stem(s, language) for t in across for s in translations(t, other)}
        alternatives = frozenset(
            {stem(word, language), *(stem(w, other) for w in across or (word,))}
        )
        words.append(Word(word, alternatives, frozenset(synonyms) - alternatives))
        if word not in topical:
            continue
        terms[stem(word, language)] = 1.0
        for translated in across:
            terms.setdefault(stem(translated, other), share)
            pieces |= {
                g: share for g in grams(content(tokens(translated), other)) if g not in pieces
            }
        for synonym in sorted(synonyms):
            terms.setdefault(synonym, SYNONYM)
        terms.setdefault(stem((*across, word)[0], other), 1.0)
    names = _names(text)
    return Question(fold(text), language, vector, terms, pieces, tuple(words), names, second)


def _names(text: str) -> tuple[str, ...]:
    """Return the folded names and numbers; none where capitals say nothing (ALL CAPS, Titles)."""
    initials = [word[0] for word in re.findall(r"[^\W\d]\w+", text)]
    if len(initials) > 1 and sum(map(str.isupper, initials)) > len(initials) / 2:
        return ()
    inner = _SENTENCE.sub(lambda first: first.group() if _digits(first.group()) else " ", text)
    found = (fold(name).strip() for name in re.findall(r"[\w+-]+", inner) if _NAME.fullmatch(name))
    return tuple(dict.fromkeys(name for name in found if len(name) > 1 or name.isdigit()))


def _digits(text: str) -> bool:
    return any(char.isdigit() for char in text)
