"""A question as its writer would have typed it with time: its accents and its elisions.

Sentence models read « resilier » and « résilier » differently. Words are only ever mended towards
words that the articles hold. (A capital and a question mark, tried too, help with articles that
are questions and harm with those that are not.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from knowledge.words import fold, guess_language

_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)(?=[aeiouyh])")
"""What French cuts before a vowel, and people type without its apostrophe: « jai »."""


class Spelling:
    """How the words of some French texts are spelt: folded word → as it is written most often."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        best: dict[str, str] = {}
        for word, _ in counts.most_common():
            best.setdefault(fold(word).strip(), word)
        self._best = best

    def mend(self, question: str) -> str:
        """Return the question with the accents and apostrophes it lacks, if it is French."""
        if guess_language(question) != "fr":
            return question
        return _WORD.sub(lambda found: self._mend(found.group()), question)

    def _mend(self, word: str) -> str:
        """Return a lower-case word with its accents, or with the apostrophe it lacks."""
        if not word.islower() or len(word) < 3 or fold(word) != word:
            return word
        if word in self._best:
            return self._best[word]
        cut = _ELIDED.match(word)
        rest = word[cut.end() :] if cut else ""
        return f"{word[: cut.end()]}’{self._best[rest]}" if cut and rest in self._best else word
