"""« Organise ma journée »: meetings, tasks, deals and cases in the order to take them, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from actions.contract import Language, Request, Result, Tools
from actions.day import Item, Why, read_day
from actions.display import CURRENCY, EMPTY
from actions.parts import Part, RecordRef, Table, Text
from actions.show_changes import show_changes
from actions.wording import Lines, line
from language import fold, format_date, format_list, format_long_date, format_money

LINES: Lines = {
    "day": {"fr": "Votre journée du {day} : {counts}.", "en": "Your day, {day}: {counts}."},
    "free": {
        "fr": "Rien n’est prévu le {day} : ni rendez-vous, ni tâche due, ni affaire ou requête qui "
        "presse.",
        "en": "Nothing is planned for {day}: no meeting, no task due, no deal or case that is "
        "pressing.",
    },
    "left": {"fr": "Il y a encore : {more}.", "en": "There is more: {more}."},
    "column_when": {"fr": "Quand", "en": "When"},
    "column_what": {"fr": "Quoi", "en": "What"},
    "column_who": {"fr": "Client", "en": "Customer"},
    "column_why": {"fr": "Pourquoi", "en": "Why"},
    "meeting": {"fr": "rendez-vous", "en": "meeting"},
    "overdue": {"fr": "tâche en retard", "en": "overdue task"},
    "today": {"fr": "tâche due aujourd’hui", "en": "task due today"},
    "urgent": {"fr": "requête prioritaire ouverte", "en": "open high-priority case"},
    "past_close": {"fr": "date de clôture dépassée{amount}", "en": "close date passed{amount}"},
    "closing": {"fr": "à conclure sous 7 jours{amount}", "en": "to close within 7 days{amount}"},
    "quiet": {"fr": "sans activité depuis 30 jours{amount}", "en": "quiet for 30 days{amount}"},
    "meetings_one": {"fr": "1 rendez-vous", "en": "1 meeting"},
    "meetings_many": {"fr": "{n} rendez-vous", "en": "{n} meetings"},
    "tasks_one": {"fr": "1 tâche à faire", "en": "1 task to do"},
    "tasks_many": {"fr": "{n} tâches à faire", "en": "{n} tasks to do"},
    "cases_one": {"fr": "1 requête prioritaire", "en": "1 high-priority case"},
    "cases_many": {"fr": "{n} requêtes prioritaires", "en": "{n} high-priority cases"},
    "deals_one": {"fr": "1 affaire à faire avancer", "en": "1 deal to move"},
    "deals_many": {"fr": "{n} affaires à faire avancer", "en": "{n} deals to move"},
}
_KINDS = {"Event": "meetings", "Task": "tasks", "Case": "cases", "Opportunity": "deals"}


_DONE = re.compile(
    r"\b(?:j.ai|ai.je) (?:deja |bien )?(?:fait|accompli)\b|\bdid i (?:do|get done|accomplish)\b|"
    r"\b(?:have i|i.ve|i have) (?:already )?(?:done|accomplished)\b"
)
"""« Qu'est-ce que j'ai fait aujourd'hui ? », "what have I done today?"."""


async def plan_day(request: Request, tools: Tools) -> Result:
    """Lay the asker's own day out; nothing is changed. What was done already is another list."""
    if _DONE.search(fold(request.text)):
        return await show_changes(request, tools)
    crm, today = tools.org(), tools.clock.today()
    planned = await read_day(crm, today)
    items, language = planned.items, request.language
    day = format_long_date(today, language)
    if not items:
        return Result((Text(text=line(LINES, "free", language, day=day)),))
    counted = Counter(_KINDS[item.object] for item in items)
    counts = [_count(kind, counted[kind], language) for kind in _KINDS.values() if counted[kind]]
    said = line(LINES, "day", language, day=day, counts=format_list(counts, language))
    parts: tuple[Part, ...] = (Text(text=said), _table(items, language, crm.user.timezone))
    if planned.left:
        more = (_left(why, count, language) for why, count in planned.left.items())
        parts += (Text(text=line(LINES, "left", language, more=format_list([*more], language))),)
    records = tuple(RecordRef(object=one.object, id=one.id, name=one.name) for one in items)
    return Result(parts, slots={"awaiting": None}, records=records)


def _count(kind: str, count: int, language: Language) -> str:
    return line(LINES, f"{kind}_{'one' if count == 1 else 'many'}", language, n=count)


def _left(why: Why, count: int, language: Language) -> str:
    return f"{count} × {line(LINES, why, language, amount='')}"


def _table(items: Sequence[Item], language: Language, zone: str) -> Table:
    heads = ("when", "what", "who", "why")
    columns = [line(LINES, f"column_{head}", language) for head in heads]
    rows = [
        [_moment(one, language, zone), one.name, one.about or EMPTY, _why(one, language)]
        for one in items
    ]
    return Table(columns=columns, rows=rows, records=[one.id for one in items], total=len(items))


def _moment(item: Item, language: Language, zone: str) -> str:
    if isinstance(item.when, datetime):
        local = item.when.astimezone(ZoneInfo(zone))
        return f"{local:%H:%M}" if item.why == "meeting" else format_date(local.date(), language)
    return format_date(item.when, language) if isinstance(item.when, date) else EMPTY


def _why(item: Item, language: Language) -> str:
    amount = f" · {format_money(item.amount, CURRENCY, language)}" if item.amount else ""
    return line(LINES, item.why, language, amount=amount)
