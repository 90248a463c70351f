"""What a candidate is worth: its words, what stands around it and what the pipeline saw.

The weights were chosen on development texts kept apart from the test texts (`tests/guard`).
"""

from __future__ import annotations

import re

from guard.entries import fold
from guard.masking import cues, evidence
from guard.masking.candidates import Surroundings
from guard.masking.lexicon import Lexicon
from guard.masking.words import Word

AGREE, DISAGREE = 1.9, 0.8
_PEOPLE = {"PER", "PERSON"}
_PLACES = {"LOC", "GPE", "FAC"}
_PINYIN = re.compile(
    r"(?=[A-Z][a-z])(?i:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?a(?:ng?|i|o)?|i?ong?|u?o|ou"
    r"|[iu]?e(?:ng?|i)?"
    r"|i(?:ng?|u)?|u(?:n|i)?))"
)
"""One syllable of a Chinese name in Latin letters."""
_HOUSE = re.compile(r"(?i)(?<!\w)(?:chez|at)[ \u00a0]\Z")
_PARTNERS = re.compile(r"(?<![^\W_])[A-ZÀ-Ý][\w\-]{2,} & \Z")
_SAINT = re.compile(r"(?i)saint[es]?-")
_LINK = r"(?:[ ]?(?:,|/|&)[ ]?|[ ](?:et|and|ou|or)[ ])"
_NEXT = re.compile(rf"{_LINK}([A-ZÀ-Ý][^\W\d_]+)")
_PREVIOUS = re.compile(rf"(?<![^\W_])([A-ZÀ-Ý][^\W\d_]+){_LINK}\Z")


def is_syllable(word: Word) -> bool:
    """Say whether a capitalised word is one syllable of a Chinese name, as in "Li Na"."""
    return word.capital and len(word.text) < 6 and _PINYIN.fullmatch(word.text) is not None


