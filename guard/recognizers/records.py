"""Salesforce record ids: 18 characters whose last three say which of the others are capitals."""

from __future__ import annotations

import re

from guard.recognizers.contract import Recognizer, whole

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def id_suffix(short: str) -> str:
    """Return the three check characters of a 15-character id: five capital bits each."""
    chunks = (short[at : at + 5] for at in (0, 5, 10))
    bits = (sum(1 << place for place, c in enumerate(chunk) if c.isupper()) for chunk in chunks)
    return "".join(_ALPHABET[value] for value in bits)


def _is_long_id(value: str) -> bool:
    """Say whether the check characters fit."""
    return value[15:].upper() == id_suffix(value[:15])


def _is_short_id(value: str) -> bool:
    """Say whether a 15-character word has a standard object's prefix and enough digits."""
    prefix = re.match(
        r"(?:00[1356QTUkGOaDelXv]|01[tsnpIZ]|02i|0Q0|0[26]8|5[07]0|57[012]|70[01]"
        r"|80[012]|a[0-9A-Z][0-9A-Za-z])",
        value,
    )
    return (
        bool(prefix)
        and len(re.findall(r"\d", value)) >= 6
        and bool(re.search("[A-Za-z]", value[3:]))
    )


RECORDS = (
    Recognizer(
        "RECORD_ID",
        r"(?<![A-Za-z0-9])[a-zA-Z0-9]{15}[A-Z0-5]{3}(?![A-Za-z0-9])",
        0.98,
        whole(_is_long_id),
        flags=0,
    ),
    Recognizer(
        "RECORD_ID",
        r"(?<![A-Za-z0-9\-])[a-zA-Z0-9]{15}(?![A-Za-z0-9\-])",
        0.7,
        whole(_is_short_id),
        flags=0,
    ),
)
