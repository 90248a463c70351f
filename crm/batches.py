"""Changes to several records: each written or reported, none dragging the others down.

Up to 2,000 records go out as collections of 200, all-or-none false; more as one Bulk API 2.0 job.
Salesforce guards neither by a revision, so the revisions are read right before: a record that
changed since it was shown is left as it is, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from crm.bulk import run_job
from crm.connection import Connection
from crm.errors import (
    CrmError,
    CrmUnavailable,
    Duplicates,
    Invalid,
    NotFound,
    QuotaSpent,
    Refused,
    SignedOut,
    Stale,
)
from crm.metadata import Catalogue, ObjectInfo
from crm.payloads import body, signed
from crm.proposal import Done, Part, Problem, Proposal
from crm.proposing import REVISION
from crm.traces import bears, made_since, read_parts
from crm.verdicts import answer_verdict

CHUNK = 200
MOST_IN_COLLECTIONS = 2000
_PROBLEMS: Mapping[type[CrmError], Problem] = {
    Stale: "stale", NotFound: "missing", Refused: "refused", Invalid: "invalid",
    Duplicates: "duplicates", CrmUnavailable: "unavailable", QuotaSpent: "unavailable",
    SignedOut: "unavailable",
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Several records being written by one user for one turn."""

    connection: Connection
    proposal: Proposal
    described: ObjectInfo
    catalogue: Catalogue
    turn: str

    async def write(self, since: datetime | None) -> tuple[Done, ...]:
        """Write every part that may be written; `since` says an earlier attempt may have begun."""
        known = await (self._made(since) if self._creates else self._current(since))
        left = [part for place, part in enumerate(self.proposal.parts) if place not in known]
        fresh = iter(await self._send(left))
        done = [known.get(place) or next(fresh) for place in range(len(self.proposal.parts))]
        return tuple(await self._with_revisions(done))

    @property
    def _creates(self) -> bool:
        return self.proposal.operation == "create"

    async def _current(self, since: datetime | None) -> dict[int, Done]:
        """Return what needs no write: gone, changed since it was shown, or written already."""
        found = await read_parts(self.connection, self.proposal.parts, self.described)
        known: dict[int, Done] = {}
        for place, part in enumerate(self.proposal.parts):
            record = found.get(part.record)
            if record is None:
                gone = since is not None and self.proposal.operation == "delete"
                known[place] = Done(part.record, part.name, problem=None if gone else "missing")
            elif str(record[REVISION]) != part.revision:
                known[place] = self._changed(record, part, since)
        return known

    def _changed(self, record: Mapping[str, Any], part: Part, since: datetime | None) -> Done:
        earlier = since is not None and self.proposal.operation == "update"
        if earlier and bears(record, part, self.described, self.proposal.user):
            return Done(part.record, part.name, str(record[REVISION]))
        return Done(part.record, part.name, problem="stale")

    async def _made(self, since: datetime | None) -> dict[int, Done]:
        """Return the records that an earlier attempt made."""
        if since is None:
            return {}
        known = {}
        for place, part in enumerate(self.proposal.parts):
            found = await made_since(
                self.connection, part.object, part.changes, self.catalogue, self.proposal.user,
                since,
            )  # fmt: skip
            if found:
                known[place] = Done(found["Id"], part.name, str(found[REVISION]))
        return known

    async def _send(self, parts: Sequence[Part]) -> list[Done]:
        if len(parts) > MOST_IN_COLLECTIONS:
            answers = await run_job(self.connection, self.proposal, parts)
            return [_done(part, one) for part, one in zip(parts, answers, strict=True)]
        done: list[Done] = []
        for at in range(0, len(parts), CHUNK):
            done += await self._send_chunk(parts[at : at + CHUNK])
        return done

    async def _send_chunk(self, parts: Sequence[Part]) -> list[Done]:
        """Send one collection; after a lost answer or a refusal of it all, the rest still goes."""
        try:
            answers = await self._call(parts)
        except CrmUnavailable as exc:
            problem: Problem = "in_doubt" if exc.in_doubt else "unavailable"
            return await self._looked_up(parts, problem)
        except CrmError as exc:
            return [_failed(part, exc) for part in parts]
        return [_done(part, one) for part, one in zip(parts, answers, strict=True)]

    async def _call(self, parts: Sequence[Part]) -> Any:
        path, headers = "composite/sobjects", signed(self.turn)
        if self.proposal.operation == "delete":
            ids = ",".join(part.record for part in parts)
            params = {"ids": ids, "allOrNone": "false"}
            return await self.connection.call(path, method="DELETE", params=params, headers=headers)
        sent = {"allOrNone": False, "records": [_record(part) for part in parts]}
        method = "POST" if self._creates else "PATCH"
        return await self.connection.call(path, method=method, body=sent, headers=headers)

    async def _looked_up(self, parts: Sequence[Part], problem: Problem) -> list[Done]:
        """Tell what a write whose answer was lost has done, as far as the org can say now."""
        plain = [Done(part.record, part.name, problem=problem) for part in parts]
        if problem != "in_doubt" or self.proposal.operation != "update":
            return plain
        try:
            found = await read_parts(self.connection, parts, self.described)
        except CrmError:
            return plain
        user = self.proposal.user
        return [
            replace(one, problem=None)
            if part.record in found and bears(found[part.record], part, self.described, user)
            else one
            for one, part in zip(plain, parts, strict=True)
        ]

    async def _with_revisions(self, done: Sequence[Done]) -> list[Done]:
        """Add the revisions that what was written has now: undo is bound to them."""
        new = [one for one in done if not one.problem and not one.revision]
        if not new or self.proposal.operation == "delete":
            return list(done)
        parts = [Part(self.described.name, one.record, one.name) for one in new]
        try:
            found = await read_parts(self.connection, parts, self.described)
        except CrmError:
            return list(done)
        return [
            replace(one, revision=str(found[one.record][REVISION]))
            if one in new and one.record in found
            else one
            for one in done
        ]


def _record(part: Part) -> dict[str, Any]:
    named = {"id": part.record} if part.record else {}
    return {"attributes": {"type": part.object}, **named, **body(part.changes)}


def _done(part: Part, answer: Mapping[str, Any]) -> Done:
    if answer.get("success"):
        return Done(str(answer.get("id") or part.record), part.name)
    return _failed(part, answer_verdict(400, answer.get("errors"), write=True))


def _failed(part: Part, error: CrmError) -> Done:
    field = getattr(error, "field", None) or ""
    return Done(part.record, part.name, problem=_PROBLEMS.get(type(error), "invalid"), field=field)
