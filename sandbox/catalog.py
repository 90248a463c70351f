"""The org's objects, found as SOQL names them: whatever the case, and through relationships."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from sandbox.schema import Field, SObject


class Child(NamedTuple):
    """A child relationship: which object points here, by which of its fields."""

    sobject: SObject
    field: Field


class Catalog(dict[str, SObject]):
    """Every object by API name, with look-ups that ignore case. Do not change one."""

    def object(self, name: str) -> SObject | None:
        """Return the object of that name."""
        return self._objects.get(name.lower())

    def field(self, sobject: SObject, name: str) -> Field | None:
        """Return the object's field of that name."""
        return self._fields[sobject.name].get(name.lower())

    def parent(self, sobject: SObject, relationship: str) -> Field | None:
        """Return the object's reference whose parent relationship has that name."""
        return self._parents[sobject.name].get(relationship.lower())

    def child(self, sobject: SObject, relationship: str) -> Child | None:
        """Return the child relationship of that name."""
        return self._children.get((sobject.name, relationship.lower()))

    def of_prefix(self, prefix: str) -> SObject | None:
        """Return the object whose ids begin with these three characters."""
        return self._prefixes.get(prefix)

    @cached_property
    def _objects(self) -> dict[str, SObject]:
        return {name.lower(): sobject for name, sobject in self.items()}

    @cached_property
    def _fields(self) -> dict[str, dict[str, Field]]:
        return {
            name: {field.name.lower(): field for field in sobject.fields.values()}
            for name, sobject in self.items()
        }

    @cached_property
    def _parents(self) -> dict[str, dict[str, Field]]:
        return {
            name: {f.relationship.lower(): f for f in sobject.fields.values() if f.relationship}
            for name, sobject in self.items()
        }

    @cached_property
    def _children(self) -> dict[tuple[str, str], Child]:
        return {
            (parent, field.child_relationship.lower()): Child(sobject, field)
            for sobject in self.values()
            for field in sobject.fields.values()
            if field.child_relationship
            for parent in field.reference_to
        }

    @cached_property
    def _prefixes(self) -> dict[str, SObject]:
        return {sobject.key_prefix: sobject for sobject in self.values()}
