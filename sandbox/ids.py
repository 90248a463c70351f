"""Salesforce record ids: 15 case-sensitive characters, and 18 that survive case-insensitive tools.

An id is a 3-character key prefix (which object), 2 characters of instance, 1 reserved, 9 of
base-62 number, and 3 of checksum: each checksum character tells which of five characters are
upper case (Salesforce help, "What are the differences between 15 and 18 character IDs").
"""

from __future__ import annotations

import string

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_CHECKSUM = string.ascii_uppercase + "012345"
_INSTANCE = "Qk0"


def new_id(prefix: str, number: int) -> str:
    """Return the 18-character id of the `number`-th record of the object with this key prefix."""
    return to_18(f"{prefix}{_INSTANCE}{_base62(number):0>9}")


def to_18(id15: str) -> str:
    """Return the 18-character form of an id of 15 characters (or already 18)."""
    return id15 if len(id15) == 18 else id15 + _checksum(id15)


def is_valid(value: str) -> bool:
    """Whether the text is a well-formed id of 15 characters, or of 18 with the right checksum."""
    if not (value.isascii() and value.isalnum()):
        return False
    return len(value) == 15 or (len(value) == 18 and value[15:].upper() == _checksum(value[:15]))


def _base62(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = _DIGITS[rest] + digits
    return digits


def _checksum(id15: str) -> str:
    chunks = (id15[start : start + 5] for start in (0, 5, 10))
    return "".join(
        _CHECKSUM[sum(1 << place for place, letter in enumerate(chunk) if letter.isupper())]
        for chunk in chunks
    )
