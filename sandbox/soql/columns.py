"""A value that a query can show, compare, sort or group by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sandbox.collation import collate, folded_sql
from sandbox.schema import Field, FieldType, Label
from sandbox.soql.sql import Sql, join, put, value
from sandbox.tables import bound
from sandbox.traits import TEXT, is_collated, is_column

_TRUTH = "coalesce({}, 0)"


@dataclass(frozen=True)
class Column:
    """What an expression of the query became.

    `shown` is the value as stored, `key` what comparisons, sorting and grouping use (the collation
    key of text; the value itself otherwise), `path` the field's canonical path from the queried
    object, `field` its type and rules. `folded` is the folded text, where there is a cheaper way to
    it than through the other two.
    """

    shown: Sql
    key: Sql
    field: Field
    path: tuple[str, ...]
    folded: Sql | None = None

    @property
    def is_text(self) -> bool:
        """Whether the value is compared as text."""
        return self.field.type in TEXT or self.field.type == "multipicklist"

    @property
    def is_kept(self) -> bool:
        """Whether the table keeps the key, so that an index may find it."""
        return self.key.text.endswith('~"')

    @property
    def text(self) -> Sql:
        """What LIKE reads: the folded text, accents and all."""
        if self.is_kept:
            return Sql(folded_sql(self.key.text), self.key.values * 2)
        return self.folded or put("folded({})", self.shown)

    @property
    def sorting(self) -> Sql:
        """What ORDER BY uses: the order of its list for a picklist, the key for the rest."""
        if self.field.type != "picklist" or not self.field.picklist:
            return self.key
        ranks = [
            put("WHEN {} THEN {}", value(key), value(rank))
            for rank, key in enumerate(_keys(self.field))
        ]
        rank = put("CASE {} {} ELSE {} END", self.key, join(" ", ranks), value(len(ranks)))
        return put("CASE WHEN {} IS NOT NULL THEN {} END", self.key, rank)


def stored_column(alias: str, field: Field, path: tuple[str, ...]) -> Column:
    """Return the column of a table's own field."""
    if not is_column(field):
        shown = Sql(f"({bound(field.formula or 'NULL', alias)})")
        key = put("collate_key({})", shown) if field.type in TEXT else shown
        return Column(shown, key, field, path)
    shown = Sql(f'{alias}."{field.name}"')
    if field.type == "boolean":
        shown = put(_TRUTH, shown)
    key = Sql(f'{alias}."{field.name}~"') if is_collated(field) else shown
    return Column(shown, key, field, path)


def computed(column: Column, sql: Sql, kind: FieldType) -> Column:
    """Return the column of a function of another column."""
    field = Field(column.field.name, kind, Label(column.field.name, column.field.name))
    return Column(sql, sql, field, column.path)


def labelled(column: Column, language: str) -> Column:
    """Return the column of a picklist's labels in a language."""
    shown, keys = [], []
    for choice, key in zip(column.field.picklist, _keys(column.field), strict=True):
        label = choice.label.of(language)
        shown.append(put("WHEN {} THEN {}", value(key), value(label)))
        keys.append(put("WHEN {} THEN {}", value(key), value(collate(label))))
    if not shown:
        return column
    return replace(
        column,
        shown=put("CASE {} {} ELSE {} END", column.key, join(" ", shown), column.shown),
        key=put("CASE {} {} ELSE {} END", column.key, join(" ", keys), column.key),
        folded=None,
    )


def _keys(field: Field) -> list[str | None]:
    return [collate(choice.value) for choice in field.picklist]
