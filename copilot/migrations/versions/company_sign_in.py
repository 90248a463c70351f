"""Sign-ins by the company's OpenID provider, and the sessions they open."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "oidc_sign_ins",
        Column("state", String, primary_key=True),
        Column("browser", String, nullable=False),
        Column("nonce", String, nullable=False),
        Column("verifier", String, nullable=False),
        Column("page", String, nullable=False),
        Column("made", DateTime, nullable=False),
    )
    op.create_table(
        "oidc_sessions",
        Column("owner", String, primary_key=True),
        Column("username", String, nullable=False),
        Column("roles", String),
        Column("ends", DateTime, nullable=False, index=True),
    )
