"""Runs golds as the asking user: what an analyst's SOQL finds, as records or as numbers."""

import operator
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import fmean, median

from sandbox.soql import query_as

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CALENDAR = re.compile(r"^(CALENDAR_(YEAR|QUARTER|MONTH)|DAY_ONLY)\(")
CUT = re.compile(
    r" ORDER BY (?P<key>.+?)(?P<way> ASC| DESC)?( NULLS (FIRST|LAST))?( LIMIT (?P<n>\d+))?$"
)
COMPARED = {">": operator.gt, "<": operator.lt}


@dataclass(frozen=True)
class Records:
    """Ids by the key they are sorted by; the first `cut` of them, ties included, or all."""

    keys: dict
    cut: int | None
    ordered: bool
    descending: bool


HALVED = frozenset({"both", "bothrate", "bothdays"})
"""Kinds of gold with an answer a period, of two."""


@dataclass(frozen=True)
class Calendar:
    """A group of days: a calendar function and its value, or a Monday."""

    function: str
    value: object

    def begins(self, day):
        """Say whether a period that begins on that day is this group."""
        told = {
            "CALENDAR_YEAR": day.year,
            "CALENDAR_QUARTER": (day.month + 2) // 3,
            "CALENDAR_MONTH": day.month,
        }
        return str(told.get(self.function, day)) == str(self.value)


@dataclass(frozen=True)
class Numbers:
    """One measure: `(group, number)` pairs; days and periods stand in `group` as `Calendar`.

    `slack` is how far an answer may be from a number; None means a rounding to the cent.
    """

    rows: tuple
    cut: int | None = None
    slack: float | None = None


class Golds:
    """A store's answers to gold queries."""

    def __init__(self, store):
        self.store = store

    def rows(self, asked, soql):
        """Run a query as the asker; return flat rows without attributes."""
        found = query_as(self.store, asked.username, soql, NOW)["records"]
        return [tuple(flat(row)) for row in found]

    def readings(self, asked):
        """Return the golds of `soql`, `rate`, `days`, `weeks` or `ids`: each is right alone."""
        return getattr(self, f"_{asked.kind}")(asked)

    def halves(self, asked):
        """Return the `Numbers` of each period of `both`, or of `bothrate` in percent."""
        if asked.kind == "both":
            return [self._aggregate(asked, soql)[0] for soql in asked.gold["both"]]
        if asked.kind == "bothdays":
            return [self._spans(asked.gold, self.rows(asked, s)) for s in asked.gold["bothdays"]]
        rates = [self._ratio(asked, pair)[0].rows for pair in asked.gold["bothrate"]]
        return [Numbers(tuple((group, 100 * value) for group, value in rows)) for rows in rates]

    def _soql(self, asked):
        golds = asked.gold["soql"]
        return [self._one(asked, soql) for soql in ([golds] if isinstance(golds, str) else golds)]

    def _one(self, asked, soql):
        if selected(soql) == ["Id"]:
            return [self._records(asked, soql)]
        return self._aggregate(asked, soql)

    def _records(self, asked, soql):
        found = CUT.search(soql)
        if not found:
            return Records({row[0]: None for row in self.rows(asked, soql)}, None, False, False)
        wide = soql.replace("SELECT Id FROM", f"SELECT Id, {found['key']} FROM", 1)
        limit = int(found["n"]) if found["n"] else None
        keys = {row[0]: row[1] for row in self.rows(asked, wide.split(" LIMIT ")[0])}
        return Records(keys, limit, limit is None, found["way"] == " DESC")

    def _aggregate(self, asked, soql):
        columns = selected(soql)
        measured = [at for at, one in enumerate(columns) if is_measure(one)] or [0]
        found, cut = CUT.search(soql), None
        if found and found["n"]:
            cut = int(found["n"]) * (1 if found["way"] == " DESC" else -1)
            soql = soql[: found.start()]
        rows = [(keys(columns, row), row) for row in self.rows(asked, soql)]
        return [
            Numbers(tuple((key, row[at]) for key, row in rows if row[at]), cut) for at in measured
        ]

    def _rate(self, asked):
        pairs = (asked.gold["rate"], asked.gold.get("also"))
        return [self._ratio(asked, pair) for pair in pairs if pair]

    def _ratio(self, asked, pair):
        good, every = (self._counted(asked, soql) for soql in pair)
        least = asked.gold.get("over", 0)
        if every.keys() == {()}:
            every = dict.fromkeys(good, every[()])
        rows = tuple((key, good.get(key, 0) / n) for key, n in every.items() if n > least)
        return [Numbers(rows, asked.gold.get("top"), 0.0006)]

    def _median(self, asked):
        golds = asked.gold["median"]
        return [
            [self._middles(asked, soql)] for soql in ([golds] if isinstance(golds, str) else golds)
        ]

    def _middles(self, asked, soql):
        found = defaultdict(list)
        for value, *group in self.rows(asked, soql):
            if value is not None:
                found[tuple(group)].append(value)
        rows = tuple((group, median(held)) for group, held in found.items())
        return Numbers(rows, asked.gold.get("top"))

    def _quick(self, asked):
        found = defaultdict(list)
        for _, first, last, *group in self.rows(asked, asked.gold["quick"]):
            if first and last:
                found[tuple(group)].append(within(days(first, last), asked.gold))
        rows = tuple((group, fmean(held)) for group, held in found.items())
        return [[Numbers(rows, asked.gold.get("top"), 0.0006)]]

    def _each(self, asked):
        counted = self.rows(asked, asked.gold["each"])[0][0]
        return [[Numbers((((), counted / asked.gold["by"]),), None, 0.0006)]]

    def _counted(self, asked, soql):
        columns = selected(soql)
        return {keys(columns, row): row[-1] or 0 for row in self.rows(asked, soql)}

    def _days(self, asked):
        golds = asked.gold["days"]
        golds = [golds] if isinstance(golds, str) else golds
        return [[self._spans(asked.gold, self.rows(asked, soql))] for soql in golds]

    def _age(self, asked):
        rows = [(row[0], NOW.isoformat(), *row[1:]) for row in self.rows(asked, asked.gold["age"])]
        return [[Numbers(tuple(spans(rows)), asked.gold.get("top"), 0.6)]]

    def _lasting(self, asked):
        lengths = {row[0]: days(*row[1:3]) for row in self.rows(asked, asked.gold["lasting"])}
        return self._kept(
            asked, [one for one, length in lengths.items() if within(length, asked.gold)]
        )

    def _kept(self, asked, ids):
        """Return records, or how many they are where a number is asked for."""
        if asked.gold.get("number"):
            return [[Numbers((((), len(ids)),))]]
        return [[Records(dict.fromkeys(ids), None, False, False)]]

    def _spans(self, gold, rows):
        to_the_day = any(len(row[1] or "") == 10 for row in rows)
        means = tuple(spans(rows, gold.get("over", 0), median if gold.get("middle") else fmean))
        near = 1.1 if gold.get("middle") else 0.6
        return Numbers(means, gold.get("top"), near if to_the_day else 0.02)

    def _weeks(self, asked):
        weeks = Counter(
            Calendar("WEEK", monday(row[0])) for row in self.rows(asked, asked.gold["soql"])
        )
        return [[Numbers(tuple(((week,), count) for week, count in weeks.items()))]]

    def _ids(self, asked):
        gold = asked.gold["ids"]
        columns = selected(gold["soql"])
        left, compared, right = gold["where"].split()
        places, holds = (columns.index(left), columns.index(right)), COMPARED[compared]
        found = [
            row
            for row in self.rows(asked, gold["soql"])
            if None not in (pair := [row[p] for p in places]) and holds(*pair)
        ]
        return self._kept(asked, [row[0] for row in found])


