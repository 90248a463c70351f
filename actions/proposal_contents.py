"""What a proposal holds, in the forms a person may have said it: figures, days, hours, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from actions.contract import Result
from actions.label_words import SMALL, same, tokens_of
from actions.parts import ProposalView
from actions.reading.aliases import FIELD_ALIASES
from crm import Catalogue, Change, Proposal, Value
from language import find_amounts, fold

_CLOCK = re.compile(r"\d\d:\d\d:\d\d\.\d{3}Z")
_DAY = re.compile(r"(?<![\d/])(?:[0-2]\d|3[01])/(?:0\d|1[0-2])/\d{4}(?![\d/])")
_MINUTE = 60
_PREFIX = 4


@dataclass(frozen=True)
class Contents:
    """Figures, days and hours of a proposal, its texts, and the words it is shown with."""

    numbers: frozenset[Decimal]
    days: frozenset[date]
    hours: frozenset[tuple[int, int]]
    texts: tuple[str, ...]
    words: frozenset[str]

    def says(self, word: str) -> bool:
        """Whether a word is in the proposal: typos, and shortened words (« négo »), count."""
        return any(
            same(word, one) or (len(word) >= _PREFIX and one.startswith(word)) for one in self.words
        )

    def counts(self, value: Decimal) -> bool:
        """Whether a figure is in the proposal."""
        return value in self.numbers or -value in self.numbers

    def with_words(self, more: Iterable[str]) -> Contents:
        """Return the contents with the words of further texts."""
        kept = tuple(more)
        said = frozenset(token[0] for one in kept for token in tokens_of(one))
        return Contents(
            self.numbers, self.days, self.hours, (*self.texts, *kept), self.words | said
        )


def contents_of(proposal: Proposal, shown: Result, catalogue: Catalogue, zone: str) -> Contents:
    """Return what a proposal holds, and what was said of it when it was shown."""
    changes = [*proposal.changes, *(one for part in proposal.parts for one in part.changes)]
    values = [value for one in changes for value in (one.new, one.old)]
    moments = [one.astimezone(ZoneInfo(zone)) for one in values if isinstance(one, datetime)]
    clocks = [time.fromisoformat(one[:5]) for one in values
              if isinstance(one, str) and _CLOCK.fullmatch(one)]  # fmt: skip
    told = [part.text for part in shown.parts if part.type == "text"]
    names = [proposal.name, *(part.name for part in proposal.parts)]
    texts = [str(one) for one in values if isinstance(one, str)]
    seen = [*names, *texts, *told, *_shown(shown.proposal), *_labels(proposal, changes, catalogue)]
    days = {one for one in values if isinstance(one, date) and not isinstance(one, datetime)}
    return Contents(
        frozenset(_numbers(changes, proposal))
        | {one.value for t in told for one in find_amounts(t)},
        frozenset({*days, *(one.date() for one in moments), *_days(told)}),
        frozenset((one.hour, one.minute) for one in (*(m.time() for m in moments), *clocks)),
        (*names, *texts, *_referred(shown.proposal, proposal, catalogue)),
        frozenset(token[0] for one in seen for token in tokens_of(one)) - SMALL,
    )


def _numbers(changes: Iterable[Change], proposal: Proposal) -> Iterable[Decimal]:
    """Yield each figure, what it was, and lengths in minutes and hours."""
    yield Decimal(len(proposal.parts))
    held: Mapping[str, Value] = {one.field: one.new for one in changes}
    for one in changes:
        for value in (one.new, one.old):
            if _is_number(value):
                number = Decimal(str(value))
                yield from (number, number / _MINUTE)
        if _is_number(one.new) and _is_number(one.old):
            yield Decimal(str(one.new)) - Decimal(str(one.old))
    start, end = held.get("StartDateTime"), held.get("EndDateTime")
    if isinstance(start, datetime) and isinstance(end, datetime):
        minutes = Decimal(int((end - start).total_seconds()) // _MINUTE)
        yield from (minutes, minutes / _MINUTE)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _days(told: Iterable[str]) -> Iterable[date]:
    """Yield the days of our own lines, as these write them."""
    return (
        datetime.strptime(found, "%d/%m/%Y").date() for one in told for found in _DAY.findall(one)
    )


def _shown(view: ProposalView | None) -> Iterable[str]:
    changes = [*view.changes, *(c for r in view.records for c in r.changes)] if view else []
    for one in changes:
        yield from filter(None, (one.label, one.old, one.new))


def _referred(view: ProposalView | None, proposal: Proposal, catalogue: Catalogue) -> Iterable[str]:
    """Yield what the records that a change points at are called."""
    info = catalogue.get(proposal.object)
    for one in view.changes if view and info else ():
        field = info.fields.get(one.field) if info else None
        if field and field.type == "reference" and one.new:
            yield one.new


def _labels(proposal: Proposal, changes: Iterable[Change], catalogue: Catalogue) -> Iterable[str]:
    """Yield what the kinds, the changed fields and their picked values are called."""
    kinds = {proposal.object, *(part.object for part in proposal.parts)}
    kinds |= {"Opportunity"} if proposal.operation == "convert" else set()
    for name in kinds & {*catalogue}:
        info = catalogue[name]
        yield from (info.labels.fr, info.labels.en)
        for one in changes:
            field = info.fields.get(one.field)
            if field is None:
                continue
            yield from (field.labels.fr, field.labels.en, *FIELD_ALIASES.get(one.field, ()))
            for value in (one.new, one.old):
                entry = field.entry(value) if isinstance(value, str) and field.picklist else None
                yield from (entry.labels.fr, entry.labels.en) if entry else ()


def folded_in(text: str, texts: Iterable[str]) -> bool:
    """Whether a text stands within one of the texts, accents and case apart."""
    wanted = " ".join(fold(text).split())
    return any(wanted in " ".join(fold(one).split()) for one in texts)
