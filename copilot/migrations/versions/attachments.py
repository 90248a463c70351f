"""Files that visitors attach."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Integer, LargeBinary, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "attachments",
        Column("attachment", String, primary_key=True),
        Column("id", String, nullable=False, index=True),
        Column("turn", String),
        Column("name", String, nullable=False),
        Column("media", String, nullable=False),
        Column("size", Integer, nullable=False),
        Column("case_id", String),
        Column("at", DateTime, nullable=False, index=True),
        Column("content", LargeBinary, nullable=False),
    )
