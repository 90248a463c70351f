"""Checking a query against the catalogue, before a word of SOQL is written.

Every object and field must be in the asking user's catalogue and be usable the way the query uses
it, and every value must be of the field's kind. All faults are gathered into one `BadQuery`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from crm.errors import BadQuery, Unknown
from crm.metadata import Catalogue, FieldInfo, ObjectInfo
from crm.paths import field_at, nearest, object_at
from crm.query import (
    AllOf,
    AnyOf,
    Children,
    Compare,
    Condition,
    Measure,
    Not,
    Query,
    Related,
    Value,
)

NUMBERS = frozenset({"currency", "double", "int", "percent", "long"})
DATES = frozenset({"date", "datetime"})
_NOT_TEXT = NUMBERS | DATES | {"boolean", "id", "reference", "multipicklist", "time", "address"}
_ORDERED = NUMBERS | DATES | {"string", "id", "reference", "picklist", "email", "phone", "time"}
Use = Literal["missing", "filter", "sort", "group", "measure"]


def check(query: Query, catalogue: Catalogue) -> None:
    """Raise one `BadQuery` naming everything in the query that cannot be."""
    if unknown := tuple(_faults(query, catalogue)):
        raise BadQuery(unknown)


def _faults(query: Query, catalogue: Catalogue) -> Iterator[Unknown]:
    try:
        described = object_at(catalogue, query.object)
    except BadQuery as exc:
        yield from exc.unknown
        return
    checks = _Checks(catalogue, query.object)
    for path in query.select if not query.measures else ():
        yield from checks.use(path, "missing")
    yield from checks.condition(query.where)
    for group in query.group_by:
        yield from checks.group(group.path, grained=group.grain is not None)
    for measure in query.measures:
        yield from checks.measure(measure)
    yield from checks.orders(query)
    for children in query.children:
        yield from _child_faults(children, described, catalogue)


def _child_faults(
    children: Children, described: ObjectInfo, catalogue: Catalogue
) -> Iterator[Unknown]:
    for child in described.children:
        if child.relationship == children.relationship:
            yield from _faults(
                Query(child.object, children.select, children.where, order_by=children.order_by),
                catalogue,
            )
            return
    names = [child.relationship for child in described.children]
    yield Unknown(children.relationship, described.name, nearest(children.relationship, names))


class _Checks:
    """The checks of one object's paths."""

    def __init__(self, catalogue: Catalogue, name: str) -> None:
        self._catalogue = catalogue
        self._object = name

    def use(self, path: str, use: Use) -> Iterator[Unknown]:
        """Check that a path exists and may be used so."""
        try:
            field = field_at(self._catalogue, self._object, path)
        except BadQuery as exc:
            yield from exc.unknown
            return
        if not _USABLE[use](field):
            yield Unknown(path, self._object, problem=use)

    def condition(self, condition: Condition) -> Iterator[Unknown]:
        """Check every path and value of a condition, inner queries included."""
        match condition:
            case AllOf(conditions) | AnyOf(conditions):
                for inner in conditions:
                    yield from self.condition(inner)
            case Not(inner):
                yield from self.condition(inner)
            case Related(path, query):
                yield from self.use(path, "filter")
                yield from _faults(query, self._catalogue)
            case Compare():
                yield from self._compare(condition)

    def _compare(self, compare: Compare) -> Iterator[Unknown]:
        faults = list(self.use(compare.path, "filter"))
        yield from faults
        if faults:
            return
        field = field_at(self._catalogue, self._object, compare.path)
        values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
        if not _holds(compare, field.type) or not all(_fits(value, field.type) for value in values):
            yield Unknown(compare.path, self._object, problem="value")

    def group(self, path: str, *, grained: bool) -> Iterator[Unknown]:
        """Check a grouped field; a grain needs a date."""
        if not grained:
            yield from self.use(path, "group")
            return
        faults = list(self.use(path, "filter"))
        yield from faults
        if not faults and field_at(self._catalogue, self._object, path).type not in DATES:
            yield Unknown(path, self._object, problem="group")

    def measure(self, measure: Measure) -> Iterator[Unknown]:
        """Check a measured field; sums and averages need numbers, and SOQL has no median."""
        if measure.path is None:
            return
        faults = list(self.use(measure.path, "missing"))
        yield from faults
        if faults:
            return
        kind = field_at(self._catalogue, self._object, measure.path).type
        if measure.function == "median" or (
            measure.function in ("sum", "avg") and kind not in NUMBERS
        ):
            yield Unknown(measure.path, self._object, problem="measure")

    def orders(self, query: Query) -> Iterator[Unknown]:
        """Check sort keys and `having`: measures by alias, fields by path."""
        known = {measure.alias for measure in query.measures}
        known |= {group.path for group in query.group_by}
        known |= {f"{group.path}:{group.grain}" for group in query.group_by}
        keys = [order.by for order in query.order_by] + [held.path for held in query.having]
        for key in keys:
            if key in known:
                continue
            if query.measures:
                yield Unknown(key, self._object, nearest(key, known), "sort")
            else:
                yield from self.use(key, "sort")


_USABLE: dict[Use, Callable[[FieldInfo], bool]] = {
    "missing": lambda field: True,
    "filter": lambda field: field.filterable,
    "sort": lambda field: field.sortable,
    "group": lambda field: field.groupable,
    "measure": lambda field: field.type in NUMBERS,
}


def _holds(compare: Compare, kind: str) -> bool:
    """Tell whether Salesforce knows that operator for that type, with that many values."""
    if compare.operator in ("includes", "excludes"):
        return kind == "multipicklist" and isinstance(compare.value, tuple)
    if compare.operator in ("in", "not in"):
        return isinstance(compare.value, tuple) and kind != "boolean"
    if isinstance(compare.value, tuple):
        return False
    if compare.operator == "like":
        return kind not in _NOT_TEXT and isinstance(compare.value, str)
    return compare.operator in ("=", "!=") or (compare.value is not None and kind in _ORDERED)


def _fits(value: Value, kind: str) -> bool:
    """Tell whether a value can be held against a field of that type."""
    if value is None:
        return True
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in NUMBERS:
        return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if kind in DATES:
        return isinstance(value, date)
    return isinstance(value, str)
