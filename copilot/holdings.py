"""What this service holds about people, table by table: whose a row is, who is named in it.

Every table of the database is here or in `IMPERSONAL`; a test holds that. Erasing, exporting and
retention all read this one list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Way = Literal["key", "user", "owner", "turn", "name", "label"]
"""How a column points at a person: their key (or an id that begins with or holds it), their
Salesforce id, the owner of their channel account, one of their turns, a username or e-mail address,
their full name."""


@dataclass(frozen=True)
class Holding:
    """One table.

    `own` are columns that make a row somebody's: it is exported, and deleted on erasure. `named`
    are columns where somebody only appears, as an agent does: `blank` is written over them.
    `texts` are free texts that may mention anybody: `blank` again, and only an excerpt is exported.
    `since` is the date that `kept` (a key of the policy's retention) counts from.
    """

    own: Mapping[str, Way] = field(default_factory=dict)
    named: Mapping[str, Way] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    blank: Mapping[str, Any] = field(default_factory=dict)
    since: str = ""
    kept: str = ""


GONE = "[…]"
HOLDINGS: Mapping[str, Holding] = {
    "turns": Holding(
        own={"sender": "key"}, texts=("reply",), blank={"reply": None},
        since="accepted", kept="turns",
    ),
    "feedback": Holding(
        own={"turn": "turn"}, texts=("reason",), blank={"reason": ""},
        since="given", kept="feedback",
    ),
    "changes": Holding(
        own={"user": "user"}, texts=("words", "proposal", "outcome"), since="kept", kept="changes"
    ),
    "inbox": Holding(
        own={"person": "owner", "turn": "turn"}, texts=("body",), blank={"body": None},
        since="arrived", kept="inbox",
    ),
    "places": Holding(
        own={"asker": "key", "person": "owner"}, texts=("place",), since="seen", kept="inbox"
    ),
    "conversations": Holding(
        own={"id": "key", "email": "name"}, named={"agent": "user"},
        blank={"agent": None, "agent_name": None}, since="updated", kept="transcripts",
    ),
    "said": Holding(
        own={"id": "key"}, named={"name": "label"}, texts=("text", "parts"),
        blank={"name": None, "text": GONE, "parts": None}, since="at", kept="transcripts",
    ),
    "attachments": Holding(own={"id": "key"}, since="at", kept="transcripts"),
    "notes": Holding(
        own={"id": "key"}, named={"agent": "user"}, texts=("text",),
        blank={"agent": "", "agent_name": "", "text": GONE}, since="at", kept="transcripts",
    ),
    "leases": Holding(own={"id": "key"}),
    "viewers": Holding(own={"id": "key", "agent": "user"}),
    "read_marks": Holding(own={"id": "key", "agent": "user"}),
    "stints": Holding(
        own={"id": "key"}, named={"agent": "user"}, blank={"agent": "", "agent_name": ""},
        since="began", kept="transcripts",
    ),
    "suggested": Holding(
        own={"id": "key"}, texts=("text",), blank={"text": GONE},
        since="shown", kept="transcripts",
    ),
    "suggestion_choices": Holding(
        own={"id": "key", "agent": "user"}, since="at", kept="transcripts"
    ),
    "wrap_ups": Holding(
        own={"id": "key"}, named={"agent": "user"}, blank={"agent": ""},
        since="at", kept="transcripts",
    ),
    "knowledge_gaps": Holding(
        own={"turn": "turn"}, texts=("question",), blank={"question": GONE},
        since="at", kept="feedback",
    ),
    "schedules": Holding(own={"asker": "key", "username": "name"}, texts=("words", "said")),
    "notices": Holding(own={"asker": "key"}, since="made", kept="inbox"),
    "accounts": Holding(own={"username": "name", "owner": "owner"}),
    "oidc_sessions": Holding(own={"username": "name", "owner": "owner"}),
    "sign_ins": Holding(own={"owner": "owner"}),
    "vaults": Holding(own={"conversation": "key"}, since="used", kept="vaults"),
    "prompts": Holding(own={"conversation": "key"}, since="at", kept="prompts"),
    "spending": Holding(own={"person": "key", "user": "user"}, since="day", kept="spending"),
}  # fmt: skip
IMPERSONAL: Mapping[str, str] = {
    "codes": "one-time codes under a keyed hash of the address, dead after ten minutes",
    "oidc_sign_ins": "a sign-in under way: random values, dead after ten minutes",
    "spent_tokens": "hashes of sign-in tokens that were used",
    "slack_installations": "a workspace's token, encrypted",
    "slack_install_states": "an installation under way",
}
SECRET = frozenset({"ticket", "verifier", "sealed", "token"})
"""Columns that are told of in an export, but whose content is a key to something."""
