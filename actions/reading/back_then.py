"""What was open at a day gone by: « combien d'affaires ouvertes avions-nous au 1er janvier ? ».

A record was open then if it was there and is open still, or came to its end only later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count, takewhile

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention
from actions.reading.states import finished
from actions.reading.traits import finish_field
from crm import AllOf, AnyOf, Compare
from language import Period, fold, words
from language.stretches import move


def open_then(asked: Asked, used: set[Mention]) -> Iterator[Placed]:
    """Yield the condition of having been open at the day that is told in the past tense."""
    state = next((m for m in asked.sentence.mentions if m.says("open", "pipeline")), None)
    told = [m for m in asked.sentence.mentions if m.kind == "period"]
    if state is None or len(told) != 1 or not _past(asked):
        return
    info, day = asked.info(asked.frame.main), _moment(told[0], asked.today)
    still, end = finished(info, over=False), finish_field(info)
    if day is None or day >= asked.today or still is None or end is None:
        return
    used |= {told[0], *([state] if state.says("open") else [])}
    there = Compare("CreatedDate", "<=", day)
    then = AllOf((there, AnyOf((still, Compare(end.name, ">", day)))))
    yield Placed(asked.frame.main, then, told[0])


def _past(asked: Asked) -> bool:
    return bool(_WERE & {token.text for token in asked.sentence.tokens})


_WERE = frozenset(words("were was had did avions avait avaient etions etait etaient"))


def _moment(mention: Mention, today: date) -> date | None:
    """Return the one day a period stands for: « au 1er janvier », "a year ago", « fin mars »."""
    period: Period = mention.data
    if period.grain == "day" or period.edge:
        return period.day
    grain, start, end = period.grain, period.start, period.end
    if grain is None or start is None or end is None or not _AGO & {*words(fold(mention.text))}:
        return None
    back = (move(today, grain, -steps) for steps in count(1))
    return next((day for day in takewhile(lambda day: day >= start, back) if day <= end), None)


_AGO = frozenset({"ago", "il"})
