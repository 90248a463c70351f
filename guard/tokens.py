"""What a placeholder looks like, and how a mangled one is still recognised.

A placeholder is `[PERSON_K4_1]`: a word for the type, the tag of the conversation's vault, a
number unique in that vault, and for another spelling of the same value a form (`_FIRST`, `_LAST`,
`_V2`). Models change case, drop brackets, escape underscores for Markdown or translate the word;
the tag and the number are what identifies. Without brackets the parts must be joined by `_` or
`-`, so that « la personne 1 » stays prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 56
"""No spelling of a placeholder that is recognised is longer than this many characters."""

WORDS = {
    "PERSON": "PERSON",
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "LOCATION": "PLACE",
    "ADDRESS": "ADDRESS",
    "IBAN_CODE": "IBAN",
    "CREDIT_CARD": "CARD",
    "DATE_OF_BIRTH": "BIRTH",
    "LICENSE_PLATE": "PLATE",
    "IP_ADDRESS": "IP",
    "URL": "URL",
    "SECRET": "SECRET",
    "RECORD_ID": "RECORD",
    "ORGANIZATION": "COMPANY",
    "TEXT": "TEXT",
}
"""Entity type → the word in its placeholders; any other type is an `ID`."""

_WORD = r"[^\W\d_]{2,12}"
_JOINT = r"[ \u00a0]?\\?[_\-\u2010\u2011\u2013][ \u00a0]?"
_LOOSE = r"(?:[ \u00a0]|\\?[_\-\u2010\u2011\u2013]){1,3}"


def _core(tag: str, joint: str, mark: str) -> str:
    """Return the pattern of the inside of a placeholder; `mark` names its groups."""
    number = rf"(?P<n{mark}>\d{{1,6}})"
    form = rf"(?:{joint}(?P<f{mark}>FIRST|LAST|V\d{{1,3}})(?![^\W_]))?"
    return rf"{_WORD}{joint}{tag}{joint}{number}{form}"


def token_pattern(tag: str) -> re.Pattern[str]:
    """Return the pattern that finds every tolerated spelling of a placeholder with that tag."""
    # One core for the four kinds of brackets: compiling is most of what a new vault costs.
    opened = r"(?:(?P<square>\[ ?)|(?P<escaped>\\\[ ?)|(?P<angle><)|(?P<curly>\{))"
    closed = r"(?(square) ?\])(?(escaped) ?\\\])(?(angle)>)(?(curly)\})"
    loose, strict = _core(tag, _LOOSE, "a"), _core(tag, _JOINT, "e")
    return re.compile(rf"{opened}{loose}{closed}|\[?(?<![\w]){strict}(?![\w])\]?", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A placeholder taken apart: its number in the vault and its form ("" for the first)."""

    number: int
    form: str


def read_token(match: re.Match[str]) -> Token:
    """Return what a match of `token_pattern` says."""
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    number = next(value for key, value in groups.items() if key.startswith("n"))
    form = next((value for key, value in groups.items() if key.startswith("f")), "")
    return Token(int(number), form.upper())


def write_token(kind: str, tag: str, token: Token) -> str:
    """Return the placeholder as the vault writes it."""
    form = f"_{token.form}" if token.form else ""
    return f"[{WORDS.get(kind, 'ID')}_{tag}_{token.number}{form}]"