def within(length, gold):
    """Say whether days are within `least` and `most`."""
    least, most = gold.get("least"), gold.get("most")
    if length is None:
        return False
    return (least is None or length >= least) and (most is None or length <= most)


def flat(row):
    """Return a row's values in the order selected, a parent's in its place."""
    for name, value in row.items():
        if isinstance(value, dict) and name != "attributes":
            yield from flat(value)
        elif name != "attributes":
            yield value


def selected(soql):
    """Return what a query selects, one text a column."""
    return [one.strip() for one in re.split(r",(?![^(]*\))", soql[7 : soql.index(" FROM ")])]


def keys(columns, row):
    """Return what a grouped row is grouped by; nothing for a bare field."""
    found = []
    if not any(map(is_measure, columns)):
        return ()
    for column, value in zip(columns, row, strict=True):
        if CALENDAR.match(column):
            found.append(Calendar(column.split("(")[0], value))
        elif not is_measure(column):
            found.append(value)
    return tuple(found)


def is_measure(column):
    """Say whether a selected column is an aggregate."""
    return bool(re.match(r"(COUNT|COUNT_DISTINCT|SUM|AVG|MIN|MAX)\(", column))


def spans(rows, least=0, middle=fmean):
    """Return `(group, days)` from the first date to the second, by what follows them.

    Groups of `least` rows or fewer are left out.
    """
    found = defaultdict(list)
    for first, last, *group in rows:
        if first and last:
            found[tuple(group)].append(days(first, last))
    return [(group, middle(held)) for group, held in found.items() if len(held) > least]


def days(first, last):
    """Return the days from one date to another, whole where either is a day; None for none."""
    if not (first and last):
        return None
    if len(first) == 10 or len(last) == 10:
        first, last = first[:10], last[:10]
    return (moment(last) - moment(first)).total_seconds() / 86400


def moment(text):
    """Return a date or a datetime as SOQL gives it."""
    return datetime.fromisoformat(text[:10] if len(text) == 10 else text[:19])


def monday(text):
    """Return the Monday of a datetime's week."""
    day = date.fromisoformat(text[:10])
    return day - timedelta(days=day.weekday())
