"""What a message asks for, and what it dictates or passes on: the second is kept, never obeyed."""

from __future__ import annotations

import re

from actions.sentences import HEADER, QUOTED
from language import fold

_COLON = re.compile(r"\s?:\s+|\s?:\n|\s:(?=\S)")
_QUOTES = re.compile(r"«\s*(.+?)\s*»|“(.+?)”|\"(.+?)\"", re.DOTALL)
_THAT = re.compile(
    r"\b(?:not\w*|consign\w*|enregistr\w*|inscri\w*|ajout\w*|gard\w*|writ\w*|record\w*|log\w*|"
    r"put\w*|add\w*|sav\w*|keep\w*)\b[^:]*?\b(?:que\s+|qu[’'](?=\w)|that\s+)",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """Return what the person asks, without a mail or a thread they pasted below it."""
    kept: list[str] = []
    for place, line in enumerate(text.splitlines()):
        folded = fold(line.strip())
        if QUOTED.match(folded) or (place and HEADER.match(folded)):
            break
        kept.append(line)
    return "\n".join(kept)


def dictated(text: str) -> tuple[str, str | None]:
    """Return the request and the words to be kept, verbatim; None where nothing is dictated.

    Dictated is what follows a colon, else what stands in quotation marks, else what follows
    « note que » or "record that".
    """
    for match in _COLON.finditer(text):
        if not re.search(r"\d$", text[: match.start()]) and text[match.end() :].strip():
            return text[: match.start()], _unquoted(text[match.end() :].strip())
    if quoted := _QUOTES.search(text):
        words = next(group for group in quoted.groups() if group)
        return text[: quoted.start()] + text[quoted.end() :], words
    if that := _THAT.match(text):
        return text[: that.end()], text[that.end() :].strip() or None
    return text, None


def _unquoted(words: str) -> str:
    whole = _QUOTES.fullmatch(words)
    return next(group for group in whole.groups() if group) if whole else words
