"""Executing proposals once, against the revision that was shown, and taking them back.

One composite request finds the record by its revision, writes to what it found and reads the new
revision: with another revision there is nothing to write to, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from crm.batches import Batch
from crm.composite import Answer, Step, query_step, send
from crm.connection import Connection
from crm.conversion import convert
from crm.errors import (
    CrmError,
    CrmUnavailable,
    Duplicates,
    Expired,
    NotUndoable,
    Refused,
    Stale,
)
from crm.metadata import Catalogue, ObjectInfo
from crm.payloads import body, http_date, refusal, signed, values_of
from crm.proposal import Change, Done, Outcome, Part, Proposal
from crm.proposing import LASTS, REVISION
from crm.query import AllOf, Compare, Query
from crm.restoring import restore
from crm.soql import write
from crm.traces import bears, made_since, read_parts

_SAVE_ANYWAY = {"Sforce-Duplicate-Rule-Header": "allowSave=true"}
_TELL_DUPLICATES = {"Sforce-Duplicate-Rule-Header": "allowSave=false; includeRecordDetails=true"}


class Writer:
    """Writes as one user. `now` is the house's clock, in UTC."""

    def __init__(self, connection: Connection, user: str, now: Callable[[], datetime]) -> None:
        """Nothing is written yet."""
        self._connection = connection
        self._user = user
        self._now = now
        self._done: dict[str, Outcome] = {}

    async def execute(
        self, proposal: Proposal, turn: str, catalogue: Catalogue, since: datetime | None = None
    ) -> Outcome:
        """Write a proposal; one that was written already gives the same outcome again.

        `since` says that an earlier attempt may have begun then, and not lived to tell.
        """
        if done := self._done.get(proposal.id):
            return done
        if proposal.user != self._user:
            raise Refused(proposal.object)
        outcome = await self._earlier(proposal, catalogue, since) if since else None
        if outcome is None and self._now() >= proposal.expires:
            raise Expired(proposal.id)
        outcome = outcome or await self._act(proposal, turn, catalogue, since)
        self._done[proposal.id] = outcome
        return outcome

    async def _act(
        self, proposal: Proposal, turn: str, catalogue: Catalogue, since: datetime | None
    ) -> Outcome:
        if proposal.operation == "convert":
            return await convert(self._connection, proposal, since)
        if proposal.parts:
            described = catalogue[proposal.object]
            batch = Batch(self._connection, proposal, described, catalogue, turn)
            return Outcome(proposal, "", "", each=await batch.write(since))
        if proposal.operation == "create":
            return await self._create(proposal, turn, catalogue)
        return await self._change(proposal, turn, catalogue)

    async def _earlier(
        self, proposal: Proposal, catalogue: Catalogue, since: datetime
    ) -> Outcome | None:
        """Return what an earlier attempt has done to one record, if it has."""
        if proposal.parts:
            return None
        if proposal.operation == "create":
            found = await made_since(
                self._connection, proposal.object, proposal.changes, catalogue, self._user, since
            )
            return Outcome(proposal, found["Id"], str(found[REVISION])) if found else None
        described = catalogue[proposal.object]
        part = Part(proposal.object, proposal.record, proposal.name, proposal.changes)
        record = (await read_parts(self._connection, [part], described)).get(proposal.record)
        if proposal.operation == "delete":
            return None if record else Outcome(proposal, proposal.record, "")
        changed = record is not None and str(record[REVISION]) != proposal.revision
        if record is None or not changed or not bears(record, part, described, self._user):
            return None
        return Outcome(proposal, proposal.record, str(record[REVISION]))

    async def _found(
        self, proposal: Proposal, catalogue: Catalogue, since: datetime
    ) -> Outcome | None:
        """Return what a write whose answer was lost has made, where the org tells at once."""
        try:
            return await self._earlier(proposal, catalogue, since)
        except CrmError:
            return None

    async def undo(self, outcome: Outcome, turn: str, catalogue: Catalogue) -> Outcome:
        """Write the opposite of what was done, where the records are still as that left them."""
        done = outcome.proposal
        if done.operation == "convert":
            raise NotUndoable(done.operation, outcome.record)
        if done.operation == "delete":
            return await restore(self._connection, outcome)
        opposite = replace(
            done,
            id=f"{done.id}-undo",
            operation="delete" if done.operation == "create" else "update",
            record=outcome.record,
            changes=() if done.operation == "create" else tuple(map(_turned, done.changes)),
            revision=outcome.revision,
            expires=self._now() + LASTS,
            parts=_opposite_parts(outcome),
        )
        if done.parts and not opposite.parts:
            raise NotUndoable(done.operation, outcome.record)
        return replace(await self.execute(opposite, turn, catalogue), undoes=done.id)

    async def _create(self, proposal: Proposal, turn: str, catalogue: Catalogue) -> Outcome:
        """Create the record; possible duplicates that were all shown and accepted are no bar."""
        started = self._now()
        try:
            created, after = await self._made(proposal, {**signed(turn), **_TELL_DUPLICATES})
            error = refusal(created, proposal.object, "") if created.failed else None
            shown = isinstance(error, Duplicates) and _were_shown(error, proposal)
            if shown:
                created, after = await self._made(proposal, {**signed(turn), **_SAVE_ANYWAY})
                error = refusal(created, proposal.object, "") if created.failed else None
        except CrmUnavailable as exc:
            if exc.in_doubt and (found := await self._found(proposal, catalogue, started)):
                return found
            raise
        if error is not None:
            raise error
        revision = "" if after.failed else str(after.body.get(REVISION, ""))
        return Outcome(proposal, created.body["id"], revision)

    async def _made(self, proposal: Proposal, headers: Mapping[str, str]) -> list[Answer]:
        made = f"sobjects/{proposal.object}/"
        steps = [
            Step("made", made, "POST", body(proposal.changes), headers),
            Step("after", f"{made}@{{made.id}}?fields={REVISION}"),
        ]
        return await send(self._connection, steps, write=True)

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
            return refusal(telling[0], proposal.object, proposal.record)
        now = (await send(self._connection, [_read_step(proposal)]))[0]
        if now.failed:
            return refusal(now, proposal.object, proposal.record)
        revision = str(now.body.get(REVISION))
        return Stale(proposal.record, values_of(now.body, proposal.changes, described), revision)

    async def _settle(
        self, proposal: Proposal, described: ObjectInfo, doubt: CrmUnavailable
    ) -> Outcome:
        """Look whether a write whose answer was lost has happened."""
        try:
            now = (await send(self._connection, [_read_step(proposal)]))[0]
        except CrmError:
            raise doubt from None
        if proposal.operation == "delete" and now.status == 404:
            return Outcome(proposal, proposal.record, "")
        if now.failed:
            raise doubt
        current = values_of(now.body, proposal.changes, described)
        if any(current.get(change.field) != change.new for change in proposal.changes):
            raise CrmUnavailable(doubt.retry_after) from doubt
        if proposal.operation == "delete":
            raise CrmUnavailable(doubt.retry_after) from doubt
        return Outcome(proposal, proposal.record, str(now.body.get(REVISION)))


