"""What became of visitors' files: the virus scan's verdict, and the version in Salesforce."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; files kept before were neither scanned nor put on their case."""
    for name in ("verdict", "version", "refused"):
        op.add_column("attachments", Column(name, String))
