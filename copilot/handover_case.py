"""The case behind a hand-over: opened once for a conversation, or taken up again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from copilot.handover_lines import line
from copilot.handover_routing import Route
from copilot.turn import Language
from crm import Compare as Is
from crm import Crm, Customer, Query, Value

LONGEST_SUBJECT, LONGEST_TEXT = 80, 20_000


async def still_open(crm: Crm, case: str | None) -> bool:
    """Say whether the conversation has a case that is still open."""
    if not case:
        return False
    found = await crm.run(Query("Case", ("Id", "IsClosed"), Is("Id", "=", case)))
    return any(not record["IsClosed"] for record in found.records)


async def open_case(
    crm: Crm, customer: Customer | None, said: Sequence[Any], language: Language,
    owner: Route | None, turn: str, now: datetime,
) -> tuple[str, str]:  # fmt: skip
    """Open a case as the integration user and return its id and number.

    The transcript becomes its description: what a customer wrote is data there, as in an e-mail.
    """
    wanted: dict[str, Value] = {
        "Subject": subject_of(said, language),
        "Description": transcript(said, language)[:LONGEST_TEXT],
    }
    return await create_case(crm, customer, wanted, "Chat", language, owner, turn, now)


async def create_case(
    crm: Crm, customer: Customer | None, values: Mapping[str, Value], origin: str,
    language: Language, owner: Route | None, turn: str, now: datetime,
) -> tuple[str, str]:  # fmt: skip
    """Create a case with these values as the integration user; return its id and number.

    Whose it is comes from `customer` alone; `origin` is where the org has such a value.
    """
    fields = (await crm.catalogue())["Case"].fields
    wanted = dict(values)
    wanted |= {
        name: value
        for name, value in {"Origin": origin, "Language": language}.items()
        if name in fields and fields[name].createable and fields[name].entry(value)
    }
    if customer:
        wanted["ContactId"] = customer.contact
        wanted |= {"AccountId": customer.account} if customer.account else {}
    if owner:
        wanted["OwnerId"] = owner.owner
    proposal = await crm.propose("create", "Case", "", wanted, now)
    outcome = await crm.execute(proposal, turn)
    found = await crm.get("Case", outcome.record, ("CaseNumber",))
    return outcome.record, str((found or {}).get("CaseNumber") or outcome.record)


async def assign(crm: Crm, case: str, owner: str, turn: str, now: datetime) -> None:
    """Make whoever has the conversation, an agent or a queue, the owner of its case.

    As the integration user, like the routing itself: many orgs let agents change their own cases
    alone, and the wrap-up is the agent's own change. Whose it is already stays.
    """
    found = await crm.get("Case", case, ("OwnerId",))
    if found and found["OwnerId"] == owner:
        return
    proposal = await crm.propose("update", "Case", case, {"OwnerId": owner}, now)
    await crm.execute(proposal, turn)


def subject_of(said: Sequence[Any], language: Language) -> str:
    """Return the first thing the customer asked, cut at a word; buttons and greetings do not count.

    The longest of the first three messages says more than « bonjour ».
    """
    first = [row.text for row in said if row.author == "customer" and not row.text.startswith("/")]
    asked = " ".join(max(first[:3], key=len, default="").split())
    if not asked:
        return line("subject", language)
    if len(asked) <= LONGEST_SUBJECT:
        return asked
    return asked[:LONGEST_SUBJECT].rsplit(" ", 1)[0] + "…"


def transcript(said: Sequence[Any], language: Language) -> str:
    """Write a conversation as plain text."""
    names: Mapping[str, str] = {
        "customer": line("who_customer", language),
        "bot": line("who_bot", language),
    }
    return "\n".join(
        f"[{row.at:%H:%M}] {row.name or names.get(row.author, row.author)}: {_told(row)}"
        for row in said
        if row.author != "system" and not row.text.startswith("/")
    )


def _told(row: Any) -> str:
    """Return what was said, and the names of the files that came with it."""
    parts = json.loads(row.parts) if row.author == "customer" and row.parts else ()
    return " ".join(filter(None, [row.text, *(f"[{part['name']}]" for part in parts)]))