class Weights:
    """Weighs names with the lists of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def is_name(self, word: Word) -> bool:
        """Say whether a list knows the word, or both its halves, as a name."""
        lexicon = self._lexicon
        return all(lexicon.is_first(part) or lexicon.is_last(part) for part in word.parts)

    def is_strong(self, word: Word) -> bool:
        """Say whether a list knows it as a name and it is no ordinary word."""
        if len(word.text) < 3 or not self.is_name(word):
            return False
        return all(not self._lexicon.is_word(part) for part in word.parts) or (
            "-" in word.text and all(self._lexicon.is_first(p) for p in word.parts)
        )

    def score(self, words: list[Word], around: Surroundings, told: float) -> float:
        """Return how sure it is that the words are a person's name; `THRESHOLD` is enough.

        `told` is what the words around them are worth.
        """
        start, end, text = words[0].start, words[-1].end, around.text
        if self._is_company(words, around):
            return 0.0
        if start in around.civility:
            return 5.0
        score = self._of_words(words) + told
        if not words[0].capital and evidence.is_called(text, start):
            score += 0.4
        if self._plain(words) and self._is_dotted(words, text):
            score = max(score, 2.0)
        score += 1.2 if self._is_listed(text, start, end) else 0.0
        if words[0].capital and not words[0].begins:
            score += 0.4
        if cues.ARTICLE.search(text[max(0, start - 8) : start]) and not self.is_strong(words[0]):
            score -= 1.2
        if len(words) == 1 and _HOUSE.search(text[max(0, start - 6) : start]):
            score -= 0.8
        return score

    def told(self, words: list[Word], around: Surroundings) -> float:
        """Return what the words around a name are worth."""
        start, end = words[0].start, words[-1].end
        return max(self._of_cues(words, around), evidence.worth_of(around.text, start, end))

    def _of_cues(self, words: list[Word], around: Surroundings) -> float:
        """Return what announces the name is worth; less before words that no list knows."""
        told = around.cue.get(words[0].start, 0.0)
        if self._plain(words):
            ordinary = all(self._lexicon.is_word(p) for word in words for p in word.parts)
            told *= 0.6 if ordinary or told < 2.0 else 0.9
        return told + (0.8 if cues.AFTER.match(around.text, words[-1].end) else 0.0)

    def _is_listed(self, text: str, start: int, end: int) -> bool:
        """Say whether another name stands beside it: « Pierre et Rose », "Tom, Ann"."""
        beside = (_NEXT.match(text, end), _PREVIOUS.search(text[max(0, start - 30) : start]))
        return any(found and self._lexicon.is_first(found.group(1)) for found in beside)

    def _is_company(self, words: list[Word], around: Surroundings) -> bool:
        """Say whether the surroundings make it a company's, a product's or a place's name."""
        text, start = around.text, words[0].start
        if start in around.civility:
            return False
        if cues.ORG_BEFORE.search(text[max(0, start - 30) : start]):
            return True
        if _PARTNERS.search(text[max(0, start - 30) : start]):
            return True
        if evidence.BRANDS.match(text[start : words[-1].end]):
            return True
        return any(cues.ORG_AFTER.match(text, word.end) for word in words)

    def _plain(self, words: list[Word]) -> bool:
        """Say whether no list knows any of the words."""
        return not any(self.is_name(word) for word in words)

    def _of_words(self, words: list[Word]) -> float:
        """Return what the words by themselves are worth."""
        score = max(self._of_word(word) for word in words)
        full = [word for word in words if word.text.casefold() not in cues.PARTICLES]
        if len(full) > 1:
            score += self._of_pair(full)
        if (
            len(full) == 1
            and full[0].upper
            and len(full[0].text) <= 4
            and not self.is_strong(full[0])
        ):
            score -= 2.0
        if fold(full[0].text) in cues.AMBIGUOUS_PLACES:
            score -= 1.5
        if _SAINT.match(full[0].text):
            score -= 2.0
        if self._lexicon.is_place(" ".join(word.text for word in words)):
            score -= 1.6 if len(words) > 1 else 0.8
        return score

    def _of_word(self, word: Word) -> float:
        """Return what one word is worth."""
        lexicon, part = self._lexicon, word.parts[0]
        strong = self.is_strong(word)
        if lexicon.is_first(part):
            worth = 2.0 if strong and lexicon.is_home_name(part) else 1.6 if strong else 0.9
        elif lexicon.is_last(part):
            worth = 1.6 if strong and lexicon.is_home_last(part) else 1.1 if strong else 0.6
        else:
            worth = 0.0 if all(lexicon.is_word(p) for p in word.parts) else 0.3
        sure = strong and lexicon.is_home_name(part) and len(part) > 3
        lower = 0.0 if word.capital or sure else 0.4
        return worth - lower

    def _of_pair(self, words: list[Word]) -> float:
        """Return what the words are worth together: first and last name, initial and last name."""
        lexicon = self._lexicon
        given = any(lexicon.is_first(word.parts[0]) for word in words)
        family = any(lexicon.is_last(word.parts[-1]) for word in words)
        initial = any(word.initial for word in words)
        if all(map(is_syllable, words)):
            return 1.4
        if given and family:
            return 1.4
        if initial and (
            given or family or any(len(w.text) > 2 and not lexicon.is_word(w.text) for w in words)
        ):
            return 1.9
        return 0.8 if given else 0.3 if family else 0.0

    def _is_dotted(self, words: list[Word], text: str) -> bool:
        """Say whether an initial and an everyday name stand inside a sentence: (R. Lacroix)."""
        first, last = words[0], words[-1]
        inside = not first.begins or text[max(0, first.start - 1) : first.start] == "("
        return inside and first.initial and last.capital and len(last.text) > 3 and not last.upper

    def of_labels(self, words: list[Word], labels: set[str]) -> float:
        """Return what the pipeline's opinion is worth."""
        ordinary = all(
            self._lexicon.is_word(part) and not self._lexicon.is_first(part)
            for w in words
            for part in w.parts
        )
        if labels & _PEOPLE:
            return 0.8 if ordinary else AGREE
        if not labels:
            return 0.0
        if all(word.upper for word in words) and any(map(self.is_name, words)):
            return -0.2
        home = len(words) == 1 and self._lexicon.is_home_name(words[0].text)
        return (
            -0.1
            if home
            else -DISAGREE
            if labels & _PLACES
            else -0.2
            if labels == {"MISC"}
            else -0.6
        )
