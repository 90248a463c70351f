"""What SOQL holds in no one query: a child among alternatives, below another child, or of a task.

A semi-join stands only at the top of a WHERE, two at most, none inside another, and none of tasks,
events and what else Salesforce keeps apart: « une affaire en négociation ou un ticket ouvert »,
"accounts whose deals have a line over 10k", "deals without a task". The inner query is run first,
with the same user's rights, and its records stand in the outer one by their ids.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from crm.errors import BadQuery, Unknown
from crm.query import AllOf, AnyOf, Compare, Condition, Not, Query, Related, Value

MOST_HELD = 3000
"""Ids a query may hold: 3,000 of them, quoted, stay below the 100,000 characters of SOQL."""

MOST_READ = 9_999
"""Rows an inner query may have, of the 10,000 that are read: several tasks may be of one deal."""
MOST_JOINS = 2
"""Semi-joins a query may hold."""
APART = frozenset(
    {"ActivityHistory", "Attachment", "Event", "EventRelation", "Note", "OpenActivity", "Task",
     "TaskRelation"}
)  # fmt: skip
"""Objects that Salesforce takes in no semi-join."""
Run = Callable[[Query], Awaitable[Sequence[Value]]]
"""Runs a query of one field; returns its values, `MOST_READ + 1` at most."""


def nested(condition: Condition) -> bool:
    """Whether a condition holds a semi-join where SOQL takes none."""
    return _nested(condition, top=True) or len(_joins(condition)) > MOST_JOINS


def _nested(condition: Condition, *, top: bool) -> bool:
    match condition:
        case AllOf(inner):
            return any(_nested(one, top=top) for one in inner)
        case AnyOf(inner):
            return any(_nested(one, top=False) for one in inner)
        case Not(one):
            return _nested(one, top=top and isinstance(one, Related))
        case Related(_, query):
            return not top or query.object in APART or _nested(query.where, top=False)
        case Compare():
            return False


def _joins(condition: Condition) -> list[Related]:
    """Return the semi-joins at the top of a condition."""
    match condition:
        case AllOf(inner):
            return [found for one in inner for found in _joins(one)]
        case Not(Related() as one) | (Related() as one):
            return [] if one.inner.object in APART else [one]
        case _:
            return []


async def unnested(condition: Condition, run: Run) -> Condition:
    """Return the same condition with ids where SOQL takes no semi-join."""
    kept = {id(one) for one in _joins(condition)[:MOST_JOINS]}
    return await _unnested(condition, run, kept)


async def _unnested(condition: Condition, run: Run, kept: AbstractSet[int]) -> Condition:
    """Return a condition with ids for every semi-join but those `kept`."""
    match condition:
        case AllOf(inner):
            return AllOf(tuple([await _unnested(one, run, kept) for one in inner]))
        case AnyOf(inner):
            return AnyOf(tuple([await _unnested(one, run, kept) for one in inner]))
        case Not(one):
            return Not(await _unnested(one, run, kept))
        case Related(path, query, negated):
            where = await _unnested(query.where, run, frozenset())
            related = Related(path, replace(query, where=where), negated)
            return related if id(condition) in kept else _held(related, await run(related.inner))
        case Compare():
            return condition


def _held(related: Related, values: Sequence[Value]) -> Condition:
    """Return the condition of being, or not, among the records found."""
    known = tuple(dict.fromkeys(one for one in values if one is not None))
    if len(known) > MOST_HELD or len(values) > MOST_READ:
        raise BadQuery((Unknown(related.inner.object, related.inner.object, problem="filter"),))
    if not known:
        return AllOf(()) if related.negated else AnyOf(())
    return Compare(related.path, "not in" if related.negated else "in", known)
