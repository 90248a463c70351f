"""What the folder's fields refer to: objects, controlling fields, the names parents see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sandbox.load.folder import Node, Problems
from sandbox.schema import Field, SObject

Nodes = Mapping[str, list[Node]]


def check_references(problems: Problems, nodes: Nodes, objects: Mapping[str, SObject]) -> None:
    """Note the lookups of objects nobody defines, and relationship names given twice."""
    seen: dict[tuple[str, str], str] = {}
    for name, node in ((name, node) for name, found in nodes.items() for node in found):
        field = f"{name}.{node.text('fullName')}"
        child = node.text("relationshipName")
        for target in node.texts("referenceTo"):
            if target not in objects:
                problems.error(node.path, f"{field} refers to {target}, which nobody defines")
            first = seen.setdefault((target, child), field) if child else field
            if first != field:
                reason = f"{field} has the relationshipName {child}, as {first} has"
                problems.error(node.path, reason)


def with_controllers(sobject: SObject, nodes: list[Node], problems: Problems) -> SObject:
    """Return the object whose dependent picklists depend on fields and values that are there."""
    fields = dict(sobject.fields)
    for node in nodes:
        field = fields.get(node.text("fullName"))
        for reason in _faults(field, fields) if field else ():
            problems.warn(node.path, reason)
        if field and field.controller and field.controller not in fields:
            free = tuple(replace(value, valid_for=()) for value in field.picklist)
            fields[field.name] = replace(field, controller=None, picklist=free)
    return replace(sobject, fields=fields)


def _faults(field: Field, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield what a picklist depends on that is not there."""
    if not field.controller:
        return
    controller = fields.get(field.controller)
    if controller is None:
        yield f"{field.name} depends on {field.controller}, which is not there"
        return
    known = {value.value for value in controller.picklist} | {"true", "false", "checked"}
    said = {one for value in field.picklist for one in value.valid_for}
    for value in sorted(one for one in said if one not in known and one != "unchecked"):
        yield f"{field.name} depends on {value!r}, which is no value of {controller.name}"
