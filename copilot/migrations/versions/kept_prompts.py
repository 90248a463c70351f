"""Masked prompts, where the policy keeps them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, LargeBinary, String

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "prompts",
        Column("id", String, primary_key=True),
        Column("conversation", String, nullable=False, index=True),
        Column("sealed", LargeBinary, nullable=False),
        Column("at", DateTime, nullable=False, index=True),
    )
