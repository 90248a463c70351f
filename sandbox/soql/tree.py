"""A parsed SOQL statement. `at` is always an offset into the query's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

Kind = OneOf["string", "number", "date", "datetime", "time", "word"]


@dataclass(frozen=True)
class Path:
    """A dotted field path as written: `Account.Owner.Name`."""

    parts: tuple[str, ...]
    at: int


@dataclass(frozen=True)
class Call:
    """A function of paths or of other calls; `function` is in lower case."""

    function: str
    arguments: tuple[Expression, ...]
    at: int


Expression = Path | Call


@dataclass(frozen=True)
class Literal:
    """A value: `text` as written (a word in upper case, with its `:n`; a string without quotes)."""

    kind: Kind
    text: str
    at: int


@dataclass(frozen=True)
class Selected:
    """An expression to show, under its own name or another."""

    expression: Expression
    alias: str | None


@dataclass(frozen=True)
class Case:
    """One branch of TYPEOF: the fields of one object, or of any (`sobject` None)."""

    sobject: str | None
    paths: tuple[Path, ...]
    at: int


@dataclass(frozen=True)
class TypeOf:
    """Fields that depend on what a polymorphic relationship points to."""

    path: Path
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Compare:
    """A field held against one value, or against a list with the set operators.

    `operator` is one of `= != < <= > >= like in not in includes excludes`.
    """

    left: Expression
    operator: str
    right: Literal | tuple[Literal, ...] | Statement
    at: int


@dataclass(frozen=True)
class Both:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either:
    """One part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Negation:
    """The part does not hold."""

    part: Condition
    at: int


Condition = Compare | Both | Either | Negation


@dataclass(frozen=True)
class Order:
    """A sort key."""

    expression: Expression
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Source:
    """What FROM names: a path (one object, or an alias and a relationship) and its alias."""

    path: Path
    alias: str | None


@dataclass(frozen=True)
class Statement:
    """A whole query, a child sub-query, or the inner query of a semi-join."""

    select: tuple[Selected | TypeOf | Statement, ...]
    sources: tuple[Source, ...]
    at: int
    scope: str | None = None
    where: Condition | None = None
    group: tuple[Expression, ...] = ()
    having: Condition | None = None
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
    all_rows: bool = False
