"""A set of records named in the very request to change it: « tous mes deals en prospection »."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.reading.mentions import segment
from actions.reading.reader import vocabulary_of
from actions.wanted import Wanted, find_wanted
from crm import Catalogue, ObjectInfo
from language import words

_ALL = frozenset(words("tous toutes all every each chaque"))
_OF_THIS_LIST = frozenset(words("ces these those cette celles ceux list liste"))


@dataclass(frozen=True)
class NamedSet:
    """The object of a set that a message names itself; where its words and its name begin and end.

    `start` is where « tous » stands: the verb before it tells the change, not the set.
    """

    info: ObjectInfo
    start: int
    end: int

    def new_values(self, text: str, today: date, catalogue: Catalogue) -> list[Wanted]:
        """Return what is new rather than what tells the set: what comes before it, else the last.

        « Mets la proba à 40 % sur tous mes deals en prospection » changes the probability, « passe
        tous mes deals en prospection en perdu » the stage.
        """
        found = find_wanted(text, self.info, today, catalogue, led=True)
        before = [one for one in found if one.end <= self.end]
        return before or sorted(found, key=lambda one: one.start)[-1:]


def named_set(text: str, catalogue: Catalogue, today: date) -> NamedSet | None:
    """Return the set a message names; None where it speaks of the list on screen, or of none."""
    said = {*words(text)}
    if not said & _ALL or said & _OF_THIS_LIST:
        return None
    sentence = segment(text, vocabulary_of(catalogue), today)
    start = next(one.start for one in sentence.tokens if one.text in _ALL)
    for mention in sentence.mentions:
        for one in mention.of("object"):
            if one.share == 1 and one.object in catalogue:
                last = sentence.tokens[mention.end - 1]
                first = sentence.tokens[mention.start]
                return NamedSet(catalogue[one.object], min(start, first.start), last.end)
    return None
