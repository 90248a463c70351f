"""Bringing deleted records back from the recycle bin, with all that went with them."""

from __future__ import annotations

from dataclasses import replace

from crm.connection import Connection
from crm.errors import NotUndoable
from crm.proposal import Done, Outcome
from crm.soap import soap


async def restore(connection: Connection, outcome: Outcome) -> Outcome:
    """Undelete what a proposal deleted.

    Raises `NotUndoable` where nothing could be brought back: the recycle bin was emptied, or the
    fifteen days are over.
    """
    deleted = [done for done in outcome.each if not done.problem] or [Done(outcome.record, "")]
    back = [await _undelete(connection, done) for done in deleted]
    if all(done.problem for done in back):
        raise NotUndoable("delete", outcome.record)
    each = tuple(back) if outcome.each else ()
    proposal = replace(outcome.proposal, id=f"{outcome.proposal.id}-undo")
    return Outcome(proposal, outcome.record, "", undoes=outcome.proposal.id, each=each)


async def _undelete(connection: Connection, done: Done) -> Done:
    result = await soap(connection, "undelete", [("ids", done.record)])
    return done if result.get("success") == "true" else replace(done, problem="missing")
