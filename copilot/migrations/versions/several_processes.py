"""What several service processes tell each other: who answers, and which agents look at what."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, String

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "leases",
        Column("id", String, primary_key=True),
        Column("turn", String, nullable=False),
        Column("holder", String, nullable=False),
        Column("until", DateTime, nullable=False),
    )
    op.create_table(
        "viewers",
        Column("id", String, primary_key=True),
        Column("agent", String, primary_key=True),
        Column("agent_name", String, nullable=False),
        Column("until", DateTime, nullable=False, index=True),
    )
