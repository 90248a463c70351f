"""How somebody is doing: pipeline, won and lost in a period, against the period before.

« Comment va mon équipe ce trimestre ? », "how am I doing?", « prévisions du trimestre ».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from actions.contract import Language, Request, Result, Tools
from actions.display import CURRENCY
from actions.figures import figures_table, period_ref, written
from actions.parts import Part, QueryReading, Text, Value
from actions.people_named import people_named
from crm import AllOf, Candidate, Compare, Condition, Crm, Measure, Query, Rows
from language import find_periods, words
from language.period_labels import stretch_label
from language.stretches import MONTHS, Grain, move, unit_around

_ASKS = frozenset({"how", "comment", "ou"})
"""What a question of how people are doing begins with: « où en sommes-nous ? »."""
_RESULTS = frozenset({"performance", "performances", "bilan", "resultats", "results", "numbers"})
_AHEAD = frozenset(
    {"forecast", "forecasts", "prevision", "previsions", "previsionnel", "atterrissage"}
)
_TEAM = frozenset({"team", "equipe", "reps", "commerciaux", "we", "nous", "notre", "our"})
_MINE = frozenset({"my", "i", "mon", "ma", "mes", "je", "me", "mine"})
_PERIODS = frozenset(
    {"trimestre", "quarter", "mois", "month", "annee", "year", "semaine", "week", "semestre"}
)
_SHORT = 8
_MEASURES = (
    Measure("count", None, "count"), Measure("sum", "Amount", "amount"),
    Measure("sum", "ExpectedRevenue", "weighted"),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One figure of both periods, with its name, its unit and what it counts."""

    measure: str
    labels: tuple[str, str]
    unit: str | None
    now: float | None
    before: float | None


def asks_standing(text: str) -> bool:
    """Whether a message that names nothing in the org asks how people, or a period, are doing."""
    said = words(text)
    asks = bool(said) and (said[0] in _ASKS or bool({*said} & _RESULTS))
    return asks and bool({*said} & (_TEAM | _MINE | _PERIODS))


def asks_figures(text: str) -> bool:
    """Whether a short message asks for the forecast, or for people's results, and nothing finer."""
    said = {*words(text)}
    short = len(words(text)) <= _SHORT and not {"par", "by"} & said
    return short and bool(said & _AHEAD or (said & _RESULTS and said & (_TEAM | _MINE)))


async def standing(request: Request, tools: Tools) -> Result | None:
    """Return the figures of a period beside those of the one before; None without deals."""
    crm = tools.org()
    if "Opportunity" not in await crm.catalogue():
        return None
    start, end, grain = period_of(request.text, tools.clock.today())
    earlier = (_before(start, end, grain), start - timedelta(days=1))
    people = await people_named(request.text, tools.clock.today(), crm, _BESIDES)
    whose = await _owners(request.text, people, crm)
    queries = [
        query for first, last in ((start, end), earlier) for query in _queries(whose, first, last)
    ]
    rows = await crm.run_many(queries)
    lines = _lines(rows)
    named = ", ".join(one.name for one in people)
    return _said(request, lines, (start, end), earlier, grain, rows[0].soql, named)


def period_of(text: str, today: date) -> tuple[date, date, Grain]:
    """Return the period a message names, else the current quarter."""
    for found in find_periods(text, today, prefer="future" if {*words(text)} & _AHEAD else "past"):
        if found.start and found.end and _compared(text, found.span):
            unit = unit_around(today, found.grain if found.grain in MONTHS else "year")
            return unit.start, unit.end, unit.grain or "year"
        if found.start and found.end:
            return found.start, found.end, found.grain or "day"
    whole = unit_around(today, "quarter")
    return whole.start, whole.end, "quarter"


def _compared(text: str, span: tuple[int, int]) -> bool:
    """Whether a period is only what the current one is held against: "against last year"."""
    start, end = span
    return bool({*words(text[:start])[-3:], *words(text[start:end])[:3]} & _AGAINST)


_AGAINST = frozenset(words("against versus vs compared rapport contre"))


def stretch_name(first: date, last: date, grain: Grain, language: Language) -> str:
    """Return what a period is called."""
    return stretch_label(first, last, grain, language)


def _before(start: date, end: date, grain: Grain) -> date:
    """Return the first day of the period before: the unit before, or as many days."""
    if grain in MONTHS:
        return move(start, grain, -1)
    return start - (end - start) - timedelta(days=1)


_BESIDES = _RESULTS | _AHEAD | _TEAM | _MINE | _ASKS | frozenset(
    words("tracking performing faring getting going shaping pacing stacking against versus vs")
    + words("compared rapport contre porte sort tire")
)  # fmt: skip
"""What a question of how somebody is doing may hold beside their name."""


