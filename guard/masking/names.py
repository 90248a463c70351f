"""People's names: what the pipeline saw, what the lists know and what stands around, weighed.

The weights were chosen on development texts kept apart from the test texts (`tests/guard`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guard.entries import fold
from guard.masking import cues, evidence
from guard.masking.candidates import Candidate, Surroundings, sentence_around, survey
from guard.masking.lexicon import Lexicon
from guard.masking.weights import AGREE, DISAGREE, Weights, is_syllable
from guard.masking.words import Word, are_joined, read_words
from guard.spans import Span

Entity = tuple[int, int, str]
"""Start, end and label of what a spaCy pipeline calls an entity."""

THRESHOLD = 2.0
_TOLD, _DEAF = 1.4, 0.3
"""From which worth of the surroundings on the pipeline's contradiction counts only that much."""
_LONGEST = 5
_LOGIN = re.compile(
    r"(?<![\w.@/\\\-])([a-zà-ÿ]{3,})[._](?!(?:com|fr|co|org|net|example|py|js|pdf|docx?|xlsx?"
    r"|csv|txt|png|jpe?g)"
    r"(?!\w))[a-zà-ÿ]{3,}(?![\w@(/]|\.\w)"
)
_NOISE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")


def _is_particle(word: Word) -> bool:
    """Say whether it is a « de » or a "van" between the words of a name."""
    return word.text.casefold() in cues.PARTICLES and not word.initial


def _is_open(one: Candidate) -> bool:
    """Say whether the pipeline's opinion could change the verdict on a candidate."""
    readable = one.words[0].capital and any(len(word.text) > 2 for word in one.words)
    return readable and THRESHOLD - AGREE <= one.score < THRESHOLD + DISAGREE


class NameFinder:
    """Finds people in a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._weights = Weights(lexicon)

    def weigh(self, text: str) -> list[Candidate]:
        """Return what could be a name in a text, weighed without the pipeline's opinion."""
        around = survey(text)
        pairs = ((run, self._trim(run, around)) for run in self._runs(text, around))
        return [
            self._weighed(name, around)
            for run, name in pairs
            if name and name[-1].end - name[0].start > 1 and not self._is_titled(run, name)
        ]

    def _weighed(self, name: list[Word], around: Surroundings) -> Candidate:
        """Return a name with its worth."""
        titled = name[0].start in around.civility
        told = 0.0 if titled else self._weights.told(name, around)
        return Candidate(name, self._weights.score(name, around, told), around.text, told)

    def _is_titled(self, run: list[Word], name: list[Word]) -> bool:
        """Say whether everyday words in capitals lead to an everyday name: "Paper Mills"."""
        before = [word for word in run if word.start < name[0].start and word.capital]
        plain = not any(self._weights.is_strong(word) or word.initial for word in name)
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
            score = one.score
            if score and labels:
                opinion = self._weights.of_labels(one.words, labels)
                score += opinion * (_DEAF if opinion < 0 and one.told >= _TOLD else 1.0)
            if score >= THRESHOLD:
                end = one.end + (one.words[-1].initial and one.text[one.end : one.end + 1] == ".")
                yield Span("PERSON", one.start, end, min(0.6 + score / 20, 0.88))

    def find_logins(self, text: str) -> Iterator[Span]:
        """Yield the user names made of a first and a last name: « julien.roche »."""
        for match in _LOGIN.finditer(text):
            if self._lexicon.is_home_name(match[1]) and not self._lexicon.is_word(match[1]):
                yield Span("PERSON", match.start(), match.end(), 0.75)

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
        if run and is_syllable(word) and is_syllable(run[-1]):
            return True
        if never and not (word.start in around.civility and word.capital):
            return self._weights.is_name(word) and self._is_carried(word, run)
        if word.capital:
            told = word.start in around.civility or word.initial
            return told or not self._lexicon.is_stop(lower)
        return self._weights.is_strong(word) or self._is_announced(word, run, around)

    def _is_announced(self, word: Word, run: list[Word], around: Surroundings) -> bool:
        """Say whether a word without a capital stands where a name must."""
        lower = word.text.casefold()
        told = word.start in around.civility or around.cue.get(word.start, 0) >= 2.0
        told = told or evidence.is_called(around.text, word.start)
        follows = (
            bool(run)
            and not run[-1].capital
            and (self._weights.is_name(run[0]) or run[0].start in around.civility)
        )
        if told or follows:
            return not self._lexicon.is_stop(lower) and (
                self._weights.is_name(word) or not self._lexicon.is_word(lower)
            )
        return False

    def _is_carried(self, word: Word, run: list[Word]) -> bool:
        """Say whether a first name makes a town or a feast a last name: « Patrick Noël »."""
        if not run:
            return False
        given = self._weights.is_strong(run[-1]) and self._lexicon.is_first(run[-1].text)
        return fold(word.text) in cues.AMBIGUOUS_PLACES or (given and word.capital)

    def _is_backed(self, words: list[Word], text: str) -> bool:
        """Say whether a lone ordinary word stands where only a person would: « Rdv Poulain »."""
        word = words[0]
        if len(words) > 1 or not word.capital or word.upper or len(word.text) < 4:
            return False
        if fold(word.text) in evidence.NOT_PEOPLE:
            return False
        return evidence.is_marked(text, word.start, word.end)

    def _trim(self, run: list[Word], around: Surroundings) -> list[Word]:
        """Return the run without the ordinary words before the name and after it."""
        words = list(run)
        while (
            words
            and self._is_ordinary(words[0])
            and words[0].start not in around.civility
            and not self._is_backed(words, around.text)
        ):
            words.pop(0)
        while words and (_is_particle(words[-1]) or self._dangles(words, around)):
            words.pop()
        return words

    def _is_ordinary(self, word: Word) -> bool:
        """Say whether it is a plain word that no list knows as a name."""
        if word.initial or self._weights.is_name(word) or (word.capital and _is_particle(word)):
            return False
        if word.capital and len(word.parts) > 1 and self._lexicon.is_first(word.parts[0]):
            return not word.parts[1][:1].isupper()
        return (word.text.casefold() in cues.PARTICLES and not word.capital) or all(
            self._lexicon.is_word(part) for part in word.parts
        )

    def _dangles(self, words: list[Word], around: Surroundings) -> bool:
        """Say whether the last word is an ordinary one that no first name carries."""
        last = words[-1]
        if not self._is_ordinary(last) or last.start in around.civility:
            return False
        if self._is_backed(words, around.text):
            return False
        before = words[-2] if len(words) > 1 else None
        carried = before is not None and (before.initial or self._lexicon.is_first(before.parts[0]))
        carried = carried or (
            before is not None and _is_particle(before) and self._weights.is_strong(words[0])
        )
        return not (
            carried
            and last.capital
            and not last.begins
            and not (last.upper and before and not before.upper and len(last.text) < 4)
        )

    def could_be(self, value: str, sure: bool = True) -> bool:
        """Say whether the value of a name's field can be one.

        `sure` says that the field can hold nothing else: only remarks and companies are refused.
        """
        words = read_words(value)
        if not words or len(words) > _LONGEST or cues.ORG_AFTER.search(value):
            return False
        listed = [word for word in words if self._weights.is_name(word)]
        if not sure:
            return bool(listed) and words[0].capital and not self._lexicon.is_stop(words[-1].text)
        plain = [w for w in words if self._lexicon.is_word(w.text) and not w.capital]
        return bool(listed) or len(plain) < len(words)
