"""A question as the index reads it: its vector, its weighted stems and character n-grams."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.bilingual import translations
from knowledge.embedding import Vectors
from knowledge.words import content, fold, grams, guess_language, stem, tokens

TRANSLATED = 0.7
"""What a translated word weighs against the word itself; several translations share it."""

SYNONYM = 0.2
"""What a word weighs that shares a translation with one of the question's."""


@dataclass(frozen=True)
class Question:
    """A question ready to be matched: `terms` and `pieces` map a stem or n-gram to its weight.

    `words` has, for each word that carries meaning, the stems that would satisfy it: its own, its
    translations'.
    """

    text: str
    language: str
    vector: Vectors
    terms: dict[str, float]
    pieces: dict[str, float]
    words: tuple[frozenset[str], ...]


def read_question(text: str, vector: Vectors) -> Question:
    """Prepare a question: its own words in its language, their translations in the other."""
    language = guess_language(text)
    other = "en" if language == "fr" else "fr"
    terms: dict[str, float] = {}
    words: list[frozenset[str]] = []
    pieces = dict.fromkeys(grams(text, language), 1.0)
    for word in dict.fromkeys(content(tokens(text), language)):
        across = translations(word, language)
        share = TRANSLATED / max(len(across), 1)
        terms[stem(word, language)] = 1.0
        for translated in across:
            terms.setdefault(stem(translated, other), share)
            pieces |= {g: share for g in grams(translated, other) if g not in pieces}
            for synonym in translations(translated, other):
                terms.setdefault(stem(synonym, language), SYNONYM)
        across = across or (word,)
        terms.setdefault(stem(across[0], other), 1.0)
        words.append(frozenset({stem(word, language), *(stem(w, other) for w in across)}))
    return Question(fold(text), language, vector, terms, pieces, tuple(words))
