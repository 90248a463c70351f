"""Salesforce's formula language, over a record and its parents, as SQLite expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import LarkError

from sandbox.schema import Field, SObject
from sandbox.tables import bound
from sandbox.traits import NUMERIC

GRAMMAR = r"""
?start: either
?either: both | both ("||" both)+        -> any_of
?both: equal | equal ("&&" equal)+       -> all_of
?equal: sum | sum COMPARE sum            -> compare
?sum: product | product (SIGN product)+  -> chain
?product: power | power (FACTOR power)+  -> chain
?power: unary | unary "^" unary          -> raised
?unary: atom | "-" unary                 -> negative
      | "!" unary                        -> negated
?atom: NUMBER                            -> number
     | STRING                            -> text
     | NAME "(" [either ("," either)*] ")" -> call
     | NAME                              -> field
     | "(" either ")"
COMPARE: "<>" | "!=" | "==" | "=" | "<=" | ">=" | "<" | ">"
SIGN: "+" | "-" | /&(?!&)/
FACTOR: "*" | "/"
NUMBER: /\d+(\.\d+)?|\.\d+/
STRING: /"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/
NAME: /[A-Za-z][A-Za-z0-9_.:]*/
COMMENT: /\/\*(.|\n)*?\*\//
%import common.WS
%ignore WS
%ignore COMMENT
"""
FUNCTIONS = {
    "ABS": "abs({0})",
    "BEGINS": "(substr({0}, 1, length({1})) = {1})",
    "ADDMONTHS": "date({0}, CAST({1} AS INTEGER) || ' months')",
    "BLANKVALUE": "coalesce({0}, {1})",
    "CEILING": "ceil({0})",
    "CONTAINS": "(instr({0}, {1}) > 0)",
    "DATE": "printf('%04d-%02d-%02d', {0}, {1}, {2})",
    "DATEVALUE": "substr({0}, 1, 10)",
    "DAY": "CAST(substr({0}, 9, 2) AS INTEGER)",
    "FLOOR": "floor({0})",
    "IF": "CASE WHEN {0} THEN {1} ELSE {2} END",
    "ISBLANK": "({0} IS NULL)",
    "ISNULL": "({0} IS NULL)",
    "ISPICKVAL": "(coalesce({0}, '') = {1})",
    "INCLUDES": "(instr(';' || coalesce({0}, '') || ';', ';' || {1} || ';') > 0)",
    "LEFT": "substr({0}, 1, {1})",
    "LEN": "length(coalesce({0}, ''))",
    "LOWER": "lower({0})",
    "MID": "substr({0}, {1}, {2})",
    "MOD": "({0} % {1})",
    "MONTH": "CAST(substr({0}, 6, 2) AS INTEGER)",
    "NOT": "(NOT {0})",
    "NOW": "org_now()",
    "NULLVALUE": "coalesce({0}, {1})",
    "REGEX": "org_matches({0}, {1})",
    "RIGHT": "substr({0}, -{1})",
    "ROUND": "round({0}, {1})",
    "SQRT": "sqrt({0})",
    "SUBSTITUTE": "replace({0}, {1}, {2})",
    "TEXT": "CAST({0} AS TEXT)",
    "TODAY": "substr(org_now(), 1, 10)",
    "TRIM": "trim({0})",
    "UPPER": "upper({0})",
    "VALUE": "CAST({0} AS REAL)",
    "YEAR": "CAST(substr({0}, 1, 4) AS INTEGER)",
}
COUNTS = {
    name: 1 + max((n for n in range(3) if f"{{{n}}}" in sql), default=-1)
    for name, sql in FUNCTIONS.items()
}
_BEFORE = frozenset({"ISCHANGED", "ISNEW", "PRIORVALUE"})
_ALIASES = re.compile(r"\bp(\d+)\.")
CONSTANTS = {"TRUE": "1", "FALSE": "0", "NULL": "NULL"}


class Untranslatable(Exception):
    """A formula that needs more than the sandbox computes."""


def translate(
    formula: str, fields: Mapping[str, Field], objects: Mapping[str, SObject], *,
    blank_as_zero: bool, saving: bool = False,
) -> str:  # fmt: skip
    """Return the formula as SQL over alias `t`; raises `Untranslatable` with the reason.

    `objects` are those that relationships of the record lead to. With `saving`, what the record
    was before may be asked: `:is_new` and `:old_<Field>` stand for it.
    """
    try:
        tree = _parser().parse(formula)
    except LarkError as exc:
        raise Untranslatable("it is not understood") from exc
    writer = _Writer(fields, objects, blank_as_zero=blank_as_zero, saving=saving)
    return writer.write(tree)[0]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


class _Writer:
    """Writes a parsed formula; every part is `(SQL, type)`: number, text, date, datetime, truth."""

    def __init__(
        self, fields: Mapping[str, Field], objects: Mapping[str, SObject], *, blank_as_zero: bool,
        saving: bool = False,
    ) -> None:  # fmt: skip
        self.fields = {name.lower(): field for name, field in fields.items()}
        self.parents = {f.relationship.lower(): f for f in fields.values() if f.relationship}
        self.objects = objects
        self.blank_as_zero = blank_as_zero
        self.saving = saving

    def write(self, node: Any) -> tuple[str, str]:
        """Return the SQL and type of a node."""
        assert isinstance(node, Tree)  # noqa: S101  every rule of the grammar is named
        writer: Any = getattr(self, f"_{node.data}")
        result: tuple[str, str] = writer(node.children)
        return result

    def _number(self, parts: list[Token]) -> tuple[str, str]:
        return str(float(parts[0])), "number"

    def _text(self, parts: list[Token]) -> tuple[str, str]:
        bare = str(parts[0])[1:-1].replace('\\"', '"').replace("\\'", "'")
        return "'" + bare.replace("'", "''") + "'", "text"

    def _field(self, parts: list[Token]) -> tuple[str, str]:
        name = str(parts[0])
        if name.upper() in CONSTANTS:
            return CONSTANTS[name.upper()], "truth" if name.upper() != "NULL" else "null"
        if "." in name:
            return self._across(name)
        field = self.fields.get(name.lower())
        if field is None:
            raise Untranslatable(f"it needs {name}, which is not a field of the record")
        if field.type == "address":
            raise Untranslatable(f"{name} is an address")
        sql = f"({field.formula})" if field.formula else f't."{field.name}"'
        if field.type == "percent":  # a formula sees 15 % as 0.15
            sql = f"({sql} / 100.0)"
        if field.type in NUMERIC:
            return (f"coalesce({sql}, 0)" if self.blank_as_zero else sql), "number"
        kinds = {"boolean": "truth", "date": "date", "datetime": "datetime"}
        return sql, kinds.get(field.type, "text")

    def _across(self, name: str) -> tuple[str, str]:
        """Return a parent's field, read by a sub-query whose alias nothing inside it bears."""
        relation, _, rest = name.partition(".")
        reference = self.parents.get(relation.partition(":")[0].lower())
        target = self.objects.get(reference.reference_to[0]) if reference else None
        if reference is None or target is None:
            raise Untranslatable(f"it needs {name}, which is not a field of a parent")
        writer = _Writer(target.fields, self.objects, blank_as_zero=self.blank_as_zero)
        sql, kind = writer._field([Token("NAME", rest)])
        alias = f"p{1 + max((int(n) for n in _ALIASES.findall(sql)), default=0)}"
        found = (
            f'(SELECT {bound(sql, alias)} FROM "{target.name}" {alias} '  # noqa: S608
            f'WHERE {alias}."Id" = t."{reference.name}")'
        )
        return (f"coalesce({found}, 0)" if kind in {"number", "truth"} else found), kind

    def _before(self, name: str, parts: list[Any]) -> tuple[str, str]:
        """Return what asks how the record was before it is saved."""
        if name == "ISNEW" and not parts:
            return ":is_new", "truth"
        named = parts[0] if len(parts) == 1 and parts[0].data == "field" else None
        field = self.fields.get(str(named.children[0]).lower()) if named else None
        if field is None or field.formula or field.type == "address":
            raise Untranslatable(f"{name} of that is not known")
        if name == "ISCHANGED":
            return f'(NOT :is_new AND t."{field.name}" IS NOT :old_{field.name})', "truth"
        return f":old_{field.name}", self.write(parts[0])[1]

    def _call(self, parts: list[Any]) -> tuple[str, str]:
        if self.saving and str(parts[0]).upper() in _BEFORE:
            return self._before(str(parts[0]).upper(), parts[1:])
        name, inner = str(parts[0]).upper(), [self.write(part) for part in parts[1:]]
        sqls, kinds = [sql for sql, _ in inner], [kind for _, kind in inner]
        if name in {"AND", "OR"} and inner:
            return f"({f' {name} '.join(sqls)})", "truth"
        if name in {"MAX", "MIN"} and len(inner) > 1:
            return f"{name.lower()}({', '.join(sqls)})", kinds[0]
        if name == "CASE" and len(inner) > 3 and len(inner) % 2 == 0:
            return _case(sqls), kinds[2]
        if name not in FUNCTIONS or COUNTS[name] != len(inner):
            raise Untranslatable(f"{name} of {len(inner)} arguments is not known")
        return FUNCTIONS[name].format(*sqls), _kind(name, kinds)

    def _any_of(self, parts: list[Any]) -> tuple[str, str]:
        return self._joined(parts, "OR")

    def _all_of(self, parts: list[Any]) -> tuple[str, str]:
        return self._joined(parts, "AND")

    def _joined(self, parts: list[Any], word: str) -> tuple[str, str]:
        sqls = [self.write(part)[0] for part in parts if isinstance(part, Tree)]
        return f"({f' {word} '.join(sqls)})", "truth"

    def _compare(self, parts: list[Any]) -> tuple[str, str]:
        (left, _), operator, (right, _) = self.write(parts[0]), str(parts[1]), self.write(parts[2])
        sign = {"==": "IS", "=": "IS", "!=": "IS NOT", "<>": "IS NOT"}.get(operator, operator)
        return f"({left} {sign} {right})", "truth"

    def _chain(self, parts: list[Any]) -> tuple[str, str]:
        sql, kind = self.write(parts[0])
        for sign, part in zip(parts[1::2], parts[2::2], strict=True):
            sql, kind = _combined(sql, kind, str(sign), *self.write(part))
        return sql, kind

    def _raised(self, parts: list[Any]) -> tuple[str, str]:
        return f"pow({self.write(parts[0])[0]}, {self.write(parts[1])[0]})", "number"

    def _negative(self, parts: list[Any]) -> tuple[str, str]:
        return f"(-{self.write(parts[0])[0]})", "number"

    def _negated(self, parts: list[Any]) -> tuple[str, str]:
        return f"(NOT {self.write(parts[0])[0]})", "truth"


