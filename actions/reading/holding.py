"""The bound each group must meet: « plus de trois requêtes », "at least 5 ratings" of a mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.reading.asked import Asked
from actions.reading.comparing import bounded
from actions.reading.measuring import Task
from actions.reading.parting import unit_heads
from actions.reading.pivot import Pivot
from actions.reading.reaching import TIMES, figured_bound, worth_of
from actions.reading.spans import Mention, Sentence
from crm import Compare, Group, Measure
from language import Amount

RATE = "rate"
"""What a bound on a rate itself is held under; one on its records is under their count."""
_MEANS = frozenset({"avg", "median", "min", "max"})


@dataclass(frozen=True)
class Held:
    """The measures of a question and what each group must reach of one of them."""

    measures: tuple[Measure, ...]
    having: tuple[Compare, ...] = ()


def held_groups(
    asked: Asked,
    turned: Pivot | None,
    grouped: Sequence[Group],
    measured: tuple[Measure, ...],
    task: Task | None,
    used: set[Mention],
    rated: Amount | None = None,
) -> Held:
    """Return the bound on each group; of a mean, on how many it has.

    Of a rate, on the rate itself (`rated`), and on what it is of. A count that only bounds is
    measured too: it says what each mean stands on.
    """
    if rated is not None and task in {"rate", "share"} and grouped:
        apart = turned if turned and turned.bound is not rated else None
        held = held_groups(asked, apart, grouped, measured, task, used)
        return Held(held.measures, (*bound_by(RATE, rated), *held.having))
    if turned and turned.bound and _of_children(asked, turned.bound, measured):
        counted = Measure("count", None, "count")
        return Held((counted, *measured), bound_by(counted.alias, turned.bound))
    if turned and turned.bound:
        return Held(measured, _having(turned.bound, measured, task))
    free = [m for m in asked.sentence.mentions if m.kind == "amount" and m not in used]
    each = bound_of_each(asked, grouped, used)
    said = each or next((m for m in free if grouped and not m.data.marked), None)
    if said is None:
        return Held(measured)
    used.add(said)
    noun = _noun(asked, said)
    if noun is None or task or not measured or measured[0].function not in _MEANS:
        return Held(measured, _having(said.data, measured, task))
    used.add(noun)
    own = asked.frame.at(noun) or measured[0].path is None
    counted = Measure("count", None if own else measured[0].path, "held")
    return Held((*measured, counted), bound_by(counted.alias, said.data))


def use_bounds(turned: Pivot | None, sentence: Sentence, used: set[Mention]) -> None:
    """Mark what bounds each group used."""
    if turned and turned.bound:
        used.update(m for m in sentence.mentions if m.data is turned.bound)
        used.update(m for m in sentence.mentions if m.text.lower() in TIMES)


def bound_of_each(asked: Asked, grouped: Sequence[Group], used: set[Mention]) -> Mention | None:
    """Return the sum each group must reach: « secteurs avec plus de 200 k€ de pipeline »."""
    heads = (m for m in asked.sentence.mentions if grouped and m.of("field"))
    main = asked.frame.main
    of_figure = next((m for one in heads if (m := figured_bound(asked.sentence, one, main))), None)
    if of_figure is not None and of_figure not in used:
        return of_figure
    if in_all := _of_each_unit(asked, grouped, used):
        return in_all
    worth = worth_of(asked.sentence, main) if grouped else None
    return next((m for m in asked.sentence.mentions if worth is not None and m.data is worth
                 and m not in used), None)  # fmt: skip


def _of_each_unit(asked: Asked, grouped: Sequence[Group], used: set[Mention]) -> Mention | None:
    """Return the money each unit of the calendar must reach: "months when we won over 200k"."""
    main, mentions = asked.frame.main, asked.sentence.mentions
    summed = main.end == main.start or any(m.says("revenue", "sum", "pipeline") for m in mentions)
    if not (
        grouped and grouped[0].grain and summed and any(unit_heads(asked, m) for m in mentions)
    ):
        return None
    free = (m for m in mentions if m.kind == "amount" and m.data.marked and m not in used)
    return next((m for m in free if m.data.comparator != "eq" and m.data.unit != "%"), None)


def _of_children(asked: Asked, bound: Amount, measured: Sequence[Measure]) -> bool:
    """Whether a bare figure counts the records: "more than 3 deals and their total amount"."""
    said = next((m for m in asked.sentence.mentions if m.data is bound), None)
    main, adds = asked.frame.main, measured[:1] and measured[0].path is not None
    if said is None or not adds or bound.marked or main.end == main.start:
        return False
    of = asked.sentence.gap(said.end, main.start)[:1] in (["de"], ["of"])
    return 0 <= main.start - said.end <= _NEAR and not of


_NEAR = 3


def _noun(asked: Asked, said: Mention) -> Mention | None:
    """Return what a bare figure counts: « au moins 5 avis »."""
    after = (m for m in asked.sentence.mentions if m.start == said.end)
    return next((m for m in after if m.of("object") or m.of("field") or m.kind == "unknown"), None)


def _having(bound: Amount, measured: Sequence[Measure], task: Task | None) -> tuple[Compare, ...]:
    if not (measured or task):
        return ()
    return bound_by(measured[0].alias if measured and not task else "count", bound)


def bound_by(alias: str, amount: Amount) -> tuple[Compare, ...]:
    """Return the bound on a measure, by its alias."""
    found = bounded(_Alias(alias), amount)  # type: ignore[arg-type]
    return (found,) if isinstance(found, Compare) else tuple(getattr(found, "conditions", ()))


@dataclass(frozen=True)
class _Alias:
    """The alias of a measure, where a condition wants a field's name."""

    name: str
