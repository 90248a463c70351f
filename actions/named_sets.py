"""A set of records named in the very request to change it: « tous mes deals en prospection »."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from actions.asked_change import Asked
from actions.label_words import SMALL
from actions.named_spans import blanked
from actions.reading.mentions import segment
from actions.reading.reader import vocabulary_of
from actions.wanted import Wanted, find_wanted
from crm import Catalogue, ObjectInfo
from language import find_periods, fold_keep_length, words

_ALL = frozenset(words("tous toutes all every each chaque"))
_BECOMES = re.compile(
    r"\b(?:(?:should|must|shall|ought to|needs? to|(?:have|has|are|is) to)(?: be)?|becomes?|"
    r"goe?s? to|gets?|doi(?:t|vent)|devrai(?:t|ent)|(?:est|sont) a|passe(?:nt)?|"
    r"devien(?:t|nent)|vont|va)\b"
)
"""What a sentence that begins with the set goes on with: « …doivent passer », "should be moved"."""
_OF_THIS_LIST = frozenset(words("ces these those cette celles ceux list liste"))
_THEM_ALL = re.compile(
    r"-(?:les|leur)\s+(?:tous|toutes|chacun|chacune)\b|\bthem all\b|\b(?:all|each) of them\b"
)
"""What points to the list on screen, whole: « passe-les tous en résiliés »."""

_GOES_TO = re.compile(r"\b(?:to|until|till|jusqu'au|jusqu'a|au|a|pour)\s+(?:the |le |l')?(?=\S)")
"""What leads to the day a set is moved to."""


@dataclass(frozen=True)
class NamedSet:
    """The object of a set that a message names itself; where its words and its name begin and end.

    `start` is where « tous » stands: the verb before it tells the change, not the set.
    """

    info: ObjectInfo
    start: int
    end: int

    def described(self, text: str) -> tuple[int, int]:
        """Return where the words stand that tell which records: up to what becomes of them."""
        first = not text[: self.start].strip()
        becomes = _BECOMES.search(fold_keep_length(text), self.end) if first else None
        return self.start, becomes.start() if becomes else len(text)

    def new_values(self, asked: Asked, today: date, catalogue: Catalogue) -> list[Wanted]:
        """Return what is new rather than what tells the set: what comes before it, else the last.

        « Mets la proba à 40 % sur tous mes deals en prospection » changes the probability, « passe
        tous mes deals en prospection en perdu » the stage. Where the set begins the sentence, what
        becomes of it follows; where it is given to somebody, what stands before them tells it.
        """
        text = asked.bare
        if goal := _day_at_last(text, self.end, today):
            return _from(goal, find_wanted(blanked(text, (0, goal)), self.info, today, catalogue))
        _start, end = self.described(text)
        if text[end:].strip():
            return find_wanted(blanked(text, (0, end)), self.info, today, catalogue)
        found = find_wanted(text, self.info, today, catalogue, led=True)
        if asked.given:
            given = asked.given.named.start if asked.given.named else len(text)
            found = [one for one in found if not self.end <= one.start < given]
        before = [one for one in found if one.end <= self.end]
        return before or sorted(found, key=lambda one: one.start)[-1:]


def _day_at_last(text: str, end: int, today: date) -> int:
    """Return where the day begins that a sentence ends with, after what it goes to; 0 if none.

    « Décale tous mes deals qui ferment en novembre au 15 décembre » bounds them by November alone.
    """
    folded = fold_keep_length(text.replace("’", "'"))
    for goal in _GOES_TO.finditer(folded, end):
        rest = text[goal.end() :]
        days = find_periods(rest, today, prefer="future")
        if any(one.grain == "day" and not rest[slice(0, one.span[0])].strip()
               and not {*words(rest[one.span[1] :])} - SMALL for one in days):  # fmt: skip
            return goal.start()
    return 0


def _from(goal: int, found: list[Wanted]) -> list[Wanted]:
    """Return the new values with the word that leads to them."""
    return [replace(one, start=min(one.start, goal)) for one in found]


def named_set(text: str, catalogue: Catalogue, today: date) -> NamedSet | None:
    """Return the set a message names; None where it speaks of the list on screen, or of none."""
    said = {*words(text)}
    if not said & _ALL or said & _OF_THIS_LIST or _THEM_ALL.search(fold_keep_length(text)):
        return None
    sentence = segment(text, vocabulary_of(catalogue), today)
    start = next(one.start for one in sentence.tokens if one.text in _ALL)
    # « Toutes les propositions » are deals, said by a part of their stage.
    for kind, share in (("object", 1.0), ("value", 0.0)):
        for mention in sentence.mentions:
            for one in mention.of(kind):
                if one.share >= share and one.object in catalogue:
                    last = sentence.tokens[mention.end - 1]
                    first = sentence.tokens[mention.start]
                    return NamedSet(catalogue[one.object], min(start, first.start), last.end)
    return None
