"""Executing proposals once, against the revision that was shown, and taking them back.

One composite request reads the record, finds it again by its revision, writes to what it found and
reads the new revision: with another revision there is nothing to write to, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm.composite import Answer, Step, query_step, send
from crm.connection import Connection
from crm.errors import CrmUnavailable, Expired, NotFound, NotUndoable, Refused, Stale
from crm.literals import instant
from crm.metadata import Catalogue, ObjectInfo
from crm.proposal import Change, Outcome, Proposal
from crm.proposing import LASTS, REVISION
from crm.query import AllOf, Compare, Query, Value
from crm.results import read_value
from crm.soql import write

_HALTED = "PROCESSING_HALTED"


class Writer:
    """Writes as one user. `now` is the house's clock, in UTC."""

    def __init__(self, connection: Connection, user: str, now: Callable[[], datetime]) -> None:
        """Nothing is written yet."""
        self._connection = connection
        self._user = user
        self._now = now
        self._done: dict[str, Outcome] = {}

    async def execute(self, proposal: Proposal, turn: str, catalogue: Catalogue) -> Outcome:
        """Write a proposal; one that was written already gives the same outcome again."""
        if done := self._done.get(proposal.id):
            return done
        if proposal.user != self._user:
            raise Refused(proposal.object)
        if self._now() >= proposal.expires:
            raise Expired(proposal.id)
        act = self._create if proposal.operation == "create" else self._change
        outcome = await act(proposal, turn, catalogue)
        self._done[proposal.id] = outcome
        return outcome

    async def undo(self, outcome: Outcome, turn: str, catalogue: Catalogue) -> Outcome:
        """Write the opposite of what was done, if the record is still as that left it."""
        done = outcome.proposal
        if done.operation == "delete":
            raise NotUndoable(done.operation, outcome.record)
        opposite = replace(
            done,
            id=f"{done.id}-undo",
            operation="delete" if done.operation == "create" else "update",
            record=outcome.record,
            changes=() if done.operation == "create" else tuple(map(_turned, done.changes)),
            revision=outcome.revision,
            expires=self._now() + LASTS,
        )
        return replace(await self.execute(opposite, turn, catalogue), undoes=done.id)

    async def _create(self, proposal: Proposal, turn: str, catalogue: Catalogue) -> Outcome:
        made = f"sobjects/{proposal.object}/"
        steps = [
            Step("made", made, "POST", _body(proposal.changes), _signed(turn)),
            Step("after", f"{made}@{{made.id}}?fields={REVISION}"),
        ]
        answers = await self._send(steps)
        _raise_refusal(answers, proposal)
        return Outcome(proposal, answers[0].body["id"], str(answers[1].body.get(REVISION, "")))

    async def _change(self, proposal: Proposal, turn: str, catalogue: Catalogue) -> Outcome:
        described = catalogue[proposal.object]
        try:
            answers = await self._send(_change_steps(proposal, turn, catalogue))
        except CrmUnavailable as exc:
            if not exc.in_doubt:
                raise
            return await self._settle(proposal, described, exc)
        _raise_stale(answers[0], proposal, described)
        _raise_refusal(answers, proposal)
        after = answers[3].body.get(REVISION, "") if proposal.operation == "update" else ""
        return Outcome(proposal, proposal.record, str(after))

    async def _send(self, steps: list[Step]) -> list[Answer]:
        return await send(self._connection, steps, all_or_none=True, write=True)

    async def _settle(
        self, proposal: Proposal, described: ObjectInfo, doubt: CrmUnavailable
    ) -> Outcome:
        """Look whether a write whose answer was lost has happened."""
        answer = (await send(self._connection, [_read_step(proposal)]))[0]
        gone = answer.status == 404
        if proposal.operation == "delete" and gone:
            return Outcome(proposal, proposal.record, "")
        if answer.failed:
            raise doubt
        current = _values(answer.body, proposal, described)
        if all(current.get(change.field) == change.new for change in proposal.changes):
            return Outcome(proposal, proposal.record, str(answer.body.get(REVISION)))
        raise CrmUnavailable(doubt.retry_after) from doubt


def _change_steps(proposal: Proposal, turn: str, catalogue: Catalogue) -> list[Step]:
    """Write the four steps of an update, or the three of a delete."""
    shown = Compare(REVISION, "=", datetime.fromisoformat(proposal.revision))
    same = Query(proposal.object, where=AllOf((Compare("Id", "=", proposal.record), shown)))
    found = write(same, catalogue, ZoneInfo("UTC"))
    guarded = {"If-Unmodified-Since": _http_date(proposal.revision), **_signed(turn)}
    target = f"sobjects/{proposal.object}/@{{same.records[0].Id}}"
    steps = [_read_step(proposal), query_step("same", found)]
    if proposal.operation == "delete":
        return [*steps, Step("written", target, "DELETE", None, guarded)]
    return [
        *steps,
        Step("written", target, "PATCH", _body(proposal.changes), guarded),
        Step("after", f"{_address(proposal)}?fields={REVISION}"),
    ]


def _address(proposal: Proposal) -> str:
    return f"sobjects/{proposal.object}/{proposal.record}"


def _read_step(proposal: Proposal) -> Step:
    fields = ",".join([REVISION, *(change.field for change in proposal.changes)])
    return Step("now", f"{_address(proposal)}?fields={fields}")


def _raise_stale(read: Answer, proposal: Proposal, described: ObjectInfo) -> None:
    if read.failed:
        error = read.error()
        raise NotFound(proposal.object, proposal.record) if isinstance(error, NotFound) else error
    revision = str(read.body.get(REVISION))
    if datetime.fromisoformat(revision) != datetime.fromisoformat(proposal.revision):
        raise Stale(proposal.record, _values(read.body, proposal, described), revision)


def _raise_refusal(answers: list[Answer], proposal: Proposal) -> None:
    """Raise the refusal that stopped the others: theirs only says that they were stopped."""
    failed = [answer for answer in answers if answer.failed]
    if not failed:
        return
    telling = [answer for answer in failed if _HALTED not in str(answer.body)]
    error = (telling or failed)[0].error(write=True)
    if isinstance(error, Refused):
        raise Refused(proposal.object, error.field)
    if isinstance(error, NotFound):
        raise NotFound(proposal.object, proposal.record or None)
    raise error


def _values(body: Mapping[str, Any], proposal: Proposal, described: ObjectInfo) -> dict[str, Any]:
    return {
        change.field: read_value(body.get(change.field), described.fields[change.field].type)
        for change in proposal.changes
    }


def _turned(change: Change) -> Change:
    return replace(change, old=change.new, new=change.old)


def _signed(turn: str) -> dict[str, str]:
    """Carry the turn's id into Salesforce's own event log."""
    return {"Sforce-Call-Options": f"client=comptoir/{turn}"}


def _http_date(revision: str) -> str:
    """Write the end of the revision's second: HTTP dates are whole seconds."""
    moment = datetime.fromisoformat(revision).astimezone(UTC)
    whole = moment.replace(microsecond=0) + timedelta(seconds=bool(moment.microsecond))
    return format_datetime(whole, usegmt=True)


def _body(changes: tuple[Change, ...]) -> dict[str, Any]:
    return {change.field: _written(change.new) for change in changes}


def _written(value: Value) -> Any:
    match value:
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return value
