"""User names told in passing: « o.delmas », « mathilde.r », "ptaylor3", "jmorton" locked out.

The tagger reads letters only, and takes what touches a figure for a code; a code is not made of a
listed name, nor a file of an initial and a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guard.entries import fold
from guard.masking.brands import BRANDS
from guard.masking.everyday import EVERYDAY
from guard.masking.lexicon import Lexicon
from guard.spans import Span

_USER = re.compile(
    r"(?<![\w@./\\#&=\-])(?:([a-zà-ÿ]{1,14})(?:[._]|(?<=\b[a-z])\. )([a-zà-ÿ]{3,20})"
    r"|([a-zà-ÿ]{5,20})(?=\d))\d{0,4}(?![\w@/]|[.\-=]\w|\()"
)
_SHORT = re.compile(r"(?<![\w@./\\#&=\-])([a-zà-ÿ]{3,14})[._][a-z](?![\w@/]|[.\-=]\w|\()")
"""A first name and an initial: « mathilde.r »."""
_JOINED = re.compile(r"(?<![\w@./\\#&=\-])[a-z]([a-zà-ÿ]{4,19})(?![\w@/'’]|[.\-=]\w|\()")
_ACCESS = re.compile(
    r"(?i)(?<!\w)(?:log(?:ged|ging)?[ -]?(?:in|out|on)|logins?|log ?ins?|sign in|passwords?"
    r"|locked out|reset|permissions?|access|vpn|mfa|identifiants?|connexion"
    r"|(?:dé)?connecter|connecte|mots? de passe|mdp|droits?|acc[èe]s|sessions?"
    r"|bloquée?|verrouillée?)(?!\w)"
)
"""What is said of accounts, near which an initial and a last name run together are a user name."""
_NEAR = 40
_BRANDS = frozenset(map(fold, BRANDS))
_LED = re.compile(r"(?i)(?<!\w)(?:de|d['’]|par|pour|by|for|of|from|chez|user|compte|account)[ ]?\Z")
"""What stands before somebody's user name, whoever bears it."""
_SURE = 0.87
"""Above what the tagger makes of the letters alone."""


def find_user_names(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield what is written as user names are, of names the lists know."""
    for match in _USER.finditer(text):
        first, last, glued = match.groups()
        led = bool(_LED.search(text, max(0, match.start() - 9), match.start()))
        if _is_glued(glued, led, lexicon) if glued else _is_pair(first, last, lexicon):
            yield Span("PERSON", match.start(), match.end(), _SURE)
    for match in _SHORT.finditer(text):
        if lexicon.is_home_name(match[1]):
            yield Span("PERSON", match.start(), match.end(), _SURE)
    for said in _ACCESS.finditer(text):
        for match in _JOINED.finditer(text, max(0, said.start() - _NEAR), said.end() + _NEAR):
            if _is_joined(match[0], match[1], lexicon):
                yield Span("PERSON", match.start(), match.end(), _SURE)


def _is_pair(first: str, last: str, lexicon: Lexicon) -> bool:
    """Say whether these are an initial or a first name, and a last name that is no word."""
    if len(first) == 1:
        return _is_name(last, lexicon) or not (lexicon.is_word(last) or len(last) < 5)
    return lexicon.is_first(first) and _is_name(last, lexicon)


def _is_glued(name: str, led: bool, lexicon: Lexicon) -> bool:
    """Say whether letters before figures are a name, an initial and a last name, or led to."""
    if lexicon.is_word(name) or fold(name) in _BRANDS:
        return False
    listed = lexicon.is_home_name(name) or lexicon.is_last(name) or lexicon.is_last(name[1:])
    return listed or (led and len(name) > 5)


def _is_joined(whole: str, last: str, lexicon: Lexicon) -> bool:
    """Say whether an initial and a last name stand where nothing else is meant: "jmorton"."""
    meant = lexicon.is_word(whole) or lexicon.is_first(whole) or lexicon.is_last(whole)
    if meant or lexicon.is_word(last) or fold(whole) in _BRANDS:
        return False
    return lexicon.is_home_last(last)


def _is_name(last: str, lexicon: Lexicon) -> bool:
    """Say whether a last name is listed and is a name rather than a word."""
    return lexicon.is_last(last) and (fold(last) in EVERYDAY or not lexicon.is_word(last))
