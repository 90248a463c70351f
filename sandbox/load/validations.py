"""Validation rules as SQL over the record saved; one that needs more is named, not obeyed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sandbox.load.fields import both
from sandbox.load.folder import Node, Problems
from sandbox.load.formula_grammar import Untranslatable, translate
from sandbox.schema import SObject, ValidationRule


def with_rules(
    sobject: SObject, nodes: Sequence[Node], objects: Mapping[str, SObject], problems: Problems
) -> SObject:
    """Return the object with the active rules of its metadata, in place of those of that name."""
    found = list(_rules(sobject, nodes, objects, problems))
    names = {one.name for one in found}
    kept = tuple(one for one in sobject.rules if one.name not in names)
    return replace(sobject, rules=(*kept, *found))


def _rules(
    sobject: SObject, nodes: Sequence[Node], objects: Mapping[str, SObject], problems: Problems
) -> Iterator[ValidationRule]:
    for node in nodes:
        name = node.text("fullName") or node.path.name.split(".")[0]
        if not node.flag("active"):
            continue
        try:
            condition = translate(node.text("errorConditionFormula"), sobject.fields, objects,
                                  blank_as_zero=False, saving=True)  # fmt: skip
        except Untranslatable as exc:
            problems.warn(node.path, f"the validation rule {name} is not enforced: {exc}")
            continue
        shown = node.text("errorDisplayField")
        at = shown if shown in sobject.fields else None
        yield ValidationRule(name, condition, both(node.text("errorMessage") or name), at)
