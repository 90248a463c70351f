"""How people named are doing, side by side: "James vs Emily this quarter"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.contract import Request, Result, Tools
from actions.display import CURRENCY
from actions.figures import figures_table, period_ref, written
from actions.parts import Part, QueryReading, Text, Value
from actions.people_named import people_named
from actions.standing import period_of, stretch_name
from crm import AllOf, Candidate, Compare, Measure, Query
from language import words

_DEAL = "Opportunity"
_PATH = "Owner.Name"
_DOING = frozenset(words("doing going performing performs va fait se debrouille progress"))
"""What people are said to do who are asked about for themselves."""
_ROWS: tuple[tuple[str, tuple[str, str], str | None], ...] = (
    ("WON_COUNT", ("Gagnées", "Won"), None),
    ("WON_AMOUNT", ("Montant gagné", "Won amount"), CURRENCY),
    ("LOST_COUNT", ("Perdues", "Lost"), None),
    ("WIN_RATE", ("Taux de gain", "Win rate"), "%"),
    ("OPEN_COUNT", ("Ouvertes, à conclure dans la période", "Open, due in the period"), None),
    ("OPEN_AMOUNT", ("Pipeline de la période", "Pipeline of the period"), CURRENCY),
)


async def standing_of_people(request: Request, tools: Tools) -> Result | None:
    """Return the figures of the people a message names and nothing else; None where it names none.

    A message that says anything more than names, a period and words of asking is another question.
    """
    crm = tools.org()
    if _DEAL not in await crm.catalogue():
        return None
    today = tools.clock.today()
    people = await people_named(request.text, today, crm, _DOING)
    if not people:
        return None
    start, end, grain = period_of(request.text, today)
    queries = [query for one in people for query in _queries(one.id, (start, end))]
    rows = await crm.run_many(queries)
    first: list[Any] = [one.records[0] if one.records else {} for one in rows]
    figures = [_figures(first[3 * place : 3 * place + 3]) for place in range(len(people))]
    label = stretch_name(start, end, grain, request.language)
    return _said(request, people, figures, (label, start, end), rows[0].soql)


def _queries(owner: str, period: tuple[date, date]) -> list[Query]:
    start, end = period
    within = (Compare("CloseDate", ">=", start), Compare("CloseDate", "<=", end))
    measures = (Measure("count", None, "count"), Measure("sum", "Amount", "amount"))
    closed = Compare("IsClosed", "=", value=True)
    states = (
        (Compare("IsWon", "=", value=True),),
        (closed, Compare("IsWon", "=", value=False)),
        (Compare("IsClosed", "=", value=False),),
    )
    owned = Compare("OwnerId", "=", owner)
    return [Query(_DEAL, where=AllOf((owned, *within, *one)), measures=measures) for one in states]


def _figures(states: Sequence[Any]) -> list[float | None]:
    won, lost, due = states
    counts = [float(one.get("count") or 0) for one in states]
    closed = counts[0] + counts[1]
    rate = round(100 * counts[0] / closed, 1) if closed else None
    amounts = [round(float(one.get("amount") or 0), 2) for one in (won, lost, due)]
    return [counts[0], amounts[0], counts[1], rate, counts[2], amounts[2]]


def _said(
    request: Request,
    people: Sequence[Candidate],
    figures: Sequence[Sequence[float | None]],
    period: tuple[str, date, date],
    soql: str,
) -> Result:
    language = request.language
    place = 0 if language == "fr" else 1
    label, start, end = period
    names = [one.name for one in people]
    values = tuple(
        Value(measure=measure, label=labels[place], unit=unit, value=each[row],
              group={_PATH: name}, period=period_ref(label, start, end))
        for row, (measure, labels, unit) in enumerate(_ROWS)
        for name, each in zip(names, figures, strict=True)
    )  # fmt: skip
    rows = [
        [labels[place], *(written(each[row], unit, language) for each in figures)]
        for row, (_, labels, unit) in enumerate(_ROWS)
    ]
    title = ("Opportunités", "Opportunities")[place]
    parts: tuple[Part, ...] = (
        Text(text=f"**{title} · {label}** ({', '.join(names)})"),
        figures_table(["", *names], rows, len(rows)),
    )
    measures = [measure for measure, _, _ in _ROWS]
    reading = QueryReading(object=_DEAL, filters=[label, *names], group_by=[_PATH],
                           measures=measures, soql=soql)  # fmt: skip
    return Result(parts, query=reading, values=values)
