"""Nobody heard from at all, and dates said to be past: « jamais contactés », « clôture passée »."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed, under
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.states import past
from actions.reading.traits import DATES
from crm import Compare
from language import words


def uncontacted(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« jamais contactés », "inactive": no activity at all, or none in the period beside it."""
    if not mention.says("contacted", "inactive") or mention.of("value"):
        return
    main = asked.frame.main
    if "LastActivityDate" not in asked.info(main).fields:
        return
    near = asked.sentence.mentions
    place = near.index(mention)
    timed = any(m.kind == "period" for m in near)
    before = near[max(place - 3, 0) : place]
    lacking = any(m.says("never", "not", "without") for m in before)
    if not timed and (lacking or mention.says("inactive")):
        yield Placed(main, Compare("LastActivityDate", "=", None), mention)


_PAST = frozenset(words("passe passee passes passees past gone revolue revolues"))


def gone_by(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« date de clôture passée », "close date in the past": the date named is before today."""
    after = asked.sentence.gap(mention.end, mention.end + 1)
    if not {*after} & _PAST or any(m.start == mention.end for m in asked.sentence.mentions):
        return
    found = field_of(mention, asked.homes(mention), asked.catalogue, *DATES, least=0.3)
    if found and "." not in found[1]:
        anchor, path, _ = found
        yield Placed(anchor, under(anchor, past(path, asked.info(anchor), asked.today)), mention)
