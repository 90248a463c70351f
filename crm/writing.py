"""Executing proposals once, against the revision that was shown, and taking them back.

One composite request finds the record by its revision, writes to what it found and reads the new
revision: with another revision there is nothing to write to, and nothing is written.
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
from crm.errors import (
    CrmError,
    CrmUnavailable,
    Expired,
    NotFound,
    NotUndoable,
    Refused,
    Stale,
)
from crm.literals import instant
from crm.metadata import Catalogue, ObjectInfo
from crm.proposal import Change, Outcome, Proposal
from crm.proposing import LASTS, REVISION
from crm.query import AllOf, Compare, Query, Value
from crm.results import read_value
from crm.soql import write


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
        created, after = await send(self._connection, steps, write=True)
        if created.failed:
            raise _refusal(created, proposal)
        revision = "" if after.failed else str(after.body.get(REVISION, ""))
        return Outcome(proposal, created.body["id"], revision)

    async def _change(self, proposal: Proposal, turn: str, catalogue: Catalogue) -> Outcome:
        steps = _change_steps(proposal, turn, catalogue)
        try:
            answers = await send(self._connection, steps, all_or_none=True, write=True)
        except CrmUnavailable as exc:
            if not exc.in_doubt:
                raise
            return await self._settle(proposal, catalogue[proposal.object], exc)
        if any(answer.failed for answer in answers):
            raise await self._explained(answers, proposal, catalogue[proposal.object])
        after = answers[-1].body.get(REVISION, "") if proposal.operation == "update" else ""
        return Outcome(proposal, proposal.record, str(after))

    async def _explained(
        self, answers: list[Answer], proposal: Proposal, described: ObjectInfo
    ) -> CrmError:
        """Tell why nothing was written: what the org refused, or that the record had changed."""
        telling = [answer for answer in answers if answer.failed and not _only_stopped(answer)]
        if telling:
            return _refusal(telling[0], proposal)
        now = (await send(self._connection, [_read_step(proposal)]))[0]
        if now.failed:
            return _refusal(now, proposal)
        revision = str(now.body.get(REVISION))
        return Stale(proposal.record, _values(now.body, proposal, described), revision)

    async def _settle(
        self, proposal: Proposal, described: ObjectInfo, doubt: CrmUnavailable
    ) -> Outcome:
        """Look whether a write whose answer was lost has happened."""
        now = (await send(self._connection, [_read_step(proposal)]))[0]
        if proposal.operation == "delete" and now.status == 404:
            return Outcome(proposal, proposal.record, "")
        if now.failed:
            raise doubt
        current = _values(now.body, proposal, described)
        if any(current.get(change.field) != change.new for change in proposal.changes):
            raise CrmUnavailable(doubt.retry_after) from doubt
        if proposal.operation == "delete":
            raise CrmUnavailable(doubt.retry_after) from doubt
        return Outcome(proposal, proposal.record, str(now.body.get(REVISION)))


def _only_stopped(answer: Answer) -> bool:
    """Whether a part failed only because another did, or because the revision was not found."""
    return answer.status == 412 or "PROCESSING_HALTED" in str(answer.body)


def _refusal(answer: Answer, proposal: Proposal) -> CrmError:
    """Return a refusal with the object and record it is about."""
    error = answer.error(write=True)
    if isinstance(error, Refused):
        return Refused(proposal.object, error.field)
    if isinstance(error, NotFound):
        return NotFound(proposal.object, proposal.record or None)
    return error


def _change_steps(proposal: Proposal, turn: str, catalogue: Catalogue) -> list[Step]:
    """Write the three steps of an update, or the two of a delete."""
    shown = Compare(REVISION, "=", datetime.fromisoformat(proposal.revision))
    same = Query(proposal.object, where=AllOf((Compare("Id", "=", proposal.record), shown)))
    found = write(same, catalogue, ZoneInfo("UTC"))
    guarded = {"If-Unmodified-Since": _http_date(proposal.revision), **_signed(turn)}
    target = f"sobjects/{proposal.object}/@{{same.records[0].Id}}"
    if proposal.operation == "delete":
        return [query_step("same", found), Step("written", target, "DELETE", None, guarded)]
    return [
        query_step("same", found),
        Step("written", target, "PATCH", _body(proposal.changes), guarded),
        Step("after", f"{_address(proposal)}?fields={REVISION}"),
    ]


def _address(proposal: Proposal) -> str:
    return f"sobjects/{proposal.object}/{proposal.record}"


def _read_step(proposal: Proposal) -> Step:
    fields = ",".join([REVISION, *(change.field for change in proposal.changes)])
    return Step("now", f"{_address(proposal)}?fields={fields}")


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
