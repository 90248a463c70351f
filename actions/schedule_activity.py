"""Planning what is to be done: a task with its reminder, or an event in the calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from actions.activity import (
    Kind,
    about,
    kept_of,
    kinds_in,
    moment,
    slot,
    subject,
    typed,
)
from actions.clock_times import TimeOfDay, find_minutes, find_time
from actions.contract import Request, Result, Tools
from actions.dictation import own_words
from actions.drafts import Draft, question
from actions.errors import NoSuchName
from actions.named_choices import named_choices
from actions.named_spans import Named, blanked, named_in
from actions.naming import resolve
from actions.proposals import made, propose
from actions.unmeant import day_meant
from crm import Value
from language import find_periods, fold_keep_length

ACTION = "action_schedule_activity"
MORNING = time(9)
_TASK = re.compile(
    r"\b(?:taches?|tasks?|to-?dos?|rappels?|rappelle[- ]?moi|remind\w*|reminder|alert\w*|"
    r"penser|forget|oublie\w*|relanc\w*|chas\w*)\b"
)
_REMINDS = re.compile(
    r"\b(?:rappel\b|rappels|rappelle[- ]?moi|remind\w*|alert\w*|penser|forget|oublie\w*|previen\w*)"
)
_ASKS = (
    r"\b(?:rappelle[- ]?moi|fais-moi penser|rappeler|remind me|forget|penser|tache|task|todo|"
    r"to-do|rappel|reminder)\b"
)
_DICTATED = re.compile(
    r"\W*(?:(?:nouvelle|new|une|un|a)\s+)?(?:tache|task|todo|to-do|rappel|reminder)\b[^:\d]*:\s"
)
_WHAT = (
    re.compile(rf"{_ASKS}[^:]{{0,60}}:\s*"),
    re.compile(rf"{_ASKS}[^:]{{0,30}}?(?:\b(?:de|to|pour|a)\s+|\bd['’])"),
)
_CLOCK = re.compile(r"\d\s?(?:h|:|[ap]\.?m)", re.I)
_GIVES = re.compile(r"\b(?:assign|attribu|affect|confi|donn|giv|tache|task)")
_LOOSE = re.compile(r"^[\s,;:.–-]+|[\s,;:–-]+$")
_DANGLING = re.compile(
    r"(?:^|\s)(?:le|la|les|on|at|a|à|by|for|pour|avant|before|d[èe]s|vers|around|from|the)\s*$",
    re.I,
)


def is_task(text: str) -> bool:
    """Whether a text dictates what is to be done: « tâche d'ici vendredi : préparer l'audit »."""
    return bool(_DICTATED.match(fold_keep_length(text)))


async def schedule_activity(request: Request, tools: Tools) -> Result:
    """Read what is to be done, with whom and when, and show it."""
    crm = tools.org()
    text = own_words(request.text)
    names = named_in(request, text)
    owner, names = await _given_to(request, tools, names, text)
    catalogue = await crm.catalogue()
    day, spans = _day(text, tools)
    at, minutes = find_time(text), find_minutes(text)
    name = _object(text, at)
    info = catalogue[name]
    kind: Kind = next(iter(kinds_in(text)), "task")
    of = await about(request, tools, names)
    spans += [at.span] if at else []
    picked, kept = named_choices(text, info, tools.clock.today(), catalogue)
    told = _said(kept, [one for one in spans if one[1] <= len(kept)])
    said = told or subject(kind, of.record if of else None, request.language)
    values: dict[str, Value] = {"Subject": said, **typed(kind, info)}
    values |= of.references(info) if of else {}
    values |= picked
    values |= {"OwnerId": owner} if owner else {}
    if not told:
        values |= kept_of(info, {"Description": text.strip()})
    extra = {"time": at.time.isoformat() if at else "", "vague": "yes" if at and at.vague else "",
             "minutes": str(minutes[0]) if minutes else "",
             "reminds": "yes" if _REMINDS.search(fold_keep_length(text)) else ""}  # fmt: skip
    if day is not None:
        values["ActivityDate"] = day
    draft = Draft(ACTION, name, kept_of(info, values), request.text, extra=extra)
    return await go_on(draft, request, tools)


async def go_on(draft: Draft, request: Request, tools: Tools) -> Result:
    """Ask for the day where it was not said, else show the task or the event."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    info, day = catalogue[draft.object], draft.values.get("ActivityDate")
    if not isinstance(day, date):
        return await question(draft, info.fields["ActivityDate"], request, tools)
    said = find_time(request.text)
    at = time.fromisoformat(draft.extra["time"]) if draft.extra["time"] else None
    at = said.time if at is None and said else at
    values = {**draft.values, **_when(draft, day, at, crm.user.timezone)}
    if "StartDateTime" in values:
        del values["ActivityDate"]
    asked = replace(request, text=draft.words)
    proposal = await made(asked, tools, "create", draft.object, "", kept_of(info, values))
    return await propose(proposal, asked, tools)


