"""Names told letter by letter (« K, O, W, A, L, S, K, I »), initials, user names (n.benali)."""

from __future__ import annotations

import re

from guard.entries import fold
from guard.recognizers.contract import Recognizer, whole

_TOLD = (
    r"\b(?:[ée]pel\w*|spell\w*|n[ ]?o[ ]?m|pr[ ]?[ée][ ]?n[ ]?o[ ]?m"
    r"|(?:s[ ]?u[ ]?r|f[ ]?o[ ]?r[ ]?e)"
    r"[ ]?n[ ]?a[ ]?m[ ]?e|n[ ]?a[ ]?m[ ]?e)\b"
)
_ACCOUNT = (
    r"\b(?:utilisat\w+|user(?:name)?|login|log(?:ged)? in as|compte|account|identifiant|session"
    r"|owner|assign\w*|auteur|author|modifi\w* (?:par|by)|cr[ée][ée]\w* par|created by"
    r"|d[ée]sactiv\w*|disabled|(?:un)?locked|(?:d[ée])?(?:verr?ouill|bloqu)\w*|reset"
    r"|r[ée]initialis\w*)\b"
)

_LABELS = frozenset({"nom", "prenom", "name", "surname", "forename", "firstname", "lastname"})


def _is_no_label(value: str) -> bool:
    """Say whether the letters make something other than a form's own words."""
    return fold(re.sub(r"[\W_]+", "", value)) not in _LABELS


SPELLED = (
    Recognizer(
        "PERSON",
        r"(?<![\w])[^\W\d_](?:(?:[ ]|[ ]?[,\-.][ ]?)[^\W\d_](?![\w'’])){2,20}(?!\w)",
        0.86,
        whole(_is_no_label),
        near=_TOLD,
        reach=40,
    ),
    Recognizer(
        "PERSON",
        r"(?<![\w.’'/])(?![SPNE]\. ?[ABS]\.)[A-Z](?:-[A-Z])?\.[ ][A-Z]\.(?![\w.]|[ ]?[A-Z][a-z])",
        0.75,
        flags=0,
    ),
    Recognizer("PERSON", r"(?:(?<=[.!?] )|(?<=\n))[A-Z]\.?(?=\s*\Z)", 0.86, flags=0),
    Recognizer(
        "PERSON",
        r"(?<![\w@./\\\-])(?-i:[^\W\d_A-Z])[._][^\W\d_]{3,20}(?:-[^\W\d_]{2,15})?(?![\w@(/\\\-]|\.\w)",
        0.86,
        near=_ACCOUNT,
        reach=40,
    ),
)
