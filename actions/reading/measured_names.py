"""Which of the numbers a question names is measured: the fuller name, and no word of sharing."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.spans import Mention
from language import words


def begins_fuller(mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether « montant » only begins « montant des indemnités versées », which says more."""
    share = max(one.share for one in mention.of("field"))
    fuller = (m for m in found if m.start > mention.end and m.start - mention.end <= _OF)
    return bool(_WORTHS & {*words(mention.text)}) and any(
        one.share > share for m in fuller for one in m.of("field")
    )


_OF = 3
_WORTHS = frozenset(words("montant montants amount amounts valeur value total somme sum cout cost"))


def partly_shares(mention: Mention) -> bool:
    """Whether "share" is no more than a word of a percentage's label."""
    return mention.says("share") and all(one.share < 1.0 for one in mention.of("field"))
