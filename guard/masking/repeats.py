"""Names already found once, found again where nothing announces them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guard.entries import fold
from guard.masking import cues
from guard.masking.evidence import CONTACT, HUMAN
from guard.masking.lexicon import Lexicon
from guard.masking.words import Word, read_words
from guard.spans import Span


class RepeatFinder:
    """Finds the words of names and e-mail addresses again in the same text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, text: str, found: Iterable[Span]) -> Iterator[Span]:
        """Yield the other places where a word of a name already found, or of an e-mail, stands."""
        spans = list(found)
        parts, mailed = _named(text, spans), _mailed(text, spans)
        if not parts and not mailed:
            return
        for word in read_words(text):
            folded = fold(word.text)
            if folded in parts | mailed and self._repeats(text, word, folded in mailed):
                yield Span("PERSON", word.start, word.end, 0.7)

    def _repeats(self, text: str, word: Word, mailed: bool) -> bool:
        """Say whether such a word is again the name and not an ordinary word or a company's."""
        if cues.ORG_AFTER.match(text, word.end) or cues.ORG_BEFORE.search(
            text[max(0, word.start - 30) : word.start]
        ):
            return False
        led = cues.ARTICLE.search(text, max(0, word.start - 8), word.start)
        if not self._lexicon.is_word(word.text):
            return word.capital or not led
        if word.capital:
            return not word.begins or bool(HUMAN.match(text, word.end))
        return not led and (mailed or _is_met(text, word))


def _is_met(text: str, word: Word) -> bool:
    """Say whether somebody is met, called or asked right before a word: « j'appelle sow »."""
    return bool(CONTACT.search(text, max(0, word.start - 24), word.start))


def _named(text: str, found: list[Span]) -> set[str]:
    """Return the words the names found are made of."""
    values = [text[span.start : span.end] for span in found if span.type == "PERSON"]
    words = [fold(word.text) for value in values for word in read_words(value)]
    return {word for word in words if len(word) > 2} - cues.PARTICLES - cues.NEVER


def _mailed(text: str, found: list[Span]) -> set[str]:
    """Return the names that e-mail addresses of a text are made of."""
    names: set[str] = set()
    for span in found:
        if span.type == "EMAIL_ADDRESS":
            local = fold(text[span.start : span.end].split("@", maxsplit=1)[0])
            parts = re.split(r"[._\-+\d]+", local)
            names.update(part for part in parts if len(part) > 3 and part.isalpha())
    return names - cues.ROLES - cues.NEVER
