"""Days that contradict each other: one milestone told for two different days in two exchanges.

« Mise en service le 12 janvier », then "go-live confirmed for 26 January": whoever reads a summary
must know that both were said. Who says that a day was moved contradicts nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from actions.contract import Language
from actions.hearing import Heard
from actions.interactions import Interaction
from actions.parts import Evidence, SummaryItem
from actions.wording import Lines, line
from language import Period, find_periods, fold, format_long_date

MILESTONES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{said})\b")
    for name, said in {
        "live": r"mises? en (?:service|production|route)|demarrages?|bascules?|lancements?|"
        r"go[- ]?lives?|going live|goes? live|launch(?:es)?|kick[- ]?offs?|cut[- ]?overs?",
        "delivery": r"livraisons?|livre[rs]?|livrees?|deliver(?:y|ies|ed)|deliver",
        "installation": r"installations?|poses?|pose des capteurs|fittings?|install",
        "training": r"formations?|trainings?",
        "signature": r"signatures?|signing",
    }.items()
}
"""What projects have one day for, in both languages."""
GRAINS = frozenset({"day", "week", "month"})
MOVED = re.compile(
    r"\b(?:decal\w*|report\w*|repouss\w*|avanc(?:ee?s?|ons)|deplac\w*|finalement|plutot que|"
    r"au lieu|"
    r"mov(?:ed?|ing)|postpon\w*|push\w*|brought forward|slip\w*|delay\w*|instead of|rather than|"
    r"no longer|reschedul\w*)\b"
)
IF = re.compile(r"\b(?:si|s il|if|unless|sauf|selon|provided)\b")
LINES: Lines = {
    "twice": {
        "fr": "Dates contradictoires pour {what} : « {one} » ({first}), puis « {two} » "
        "({second}). À confirmer.",
        "en": "Contradictory dates for {what}: “{one}” ({first}), then “{two}” ({second}). "
        "To be confirmed.",
    },
    "live": {"fr": "la mise en service", "en": "the go-live"},
    "delivery": {"fr": "la livraison", "en": "the delivery"},
    "installation": {"fr": "l’installation", "en": "the installation"},
    "training": {"fr": "la formation", "en": "the training"},
    "signature": {"fr": "la signature", "en": "the signature"},
}


@dataclass(frozen=True)
class Told:
    """A milestone and the day, week or month one sentence gives it."""

    one: Interaction
    text: str
    when: Period


def contradicted(
    found: Sequence[Interaction], heard: Sequence[Sequence[Heard]], language: Language
) -> list[SummaryItem]:
    """Return a warning for each milestone whose two latest days do not meet."""
    items = []
    for name, pattern in MILESTONES.items():
        told = sorted(
            (said for pair in zip(found, heard, strict=True) for said in _told(*pair, pattern)),
            key=lambda said: said.one.moment,
        )
        apart = [pair for pair in combinations(told, 2) if _apart(*pair)]
        latest = told[-1] if told else None
        pair = next((pair for pair in reversed(apart) if pair[1] is latest), None)
        if pair and not any(MOVED.search(fold(said.text)) for said in pair):
            items.append(_item(name, *pair, language))
    return items


def _told(one: Interaction, heard: Sequence[Heard], pattern: re.Pattern[str]) -> Iterator[Told]:
    """Yield the sentences that give the milestone just one day, which was still to come."""
    for said, _ in heard:
        folded = fold(said.text)
        if folded.rstrip()[-1:] == "?" or IF.search(folded) or not pattern.search(folded):
            continue
        days = [
            period for period in find_periods(said.text, one.day, prefer="future")
            if period.grain in GRAINS and period.start and period.end and period.end >= one.day
        ]  # fmt: skip
        if len(days) == 1:
            yield Told(one, said.text, days[0])


def _apart(earlier: Told, later: Told) -> bool:
    """Whether two exchanges give days that do not meet."""
    one, two = earlier.when, later.when
    return earlier.one.id != later.one.id and (_end(one) < _start(two) or _end(two) < _start(one))


def _start(period: Period) -> date:
    assert period.start is not None  # noqa: S101 - kept by `_told`
    return period.start


def _end(period: Period) -> date:
    assert period.end is not None  # noqa: S101 - kept by `_told`
    return period.end


def _item(name: str, earlier: Told, later: Told, language: Language) -> SummaryItem:
    text = line(
        LINES, "twice", language, what=line(LINES, name, language),
        one=earlier.text, first=format_long_date(earlier.one.day, language),
        two=later.text, second=format_long_date(later.one.day, language),
    )  # fmt: skip
    proofs = [
        Evidence(object=said.one.object, id=said.one.id, quote=said.text)
        for said in (earlier, later)
    ]
    return SummaryItem(text=text, kind="risk", evidence=proofs)
