"""A performance report: new opportunities by source, against the period before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from actions.contract import Language, Request, Result, Tools
from actions.display import CURRENCY, EMPTY, field_at, label_at, shown
from actions.parts import Chart, Part, PeriodRef, QueryReading, Table, Text, Value
from actions.report_lines import LINES
from actions.report_scope import Said, Scope, read_said, remembered, scope_of
from actions.wording import line
from crm import AllOf, Catalogue, Compare, Condition, FieldInfo, Group, Measure, Query, Rows
from language import format_date, format_money, format_number, format_percent

OBJECT, AMOUNT, CREATED = "Opportunity", "Amount", "CreatedDate"
REPORT = "report"
"""Where the conversation remembers the report on screen, in place of a query."""
COUNTS = ("count", "won", "lost", "open")


@dataclass
class Tally:
    """One group's figures in one period; `amount` is in the org's currency."""

    count: int = 0
    won: int = 0
    lost: int = 0
    open: int = 0
    amount: Decimal = Decimal(0)
    won_amount: Decimal = Decimal(0)

    def add(self, count: int, amount: Decimal, closed: bool, won: bool) -> None:
        """Add one aggregate row."""
        self.count += count
        self.amount += amount
        if won:
            self.won += count
            self.won_amount += amount
        elif closed:
            self.lost += count
        else:
            self.open += count


@dataclass(frozen=True)
class Report:
    """The figures of both periods by group, groups in the order shown."""

    scope: Scope
    now: dict[str | None, Tally]
    before: dict[str | None, Tally]
    total_now: Tally = field(default_factory=Tally)
    total_before: Tally = field(default_factory=Tally)

    @property
    def groups(self) -> list[str | None]:
        """Return the groups of either period, largest first."""
        names = {*self.now, *self.before}
        return sorted(
            names, key=lambda name: (-self.now.get(name, Tally()).count,
                                     -self.before.get(name, Tally()).count, str(name)),
        )  # fmt: skip


async def create_report(request: Request, tools: Tools) -> Result:
    """Count, amount, won, lost and open by group, this period against the one before."""
    catalogue = await tools.org().catalogue()
    said = read_said(request.text, catalogue[OBJECT], tools.clock.today())
    return await _reported(said, request, tools)


async def go_on(kept: Mapping[str, Any], request: Request, tools: Tools) -> Result | None:
    """Make the report on screen again with what the message changes of it, if it does."""
    catalogue = await tools.org().catalogue()
    said = read_said(request.text, catalogue[OBJECT], tools.clock.today())
    if not said.anything:
        return None
    return await _reported(said.upon(remembered(kept)), request, tools)


async def _reported(said: Said, request: Request, tools: Tools) -> Result:
    crm = tools.org()
    catalogue = await crm.catalogue()
    scope = await scope_of(said, crm, tools.clock.today())
    queries = [query(scope, period, catalogue) for period in (scope.period, scope.previous)]
    now, before = await crm.run_many(queries)
    report = tally(scope, now, before)
    return Result(
        parts=tuple(parts(report, catalogue, request.language)),
        query=reading(scope, now.soql, catalogue, request.language),
        values=tuple(values(report, request.language)),
        slots={"awaiting": None, "candidates": None, "last_query": {REPORT: said.kept()}},
    )


def query(scope: Scope, period: tuple[date, date], catalogue: Catalogue) -> Query:
    """Return the aggregate query of one period."""
    conditions: list[Condition] = [
        Compare(CREATED, ">=", period[0]), Compare(CREATED, "<=", period[1]), *scope.owners,
    ]  # fmt: skip
    readable = AMOUNT in catalogue[OBJECT].fields
    amount = (Measure("sum", AMOUNT, "amount"),) if readable else ()
    return Query(
        OBJECT,
        where=AllOf(tuple(conditions)),
        group_by=(Group(scope.group), Group("IsClosed"), Group("IsWon")),
        measures=(Measure("count", None, "records"), *amount),
    )


def tally(scope: Scope, now: Rows, before: Rows) -> Report:
    """Add the rows up by group."""
    report = Report(scope, defaultdict(Tally), defaultdict(Tally))
    sides = ((now, report.now, report.total_now), (before, report.before, report.total_before))
    for rows, groups, total in sides:
        for row in rows.records:
            amount = Decimal(row.get("amount") or 0)
            for sum_of in (groups[row[scope.group]], total):
                sum_of.add(int(row["records"]), amount, bool(row["IsClosed"]), bool(row["IsWon"]))
    return report


def named(group: str | None, picklist: FieldInfo | None, language: Language) -> str:
    """Return a group's name as the reader says it."""
    if group is None:
        return line(LINES, "no_value", language)
    return shown(group, picklist, language)


def parts(report: Report, catalogue: Catalogue, language: Language) -> Iterable[Part]:
    """Return the headline, the table and the chart; or what emptied it."""
    scope = report.scope
    spans = {
        "owners": line(LINES, f"owners_{scope.whose}", language),
        "group": label_at(catalogue, OBJECT, scope.group, language).lower(),
        "period": span(scope.period, language), "previous": span(scope.previous, language),
    }  # fmt: skip
    yield Text(text=line(LINES, "reading", language, **spans))
    if not report.groups:
        yield Text(text=line(LINES, "empty", language, **spans))
        return
    yield Text(text=headline(report, language))
    picklist = field_at(catalogue, OBJECT, scope.group)
    yield table(report, picklist, spans["group"], language)
    yield chart(report, picklist, spans["group"], language)


