"""Find e-mail addresses, telephone numbers and Salesforce ids in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "phone", "salesforce_id"]

# What stands before the @ has an end (RFC 5321: 64 characters), so that no text takes long.
_EMAIL = re.compile(r"[\w.+'%-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\(?\d[\d \u00a0\u202f.()/-]{6,18}\d(?!\w)")
_ID = re.compile(r"(?<![\w])[a-zA-Z0-9]{5}[a-zA-Z0-9]{10}(?:[A-Z0-5]{3})?(?!\w)")
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


@dataclass(frozen=True)
class ContactPoint:
    """What was found, as written in `value`; `normal` is comparable.

    An e-mail in lower case, a phone as digits with a leading + for an international number, an id
    in its 18-character form.
    """

    kind: Kind
    value: str
    normal: str
    span: tuple[int, int]


def find_contacts(text: str) -> list[ContactPoint]:
    """Return e-mails, phones and ids in the order of the text."""
    found = [_point("email", m, m.group().lower()) for m in _EMAIL.finditer(text)]
    ids = [match for match in _ID.finditer(text) if _is_id(match.group())]
    found += [_point("salesforce_id", match, long_id(match.group())) for match in ids]
    taken = {place for point in found for place in range(*point.span)}
    for match in _PHONE.finditer(text):
        number = normal_phone(match.group())
        overlaps = not taken.isdisjoint(range(*match.span()))
        if number and not overlaps and not _DATE.fullmatch(match.group()):
            found.append(_point("phone", match, number))
    return sorted(found, key=lambda point: point.span)


def _point(kind: Kind, match: re.Match[str], normal: str) -> ContactPoint:
    return ContactPoint(kind, match.group(), normal, match.span())


def normal_phone(written: str) -> str | None:
    """Return a phone's digits, international where a prefix says so; None if it cannot be one.

    French and British national numbers have ten or eleven digits and begin with 0.
    """
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.lstrip("( ").startswith("+"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if digits.startswith("00"):
        return f"+{digits[2:]}" if 10 <= len(digits) <= 17 else None
    return digits if digits.startswith("0") and 9 <= len(digits) <= 11 else None


def _is_id(written: str) -> bool:
    """Whether 15 or 18 characters can be an id: a checksum that fits, or a numeric key prefix."""
    if len(written) == 18:
        return long_id(written[:15]) == written
    return bool(re.match(r"[0a][0-9a-zA-Z]{2}", written)) and sum(map(str.isdigit, written)) >= 4


def long_id(written: str) -> str:
    """Return the 18-character form of an id: three letters encode which of each five are capitals.

    Source: Salesforce, "What are 15- and 18-character Salesforce IDs".
    """
    if len(written) != 15:
        return written
    suffix = ""
    for chunk in (written[0:5], written[5:10], written[10:15]):
        suffix += _SUFFIX[sum(1 << place for place, letter in enumerate(chunk) if letter.isupper())]
    return written + suffix