async def _owners(text: str, people: Sequence[Candidate], crm: Crm) -> tuple[Condition, ...]:
    said = {*words(text)}
    if people:
        return (Compare("OwnerId", "in", tuple(one.id for one in people)),)
    team = await crm.team()
    if said & _TEAM and team:
        return (Compare("OwnerId", "in", (crm.user.id, *team)),)
    if said & _MINE or said & _TEAM:
        return (Compare("OwnerId", "=", crm.user.id),)
    return (Compare("OwnerId", "in", (crm.user.id, *team)),) if team else ()


def _queries(whose: Sequence[Condition], start: date, end: date) -> list[Query]:
    """Return what counts the deals won, lost, and open to close in a period."""
    within = (Compare("CloseDate", ">=", start), Compare("CloseDate", "<=", end))
    closed = Compare("IsClosed", "=", value=True)
    states: tuple[tuple[Condition, ...], ...] = (
        (Compare("IsWon", "=", value=True),),
        (closed, Compare("IsWon", "=", value=False)),
        (Compare("IsClosed", "=", value=False),),
    )
    return [
        Query("Opportunity", where=AllOf((*whose, *within, *state)), measures=_MEASURES)
        for state in states
    ]


def _lines(rows: Sequence[Rows]) -> list[Line]:
    first: list[Any] = [one.records[0] if one.records else {} for one in rows]
    now, before = first[:3], first[3:]

    def both(state: int, name: str) -> tuple[float, float]:
        pair = (now[state].get(name), before[state].get(name))
        return round(float(pair[0] or 0), 2), round(float(pair[1] or 0), 2)

    def rate(side: list[Any]) -> float | None:
        won, lost = (int(side[place].get("count") or 0) for place in (0, 1))
        return round(100 * won / (won + lost), 1) if won + lost else None

    return [
        Line("WON_COUNT", ("Gagnées", "Won"), None, *both(0, "count")),
        Line("WON_AMOUNT", ("Montant gagné", "Won amount"), CURRENCY, *both(0, "amount")),
        Line("LOST_COUNT", ("Perdues", "Lost"), None, *both(1, "count")),
        Line("LOST_AMOUNT", ("Montant perdu", "Lost amount"), CURRENCY, *both(1, "amount")),
        Line("WIN_RATE", ("Taux de gain", "Win rate"), "%", rate(now), rate(before)),
        Line("OPEN_COUNT", ("Ouvertes, à conclure dans la période", "Open, due in the period"),
             None, *both(2, "count")),
        Line("OPEN_AMOUNT", ("Pipeline de la période", "Pipeline of the period"), CURRENCY,
             *both(2, "amount")),
        Line("FORECAST", ("Prévision (gagné + pondéré)", "Forecast (won + weighted)"), CURRENCY,
             *(a + b for a, b in zip(both(0, "amount"), both(2, "weighted"), strict=True))),
    ]  # fmt: skip


def _said(
    request: Request,
    lines: Sequence[Line],
    period: tuple[date, date],
    earlier: tuple[date, date],
    grain: Grain,
    soql: str,
    named: str,
) -> Result:
    language = request.language
    names = [stretch_name(first, last, grain, language) for first, last in (period, earlier)]
    refs = [period_ref(name, *one) for name, one in zip(names, (period, earlier), strict=True)]
    place = 0 if language == "fr" else 1
    values = tuple(
        Value(measure=line.measure, label=line.labels[place], unit=line.unit, value=value,
              period=ref)
        for line in lines
        for value, ref in zip((line.now, line.before), refs, strict=True)
    )  # fmt: skip
    rows = [
        [
            line.labels[place],
            written(line.now, line.unit, language),
            written(line.before, line.unit, language),
            _change(line, language),
        ]
        for line in lines
    ]
    head = ("Opportunités", "Opportunities")[place] + (f" · {named}" if named else "")
    change = ("Évolution", "Change")[place]
    parts: tuple[Part, ...] = (
        Text(text=f"**{head} · {names[0]}** ({names[1]})"),
        figures_table(["", *names, change], rows, len(rows)),
    )
    measures = [line.measure for line in lines]
    reading = QueryReading(object="Opportunity", filters=[names[0]], measures=measures, soql=soql)
    return Result(parts, query=reading, values=values)


def _change(line: Line, language: Language) -> str:
    """Return the change in percent; between two rates, in points."""
    if line.now is None or line.before is None:
        return "—"
    if line.unit == "%":
        points = round(line.now - line.before, 1)
        return f"{'+' if points > 0 else ''}{written(points, 'points', language)}"
    if not line.before:
        return "—"
    percent = round((line.now - line.before) / abs(line.before) * 100, 1)
    return f"{'+' if percent > 0 else ''}{written(percent, '%', language)}"
