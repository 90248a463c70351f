"""What a field allows in a query, as describe says it and SOQL enforces it."""

from __future__ import annotations

import re

from sandbox.schema import Field

TEXT = frozenset(
    {"string", "textarea", "picklist", "email", "phone", "url", "combobox", "encryptedstring"}
)
"""The types compared as text, case-insensitively."""

NUMERIC = frozenset({"int", "double", "currency", "percent"})
"""The types that add up."""

_CHANGING = re.compile(r"\bselect\b|'now'|\bcurrent_|\brandom|\borg_now", re.IGNORECASE)
_OPAQUE = frozenset({"address", "base64", "encryptedstring"})


def is_long_text(field: Field) -> bool:
    """Whether the field is a long text area: shown, never filtered, sorted or grouped."""
    return field.type == "textarea" and field.length > 255


def is_filterable(field: Field) -> bool:
    """Whether the field may stand in WHERE."""
    return field.type not in _OPAQUE and not is_long_text(field)


def is_sortable(field: Field) -> bool:
    """Whether the field may stand in ORDER BY."""
    return is_filterable(field) and field.type != "multipicklist"


def is_groupable(field: Field) -> bool:
    """Whether the field may stand in GROUP BY on its own."""
    measured = {"currency", "double", "percent", "datetime", "time"}
    return is_sortable(field) and field.type not in measured


def is_aggregatable(field: Field) -> bool:
    """Whether COUNT, COUNT_DISTINCT, MIN and MAX take the field."""
    return is_sortable(field) and field.type != "boolean"


def is_stored(field: Field) -> bool:
    """Whether the field has a column of its own (formulas, addresses and files: none)."""
    return field.formula is None and field.type not in {"address", "base64"}


def is_generated(field: Field) -> bool:
    """Whether the field is a formula SQLite can keep as a generated column."""
    return field.formula is not None and not _CHANGING.search(field.formula)


def is_column(field: Field) -> bool:
    """Whether the field's table has a column for it, stored or generated."""
    return is_stored(field) or is_generated(field)


def is_collated(field: Field) -> bool:
    """Whether the field's column has a generated comparison key beside it."""
    text = field.type in TEXT or field.type == "multipicklist"
    return text and is_column(field) and is_filterable(field)