def _were_shown(error: Duplicates, proposal: Proposal) -> bool:
    return {found.id for found in error.candidates} <= set(proposal.accepted)


def _only_stopped(answer: Answer) -> bool:
    """Whether a part failed only because another did, or because the revision was not found."""
    return answer.status == 412 or "PROCESSING_HALTED" in str(answer.body)


def _change_steps(proposal: Proposal, turn: str, catalogue: Catalogue) -> list[Step]:
    """Write the three steps of an update, or the two of a delete."""
    shown = Compare(REVISION, "=", datetime.fromisoformat(proposal.revision))
    same = Query(proposal.object, where=AllOf((Compare("Id", "=", proposal.record), shown)))
    found = write(same, catalogue, ZoneInfo("UTC"))
    guarded = {"If-Unmodified-Since": http_date(proposal.revision), **signed(turn)}
    target = f"sobjects/{proposal.object}/@{{same.records[0].Id}}"
    if proposal.operation == "delete":
        return [query_step("same", found), Step("written", target, "DELETE", None, guarded)]
    return [
        query_step("same", found),
        Step("written", target, "PATCH", body(proposal.changes), guarded),
        Step("after", f"{_address(proposal)}?fields={REVISION}"),
    ]


def _address(proposal: Proposal) -> str:
    return f"sobjects/{proposal.object}/{proposal.record}"


def _read_step(proposal: Proposal) -> Step:
    fields = ",".join([REVISION, *(change.field for change in proposal.changes)])
    return Step("now", f"{_address(proposal)}?fields={fields}")


def _turned(change: Change) -> Change:
    return replace(change, old=change.new, new=change.old)


def _opposite_parts(outcome: Outcome) -> tuple[Part, ...]:
    """Return the opposite of what was written to each record; what failed needs none."""
    pairs = zip(outcome.proposal.parts, outcome.each, strict=True)
    return tuple(_opposite(part, done) for part, done in pairs if done.problem is None)


def _opposite(part: Part, done: Done) -> Part:
    changes = tuple(map(_turned, part.changes)) if part.record else ()
    return replace(part, record=done.record, changes=changes, revision=done.revision)
