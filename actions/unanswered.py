"""Silence, theirs or ours: how often they were tried in vain, and what of theirs waits for us.

A call that reached nobody, as its record or its note says, and a mail of ours are tries; whatever
the customer said or wrote is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from actions.contract import Language
from actions.hearing import Heard
from actions.interactions import Interaction
from actions.parts import Evidence, SummaryItem
from actions.voices import said_in
from actions.wording import Lines, line
from language import fold, format_long_date

LASTS, TRIES, BRIEF, OWED = 21, 2, 14, 2
"""Days of silence worth telling, tries it takes, words of a note that tells of nothing else, and
days a question of theirs may wait."""
NOBODY = re.compile(
    r"\b(?:repondeur|messagerie|boite vocale|nrp|sans reponse|pas de reponse|aucune reponse|"
    r"injoignable|indisponible|pas (?:joignable|dispo\w*)|(?:ne|n[’' ]a pas|pas) (?:repond\w*|"
    r"decroche)|absente?|voice ?mail|no (?:answer|reply|response)|unreachable|not available|"
    r"(?:could|did) ?n[o’']?t (?:reach|answer|pick up)|left (?:a |him |her )?(?:a )?message|"
    r"nobody (?:there|answer\w*)|out of (?:the )?office)\b"
)
LINES: Lines = {
    "since": {
        "fr": "Aucune réponse enregistrée depuis le {day} : {tries} tentatives, la dernière le "
        "{last}.",
        "en": "No answer recorded since {day}: {tries} attempts, the last on {last}.",
    },
    "owed": {
        "fr": "Le dernier message du client, du {day}, est sans réponse enregistrée.",
        "en": "The customer’s last message, of {day}, has no answer on record.",
    },
    "never": {
        "fr": "Personne joint dans ces échanges : {tries} tentatives, la dernière le {last}.",
        "en": "Nobody reached in these exchanges: {tries} attempts, the last on {last}.",
    },
}


def tried(one: Interaction) -> bool:
    """Whether an exchange is only a try of ours."""
    if one.kind == "email":
        return one.incoming is False
    told = fold(f"{one.subject} {one.body}")
    short = len(told.split()) <= BRIEF
    return one.kind == "call" and (one.missed or (short and bool(NOBODY.search(told))))


def silences(
    found: Sequence[Interaction], heard: Sequence[Sequence[Heard]], language: Language, today: date
) -> list[SummaryItem]:
    """Return what is to be said of silences, theirs and ours; exchanges are newest first."""
    return [*theirs(found, language, today), *ours(found, heard, language, today)]


def ours(
    found: Sequence[Interaction], heard: Sequence[Sequence[Heard]], language: Language, today: date
) -> list[SummaryItem]:
    """Return the line that tells that the customer's last message waits for us."""
    if not found or not found[0].incoming or (today - found[0].day).days < OWED:
        return []
    asks = [
        said.text for said, remark in heard[0]
        if remark.kind in {"pain_point", "next_step"} or said.text.endswith("?")
    ]  # fmt: skip
    if not asks:
        return []
    text = line(LINES, "owed", language, day=format_long_date(found[0].day, language))
    proof = Evidence(object=found[0].object, id=found[0].id, quote=asks[-1])
    return [SummaryItem(text=text, kind="risk", evidence=[proof])]


def theirs(found: Sequence[Interaction], language: Language, today: date) -> list[SummaryItem]:
    """Return the line that tells that several tries of ours came to nothing."""
    tries = list(takewhile(tried, found))
    since = found[len(tries)].day if len(tries) < len(found) else None
    if len(tries) < TRIES or (since and (today - since).days < LASTS):
        return []
    last = format_long_date(tries[0].day, language)
    day = format_long_date(since, language) if since else ""
    text = line(
        LINES, "since" if since else "never", language, day=day, tries=len(tries), last=last
    )
    proof = [
        Evidence(object=one.object, id=one.id, quote=said_in(one)[0].text or one.subject)
        for one in tries
    ]
    return [SummaryItem(text=text, kind="risk", evidence=proof)]
