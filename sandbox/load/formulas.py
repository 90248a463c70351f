"""Formula and roll-up fields as SQL over the table's own row (alias `t`).

What cannot be translated stays a plain read-only field, with a warning; the files may fill it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sandbox.load.folder import Node, Problems
from sandbox.load.formula_grammar import Untranslatable, translate
from sandbox.schema import Field, SObject
from sandbox.traits import NUMERIC

_NAMES = re.compile(r"[\w.]+")
OPERATIONS = {"count": "count(*)", "sum": "sum({})", "min": "min({})", "max": "max({})"}
COMPARED = {"equals": "=", "notEqual": "<>", "lessThan": "<", "greaterThan": ">",
            "lessOrEqual": "<=", "greaterOrEqual": ">="}  # fmt: skip


Pending = dict[tuple[str, str], Node]
"""Formula and roll-up fields still to be written, by object and name."""


def is_computed(node: Node) -> bool:
    """Say whether a field's metadata makes it a formula or a roll-up."""
    return node.text("type") == "Summary" or bool(node.text("formula"))


def write_computed(pending: Pending, objects: dict[str, SObject], problems: Problems) -> None:
    """Give every pending field its formula: what it is computed from comes first, as files do not.

    What refers to itself, or cannot be translated, is named among the warnings.
    """
    while pending:
        refused = {key: _try(key, pending, objects) for key in list(pending)}
        if not any(reason is None for reason in refused.values()):
            for (_, name), node in pending.items():
                reason = refused[_, name]
                problems.warn(node.path, f"the formula of {name} is not computed: {reason}")
            return


def _try(key: tuple[str, str], pending: Pending, objects: dict[str, SObject]) -> str | None:
    """Write one formula if what it needs is there; return why not."""
    sobject, node = objects[key[0]], pending[key]
    field = sobject.fields[key[1]]
    if waited := _waited(key, pending, node.text("formula")):
        return f"it needs {waited}, which is not computed"
    try:
        summed = node.text("type") == "Summary"
        formula = _summary(node, objects) if summed else _formula(field, node, sobject, objects)
    except Untranslatable as exc:
        return str(exc)
    changed = {**sobject.fields, field.name: replace(field, formula=formula)}
    objects[key[0]] = replace(sobject, fields=changed)
    del pending[key]
    return None


def _waited(key: tuple[str, str], pending: Pending, formula: str) -> str | None:
    """Return a name the formula reads that is still to be computed, here or on a parent."""
    for name in _NAMES.findall(formula):
        path, _, last = name.rpartition(".")
        holders = {sobject for sobject, field in pending if field == last}
        if holders - {key[0]} if path else key[0] in holders:
            return str(name)
    return None


def _formula(field: Field, node: Node, sobject: SObject, objects: Mapping[str, SObject]) -> str:
    zero = node.text("formulaTreatBlanksAs", "BlankAsZero") == "BlankAsZero"
    sql = translate(node.text("formula"), sobject.fields, objects, blank_as_zero=zero)
    if field.type == "percent":
        sql = f"100.0 * {sql}"
    return f"round({sql}, {field.scale})" if field.type in NUMERIC else sql


def _summary(node: Node, objects: Mapping[str, SObject]) -> str:
    """Write a roll-up as a sub-query over the detail records."""
    child, _, reference = node.text("summaryForeignKey").partition(".")
    source = node.text("summarizedField").partition(".")[2]
    operation = node.text("summaryOperation")
    if operation not in OPERATIONS or not reference:
        raise Untranslatable(f"roll-up {operation or '(none)'}")
    details = objects.get(child)
    for name in (reference, *filter(None, (source,))):
        if details is None or name not in details.fields:
            raise Untranslatable(f"it needs {child}.{name}, which is not there")
    measure = OPERATIONS[operation].format(f'c."{_name(source)}"' if source else "1")
    if operation in {"count", "sum"}:
        measure = f"coalesce({measure}, 0)"
    conditions = "".join(f" AND {_condition(item)}" for item in node.all("summaryFilterItems"))
    return (
        f'(SELECT {measure} FROM "{_name(child)}" c WHERE c."{_name(reference)}" = t."Id" '  # noqa: S608
        f'AND c."IsDeleted" = 0{conditions})'
    )


def _condition(item: Node) -> str:
    operation, name = item.text("operation"), item.text("field").partition(".")[2]
    if operation not in COMPARED:
        raise Untranslatable(f"filter {operation}")
    value = item.text("value")
    known = {"true": "1", "false": "0"}
    literals = [known.get(part.strip().lower(), _quoted(part)) for part in value.split(",")]
    column = f'c."{_name(name)}"'
    if operation == "equals" and len(literals) > 1:
        return f"{column} IN ({', '.join(literals)})"
    if len(literals) > 1:
        raise Untranslatable("a filter with several values")
    return f"{column} {COMPARED[operation]} {literals[0]}"


def _quoted(text: str) -> str:
    bare = text.strip().strip('"')
    return "'" + bare.replace("'", "''") + "'"


def _name(text: str) -> str:
    if not text.replace("_", "").isalnum() or not text.isascii():
        raise Untranslatable(f"the name {text!r}")
    return text
