"""What SOQL holds in no one query: a child among alternatives, or below another child.

A semi-join stands only at the top of a WHERE, and none inside another: « une affaire en négociation
ou un ticket ouvert », "accounts whose deals have a line over 10k". The inner query is run first,
with the same user's rights, and its records stand in the outer one by their ids.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from crm.errors import BadQuery, Unknown
from crm.query import AllOf, AnyOf, Compare, Condition, Not, Query, Related, Value

MOST_HELD = 3000
"""Ids a query may hold: 3,000 of them, quoted, stay below the 100,000 characters of SOQL."""

Run = Callable[[Query], Awaitable[Sequence[Value]]]
"""Runs a query of one field; returns its values, `MOST_HELD + 1` at most."""


def nested(condition: Condition, *, top: bool = True) -> bool:
    """Whether a condition holds a semi-join where SOQL takes none."""
    match condition:
        case AllOf(inner):
            return any(nested(one, top=top) for one in inner)
        case AnyOf(inner):
            return any(nested(one, top=False) for one in inner)
        case Not(one):
            return nested(one, top=top and isinstance(one, Related))
        case Related(_, query):
            return not top or nested(query.where, top=False)
        case Compare():
            return False


async def unnested(condition: Condition, run: Run, *, top: bool = True) -> Condition:
    """Return the same condition with ids where SOQL takes no semi-join."""
    match condition:
        case AllOf(inner):
            return AllOf(tuple([await unnested(one, run, top=top) for one in inner]))
        case AnyOf(inner):
            return AnyOf(tuple([await unnested(one, run, top=False) for one in inner]))
        case Not(one):
            plain = top and isinstance(one, Related)
            return Not(await unnested(one, run, top=plain))
        case Related(path, query, negated):
            where = await unnested(query.where, run, top=False)
            related = Related(path, replace(query, where=where), negated)
            return related if top else _held(related, await run(related.inner))
        case Compare():
            return condition


def _held(related: Related, values: Sequence[Value]) -> Condition:
    """Return the condition of being, or not, among the records found."""
    if len(values) > MOST_HELD:
        raise BadQuery((Unknown(related.inner.object, related.inner.object, problem="filter"),))
    known = tuple(dict.fromkeys(one for one in values if one is not None))
    if not known:
        return AllOf(()) if related.negated else AnyOf(())
    return Compare(related.path, "not in" if related.negated else "in", known)
