"""What a request for an e-mail looks back on, what it offers, and what a meeting is to be about.

« Remercie-le pour la démo de vendredi » speaks of last Friday, « et propose mardi » of the next
Tuesday; « pour parler de l'extension » is what the customer is told the meeting is for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from actions.interactions import Interaction
from language import Period, find_periods, fold_keep_length, words

LOOKING_BACK = frozenset({"thank_you", "recap", "service_recovery"})
"""Purposes that speak of what was, where a day is not offered unless a verb offers it."""
RECALLING = frozenset({"thank_you", "recap", "follow_up", "reminder"})
"""Purposes that cite an exchange, which the request may name."""
COMING = frozenset({"meeting_request", "confirm_meeting", "reschedule"})
OFFERS = re.compile(
    r"\b(?:propos\w*|sugg\w+|offer (?:to|them|him|her|an?)|ask\w*|demande[rz]?[- ](?:lui|leur)|"
    r"invit\w*|book\w*|fix(?:er?|ons|ez)?|cal(?:er?|ons|ez)|voir si|see (?:if|whether)|available|"
    r"disponib\w*|dispos?|rencontrer|meet|speak|se (?:voir|parler))\b"
)
CLAUSE = re.compile(r"[,;.:!?]|\b(?:et|puis|and|then)\b")
DEFINITE = r"(?:la|le|les|notre|nos|cette|cet|ce|the|our|this|their|his|her|leur|son|sa)"
DATED = re.compile(
    rf"(?:\b{DEFINITE}\s+(?:\w+\s+){{1,3}}?|\bl['’]\w+\s+(?:\w+\s+){{0,2}}?)"
    r"(?:(?:de|du|d['’]|on|of|from|le)\s*(?:the\s+|la\s+|le\s+)?)?$"
)
"""What is dated by the day after it: « notre réunion de », "the demo on"."""
DONE = re.compile(r"(?:[éu]e?s?|ed|sent|made|held|had)\s+(?:on\s+|le\s+)?$", re.IGNORECASE)
OWNED = re.compile(r"^['’]s\b")
NEXT = re.compile(
    r"\s(?:et|and|puis|then)\s+(?=(?:(?!(?:for|pour|de|of|also|aussi)\b)[\w’'-]+\s+(?:what|that|if|whether|them|him|her|the|an?|our|how|"
    r"une?|les?|la|notre|nos|ce|si|que|qu)\b|[\w]+-(?:lui|leur|la|les?)\b|propos|sugg|recap|offer))"
)
"""Where a second order begins: « et propose un appel »; "time and patience" is one matter."""
HELD = {
    "call": r"appels?|coups? de (?:fil|telephone)|calls?",
    "meeting": r"reunions?|rendez-vous|rdv|visites?|meetings?|visits?|demos?|demonstrations?|"
    r"ateliers?|workshops?|visios?|visioconferences?",
    "chat": r"chats?|discussions? en ligne",
}
RECALLED = {
    kind: re.compile(
        rf"(?:\b(?:{DEFINITE}|last|latest)\s+|\bl['’]|['’]s\s+)(?:\w+\s+){{0,2}}?(?:{nouns})\b"
    )
    for kind, nouns in HELD.items()
}
TELLING = r"(?:present|montr|expliqu|parl|propos|expos|detaill|demontr)er|remettre|faire"
AFTER = re.compile(
    rf"\b(?:apres|suite a|a la suite de|following|after|further to)\s+"
    rf"(?:{DEFINITE}\s+|l['’]|\w+['’]s\s+)(?:\w+\s+){{0,2}}?(?:{HELD['meeting']}|{HELD['call']})\b"
)
SINCE = re.compile(r"\b(?:apr[eè]s|depuis|after|since)\b", re.IGNORECASE)
ARRANGING = (
    r"(?:re)?(?:demand|propos|sollicit|fix|cal|organis|planifi|rencontr|invit|appel|trouv|bloqu)er|"
    r"convenir|obtenir|prendre|avoir|voir|ecrire"
)
"""What asks for the meeting, and is not what it is for."""
FOR = re.compile(
    r"\b(?:pour|afin de|afin d['’]|histoire de)\s*"
    rf"((?:leur\s+(?:{TELLING})|(?!(?:notre|votre|leur)\b)(?:(?:lui|en|y|l['’])\s*)?"
    rf"(?!(?:{ARRANGING})\b)[a-z]{{2,}}(?:er|ir|re|oir))\b.*)"
)
"""« Pour leur présenter la suite » is an aim, « pour leur dossier » none."""
SETTING = r"(?:ask|meet|see|suggest|propose|set|arrange|have|write|invite|book|schedule|get|find)"
TO = re.compile(
    rf"\bto\s+((?!(?:{DEFINITE}|{SETTING}|me|us|them|him|an?|my|all)\b)[a-z]+(?:\s+[^\s].*|$))"
)
ABOUT = re.compile(
    r"\b((?:about|regarding|concerning|over|on|concernant|sur|(?:au sujet|a propos|autour)"
    r" (?:de|du|des|d['’]))\s*.+)"
)
LOOSE = re.compile(
    r"(?:\s|^)(?:le|la|on|at|in|for|de|a|en|the|by|this|ce|cette|pour|from|about|sur|,)\s*$"
)
TO_THEM = re.compile(r"^(?:leur|lui)\s+", re.IGNORECASE)
FEWEST, MOST = 2, 20


def offered(period: Period, text: str, purpose: str) -> bool:
    """Whether a day is offered: that of what is looked back on is not, but where a verb offers."""
    if purpose in COMING:
        return True
    before = text[: period.span[0]]
    folded = fold_keep_length(before)
    if OFFERS.search(CLAUSE.split(folded)[-1]):
        return True
    dated = DATED.search(folded) or DONE.search(before) or OWNED.match(text[period.span[1] :])
    return purpose not in LOOKING_BACK and not dated


def looks_back(text: str) -> bool:
    """Whether a request speaks of a meeting that was, and asks for none."""
    folded = fold_keep_length(text)
    return bool(AFTER.search(folded)) and not OFFERS.search(folded)


def recalled_in(text: str, purpose: str, today: date) -> dict[str, str]:
    """Return which exchange a request looks back on: of what kind, from and until which day."""
    if purpose not in RECALLING:
        return {}
    folded = fold_keep_length(text)
    kind = next((kind for kind, held in RECALLED.items() if held.search(folded)), None)
    found: dict[str, str] = {"kind": kind} if kind else {}
    # « Après la réunion de jeudi » is said of that day, not of all that came after it.
    dated = SINCE.sub(lambda found: " " * len(found[0]), text)
    for one in find_periods(dated, today, prefer="past"):
        start, end = one.start, one.end
        told = kind or purpose in LOOKING_BACK
        if told and start and end and start <= today and one.grain in {"day", "week"}:
            if OFFERS.search(CLAUSE.split(folded[: one.span[0]])[-1]):
                continue
            return {**found, "from": start.isoformat(), "until": end.isoformat()}
    return found


def recalled(found: Sequence[Interaction], wanted: Mapping[str, str]) -> list[Interaction]:
    """Return the exchanges that are looked back on, all of them where the request names none."""
    first, last = wanted.get("from", ""), wanted.get("until", "9")
    return [
        one for one in found
        if wanted.get("kind") in {None, one.kind} and first <= one.day.isoformat() <= last
    ]  # fmt: skip


def agenda(text: str, days: Sequence[Period]) -> dict[str, str]:
    """Return what a meeting is for, « parler de l’extension », or about, « sur le devis »."""
    said = text
    for one in days:
        said = f"{said[: one.span[0]]}{'|' * (one.span[1] - one.span[0])}{said[one.span[1] :]}"
    folded = fold_keep_length(said)
    for name, pattern in (("aim", FOR), ("aim", TO), ("about", ABOUT)):
        found = pattern.search(folded.replace("|", " "))
        if found and (kept := _cut(said[found.start(1) : found.end(1)])):
            return {name: kept}
    return {}


def _cut(said: str) -> str:
    """Return a matter up to where a day, a second sentence or a second order begins."""
    said = re.split(r"[.;:!?|]|,\s", said.strip())[0]
    said = first_order(said).strip()
    while loose := LOOSE.search(fold_keep_length(said)):
        said = said[: loose.start()].strip()
    said = TO_THEM.sub("vous ", said)
    said = re.sub(r"\b(?:them|him)\b", "you", said)
    return said if FEWEST <= len(words(said)) <= MOST else ""


def first_order(said: str) -> str:
    """Return a matter without the second order that follows it."""
    found = NEXT.search(fold_keep_length(said))
    return said[: found.start()] if found else said
