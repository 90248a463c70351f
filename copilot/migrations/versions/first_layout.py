"""The layout as it was when layouts began to be numbered.

A database made before that is taken over as it is: what is there stays, what is missing is made.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table that is not there."""
    for room in (
        _turns, _letters, _schedules, _conversations, _desk, _suggestions, _accounts, _secrets
    ):  # fmt: skip
        room()


def _table(name: str, *columns: Any) -> None:
    """Make a table and its indexes, each where it is not there."""
    made, connection = Table(name, MetaData(), *columns), op.get_bind()
    connection.execute(CreateTable(made, if_not_exists=True))
    for index in made.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))


def _turns() -> None:
    _table(
        "turns",
        Column("turn", String, primary_key=True),
        Column("sender", String, nullable=False, index=True),
        Column("accepted", DateTime, nullable=False),
        Column("language", String),
        Column("reply", Text),
    )  # fmt: skip
    _table(
        "feedback",
        Column("turn", String, primary_key=True),
        Column("rating", String, nullable=False),
        Column("reason", Text, nullable=False),
        Column("given", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "changes",
        Column("id", String, primary_key=True),
        Column("user", String, nullable=False, index=True),
        Column("conversation", String, nullable=False),
        Column("state", String, nullable=False),
        Column("words", Text, nullable=False),
        Column("proposal", Text, nullable=False),
        Column("outcome", Text),
        Column("turn", String),
        Column("process", String),
        Column("claimed", DateTime),
        Column("settled", DateTime),
        Column("kept", DateTime, nullable=False),
        Column("ordered", DateTime),
    )  # fmt: skip


def _letters() -> None:
    _table(
        "inbox",
        Column("id", String, primary_key=True),
        Column("channel", String, nullable=False),
        Column("conversation", String, nullable=False),
        Column("person", String, nullable=False),
        Column("state", String, nullable=False),
        Column("sent", String, nullable=False),
        Column("body", Text),
        Column("turn", String),
        Column("posted", String),
        Column("arrived", DateTime, nullable=False),
        Index("inbox_state", "channel", "state"),
        Index("inbox_thread", "channel", "conversation", "person"),
        Index("inbox_posted", "channel", "posted"),
    )  # fmt: skip
    _table(
        "places",
        Column("conversation", String, primary_key=True),
        Column("person", String, primary_key=True),
        Column("asker", String),
        Column("place", Text, nullable=False),
        Column("seen", DateTime, nullable=False),
        Index("places_asker", "conversation", "asker"),
    )  # fmt: skip
    _table(
        "notices",
        Column("id", String, primary_key=True),
        Column("asker", String, nullable=False, index=True),
        Column("conversation", String, nullable=False),
        Column("due", Text, nullable=False),
        Column("made", DateTime, nullable=False),
        Column("seen", DateTime),
    )  # fmt: skip


def _schedules() -> None:
    _table(
        "schedules",
        Column("id", String, primary_key=True),
        Column("asker", String, nullable=False, index=True),
        Column("username", String, nullable=False),
        Column("owner", String, nullable=False),
        Column("conversation", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("words", Text, nullable=False),
        Column("said", Text, nullable=False),
        Column("language", String, nullable=False),
        Column("zone", String, nullable=False),
        Column("rule", Text, nullable=False),
        Column("due", DateTime, nullable=False, index=True),
        Column("made", DateTime, nullable=False),
    )  # fmt: skip


def _conversations() -> None:
    _table(
        "conversations",
        Column("id", String, primary_key=True),
        Column("conversation", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("email", String),
        Column("language", String, nullable=False),
        Column("state", String, nullable=False, index=True),
        Column("failures", Integer, nullable=False),
        Column("case_id", String),
        Column("case_number", String),
        Column("agent", String),
        Column("agent_name", String),
        Column("routed", String),
        Column("routing", Text),
        Column("began", DateTime, nullable=False),
        Column("requested", DateTime),
        Column("taken", DateTime),
        Column("updated", DateTime, nullable=False, index=True),
        Column("rating", Integer),
    )  # fmt: skip
    _table(
        "said",
        Column("n", Integer, primary_key=True, autoincrement=True),
        Column("id", String, nullable=False, index=True),
        Column("event", String, nullable=False, unique=True),
        Column("author", String, nullable=False),
        Column("name", String),
        Column("text", Text, nullable=False),
        Column("parts", Text),
        Column("turn", String),
        Column("language", String, nullable=False),
        Column("at", DateTime, nullable=False),
    )  # fmt: skip


def _desk() -> None:
    _table(
        "notes",
        Column("n", Integer, primary_key=True, autoincrement=True),
        Column("id", String, nullable=False, index=True),
        Column("event", String, nullable=False, unique=True),
        Column("agent", String, nullable=False),
        Column("agent_name", String, nullable=False),
        Column("text", Text, nullable=False),
        Column("at", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "read_marks",
        Column("agent", String, primary_key=True),
        Column("id", String, primary_key=True),
        Column("n", Integer, nullable=False),
    )  # fmt: skip
    _table(
        "stints",
        Column("n", Integer, primary_key=True, autoincrement=True),
        Column("id", String, nullable=False, index=True),
        Column("agent", String, nullable=False),
        Column("agent_name", String, nullable=False),
        Column("requested", DateTime),
        Column("began", DateTime, nullable=False, index=True),
        Column("first_reply", DateTime),
        Column("held_since", DateTime),
        Column("held", Float, nullable=False),
        Column("ended", DateTime),
        Column("how", String),
    )  # fmt: skip
    _table(
        "wrap_ups",
        Column("proposal", String, primary_key=True),
        Column("id", String, nullable=False, index=True),
        Column("agent", String, nullable=False),
        Column("reason", String),
        Column("closes", Boolean, nullable=False),
        Column("at", DateTime, nullable=False),
    )  # fmt: skip


def _suggestions() -> None:
    _table(
        "suggested",
        Column("suggestion", String, primary_key=True),
        Column("id", String, nullable=False, index=True),
        Column("text", Text, nullable=False),
        Column("sources", Text, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("shown", DateTime, nullable=False, index=True),
    )  # fmt: skip
    _table(
        "suggestion_choices",
        Column("suggestion", String, primary_key=True),
        Column("agent", String, primary_key=True),
        Column("id", String, nullable=False, index=True),
        Column("agent_name", String, nullable=False),
        Column("choice", String, nullable=False),
        Column("event", String),
        Column("at", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "knowledge_gaps",
        Column("turn", String, primary_key=True),
        Column("question", Text, nullable=False),
        Column("language", String, nullable=False),
        Column("audience", String, nullable=False),
        Column("nearest", Text, nullable=False),
        Column("at", DateTime, nullable=False, index=True),
    )  # fmt: skip


def _accounts() -> None:
    _table(
        "accounts",
        Column("owner", String, primary_key=True),
        Column("username", String, nullable=False),
        Column("ticket", LargeBinary, nullable=False),
        Column("linked", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "sign_ins",
        Column("state", String, primary_key=True),
        Column("owner", String, nullable=False),
        Column("label", String),
        Column("verifier", LargeBinary, nullable=False),
        Column("made", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "codes",
        Column("email", String, primary_key=True),
        Column("code", String, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("made", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "spent_tokens",
        Column("token", String, primary_key=True),
        Column("at", DateTime, nullable=False),
    )  # fmt: skip


def _secrets() -> None:
    _table(
        "vaults",
        Column("conversation", String, primary_key=True),
        Column("sealed", LargeBinary, nullable=False),
        Column("used", DateTime, nullable=False, index=True),
    )  # fmt: skip
    _table(
        "slack_installations",
        Column("team", String, primary_key=True),
        Column("token", LargeBinary, nullable=False),
        Column("installed", DateTime, nullable=False),
    )  # fmt: skip
    _table(
        "slack_install_states",
        Column("state", String, primary_key=True),
        Column("made", DateTime, nullable=False),
    )  # fmt: skip
