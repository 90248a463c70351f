"""Figures along the calendar: running totals, and growth from one period to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from actions.reading.asked import Asked
from actions.reading.opposing import difference_said
from actions.reading.spans import Mention, Sentence
from crm import Group
from language import Period, fold, words
from language.period_labels import stretch_label
from language.stretches import Grain, move, unit_around

Along = Literal["running", "growth", "difference"]
_UNITS: tuple[Grain, ...] = ("year", "quarter", "month")
_OVER: dict[str, Grain] = {
    "yoy": "year", "year over year": "year", "year on year": "year",
    "d une annee sur l autre": "year", "qoq": "quarter", "quarter over quarter": "quarter",
    "quarter on quarter": "quarter", "mom": "month", "month over month": "month",
    "month on month": "month", "d un mois sur l autre": "month",
    "d un trimestre sur l autre": "quarter",
}  # fmt: skip


def growth_said(sentence: Sentence) -> Mention | None:
    """Return what asks for a growth: « croissance », "yoy", « évolution en % »."""
    said = next((m for m in sentence.mentions if m.says("growth")), None)
    if said is not None:
        lacked = any(m.says("without") and m.end <= said.start for m in sentence.mentions)
        return None if lacked else said
    if moved := _moved(sentence):
        return moved
    trend = next((m for m in sentence.mentions if m.says("spread") and _trend(m)), None)
    percent = any(m.says("share") for m in sentence.mentions)
    return trend if trend and percent else None


def _moved(sentence: Sentence) -> Mention | None:
    """Return the period over which something is said to have changed: « ont-elles augmenté »."""
    moved = [place for place, token in enumerate(sentence.tokens) if token.text in _MOVED]
    if not moved or all(_of_field(sentence, place) for place in moved):
        return None
    bounded = (m for m in sentence.mentions if m.kind == "period" and m.data.start and m.data.end)
    return next(bounded, None)


def _of_field(sentence: Sentence, place: int) -> bool:
    """Whether a verb of change tells of a field, no figure: "changed stage", « changé d'étape »."""
    after = next((m for m in sentence.mentions if m.start > place), None)
    if after is None or not after.of("field") or after.kind != "words":
        return False
    return {*sentence.gap(place + 1, after.start)} <= _SMALL


_SMALL = frozenset({"d", "de", "'", "the", "their", "its", "la", "le", "l", "leur"})
_MOVED = frozenset(
    words("changed change increase increased decrease decreased grow grew grown rise risen rose "
          "fallen fell augmente augmentes augmentees progresse baisse baissees diminue diminues "
          "evolue evolues recule augmentent progressent baissent diminuent reculent increasing "
          "decreasing growing rising falling shrinking declining dropping climbing")
)  # fmt: skip


def changes(mention: Mention) -> bool:
    """Whether a mention is a verb of change: « augmenté », "grew"."""
    return fold(mention.text) in _MOVED


def without_change(sentence: Sentence) -> Sentence:
    """Return a sentence without « changed », which says of a growth how much, and no date."""
    kept = (m for m in sentence.mentions if not (m.says("modified") and changes(m)))
    return replace(sentence, mentions=tuple(kept))


def _trend(mention: Mention) -> bool:
    return fold(mention.text) in {"evolution", "trend", "tendance"}


def said_along(asked: Asked, grouped: Sequence[Group]) -> Along | None:
    """Return what is said of the figures along the calendar they are grouped by."""
    if growth_said(asked.sentence):
        return "growth"
    cut = any(group.grain for group in grouped)
    if difference_said(asked.sentence):
        return "difference"
    running = any(m.says("running") for m in asked.sentence.mentions)
    return "running" if cut and running else None


def grown_by(asked: Asked) -> Literal["quarter", "month"] | None:
    """Return the unit growth goes by where a longer period is spoken of: "mom growth in 2026"."""
    said = growth_said(asked.sentence)
    over = next((u for one, u in _OVER.items() if said and _plain(said).startswith(one)), None)
    periods = [m.data for m in asked.sentence.mentions if m.kind == "period"]
    grains = {one.grain for one in periods}
    if over == "month" and len(periods) == 1 and grains & {"year", "quarter", "half"}:
        return "month"
    return "quarter" if over == "quarter" and len(periods) == 1 and grains & {"year"} else None


def grown(asked: Asked, said: Mention) -> tuple[Mention, Period, Period]:
    """Return what says a growth is over which period, that period and the one it grew from.

    Of two periods the later grew from the earlier; one of several years grew from its first to its
    last; any other grew from the one before, or from the same one a year before.
    """
    spoken = [m for m in asked.sentence.mentions if m.kind == "period" and m.data.start
              and m.data.end]  # fmt: skip
    over = next((unit for one, unit in _OVER.items() if _plain(said).startswith(one)), None)
    if len(spoken) > 1:
        first, last = sorted(spoken[:2], key=lambda m: m.data.start)
        return last, last.data, first.data
    if spoken:
        period: Period = spoken[0].data
        ends = _ends(period)
        return (spoken[0], *ends) if ends else (spoken[0], period, _before(period, over))
    whole = unit_around(asked.today, over or "year")
    base = _period(whole.start, whole.end, over or "year")
    return said, base, _before(base, None)


def _plain(mention: Mention) -> str:
    return " ".join(
        fold(mention.text).replace("'", " ").replace("’", " ").replace("-", " ").split()
    )


def joined_ends(mention: Mention) -> tuple[Period, Period] | None:
    """Return the last and the first unit of « entre le T2 et le T3 », said as one stretch."""
    joined = {*words(mention.text)} & _JOINTS
    return _ends(mention.data) if joined else None


_JOINTS = frozenset(words("and et to a au"))


def _ends(period: Period) -> tuple[Period, Period] | None:
    """Return the last and the first unit of a stretch of several whole ones."""
    start, end = period.start, period.end
    if start is None or end is None:
        return None
    for grain in _UNITS:
        first, last = unit_around(start, grain), unit_around(end, grain)
        if first.start == start and last.end == end and first.start < last.start:
            if period.grain not in {None, grain}:
                return None
            return _period(last.start, last.end, grain), _period(first.start, first.end, grain)
    return None


def _before(period: Period, over: Grain | None) -> Period:
    """Return the period before, of the same length; or the same one a unit before."""
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    unit, grain = over or period.grain, period.grain
    if unit is None:
        day = timedelta(days=1)
        return _period(start - (end - start) - day, start - day, None)
    first = move(start, unit, -1)
    if grain and unit_around(start, grain).start == start:
        whole = unit_around(first, grain)
        return _period(whole.start, whole.end, grain)
    return _period(first, move(end, unit, -1), None)


def _period(start: date, end: date, grain: Grain | None) -> Period:
    labels = [stretch_label(start, end, grain, language) for language in ("fr", "en")]
    return Period(start, end, (0, 0), labels[0], labels[1], grain, "within")
