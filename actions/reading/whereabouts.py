"""« Là-bas », "there": the place of what is spoken of, as « chez eux » is.

"Are there any" speaks of no place.
"""

from __future__ import annotations

import re

from language import fold_keep_length

_PLACE = re.compile(
    r"\bla[- ]bas\b|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )"
    r"\bthere\b(?!\s*(?:is|are|was|were|be|any|isn|aren|'s|’s)\b)"
)
_THEIRS = "à eux"


def placed(text: str) -> str:
    """Return the text with the place said as those who are there; what follows stays in place."""
    for found in _PLACE.finditer(fold_keep_length(text)):
        start, end = found.span()
        text = text[:start] + _THEIRS.ljust(end - start) + text[end:]
    return text
