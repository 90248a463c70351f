"""On whose account a text is written: a person by key and Salesforce id, their role as team."""

from __future__ import annotations

from collections.abc import Mapping

from copilot.turn import Identity
from crm import Crm
from guard import Payer

OTHERS: Mapping[str, str] = {"customer": "customers", "visitor": "visitors"}


def payer_of(identity: Identity, crm: Crm | None) -> Payer:
    """Return the payer; an employee without a role is counted with their profile."""
    if identity.kind != "employee" or crm is None:
        return Payer(identity.key, "", OTHERS.get(identity.kind, ""))
    return Payer(identity.key, crm.user.id, crm.user.role or crm.user.profile)


def employee(crm: Crm) -> Payer:
    """Return the payer of what an employee asks outside a conversation."""
    return payer_of(Identity("employee", crm.user.username), crm)
