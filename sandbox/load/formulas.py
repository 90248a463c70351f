"""Formula and roll-up fields as SQL over the table's own row (alias `t`).

What cannot be translated stays a plain read-only field, with a warning; the files may fill it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox.load.folder import Node, Problems
from sandbox.load.formula_grammar import Untranslatable, translate
from sandbox.schema import Field
from sandbox.traits import NUMERIC

OPERATIONS = {"count": "count(*)", "sum": "sum({})", "min": "min({})", "max": "max({})"}
COMPARED = {"equals": "=", "notEqual": "<>", "lessThan": "<", "greaterThan": ">",
            "lessOrEqual": "<=", "greaterOrEqual": ">="}  # fmt: skip


def apply_formula(
    field: Field, node: Node, fields: Mapping[str, Field], problems: Problems
) -> Field:
    """Return the field with its formula; any other field comes back as it is."""
    try:
        if node.text("type") == "Summary":
            return replace(field, formula=_summary(node))
        if node.text("formula"):
            return replace(field, formula=_formula(field, node, fields))
    except Untranslatable as exc:
        problems.warn(node.path, f"the formula of {field.name} is not computed: {exc}")
    return field


def _formula(field: Field, node: Node, fields: Mapping[str, Field]) -> str:
    zero = node.text("formulaTreatBlanksAs", "BlankAsZero") == "BlankAsZero"
    sql = translate(node.text("formula"), fields, blank_as_zero=zero)
    if field.type in NUMERIC:
        return f"round({sql}, {field.scale})"
    return sql


def _summary(node: Node) -> str:
    """Write a roll-up as a sub-query over the detail records."""
    child, _, reference = node.text("summaryForeignKey").partition(".")
    source = node.text("summarizedField").partition(".")[2]
    operation = node.text("summaryOperation")
    if operation not in OPERATIONS or not reference:
        raise Untranslatable(f"roll-up {operation or '(none)'}")
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
