"""The typed request every reading skill builds.

A `Query` names objects and fields by their API names and carries values as Python objects
(`str`, `int`, `Decimal`, `bool`, `date`, timezone-aware `datetime`, `None`). It is checked against
the org's live describe and the asking user's access, then written as SOQL in one place (`soql.py`).
Neither a user's text nor a model's text is ever pasted into SOQL.

Field paths are dotted from the queried object through parent relationships: `"Account.Owner.Name"`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Value = str | int | float | Decimal | bool | date | datetime | None
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "like", "in", "not in", "includes", "excludes"]
Grain = Literal["day", "weekday", "week", "month", "quarter", "year"]
Function = Literal["count", "count_distinct", "sum", "avg", "median", "min", "max"]


def escape_like(text: str) -> str:
    """Make wildcards in a text mean themselves in a `like`."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@dataclass(frozen=True)
class Compare:
    """One field held against one value, or against a tuple of values for the set operators.

    `like` takes SOQL wildcards (`%`, `_`) in `value`; a literal one is escaped by the caller
    with `escape_like`. A date held against a datetime field means that whole day, in the asking
    user's time zone.
    """

    path: str
    operator: Operator
    value: Value | tuple[Value, ...]


@dataclass(frozen=True)
class Related:
    """Records that have (or, negated, do not have) a child record: a semi-join or an anti-join.

    `path` is the field of the queried object that the inner query's `select` must hold, most often
    `"Id"`; `inner` is a query with exactly one selected field.
    """

    path: str
    inner: Query
    negated: bool = False


@dataclass(frozen=True)
class AllOf:
    """Every condition holds. Empty means no condition."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    condition: Condition


Condition = Compare | Related | AllOf | AnyOf | Not


@dataclass(frozen=True)
class Measure:
    """An aggregate. `path` is None for `count` of records; `alias` names it in the rows.

    SOQL has no `median`: whoever asks for one works it out from the rows.
    """

    function: Function
    path: str | None
    alias: str


@dataclass(frozen=True)
class Group:
    """A field to group by, cut to a calendar grain where it holds dates.

    Rows hold the first day of the grain; of `weekday`, the day of the week, 1 for Monday to 7.
    """

    path: str
    grain: Grain | None = None


@dataclass(frozen=True)
class Order:
    """A sort key: a field path, or the alias of a measure."""

    by: str
    descending: bool = False
    nulls_last: bool = True


@dataclass(frozen=True)
class Children:
    """Child records fetched with each record: a sub-query by the child relationship's name."""

    relationship: str
    select: tuple[str, ...]
    where: Condition = field(default_factory=AllOf)
    order_by: tuple[Order, ...] = ()
    limit: int | None = None


@dataclass(frozen=True)
class Query:
    """What to read: an SObject, its fields, conditions, groups and measures.

    With `measures` the rows are aggregates (`group_by` may be empty: one row); without, records.
    """

    object: str
    select: tuple[str, ...] = ("Id",)
    where: Condition = field(default_factory=AllOf)
    children: tuple[Children, ...] = ()
    group_by: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = ()
    having: tuple[Compare, ...] = ()
    order_by: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
