"""Yes, no and undo: a proposal is written once by who asked, dropped, or taken back."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from actions.change_lines import LINES
from actions.contract import Request, Result, Tools
from actions.errors import NothingToDo
from actions.naming import focused
from actions.outcomes import handed_over, report, report_undone
from actions.parts import RecordRef, Text
from actions.proposals import propose, view
from actions.taking_back import ask_back, at_hand, offered_back
from actions.wording import line
from crm import (
    Candidate,
    CrmUnavailable,
    Duplicates,
    NotUndoable,
    Outcome,
    Proposal,
    Refused,
    Stale,
)
from language import fold

LOG = logging.getLogger("comptoir.changes")
_TAKES_BACK = re.compile(r"\b(?:a?n+ul\w*|cancel\w*|undo\w*|revert\w*|retabli\w*|defai\w*)\b")
_REFUSES = re.compile(r"\b(?:non|no|nope|nan|ne|pas|don'?t|not)\b")


async def waiting(request: Request, tools: Tools) -> Proposal:
    """Return the proposal a yes or a no is about: the button's, else the conversation's."""
    user, payload = tools.org().user.id, request.first("proposal")
    if payload:
        found = await tools.ledger.proposal(user, str(payload.value))
    else:
        found = await tools.ledger.waiting(user, request.conversation)
    if found is None:
        raise NothingToDo("nothing_waiting")
    return found


async def confirm(request: Request, tools: Tools) -> Result:
    """Write the proposal that was shown, once, against the revision that was shown.

    Where what was asked is whether a change is to be taken back, it is.
    """
    if offered_back(request) and not request.first("proposal"):
        return await undo(request, tools)
    proposal = await waiting(request, tools)
    try:
        outcome = await execute(proposal, request, tools)
    except Stale:
        LOG.info("turn %s: proposal %s is stale", request.turn, proposal.id)
        return await show_again(proposal, request, tools)
    except Duplicates as found:
        return await show_duplicates(proposal, found.candidates, request, tools)
    return await report(outcome, request, tools)


async def execute(proposal: Proposal, request: Request, tools: Tools) -> Outcome:
    """Claim, write and settle; what fails without a write may be confirmed again."""
    crm, now = tools.org(), tools.clock.now()
    claim = await tools.ledger.claim(crm.user.id, proposal.id, request.turn, now)
    if claim is None:
        raise NothingToDo("already_done")
    doubtful, outcome = False, None
    try:
        outcome = await crm.execute(proposal, request.turn, claim.since)
    except CrmUnavailable as exc:
        doubtful = exc.in_doubt
        raise
    finally:
        if outcome is None:
            give_up = tools.ledger.doubt if doubtful else tools.ledger.release
            await give_up(crm.user.id, proposal.id)
    await tools.ledger.settle(outcome, request.turn, tools.clock.now())
    return outcome


async def show_again(proposal: Proposal, request: Request, tools: Tools) -> Result:
    """Propose the same new values again from what the record holds now."""
    crm, now = tools.org(), tools.clock.now()
    words = await tools.ledger.words(crm.user.id, proposal.id)
    await tools.ledger.cancel(crm.user.id, proposal.id)
    if proposal.operation == "convert":
        raise NothingToDo("stale_conversion")
    values = {change.field: change.new for change in proposal.changes}
    fresh = await crm.propose(proposal.operation, proposal.object, proposal.record, values, now)
    return await propose(fresh, replace(request, text=words), tools, said="stale")


async def show_duplicates(
    proposal: Proposal, found: tuple[Candidate, ...], request: Request, tools: Tools
) -> Result:
    """Show what Salesforce's rules found; a second yes creates the record all the same."""
    crm = tools.org()
    words = await tools.ledger.words(crm.user.id, proposal.id)
    await tools.ledger.cancel(crm.user.id, proposal.id)
    values = {change.field: change.new for change in proposal.changes}
    again = await crm.propose(proposal.operation, proposal.object, "", values, tools.clock.now())
    accepted = tuple(dict.fromkeys((*proposal.accepted, *(one.id for one in found))))
    names = ", ".join(f"**{one.name or one.id}**" for one in found)
    return await propose(
        replace(again, accepted=accepted), replace(request, text=words), tools,
        said="duplicates", names=names,
    )  # fmt: skip


