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
from crm import Candidate, Catalogue, Compare, Condition, Crm, ObjectInfo, Query, Related, Value
from language import fold_keep_length

Span = tuple[int, int]
Ask = Callable[[str, list[Span]], Awaitable[Reading | None]]
_FEW = (
    r"\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|"
    r"two|three|four|five|seven|eight|nine|ten"
)
_UNSAID = 10
"""How many « nos plus gros clients » are, where no number is said: the answer names them."""
_FIRST = re.compile(
    r"\b(?P<det>nos|mes|les|des|aux|ses|leurs|our|my|the|their|his|her) (?P<rank>"
    rf"(?:{_FEW}) (?:plus \w+ |meilleure?s |premiere?s |principa(?:ux|les) )"
    rf"|top (?:{_FEW}) |(?:{_FEW}) (?:top |best |most \w+ |\w+est )"
    rf"|(?:biggest|largest|smallest|best) (?:{_FEW}) "
    r"|plus (?:gros(?:ses)?|grande?s|petite?s|importante?s) (?=\w+s\b)|meilleure?s (?=\w+s\b)"
    r"|(?:biggest|largest|smallest|best|most important) (?=\w+s\b))"
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
    kind = _kind(first, catalogue) if first is not None else None
    if first is None or whole is None or kind in {None, whole.query.object}:
        return None
    if (held := _held(whole.query.object, str(kind), catalogue)) is None:
        return None
    if not (few := await _found(first, catalogue[str(kind)], crm)):
        return first
    conditions = (*whole.conditions, held(tuple(one.id for one in few)))
    return replace(whole.with_conditions(conditions), names=(*whole.names, *few))


def _kind(first: Reading, catalogue: Catalogue) -> str | None:
    """Return the kind of the few that come first: what is listed, or what figures are ranked by."""
    query = first.query
    if not query.order_by or first.unclear:
        return None
    if first.task == "list":
        return query.object
    path = query.group_by[0].path if query.group_by else ""
    field = catalogue[query.object].fields.get(path)
    return field.reference_to[0] if field and len(field.reference_to) == 1 else None


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


async def _found(first: Reading, info: ObjectInfo, crm: Crm) -> list[Candidate]:
    """Return the first few, by their names."""
    query, few = first.query, first.query.limit or _UNSAID
    if query.group_by:
        key, name = query.group_by[0].path, query.group_by[-1].path
        rows = await crm.run(replace(query, limit=None))
    else:
        key, name = "Id", info.name_field
        rows = await crm.run(replace(query, select=(key, name), limit=few))
    return [
        Candidate(info.name, str(one[key]), str(one.get(name) or ""), 1.0)
        for one in rows.records[:few]
        if one.get(key)
    ]
