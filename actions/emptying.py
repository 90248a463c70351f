"""Fields to be emptied: « vide la prochaine étape », "clear their fax", "set the fax to blank"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.label_words import SMALL, tokens_of
from crm import FieldInfo
from language import words

_VERBS = frozenset(
    words(
        "vide vider videz efface effacer effacez clear empty blank wipe erase reset enleve retire"
    )
)
_BETWEEN = SMALL | {*words("son sa ses leur leurs his her its their my mon ma champ field zone")}
_TO = frozenset(words("a to as en"))
_NOTHING = frozenset(words("vide vides rien blank empty nothing none"))


def emptied(
    text: str, named: Iterable[tuple[FieldInfo, int, int]]
) -> Iterator[tuple[FieldInfo, int, int]]:
    """Yield each of the named fields that is to hold nothing, and where that was said.

    `named` are fields and where their whole names stand. The verb stands before the name with
    small words between, or the name is followed by « à vide », "to blank".
    """
    tokens = tokens_of(text)
    for field, start, end in named:
        before = [token for token in tokens if token[2] <= start and token[0] not in _BETWEEN]
        after = [token for token in tokens if token[1] >= end][:2]
        if before and before[-1][0] in _VERBS:
            yield field, before[-1][1], end
        elif len(after) == 2 and after[0][0] in _TO and after[1][0] in _NOTHING:
            yield field, start, after[1][2]