def span(period: tuple[date, date], language: Language) -> str:
    """Return a period's actual dates."""
    start, end = (format_date(day, language) for day in period)
    return line(LINES, "span", language, start=start, end=end)


def change(now: int, before: int, language: Language) -> str:
    """Return a difference with its sign, or a dash where nothing changed."""
    difference = now - before
    sign = "+" if difference > 0 else "−"
    return f"{sign}{format_number(abs(difference), language)}" if difference else "="


def compared(now: Tally, before: Tally, language: Language) -> str:
    """Return how many more or fewer there are than in the period before."""
    difference = now.count - before.count
    key = "more" if difference > 0 else "fewer" if difference else "same"
    return line(LINES, key, language, count=format_number(abs(difference), language))


def headline(report: Report, language: Language) -> str:
    """Return the totals against the period before, and the group that leads."""
    now, before = report.total_now, report.total_before
    closed = now.won + now.lost
    rate = 100 * now.won / closed if closed else 0
    words = line(
        LINES, "totals", language,
        count=format_number(now.count, language), change=compared(now, before, language),
        amount=format_money(now.amount, CURRENCY, language),
        amount_before=format_money(before.amount, CURRENCY, language),
        won=format_number(now.won, language), lost=format_number(now.lost, language),
        open=format_number(now.open, language),
    )  # fmt: skip
    if not closed:
        return words
    return words + " " + line(LINES, "rate", language, rate=format_percent(rate, language))


def table(report: Report, picklist: FieldInfo | None, group: str, language: Language) -> Table:
    """Return one row a group and a total."""
    heads = ("new", "change", "amount", "won", "lost", "open")
    columns = [group.capitalize(), *(line(LINES, f"column_{head}", language) for head in heads)]
    rows = [
        row(named(name, picklist, language), report.now.get(name, Tally()),
            report.before.get(name, Tally()), language)
        for name in report.groups
    ]  # fmt: skip
    total = line(LINES, "total", language)
    rows.append(row(total, report.total_now, report.total_before, language))
    return Table(columns=columns, rows=rows, total=len(report.groups))


def row(name: str, now: Tally, before: Tally, language: Language) -> list[str]:
    """Return the cells of one group."""
    money = format_money(now.amount, CURRENCY, language) if now.count else EMPTY
    counts = [format_number(getattr(now, key), language) for key in COUNTS]
    return [name, counts[0], change(now.count, before.count, language), money, *counts[1:]]


def chart(report: Report, picklist: FieldInfo | None, group: str, language: Language) -> Chart:
    """Return won, lost and open by group as stacked bars, with the same in words."""
    names = [named(name, picklist, language) for name in report.groups]
    series = [
        {
            "name": line(LINES, f"column_{key}", language), "type": "bar", "stack": "count",
            "data": [getattr(report.now.get(name, Tally()), key) for name in report.groups],
        }
        for key in ("won", "lost", "open")
    ]  # fmt: skip
    said = "; ".join(
        f"{name}: {report.now.get(group_, Tally()).count}"
        for name, group_ in zip(names, report.groups, strict=True)
    )
    title = line(LINES, "chart", language, group=group)
    spec = {
        "xAxis": {"type": "category", "data": names}, "yAxis": {"type": "value"},
        "legend": {}, "tooltip": {}, "series": series,
    }  # fmt: skip
    return Chart(spec=spec, title=title, alt=f"{title}. {said}")


def values(report: Report, language: Language) -> Iterable[Value]:
    """Yield every figure with its group and period."""
    scope = report.scope
    for period, groups in ((scope.period, report.now), (scope.previous, report.before)):
        reference = PeriodRef(
            label=span(period, language),
            start=period[0].isoformat(), to=period[1].isoformat(),
        )  # fmt: skip
        for name, figures in groups.items():
            for measure, key, unit in MEASURES:
                yield Value(
                    measure=measure, label=line(LINES, f"column_{key}", language), unit=unit,
                    value=float(getattr(figures, "count" if key == "new" else key)),
                    group={scope.group: name}, period=reference,
                )  # fmt: skip


MEASURES = (
    ("COUNT(Id)", "new", None),
    ("SUM(Amount)", "amount", CURRENCY),
    ("COUNT(Id) WHERE IsWon", "won", None),
    ("COUNT(Id) WHERE IsClosed AND NOT IsWon", "lost", None),
    ("COUNT(Id) WHERE NOT IsClosed", "open", None),
)


def reading(scope: Scope, soql: str, catalogue: Catalogue, language: Language) -> QueryReading:
    """Return how the request was read."""
    created = label_at(catalogue, OBJECT, CREATED, language)
    filters = [f"{created}: {span(scope.period, language)}"]
    if scope.whose != "all":
        filters.append(line(LINES, f"owners_{scope.whose}", language))
    return QueryReading(
        object=OBJECT, filters=filters, group_by=[scope.group],
        measures=[measure for measure, _key, _unit in MEASURES], soql=soql,
    )  # fmt: skip
