"""What a wish to be sent something says: what, how often, at what time; or what to watch for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from actions.clock_times import find_time
from actions.delivery_ways import find_way
from language import Recurrence, find_recurrence, fold_keep_length

Event = Literal["new", "slips", "enters"]

# A clause of time or condition: what comes after is what to watch for.
_WHEN = re.compile(
    r"(?<!\w)(?:(?:a )?chaque fois qu(?:e |')|each time|every time|"
    r"des qu(?:e |')|aussitot qu(?:e |')|"
    r"quand|lorsqu(?:e |')|as soon as|when(?:ever)?|once|if|s(?:i |'(?=ils?\b)))\s*"
)
_WARNS = (
    r"(?:alert\w*|avert\w*|previen\w*|prevenez|prevenir|notif\w*|signal\w*|surveill\w*|watch\w*|"
    r"warn\w*|ping|flag|heads up|tell me|let me know|keep an eye)"
)
_ABOUT = re.compile(
    rf"\b{_WARNS}\b[\w' -]{{0,30}}?"
    r"(?:\b(?:pour|sur|des|de|du|en cas de|for|on|about|of|at)\b|\bd')\s*"
)
_WARNING = re.compile(rf"\b{_WARNS}\b(?:[ -](?:moi|nous|me|us))?\s*")
_SLIPS = re.compile(
    r"\b(?:gliss\w+|derap\w+|decal\w+|repouss\w+|report(?:e|ee|es|ees|ent)\b|recul\w+|retard\w*|"
    r"slip\w*|push(?:es|ed)?(?: back| out)?|postpon\w+|delay\w*|"
    r"mov(?:es|ed) (?:back|out|later)|overdue|"
    r"(?:go(?:es)? |gone |runs? )?pass?(?:t|es|ed)? (?:its|their|the) "
    r"(?:close|closing|due|end) date|"
    r"depass\w+ (?:sa|son|leur) (?:date|echeance)[\w ]*)"
)
_DUE = re.compile(
    r"\b(?:(?:la |the |its |sa )?"
    r"(?:date de (?:cloture|fin)|cloture|echeance|clos(?:e|ing) date|due date) "
    r"(?:d'|des? |du |of )?)"
)
_NEW = re.compile(
    r"\b(?:nouve(?:au|aux|l|lle|lles)|new|arriv\w+|tomb\w+|comes? in|lands?|"
    r"(?:(?:est|sont|is|are|gets?|has been) )?(?:crees?|creee?s?|created|opened|logged|raised)|"
    r"(?:est|sont) ouvert\w*)\b"
)
_AUXILIARY = re.compile(r"\b(?:est|sont|a ete|ont ete|is|are|gets?|has been|have been|soit)\s*$")
_ENDS = re.compile(r"^[\s,;:.!?–-]+|[\s,;:.!?–-]+$")
# What asks for the sending itself, before the thing that is sent.
_SENDS = re.compile(
    r"^(?:(?:s'il (?:te|vous) plait|stp|svp|please|merci de|thanks|bonjour|hello|hi|hey)[\s,]*)*"
    r"(?:(?:peux|pourrais)[- ]tu|(?:pouvez|pourriez)[- ]vous|(?:can|could) (?:you|we|i)|"
    r"would you|will you|je (?:veux|voudrais|souhaite(?:rais)?)|j'aimerais(?: bien)?|"
    r"j'ai besoin(?:[\s,]+(?:de|d'))?|il me fau(?:drai)?t|"
    r"i(?:'d| would)? (?:like|want|need)(?: you)?(?: to)?|please)?[\s,]*"
    r"(?:(?:me |m'|nous )?(?:envo(?:ie|yer|yez)|recevoir|adress\w+|transmet\w*|programm\w+|"
    r"planifi\w+|poste[rz]?|partage[rz]?|livre[rz]?|prepare[rz]?|sors|sortir|fai(?:s|re|tes)|"
    r"montre[rz]?|donne[rz]?)"
    r"|send(?: over)?|schedule|have|get|receive|post|share|deliver|mail|e-mail|email|show|give|"
    r"drop|push|set up|"
    r"to (?:send|get|receive))?"
    r"(?:[- ](?:moi|nous|me|us))?(?:[- ](?:l'envoi|the sending) (?:de|of))?\s+"
)
_TAIL = re.compile(
    r"[\s,]*(?:s'il (?:te|vous) plait|stp|svp|please|pls|merci|thanks|thank you|ici|here|"
    r"dans (?:ce canal|cette conversation|ce fil)|in (?:this channel|this chat|slack|teams))\s*$"
)
_PREPOSITION = re.compile(
    r"(?:^|[\s,])(?:a|au|aux|at|le|vers|around|by|des|de|en|from|for|in|,|the|on|et|and)\s*$"
)


@dataclass(frozen=True)
class Wish:
    """A wish read: `words` are what to send, or the clause to watch for (`event` says how).

    `rhythm` and `at` are None where the text says none; `mail` tells whether it is to come by mail.
    """

    kind: Literal["report", "alert"]
    words: str
    rhythm: Recurrence | None = None
    at: time | None = None
    event: Event = "enters"
    mail: bool = False


def read_wish(text: str) -> Wish:
    """Return what a text wishes to be sent, and whether by mail."""
    said = find_way(text)
    if said is None or said.way != "mail":
        return _read(text)
    return replace(_read(_without(text, [said.span])), mail=True)


def _read(text: str) -> Wish:
    rhythm = find_recurrence(text)
    if (clause := _watched(text)) is not None and not (rhythm and rhythm.apart):
        return _alert(clause)
    spans = [rhythm.span] if rhythm and rhythm.apart else []
    found = find_time(text)
    if found and not any(_overlap(found.span, span) for span in spans):
        spans.append(found.span)
    at = found.time.replace(second=0, microsecond=0) if found else None
    return Wish("report", _asked(_without(text, spans)), rhythm, at)


def _watched(text: str) -> str | None:
    """Return the clause that says what to watch for; None where there is none."""
    folded = fold_keep_length(text)
    if when := _WHEN.search(folded):
        return text[when.end() :]
    for pattern in (_ABOUT, _WARNING):
        if said := pattern.search(folded):
            return text[said.end() :]
    return None


def _alert(clause: str) -> Wish:
    clause = _tidy(clause)
    folded = fold_keep_length(clause)
    if spans := [said.span() for said in _SLIPS.finditer(folded)]:
        spans += [said.span() for said in _DUE.finditer(folded)]
        return Wish("alert", _tidy(_cut(clause, spans)), event="slips")
    if spans := [said.span() for said in _NEW.finditer(folded)]:
        return Wish("alert", _tidy(_cut(clause, spans)), event="new")
    return Wish("alert", clause)


def _cut(clause: str, spans: list[tuple[int, int]]) -> str:
    """Cut words of what happens out of a clause, with the auxiliaries before them."""
    for start, end in sorted(spans, reverse=True):
        head = _AUXILIARY.sub("", fold_keep_length(clause[:start]))
        clause = f"{clause[: len(head)].rstrip()} {clause[end:].lstrip()}"
    return clause


def _asked(text: str) -> str:
    """Return what is to be sent, without the words that ask for the sending."""
    text = _tidy(text)
    sent = _SENDS.match(fold_keep_length(text))
    return _tidy(text[sent.end() :] if sent else text)


def _tidy(text: str) -> str:
    text = _ENDS.sub("", text)
    if tail := _TAIL.search(fold_keep_length(text)):
        text = text[: tail.start()]
    return _ENDS.sub("", text)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Cut spans out, each with the little word before it."""
    for start, end in sorted(spans, reverse=True):
        head = text[:start]
        if little := _PREPOSITION.search(fold_keep_length(head)):
            head = head[: little.start()]
        text = f"{head.rstrip()} {text[end:].lstrip()}"
    return text


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
