"""Formula and roll-up fields: what the sandbox can compute becomes SQL, the rest is passed over."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.load.folder import Node, Problems
from sandbox.schema import Field


def apply_formula(
    field: Field, node: Node, fields: Mapping[str, Field], problems: Problems
) -> Field:
    """Return the field as it stands in the org."""
    return field
