"""A ranking of people, places or issues by one figure: typed, then as an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.contract import Language, Result
from actions.figures import bars, written
from actions.parts import Part, PeriodRef, RecordRef, Table, Text, Value
from actions.wording import line

_BARS = 2
_USER = "005"
_UNITS: Mapping[str, Mapping[Language, str]] = {
    "days": {"fr": "jours", "en": "days"}, "hours": {"fr": "h", "en": "h"},
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Somebody’s or something’s figure, over `count` records; `more` are further columns.

    `basis` is how many records a least number is held against, where it is not `count`.
    """

    key: str
    name: str
    figure: float
    count: int
    more: tuple[str, ...] = ()
    basis: int | None = None


@dataclass(frozen=True)
class Ranking:
    """Who was ranked, by what, best first; `ties` of the first are the answer together.

    `about` is the key of the line that states how it was measured, `fills` its blanks; `measure`
    and `path` name the figure and the field in the typed values; `columns` are line keys.
    """

    standings: tuple[Standing, ...]
    measure: str
    path: str
    unit: str | None
    about: str
    columns: tuple[str, ...]
    fills: Mapping[str, object]
    period: PeriodRef | None = None
    digits: int = 1

    @property
    def first(self) -> tuple[Standing, ...]:
        """Those that lead, ties included."""
        return tuple(
            one for one in self.standings if self.standings
            and round(one.figure, 9) == round(self.standings[0].figure, 9)
        )  # fmt: skip


def ordered(standings: Sequence[Standing], *, lowest: bool, least: int = 1) -> tuple[Standing, ...]:
    """Return those with enough records, the one asked for first."""
    kept = [one for one in standings if (one.count if one.basis is None else one.basis) >= least]
    return tuple(sorted(kept, key=lambda one: (one.figure if lowest else -one.figure, one.name)))


def ranking_result(matter: Matter, ranking: Ranking, records: Sequence[RecordRef] = ()) -> Result:
    """Say who leads and how it was measured, then show everybody."""
    language = matter.language
    if not ranking.standings:
        words = line(LINES, "ranked_none", language)
        about = line(LINES, ranking.about, language, **ranking.fills)
        return Result((Text(text=f"{words} {about}"),))
    names = _joined([one.name for one in ranking.first], language)
    figure = _written(ranking.first[0].figure, ranking, language)
    said = line(
        LINES, "ranked_first", language, names=names, figure=figure,
        about=line(LINES, ranking.about, language, **ranking.fills),
    )  # fmt: skip
    parts: list[Part] = [Text(text=said), _table(ranking, language)]
    if len(ranking.standings) >= _BARS:
        label = line(LINES, ranking.columns[1], language)
        series = {label: [round(one.figure, 2) for one in ranking.standings]}
        parts.append(bars(label, [one.name for one in ranking.standings], series, line=False))
    values = tuple(_value(one, ranking, language) for one in ranking.standings)
    people = [
        RecordRef(object="User", id=one.key, name=one.name)
        for one in ranking.first if one.key.startswith(_USER)
    ]  # fmt: skip
    return Result(tuple(parts), values=values, records=(*people, *records))


def _joined(names: Sequence[str], language: Language) -> str:
    last = " et " if language == "fr" else " and "
    bold = [f"**{name}**" for name in names]
    return bold[0] if len(bold) == 1 else ", ".join(bold[:-1]) + last + bold[-1]


def _written(figure: float, ranking: Ranking, language: Language) -> str:
    unit = ranking.unit
    if unit is not None and unit in _UNITS:
        return written(round(figure, ranking.digits), _UNITS[unit][language], language)
    return written(round(figure, ranking.digits), unit, language)


def _table(ranking: Ranking, language: Language) -> Table:
    """Return everybody; the count has no column of its own where it is the figure itself."""
    columns = [line(LINES, key, language) for key in ranking.columns]
    rows = []
    for one in ranking.standings:
        counted = [str(one.count)] if len(columns) == len(one.more) + 3 else []
        rows.append([one.name, _written(one.figure, ranking, language), *counted, *one.more])
    return Table(columns=columns, rows=rows, total=len(rows))


def _value(one: Standing, ranking: Ranking, language: Language) -> Value:
    return Value(
        measure=ranking.measure, label=line(LINES, ranking.columns[1], language),
        unit=ranking.unit, value=round(one.figure, 4), group={ranking.path: one.name},
        period=ranking.period,
    )  # fmt: skip
