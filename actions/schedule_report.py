"""Setting up what is sent by itself: « chaque lundi à 8 h, mon rapport », "tell me when…"."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.contract import Request, Result, Tools
from actions.delivery_ways import by_mail, own_address
from actions.parts import Button, Buttons, Text
from actions.query_records import read_question
from actions.reading import Reading
from actions.reading.wording import Teller
from actions.rhythm_times import next_time, rule_of
from actions.schedule_lines import LINES
from actions.scheduled import Scheduled
from actions.watching import MOST_WATCHED, due_field, first_look, watch
from actions.wished import Wish, read_wish
from actions.wording import line
from actions.wording import text as said
from crm import Crm
from language import Recurrence, fold, format_datetime, say_recurrence

MORNING = time(8)
OFTEN = timedelta(minutes=15)
RHYTHMS = {
    "fr": ("chaque jour ouvré à 8 h", "chaque lundi à 8 h", "le 1er de chaque mois à 8 h"),
    "en": ("every weekday at 8:00", "every Monday at 8:00", "on the 1st of each month at 8:00"),
}
STOP = '/manage_schedules{{"id": "{id}", "purpose": "stop"}}'


async def schedule_report(request: Request, tools: Tools) -> Result:
    """Set up a report or an alert, and say exactly what will be sent when."""
    crm = tools.org()
    if tools.schedules is None or request.audience != "internal":
        return Result((said(LINES, "not_here", request.language),))
    wish = read_wish(request.text)
    if wish.kind == "alert":
        return await _alert(wish, request, tools, crm)
    if wish.rhythm is None:
        return _how_often(request)
    return await _report(wish, wish.rhythm, request, tools, crm)


async def _report(
    wish: Wish, rhythm: Recurrence, request: Request, tools: Tools, crm: Crm
) -> Result:
    at = wish.at or MORNING
    when = when_said(rhythm, at, request.language)
    if not any(letter.isalpha() for letter in wish.words):
        return Result((said(LINES, "what", request.language, said=when),))
    now, zone = tools.clock.now(), crm.user.timezone
    rule = rule_of(rhythm, at, now.astimezone(ZoneInfo(zone)).date())
    scheduled = Scheduled(
        _id(), "report", wish.words, when, request.language, zone, next_time(rule, zone, now), rule,
        by_mail(crm) if wish.mail else "",
    )  # fmt: skip
    where = await where_said(scheduled, request, crm)
    told = {"words": wish.words, "said": when, "first": moment_said(scheduled), "where": where}
    parts = [said(LINES, "set", request.language, **told)]
    if wish.at is None:
        usual = clock_said(at, request.language)
        parts.append(said(LINES, "usual", request.language, at=usual))
    return await _kept(scheduled, parts, request, tools)


async def _alert(wish: Wish, request: Request, tools: Tools, crm: Crm) -> Result:
    now, language = tools.clock.now(), request.language
    asked = replace(request, text=wish.words, entities=(), slots={})
    reading = await read_question(asked, tools, None)
    if reading is None or reading.choice or reading.query.measures:
        return Result((said(LINES, "not_watched", language),))
    catalogue = await crm.catalogue()
    if wish.event == "slips" and due_field(catalogue[reading.query.object]) is None:
        return Result((said(LINES, "no_due", language),))
    told = await _told(reading, request, crm)
    if wish.event == "enters" and not reading.conditions:
        wish = replace(wish, event="new")  # whatever there is of them: what counts is the next
    reading = watch(reading, wish.event, catalogue, now)
    rule, count = await first_look(crm, reading, wish.event, tools.clock.today())
    if count > MOST_WATCHED:
        return Result((said(LINES, "too_wide", language, count=count, most=MOST_WATCHED),))
    event = line(LINES, f"event_{wish.event}", language, reading=told)
    scheduled = Scheduled(
        _id(), "alert", told, line(LINES, "every_quarter", language), language,
        crm.user.timezone, now + OFTEN, {**rule, "asked": wish.words},
        by_mail(crm) if wish.mail else "",
    )  # fmt: skip
    where = await where_said(scheduled, request, crm)
    parts = [said(LINES, "watching", language, event=event, count=count, where=where)]
    return await _kept(scheduled, parts, request, tools)


async def _kept(scheduled: Scheduled, parts: list[Text], request: Request, tools: Tools) -> Result:
    if tools.schedules is not None:
        scheduled = _in_place_of(scheduled, await tools.schedules.all())
        await tools.schedules.keep(scheduled)
    return Result((*parts, Buttons(buttons=[stop_button(scheduled, request)])))


def _in_place_of(scheduled: Scheduled, own: Sequence[Scheduled]) -> Scheduled:
    """Return it under the id of the same thing asked for before: nobody wants it twice."""
    asked = (scheduled.kind, fold(scheduled.words), scheduled.said)
    twin = next((one for one in own if (one.kind, fold(one.words), one.said) == asked), None)
    return replace(scheduled, id=twin.id) if twin else scheduled


async def _told(reading: Reading, request: Request, crm: Crm) -> str:
    """Return what is watched, in words."""
    names = {one.id: one.name for one in reading.names}
    teller = Teller(await crm.catalogue(), request.language, crm.user, names, "EUR")
    return teller.line(reading)


async def where_said(scheduled: Scheduled, request: Request, crm: Crm) -> str:
    """Return where something will be sent, in words: here, or the asker's own address."""
    if scheduled.conversation != by_mail(crm):
        return line(LINES, "by_conversation", request.language)
    address = await own_address(crm)
    if address is None:
        return line(LINES, "by_notice", request.language)
    return line(LINES, "by_mail", request.language, address=address)


