"""Which change an « annule ça » that comes later would take back: named, dated and asked first."""

from __future__ import annotations

from datetime import timedelta

from actions.change_lines import LINES
from actions.contract import Request, Result, Tools
from actions.outcomes import DONE, just, sentence
from actions.parts import Button, Buttons, Text
from actions.proposals import view
from actions.wording import line
from crm import Outcome, Proposal
from language import format_datetime

_OFFERED = "undo "
_LOG = timedelta(days=90)


def offered_back(request: Request) -> bool:
    """Whether the last thing asked is if a change is to be taken back."""
    return str(request.slots.get("pending") or "").startswith(_OFFERED)


def was_done(request: Request) -> bool:
    """Whether the last thing said or done is a change."""
    return str(request.slots.get("pending") or "").startswith(DONE)


def at_hand(proposal: Proposal, request: Request) -> bool:
    """Whether a change is the last thing done, or the one that was just asked about."""
    return request.slots.get("pending") in {just(proposal), f"{_OFFERED}{proposal.id}"}


async def ask_back(outcome: Outcome, request: Request, tools: Tools) -> Result:
    """Ask whether the last change is to be taken back: which, what of it, and since when."""
    proposal, crm, language = outcome.proposal, tools.org(), request.language
    now = tools.clock.now()
    log = await tools.ledger.log(crm.user.id, now - _LOG, now + timedelta(seconds=1))
    at = next((one.at for one in log if one.outcome.proposal.id == proposal.id), now)
    viewed = (await view(proposal, await crm.catalogue(), crm, language)).changes
    name = proposal.name or line(LINES, "several", language, count=len(proposal.parts))
    words = line(
        LINES, f"ask_back_{proposal.operation}", language, name=name,
        when=format_datetime(at, language, crm.user.timezone),
        changes=sentence(viewed, language),
    )  # fmt: skip
    payload = f'{{"proposal": "{proposal.id}"}}'
    buttons = [
        Button(label=line(LINES, "yes_back", language), payload=f"/undo{payload}", style="primary"),
        Button(label=line(LINES, "no_back", language), payload="/deny"),
    ]
    return Result(
        parts=(Text(text=words), Buttons(buttons=buttons)),
        slots={"pending": f"{_OFFERED}{proposal.id}", "awaiting": None},
    )
