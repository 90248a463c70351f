"""What a summary is asked of: how many exchanges, of which kind, from when, in how many sentences.

« Résume le dernier appel » is one call, « les trois derniers mails » three e-mails. A number in the
record's own name (« Pilot 6 sites ») counts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actions.case_meant import case_meant
from actions.contract import Request, Tools
from actions.interactions import Kind
from actions.naming import record_meant
from actions.parts import RecordRef
from actions.style import Style, read_style
from language import find_counts, find_periods, fold

USUAL, MOST, SHORT = 5, 20, 3
OBJECTS = ("Account", "Contact", "Opportunity", "Lead", "Case")
# What « en deux phrases » counts is no exchange.
OF_TEXT = re.compile(r"^(?:phrase|ligne|mot|sentence|line|word|point)s?\b")
IN_ONE = re.compile(
    r"\b(?:en|in) (?:une?|one|an?|1) (?:\w+ )?(?:phrase|ligne|mot|sentence|line|word)\b"
)
"""« En une phrase »: an article counts nothing elsewhere."""
NOUNS: dict[Kind, str] = {
    "call": r"appels?|coups? de (?:fil|telephone)|(?:phone )?calls?",
    "meeting": r"reunions?|rendez-vous|rdv|visites?|meetings?|visits?",
    "email": r"e-?mails?|mails?|courriels?",
    "chat": r"(?:t?chats?|discussions? en ligne|live chats?)",
}
LAST = r"(?:plus recente?s?|derni(?:er|ere)s?|(?:very )?last|latest|(?:most )?recent)"
OF_KIND = {
    kind: re.compile(rf"\b{LAST} (?:\w+ )?(?:{noun})\b|\b(?:{noun}) (?:les? |la )?{LAST}\b")
    for kind, noun in NOUNS.items()
}
EXCHANGE = (
    rf"(?:echange|interaction|contact|conversation|message|exchange|one|{'|'.join(NOUNS.values())})"
)
OWN = r"(?:mon|ma|notre|votre|leur|son|sa|my|our|your|their|his|her)"
ONE_LAST = re.compile(
    rf"\b(?:l[ea] |{OWN} )(?:tout |toute )?derni(?:er|ere)(?: {EXCHANGE}(?!s)\b|\W*$)"
    rf"|\b(?:the|{OWN}) (?:very )?(?:last|latest|most recent) {EXCHANGE}(?!s)\b"
    rf"|\bl(?:e |a |[’'])?{EXCHANGE} l[ea] plus recente?\b"
)


@dataclass(frozen=True)
class Asked:
    """Up to `limit` exchanges, of one `kind` where it is said; `counted` if the number was said."""

    limit: int
    counted: bool
    kind: Kind | None


def asked(text: str, name: str) -> Asked:
    """Return which exchanges a request about the record of that name wants."""
    said = without(text, name)
    folded = fold(said)
    kind = next((kind for kind, pattern in OF_KIND.items() if pattern.search(folded)), None)
    counts = [
        one.value for one in find_counts(said)
        if not one.ordinal and one.value > 0 and not OF_TEXT.match(one.noun)
    ]  # fmt: skip
    if counts:
        return Asked(min(counts[0], MOST), counted=True, kind=kind)
    if ONE_LAST.search(folded):
        return Asked(1, counted=True, kind=kind)
    usual = MOST if read_style(text, Style()).length == "long" else USUAL
    return Asked(usual, counted=False, kind=kind)


async def asked_of(request: Request, tools: Tools) -> tuple[RecordRef, Asked]:
    """Return what is to be summed up, and how."""
    named = await record_meant(request, tools, OBJECTS)
    return await case_meant(named, request.text, tools), asked(request.text, named.name)


def without(text: str, name: str) -> str:
    """Return a request without the record's name, however it is cased or accented."""
    folded, part = fold(text), fold(name)
    at = folded.find(part) if part and len(folded) == len(text) else -1
    return f"{text[:at]} {text[at + len(part) :]}" if at >= 0 else text


def sentences_asked(text: str) -> int:
    """Return how many sentences a short summary is asked in, 0 for a full one."""
    counts = [one.value for one in find_counts(text) if OF_TEXT.match(one.noun) and one.value > 0]
    if counts:
        return counts[0]
    if IN_ONE.search(fold(text)):
        return 1
    return SHORT if read_style(text, Style()).length == "short" else 0


def period_asked(text: str, today: date) -> tuple[date | None, date | None]:
    """Return the period asked about, open where nothing is said."""
    for period in find_periods(text, today, prefer="past"):
        return period.start, period.end
    return None, None
