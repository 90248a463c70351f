"""« Les tickets de nos dix plus gros comptes »: records of the first few of another kind.

SOQL ranks no inner query, so those few are found before, and the question is asked of them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from actions.reading import Reading
from actions.reading.links import parent_path, references, tie
from actions.reading.slips import put
from crm import Candidate, Catalogue, Compare, Condition, Crm, Query, Related, Value
from language import fold_keep_length

Span = tuple[int, int]
Ask = Callable[[str, list[Span]], Awaitable[Reading | None]]
_FEW = (
    r"\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|"
    r"two|three|four|five|seven|eight|nine|ten"
)
_FIRST = re.compile(
    r"\b(?P<det>nos|mes|les|des|aux|ses|leurs|our|my|the|their|his|her) (?P<rank>"
    rf"(?:{_FEW}) (?:plus \w+ |meilleure?s |premiere?s |principa(?:ux|les) )"
    rf"|top (?:{_FEW}) |(?:{_FEW}) (?:top |best |most \w+ |\w+est )"
    rf"|(?:biggest|largest|smallest|best) (?:{_FEW}) )"
    r"(?P<noun>(?:open |won |lost )?\w+(?: (?:ouverte?|gagnee?|perdue?)s)?)"
)


async def of_the_first(
    text: str, names: Iterable[Span], crm: Crm, catalogue: Catalogue, ask: Ask
) -> Reading | None:
    """Return the reading of a question about the first few of another kind; None where none is.

    `ask` reads a text with where names stand in it.
    """
    said = _FIRST.search(fold_keep_length(text).lower())
    if said is None or not text[: said.start()].strip():
        return None
    first = await ask(text[said.start() : said.end()], [])
    plain, moved = put(text, list(names), said.span("rank"), "")
    whole = await ask(plain, moved) if first is not None else None
    if first is None or whole is None or not _apart(first, whole):
        return None
    if (held := _held(whole.query.object, first.query.object, catalogue)) is None:
        return None
    if not (few := await _found(first, crm, catalogue)):
        return first
    conditions = (*whole.conditions, held(tuple(one.id for one in few)))
    return replace(whole.with_conditions(conditions), names=(*whole.names, *few))


def _apart(first: Reading, whole: Reading) -> bool:
    """Whether few of one kind are asked of another, and nothing else is put in order."""
    query = first.query
    listed = first.task == "list" and query.limit is not None and bool(query.order_by)
    return listed and query.object != whole.query.object and not first.unclear


def _held(
    name: str, other: str, catalogue: Catalogue
) -> Callable[[tuple[Value, ...]], Condition] | None:
    """Return what holds records of one kind to ids of another: they point at it, or it at them."""
    above = parent_path(catalogue, name, other)
    if above is not None:
        *way, last = above.split(".")
        holder = name
        for step in way:
            link = next(one for one in references(catalogue, holder) if one.relationship == step)
            holder = link.reference_to[0]
        own = next(one.name for one in references(catalogue, holder) if one.relationship == last)
        path = ".".join((*way, own))
        return lambda ids: Compare(path, "in", ids)
    tied = tie(catalogue, name, other)
    if tied is None:
        return None
    return lambda ids: Related(
        tied.path, Query(other, select=(tied.field,), where=Compare("Id", "in", ids))
    )


async def _found(first: Reading, crm: Crm, catalogue: Catalogue) -> list[Candidate]:
    """Return the first few, by their names."""
    info = catalogue[first.query.object]
    rows = await crm.run(replace(first.query, select=("Id", info.name_field)))
    return [
        Candidate(info.name, str(one["Id"]), str(one.get(info.name_field) or ""), 1.0)
        for one in rows.records
    ]