def _combined(left: str, kind: str, sign: str, right: str, other: str) -> tuple[str, str]:
    dates = {"date", "datetime"}
    if kind in dates and other in dates and sign == "-":
        return f"(julianday({left}) - julianday({right}))", "number"
    if kind == "date" and other == "number" and sign in "+-":
        return f"date({left}, ({sign}{right}) || ' days')", "date"
    if sign == "&" or (sign == "+" and "text" in {kind, other}):
        return f"(coalesce({left}, '') || coalesce({right}, ''))", "text"
    if sign == "/":
        return f"({left} * 1.0 / nullif({right}, 0))", "number"
    if kind in dates or other in dates:
        raise Untranslatable("arithmetic with dates and times")
    return f"({left} {sign} {right})", "number"


def _case(sqls: list[str]) -> str:
    pairs = zip(sqls[1:-1:2], sqls[2:-1:2], strict=True)
    cases = " ".join(f"WHEN {value} THEN {result}" for value, result in pairs)
    return f"CASE {sqls[0]} {cases} ELSE {sqls[-1]} END"


def _kind(name: str, kinds: list[str]) -> str:
    if name == "IF":
        return kinds[1] if kinds[1] != "null" else kinds[2]
    if name in {"BLANKVALUE", "NULLVALUE"}:
        return kinds[0]
    if name in {"BEGINS", "CONTAINS", "ISBLANK", "ISNULL", "ISPICKVAL", "INCLUDES", "NOT",
                "REGEX"}:  # fmt: skip
        return "truth"
    if name in {"LEFT", "LOWER", "MID", "RIGHT", "SUBSTITUTE", "TEXT", "TRIM", "UPPER"}:
        return "text"
    if name == "NOW":
        return "datetime"
    return "date" if name in {"ADDMONTHS", "DATE", "DATEVALUE", "TODAY"} else "number"
