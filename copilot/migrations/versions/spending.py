"""What is spent on language models."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "spending",
        Column("day", DateTime, primary_key=True),
        Column("person", String, primary_key=True),
        Column("user", String, primary_key=True),
        Column("team", String, primary_key=True),
        Column("skill", String, primary_key=True),
        Column("engine", String, primary_key=True),
        Column("model", String, primary_key=True),
        Column("requests", Integer, nullable=False),
        Column("texts", Integer, nullable=False),
        Column("tokens_in", BigInteger, nullable=False),
        Column("tokens_out", BigInteger, nullable=False),
        Column("cost", BigInteger, nullable=False),
        Column("largest", BigInteger, nullable=False),
    )
