"""What a signature says of its writer: telephone, e-mail, job; held against their record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.mail_files import Letter
from actions.sentences import CLOSING, QUOTED
from language import find_contacts, fold, normal_phone

MOBILE = re.compile(r"^(?:\+33[67]|0[67]|\+447|07)")
TITLE = re.compile(
    r"\b(?:direct(?:eur|rice)|responsable|charge(?:e)?|chef|acheteu(?:r|se)|ingenieur(?:e)?|gerant(?:e)?|"
    r"assistant(?:e)?|technicien(?:ne)?|comptable|president(?:e)?|manager|director|head|officer|buyer|"
    r"engineer|chief|lead|assistant|coordinator|controller|daf|dsi|cto|cfo|ceo)\b"
)
LINES, LONGEST = 8, 70


@dataclass(frozen=True)
class Signature:
    """What a signature states, by the field of the contact it belongs to."""

    stated: Mapping[str, str]

    def changed(self, held: Mapping[str, Any]) -> dict[str, str]:
        """Return what is stated and not what the record holds, numbers compared by their digits."""
        return {
            name: value
            for name, value in self.stated.items()
            if name in held and not _same(name, value, str(held[name] or ""))
        }


def _same(name: str, stated: str, held: str) -> bool:
    if name in {"Phone", "MobilePhone"}:
        return digits(stated) == digits(held)
    return fold(stated) == fold(held)


def digits(number: str) -> str:
    """Return the digits that tell a number, whatever its prefix."""
    return re.sub(r"\D", "", normal_phone(number) or number)[-9:]


def read_signature(letter: Letter) -> Signature:
    """Return what the last lines of the writer's own text say of them."""
    lines = own_tail(letter.text)
    stated: dict[str, str] = {}
    for line in lines:
        for point in find_contacts(line):
            if point.kind == "phone":
                name = "MobilePhone" if MOBILE.match(point.normal) else "Phone"
                stated.setdefault(name, point.value.strip())
            elif point.kind == "email" and point.normal == letter.address:
                stated.setdefault("Email", point.normal)
        if "Title" not in stated and titled(line, letter.name):
            stated["Title"] = line.strip(" ,;|")
    return Signature(stated)


def own_tail(text: str) -> list[str]:
    """Return the lines after the closing of a letter, above any quoted thread."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    own = next((n for n, line in enumerate(lines) if QUOTED.match(fold(line))), len(lines))
    closed = [n for n, line in enumerate(lines[:own]) if CLOSING.match(fold(line))]
    return lines[closed[-1] + 1 : own][:LINES] if closed else []


def titled(line: str, name: str) -> bool:
    """Whether a line of a signature says what somebody does."""
    folded = fold(line)
    return bool(
        TITLE.search(folded) and len(line) <= LONGEST and fold(name) not in folded
        and not find_contacts(line)
    )  # fmt: skip
