"""What is sent by itself, looked over: listed, moved to another time or way, stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from actions.clock_times import find_time
from actions.contract import Language, Request, Result, Tools
from actions.delivery_ways import by_mail, find_way, goes_by_mail
from actions.parts import Button, Buttons, Table
from actions.rhythm_times import next_time, rule_of
from actions.schedule_lines import LINES
from actions.schedule_report import moment_said, of_rule, stop_button, when_said, where_said
from actions.scheduled import Scheduled, Schedules
from actions.wording import line
from actions.wording import text as said
from crm import Crm
from language import find_recurrence, fold, words

_STOPS = re.compile(
    r"\b(?:arret\w*|stop\w*|supprim\w*|annul\w*|cancel\w*|delet\w*|remov\w*|desactiv\w*|enlev\w*|"
    r"turn off|switch off|disable\w*|unsubscrib\w*|desabonn\w*|coupe[rz]?|retir\w*|no longer|"
    r"ne (?:m'|me |veux |voulons )?\w* ?plus|end)\b"
)
_CHANGES = re.compile(
    r"\b(?:chang\w*|mov\w*|deplac\w*|decal\w*|modifi\w*|pass(?:e|er|ez)|reschedul\w*|avanc\w*|"
    r"recul\w*|met(?:s|tre|tez)?|make it|put|instead|plutot|rather)\b"
)
_ALL = re.compile(r"\b(?:tou(?:s|t|tes)|everything|all)\b")
_LIKE, _TELLING = 85.0, 4
_KINDS = {"alert": re.compile(r"\balert"), "report": re.compile(r"\b(?:rapport|report|envoi)")}


async def manage_schedules(request: Request, tools: Tools) -> Result:
    """List what is scheduled, or stop or move the one that is meant."""
    crm = tools.org()
    if tools.schedules is None:
        return Result((said(LINES, "not_here", request.language),))
    own = await tools.schedules.all()
    named = request.first("id")
    if named is not None:
        return await _stopped([one for one in own if one.id == named.value], request, tools)
    if not own:
        return Result((said(LINES, "none", request.language),))
    return await _managed(own, request, tools, tools.schedules, crm)


async def _managed(
    own: Sequence[Scheduled], request: Request, tools: Tools, schedules: Schedules, crm: Crm
) -> Result:
    folded = fold(request.text)
    moves = _new(request) and (_CHANGES.search(folded) or not _STOPS.search(folded))
    if not moves and not _STOPS.search(folded):
        return _listed(own, request)
    if not moves and _ALL.search(folded):
        return await _stopped(own, request, tools)
    meant = _meant(own, fold(_kept_words(request.text) if moves else request.text))
    if len(meant) == 1 and moves:
        changed = _changed(meant[0], request, tools, crm)
        return await _moved(changed, request, schedules, crm)
    if len(meant) == 1:
        return await _stopped(meant, request, tools)
    return _listed(own, request) if moves else _which(meant, request)


def _meant(own: Sequence[Scheduled], folded: str) -> list[Scheduled]:
    """Return those a text may speak of: the ones that share most words with it."""
    if len(own) == 1:
        return list(own)
    kinds = {kind for kind, said in _KINDS.items() if said.search(folded)}
    same = [one for one in own if one.kind in (kinds or _KINDS)] or list(own)
    said = [word for word in words(folded) if len(word) >= _TELLING]
    shared = [_shared(one, said) for one in same]
    most = max(shared)
    return [one for one, many in zip(same, shared, strict=True) if many == most]


def _shared(one: Scheduled, said: Sequence[str]) -> int:
    """Return how many telling words a text shares with one, misspelt or in the plural too."""
    own = {
        word for word in words(f"{one.words} {one.said} {one.rule.get('asked', '')}")
        if len(word) >= _TELLING
    }  # fmt: skip
    return sum(any(fuzz.ratio(word, each) >= _LIKE for each in said) for word in own)


def _kept_words(text: str) -> str:
    """Return a text without the new rhythm it asks for, which may be another's present one."""
    rhythm = find_recurrence(text)
    return text[: rhythm.span[0]] + text[rhythm.span[1] :] if rhythm and rhythm.apart else text


def _new(request: Request) -> bool:
    """Whether a text says a time, a rhythm or a way."""
    rhythm = find_recurrence(request.text)
    timed = find_time(request.text) or (rhythm and rhythm.apart)
    return bool(timed or find_way(request.text))


def _changed(one: Scheduled, request: Request, tools: Tools, crm: Crm) -> Scheduled | None:
    """Return it with the rhythm, the time and the way that are said; what is not said stays.

    None for an alert that is to have a rhythm.
    """
    way = find_way(request.text)
    if way:
        one = replace(one, conversation=by_mail(crm) if way.way == "mail" else "")
    rhythm, at = find_recurrence(request.text), find_time(request.text)
    rhythm = rhythm if rhythm and rhythm.apart else None
    if way and rhythm is None and at is None:
        return one
    if one.kind == "alert":
        return None
    rhythm = rhythm or of_rule(one.rule)
    hour = at.time.replace(second=0) if at else time.fromisoformat(one.rule["at"])
    now = tools.clock.now()
    rule = rule_of(rhythm, hour, now.astimezone(ZoneInfo(one.zone)).date())
    when = when_said(rhythm, hour, one.language)
    return replace(one, rule=rule, said=when, due=next_time(rule, one.zone, now))


async def _moved(
    changed: Scheduled | None, request: Request, schedules: Schedules, crm: Crm
) -> Result:
    """Keep it as it is now, and say so."""
    if changed is None:
        return Result((said(LINES, "no_rhythm", request.language),))
    await schedules.keep(changed)
    told = {"words": changed.words, "said": changed.said, "first": moment_said(changed),
            "where": await where_said(changed, request, crm)}  # fmt: skip
    name = "changed" if changed.kind == "report" else "changed_alert"
    words = said(LINES, name, request.language, **told)
    return Result((words, Buttons(buttons=[stop_button(changed, request)])))


async def _stopped(meant: Sequence[Scheduled], request: Request, tools: Tools) -> Result:
    """Stop them, and say so."""
    language, schedules = request.language, tools.schedules
    gone = [one for one in meant if schedules is not None and await schedules.stop(one.id)]
    parts = [said(LINES, "stopped", language, words=one.words, said=one.said) for one in gone]
    return Result(tuple(parts) or (said(LINES, "gone", language),))


def _which(meant: Sequence[Scheduled], request: Request) -> Result:
    buttons: list[Button] = [stop_button(one, request) for one in meant]
    return Result((said(LINES, "which", request.language), Buttons(buttons=buttons)))


def _way(one: Scheduled, language: Language) -> str:
    name = "way_mail" if goes_by_mail(one.conversation) else "way_conversation"
    return line(LINES, name, language)


def _listed(own: Sequence[Scheduled], request: Request) -> Result:
    """Return what is scheduled, as a table with a button each."""
    language = request.language
    columns = [line(LINES, f"column_{name}", language) for name in ("what", "when", "way", "next")]
    alert = line(LINES, "on_event", language)
    rows = [
        [
            one.words,
            one.said,
            _way(one, language),
            alert if one.kind == "alert" else moment_said(one),
        ]
        for one in own
    ]
    table = Table(columns=columns, rows=rows, total=len(rows))
    buttons = Buttons(buttons=[stop_button(one, request) for one in own])
    return Result((said(LINES, "list", language), table, buttons))