def _how_often(request: Request) -> Result:
    buttons = [
        Button(label=one, payload=f"{request.text.rstrip(' .!?')}, {one}")
        for one in RHYTHMS[request.language]
    ]
    return Result((said(LINES, "how_often", request.language), Buttons(buttons=buttons)))


def stop_button(scheduled: Scheduled, request: Request) -> Button:
    """Return the button that ends one."""
    label = line(LINES, "stop", request.language, words=scheduled.words)
    return Button(label=label, payload=STOP.format(id=scheduled.id))


def when_said(rhythm: Recurrence, at: time, language: str) -> str:
    """Return when something is sent, in words."""
    told = say_recurrence(rhythm, language)
    return line(
        LINES, "at", "en" if language == "en" else "fr", rhythm=told, at=clock_said(at, language)
    )


def clock_said(at: time, language: str) -> str:
    """Return a time of day: « 8 h 30 », "08:30"."""
    if language == "en":
        return at.isoformat("minutes")
    return f"{at.hour}\u00a0h" + (f"\u00a0{at.minute:02d}" if at.minute else "")


def moment_said(scheduled: Scheduled) -> str:
    """Return the next moment on the person's clock, its day of the week first."""
    local: datetime = scheduled.due.astimezone(ZoneInfo(scheduled.zone))
    rhythm = Recurrence("week", weekdays=(local.weekday(),))
    day = say_recurrence(rhythm, scheduled.language).split()[-1]
    return f"{day} {format_datetime(local, scheduled.language, scheduled.zone)}"


def headed(scheduled: Scheduled, late: str = "") -> str:
    """Return what stands over a delivery; `late` is when it was due, where that is long ago."""
    told = {"words": scheduled.words, "said": scheduled.said}
    heading = line(LINES, f"{scheduled.kind}_heading", scheduled.language, **told)
    if not late:
        return heading
    return heading + "\n" + line(LINES, "late", scheduled.language, due=late)


def of_rule(rule: Mapping[str, Any]) -> Recurrence:
    """Return the rhythm a rule was made from."""
    return Recurrence(
        rule["unit"], rule["every"], tuple(rule["weekdays"]), rule["month_day"], rule["nth"]
    )


def _id() -> str:
    return secrets.token_hex(6)
