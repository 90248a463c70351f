"""People's names: what the pipeline saw, what the lists know and what stands around, weighed.

The weights were chosen on development texts kept apart from the test texts (`tests/guard`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guard.entries import fold
from guard.masking import cues
from guard.masking.candidates import Candidate, Surroundings, sentence_around, survey
from guard.masking.lexicon import Lexicon
from guard.masking.words import Word, are_joined, read_words
from guard.spans import Span

Entity = tuple[int, int, str]
"""Start, end and label of what a spaCy pipeline calls an entity."""

THRESHOLD = 2.0
_AGREE, _DISAGREE = 1.9, 0.8
_PEOPLE = {"PER", "PERSON"}
_PLACES = {"LOC", "GPE", "FAC"}
_LONGEST = 5
_HOUSE = re.compile(r"(?i)(?<!\w)(?:chez|at)[ \u00a0]\Z")
_NOISE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_SAINT = re.compile(r"(?i)saint[es]?-")
_LINK = r"(?:[ ]?(?:,|/|&)[ ]?|[ ](?:et|and|ou|or)[ ])"
_NEXT = re.compile(rf"{_LINK}([A-ZÀ-Ý][^\W\d_]+)")
_PREVIOUS = re.compile(rf"(?<![^\W_])([A-ZÀ-Ý][^\W\d_]+){_LINK}\Z")


def _is_particle(word: Word) -> bool:
    """Say whether it is a « de » or a "van" between the words of a name."""
    return word.text.casefold() in cues.PARTICLES and not word.initial


def _is_open(one: Candidate) -> bool:
    """Say whether the pipeline's opinion could change the verdict on a candidate."""
    readable = one.words[0].capital and any(len(word.text) > 2 for word in one.words)
    return readable and THRESHOLD - _AGREE <= one.score < THRESHOLD + _DISAGREE