def _when(draft: Draft, day: date, at: time | None, zone: str) -> dict[str, Value]:
    minutes = int(draft.extra["minutes"]) if draft.extra["minutes"] else None
    if draft.object == "Event":
        return slot(day, at, minutes, zone)
    if not (draft.extra["reminds"] or at):
        return {}
    return {"IsReminderSet": True, "ReminderDateTime": moment(day, at or MORNING, zone)}


def _object(text: str, at: TimeOfDay | None) -> str:
    """Return whether it is a task to be done or an event that takes time in the calendar."""
    folded = fold_keep_length(text)
    kinds = kinds_in(text)
    if _TASK.search(folded) and not (kinds and kinds[0] == "meeting"):
        return "Task"
    if "meeting" in kinds or (at and not at.vague):
        return "Event"
    return "Task" if "call" in kinds or not kinds else "Event"


def _day(text: str, tools: Tools) -> tuple[date | None, list[tuple[int, int]]]:
    """Return the day it is for and where the text says so."""
    at = find_time(text)
    timed = bool(at and _CLOCK.search(text[slice(*at.span)]))
    # "Thursday 3-4pm" is from three to four, no 3rd and 4th of the month.
    bare = blanked(text, at.span) if at and timed else text
    found = find_periods(bare, tools.clock.today(), prefer="future")
    days = [day for one in found if (day := day_meant(bare, one)) and day >= tools.clock.today()]
    return (days[0] if days else None), [one.span for one in found]


def _said(text: str, spans: list[tuple[int, int]]) -> str:
    """Return what is to be done in the person's own words, without when: « appeler Picot »."""
    rest = text
    for start, end in sorted(spans, reverse=True):
        cut = _DANGLING.sub("", rest[:start])
        rest = cut + " " + rest[end:]
    folded = fold_keep_length(rest)
    lead = next(filter(None, (pattern.search(folded) for pattern in _WHAT)), None)
    if lead is None:
        return ""
    said = rest[lead.end() :] if len(rest) > lead.end() else ""
    said = re.sub(r"\s+(?=[,.])", "", " ".join(said.split()))
    said = _DANGLING.sub("", _LOOSE.sub("", said))
    return said[:1].upper() + said[1:] if len(said) > 2 else ""


async def _given_to(
    request: Request, tools: Tools, names: list[Named], text: str
) -> tuple[str | None, list[Named]]:
    """Return the colleague a task is given to, if it is, and the names left."""
    if not re.search(
        r"\b(?:assign|attribu|affect|confi|donn|giv|tache|task)", fold_keep_length(text)
    ):
        return None, names
    for named in names:
        if named.kind != "person" and named.lead != "to":
            continue
        try:
            user = await resolve(named.text, tools, ("User",))
        except NoSuchName:
            continue
        return user.id, [one for one in names if one is not named]
    return None, names