async def cancel(request: Request, tools: Tools) -> Result:
    """Drop what was shown; with nothing waiting, « annule » takes the last change back."""
    crm = tools.org()
    if not request.first("proposal"):
        takes = takes_back(request.text)
        if drops_question(request) or (offered_back(request) and not takes):
            return _dropped(request)
        open_ = await tools.ledger.waiting(crm.user.id, request.conversation)
        if open_ is None and takes:
            return await undo(request, tools)
    proposal = await waiting(request, tools)
    if not await tools.ledger.cancel(crm.user.id, proposal.id):
        raise NothingToDo("already_done")
    return _dropped(request)


def drops_question(request: Request) -> bool:
    """Whether the conversation waits for a value of a record being made."""
    return bool((request.slots.get("awaiting") or {}).get("draft"))


def _dropped(request: Request) -> Result:
    words = line(LINES, "cancelled", request.language)
    return Result(parts=(Text(text=words),), slots={"pending": None, "awaiting": None})


def takes_back(text: str) -> bool:
    """Whether a message that refuses says « annule », "cancel" or "undo", and not just no."""
    folded = fold(text)
    return bool(_TAKES_BACK.search(folded)) and not _REFUSES.search(folded)


async def undo(request: Request, tools: Tools) -> Result:
    """Take back the last change of this conversation; a waiting proposal is simply dropped.

    Where something else came after it, which change that is is asked first.
    """
    crm = tools.org()
    asked = request.first("proposal")
    open_ = await tools.ledger.waiting(crm.user.id, request.conversation)
    if not asked and (open_ or drops_question(request)):
        return await cancel(request, tools)
    outcome = await tools.ledger.last_outcome(crm.user.id, request.conversation)
    if outcome is None or (asked and asked.value != outcome.proposal.id):
        raise NothingToDo("nothing_to_undo")
    if not (asked or at_hand(outcome.proposal, request)):
        return await ask_back(outcome, request, tools)
    return await _taken_back(outcome, request, tools)


async def _taken_back(outcome: Outcome, request: Request, tools: Tools) -> Result:
    """Take a change back, or say why it stays."""
    crm = tools.org()
    try:
        undone = await crm.undo(outcome, request.turn)
    except Stale:
        return _kept_as_is(outcome, request, "undo_stale")
    except Refused:
        if handed_over(outcome.proposal, crm):
            viewed = (await view(outcome.proposal, await crm.catalogue(), crm, "en")).changes
            owner = next(one.new or "" for one in viewed if one.field == "OwnerId")
            return _kept_as_is(outcome, request, "undo_handed", owner=owner)
        return _kept_as_is(outcome, request, "undo_refused")
    except NotUndoable:
        return _kept_as_is(outcome, request, f"undo_never_{outcome.proposal.operation}")
    if not undone.each or any(one.problem is None for one in undone.each):
        await tools.ledger.undone(crm.user.id, outcome.proposal.id)
    return await report_undone(outcome, undone, request, tools)


def _kept_as_is(outcome: Outcome, request: Request, why: str, *, owner: str = "") -> Result:
    """Say why the last change stays."""
    proposal, language = outcome.proposal, request.language
    verb = line(LINES, f"verb_{proposal.operation}", language)
    words = line(LINES, why, language, name=proposal.name, verb=verb, owner=owner)
    if not outcome.record:
        return Result(parts=(Text(text=words),), refused=why)
    record = RecordRef(object=proposal.object, id=outcome.record, name=proposal.name)
    return Result(parts=(Text(text=words),), slots=focused(record), records=(record,), refused=why)