class NameFinder:
    """Finds people in a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def weigh(self, text: str) -> list[Candidate]:
        """Return what could be a name in a text, weighed without the pipeline's opinion."""
        around = survey(text)
        pairs = ((run, self._trim(run, around)) for run in self._runs(text, around))
        return [
            Candidate(name, self._score(name, around), around.text)
            for run, name in pairs
            if name and name[-1].end - name[0].start > 1 and not self._is_titled(run, name)
        ]

    def _is_titled(self, run: list[Word], name: list[Word]) -> bool:
        """Say whether everyday words in capitals lead to an everyday name: "Paper Mills"."""
        before = [word for word in run if word.start < name[0].start and word.capital]
        plain = not any(self._strong(word) or word.initial for word in name)
        return plain and any(not word.begins for word in before)

    def doubtful(self, candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
        """Return the sentences in which the pipeline's opinion could change a verdict."""
        stretches: list[tuple[int, int]] = []
        for one in filter(_is_open, candidates):
            start, end = sentence_around(one.text, one.start, one.end)
            if _NOISE.search(one.text, start, end):
                continue
            if stretches and start <= stretches[-1][1]:
                earlier = stretches.pop()
                start, end = earlier[0], max(end, earlier[1])
            stretches.append((start, end))
        return stretches

    def find(self, candidates: Sequence[Candidate], entities: Sequence[Entity]) -> Iterator[Span]:
        """Yield the people among the candidates; `entities` are what the pipeline found."""
        for one in candidates:
            labels = {
                name for left, right, name in entities if left < one.end and one.start < right
            }
            score = one.score + (self._of_labels(one.words, labels) if one.score else 0.0)
            if score >= THRESHOLD:
                end = one.end + (one.words[-1].initial and one.text[one.end : one.end + 1] == ".")
                yield Span("PERSON", one.start, end, min(0.6 + score / 20, 0.88))

    def _runs(self, text: str, around: Surroundings) -> Iterator[list[Word]]:
        """Yield the stretches of neighbouring words that could be a name."""
        run: list[Word] = []
        for word in read_words(text):
            joined = bool(run) and are_joined(text, run[-1], word)
            announced = word.start in around.civility
            if run and (not joined or announced or len(run) >= _LONGEST + 2):
                yield run
                run = []
            if self._may_be(word, run, around):
                run.append(word)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _may_be(self, word: Word, run: list[Word], around: Surroundings) -> bool:
        """Say whether a word can be part of a name here."""
        lower = word.text.casefold()
        never = fold(word.text) in cues.NEVER
        if lower in cues.PARTICLES and (run or word.capital):
            return True
        if never and not (word.start in around.civility and word.capital):
            return self._is_name(word) and fold(lower) in cues.AMBIGUOUS_PLACES and bool(run)
        if word.capital:
            return not self._lexicon.is_stop(lower) or word.start in around.civility or word.initial
        if self._strong(word):
            return True
        told = word.start in around.civility or around.cue.get(word.start, 0) >= 2.0
        follows = (
            bool(run)
            and not run[-1].capital
            and (self._is_name(run[0]) or run[0].start in around.civility)
        )
        if told or follows:
            return not self._lexicon.is_stop(lower) and (
                self._is_name(word) or not self._lexicon.is_word(lower)
            )
        return False

    def _is_name(self, word: Word) -> bool:
        """Say whether a list knows the word, or both its halves, as a name."""
        lexicon = self._lexicon
        return all(lexicon.is_first(part) or lexicon.is_last(part) for part in word.parts)

    def _strong(self, word: Word) -> bool:
        """Say whether a list knows it as a name and it is no ordinary word."""
        if len(word.text) < 3 or not self._is_name(word):
            return False
        return all(not self._lexicon.is_word(part) for part in word.parts) or (
            "-" in word.text and all(self._lexicon.is_first(p) for p in word.parts)
        )

    def _trim(self, run: list[Word], around: Surroundings) -> list[Word]:
        """Return the run without the ordinary words before the name and after it."""
        words = list(run)
        while words and self._is_ordinary(words[0]) and words[0].start not in around.civility:
            words.pop(0)
        while words and (_is_particle(words[-1]) or self._dangles(words, around)):
            words.pop()
        return words

    def _is_ordinary(self, word: Word) -> bool:
        """Say whether it is a plain word that no list knows as a name."""
        if word.initial or self._is_name(word) or (word.capital and _is_particle(word)):
            return False
        return (word.text.casefold() in cues.PARTICLES and not word.capital) or all(
            self._lexicon.is_word(part) for part in word.parts
        )

    def _dangles(self, words: list[Word], around: Surroundings) -> bool:
        """Say whether the last word is an ordinary one that no first name carries."""
        last = words[-1]
        if not self._is_ordinary(last) or last.start in around.civility:
            return False
        before = words[-2] if len(words) > 1 else None
        carried = before is not None and (before.initial or self._lexicon.is_first(before.parts[0]))
        carried = carried or (
            before is not None and _is_particle(before) and self._strong(words[0])
        )
        return not (
            carried
            and last.capital
            and not last.begins
            and not (last.upper and before and not before.upper and len(last.text) < 4)
        )

    def _score(self, words: list[Word], around: Surroundings) -> float:
        """Return how sure it is that the words are a person's name; `THRESHOLD` is enough."""
        start, end, text = words[0].start, words[-1].end, around.text
        if self._is_company(words, around):
            return 0.0
        if start in around.civility:
            return 5.0
        score = self._of_words(words) + around.cue.get(start, 0.0) * (
            0.6 if self._plain(words) else 1.0
        )
        score += 0.8 if cues.AFTER.match(text, end) else 0.0
        score += 1.2 if self._is_listed(text, start, end) else 0.0
        if words[0].capital and not words[0].begins:
            score += 0.4
        if cues.ARTICLE.search(text[max(0, start - 8) : start]) and not self._strong(words[0]):
            score -= 1.2
        if len(words) == 1 and _HOUSE.search(text[max(0, start - 6) : start]):
            score -= 0.8
        return score

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
        return any(cues.ORG_AFTER.match(text, word.end) for word in words)

    def _plain(self, words: list[Word]) -> bool:
        """Say whether no list knows any of the words."""
        return not any(self._is_name(word) for word in words)

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
            and not self._strong(full[0])
        ):
            score -= 2.0
        if fold(full[0].text) in cues.AMBIGUOUS_PLACES:
            score -= 1.5
        if _SAINT.match(full[0].text):
            score -= 2.0
        return score

    def _of_word(self, word: Word) -> float:
        """Return what one word is worth."""
        lexicon, part = self._lexicon, word.parts[0]
        strong = self._strong(word)
        if lexicon.is_first(part):
            worth = 2.0 if strong and lexicon.is_home_name(part) else 1.6 if strong else 0.9
        elif lexicon.is_last(part):
            worth = 1.6 if strong and lexicon.is_home_last(part) else 1.1 if strong else 0.6
        else:
            worth = 0.0 if all(lexicon.is_word(p) for p in word.parts) else 0.2
        lower = (
            0.0
            if word.capital
            else 0.4
            if not (strong and lexicon.is_home_name(part) and len(part) > 3)
            else 0.0
        )
        return worth - lower

    def _of_pair(self, words: list[Word]) -> float:
        """Return what the words are worth together: first and last name, initial and last name."""
        lexicon = self._lexicon
        given = any(lexicon.is_first(word.parts[0]) for word in words)
        family = any(lexicon.is_last(word.parts[-1]) for word in words)
        initial = any(word.initial for word in words)
        if given and family:
            return 1.4
        if initial and (
            given or family or any(len(w.text) > 2 and not lexicon.is_word(w.text) for w in words)
        ):
            return 1.9
        return 0.8 if given else 0.3 if family else 0.0

    def _of_labels(self, words: list[Word], labels: set[str]) -> float:
        """Return what the pipeline's opinion is worth."""
        ordinary = all(
            self._lexicon.is_word(part) and not self._lexicon.is_first(part)
            for w in words
            for part in w.parts
        )
        if labels & _PEOPLE:
            return 0.8 if ordinary else _AGREE
        if not labels:
            return 0.0
        home = len(words) == 1 and self._lexicon.is_home_name(words[0].text)
        return -0.1 if home else -_DISAGREE if labels & _PLACES else -0.6

    def could_be(self, value: str, sure: bool = True) -> bool:
        """Say whether the value of a name's field can be one.

        `sure` says that the field can hold nothing else: only remarks and companies are refused.
        """
        words = read_words(value)
        if not words or len(words) > _LONGEST or cues.ORG_AFTER.search(value):
            return False
        listed = [word for word in words if self._is_name(word)]
        if not sure:
            return bool(listed) and words[0].capital and not self._lexicon.is_stop(words[-1].text)
        plain = [w for w in words if self._lexicon.is_word(w.text) and not w.capital]
        return bool(listed) or len(plain) < len(words)
