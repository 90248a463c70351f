"""What a participle says is past: « devis expirés », "expired quotes", where no status says so."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention
from actions.reading.states import STATES
from actions.reading.traits import said_date, turned
from crm import Compare
from language import words


def lapsed(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Yield the end that has come, for « expirés » beside no period and no value called so."""
    said = words(mention.text)
    if mention.says(*STATES) or any(one.share > _FULL for one in mention.of("value")):
        return
    if len(said) != 1 or not turned(said[0]) or any(_near(m, mention) for m in _periods(asked)):
        return
    main = asked.frame.main
    date = said_date(asked.info(main), said)
    if date is not None and date.filterable:
        yield Placed(main, Compare(date.name, "<", asked.today), mention)


_FULL = 0.9


def _periods(asked: Asked) -> list[Mention]:
    return [m for m in asked.sentence.mentions if m.kind == "period"]


def _near(period: Mention, mention: Mention) -> bool:
    return 0 <= period.start - mention.end <= _REACH


_REACH = 4
