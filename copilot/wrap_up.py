"""The end of an agent's work: summary, reason and resolution, written to the case by a proposal.

Which fields hold them is read from the org: the reason's picklist, the resolution's own field where
the org has one, else the internal comments. What has no field of its own is put before the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, DateTime, String, Table
from sqlalchemy.sql import insert, select

from actions import Language, Lines
from actions import line as fill
from copilot.ledger import CHANGES, DONE
from copilot.similar_cases import RESOLUTIONS
from copilot.store import METADATA, Store, stamp
from crm import Crm, ObjectInfo, Proposal, Value

REASON = "Reason"
CLOSED = "Closed"
WRAP_UPS = Table(
    "wrap_ups", METADATA,
    Column("proposal", String, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("agent", String, nullable=False),
    Column("reason", String),
    Column("closes", Boolean, nullable=False),
    Column("at", DateTime, nullable=False),
)  # fmt: skip
LINES: Lines = {
    "summary": {"fr": "Résumé\u202f: {text}", "en": "Summary: {text}"},
    "resolution": {"fr": "Résolution\u202f: {text}", "en": "Resolution: {text}"},
}
WORDS = {"fr": "Conclusion de la conversation", "en": "Wrap-up of the conversation"}


@dataclass(frozen=True)
class WrapUp:
    """What an agent says of a conversation; `reason` is a value of the org's picklist."""

    summary: str
    reason: str | None
    resolution: str
    closes: bool


def reasons(info: ObjectInfo, language: Language) -> list[dict[str, str]]:
    """Return the org's reasons for a case, as a form offers them."""
    field = info.fields.get(REASON)
    writable = field is not None and field.updateable
    entries = field.picklist if field and writable else ()
    return [{"value": one.value, "label": one.labels.of(language)} for one in entries]


def values_of(wrap_up: WrapUp, info: ObjectInfo, language: Language) -> dict[str, Value]:
    """Return the fields of the case that a wrap-up fills."""
    found = [info.fields[name] for name in RESOLUTIONS if name in info.fields]
    texts = [field for field in found if field.updateable]
    values: dict[str, Value] = {}
    if len(texts) > 1:
        values = {texts[0].name: wrap_up.resolution, texts[1].name: wrap_up.summary}
    elif texts:
        both = [
            fill(LINES, name, language, text=text)
            for name, text in (("summary", wrap_up.summary), ("resolution", wrap_up.resolution))
            if text
        ]
        values = {texts[0].name: "\n".join(both)}
    if wrap_up.reason and REASON in info.fields:
        values[REASON] = wrap_up.reason
    status = info.fields.get("Status")
    if wrap_up.closes and status and status.entry(CLOSED):
        values["Status"] = CLOSED
    return {name: value for name, value in values.items() if value}


async def propose_wrap_up(
    crm: Crm, case: str, wrap_up: WrapUp, language: Language, now: datetime
) -> Proposal:
    """Make the change to the case, with the agent's own rights; nothing is written."""
    info = await crm.describe("Case")
    return await crm.propose("update", "Case", case, values_of(wrap_up, info, language), now)


async def keep_wrap_up(store: Store, id_: str, agent: str, proposal: str, wrap_up: WrapUp) -> None:
    """Note which proposal wraps up which conversation."""
    row = {"proposal": proposal, "id": id_, "agent": agent, "reason": wrap_up.reason,
           "closes": wrap_up.closes, "at": stamp()}  # fmt: skip
    await store.run(lambda connection: connection.execute(insert(WRAP_UPS).values(row)))


async def was_written(store: Store, id_: str, agent: str, since: datetime) -> bool:
    """Say whether an agent's wrap-up of a conversation was confirmed and written since then."""
    query = (
        select(WRAP_UPS.c.proposal)
        .join(CHANGES, CHANGES.c.id == WRAP_UPS.c.proposal)
        .where(WRAP_UPS.c.id == id_, WRAP_UPS.c.agent == agent, WRAP_UPS.c.at >= since)
        .where(CHANGES.c.state == DONE)
        .limit(1)
    )
    return await store.run(lambda connection: connection.execute(query).first()) is not None
