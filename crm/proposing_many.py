"""Proposals for several records: every one read, checked and listed before anyone is asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from crm.composite import run_queries
from crm.connection import Connection
from crm.errors import Invalid, NotFound, Withheld
from crm.metadata import Catalogue, Language, ObjectInfo
from crm.paths import object_at
from crm.proposal import Change, Operation, Part, Proposal
from crm.proposing import (
    LASTS,
    REVISION,
    changes_between,
    check_references,
    name_in,
    read_record,
    read_too,
)
from crm.query import Compare, Query, Value
from crm.reading import Reader
from crm.sharing import withheld
from crm.soql import write
from crm.validation import check_dependents, check_operation, check_values

Plan = tuple[str, Mapping[str, Value]]
"""A record's id (empty for a new one) and its new values."""
_CHUNK = 200


class ManyProposer:
    """Makes one user's proposals for several records of one object."""

    def __init__(
        self, connection: Connection, reader: Reader, user: str, language: Language
    ) -> None:
        """`language` is that of the labels."""
        self._connection = connection
        self._reader = reader
        self._user = user
        self._language = language

    async def propose(
        self,
        catalogue: Catalogue,
        operation: Operation,
        name: str,
        plans: Sequence[Plan],
        *,
        now: datetime,
    ) -> Proposal:
        """Return one proposal for all; records that already hold their new values are left out."""
        described = object_at(catalogue, name)
        check_operation(described, operation)
        checked = [(record, self._checked(described, operation, new)) for record, new in plans]
        current = await self._current(catalogue, described, checked)
        await check_references(
            self._connection, self._reader, catalogue, described, [new for _, new in checked]
        )
        parts = [
            part
            for record, new in checked
            if (part := self._part(described, operation, record, new, current)) is not None
        ]
        if not parts:
            raise Invalid("", "unchanged") if current or not plans else NotFound(name)
        parts, left_out = await self._shared(operation, name, parts)
        return Proposal(
            id=f"p-{uuid.uuid4().hex[:16]}",
            operation=operation,
            object=name,
            record="",
            name="",
            changes=shared_changes(parts),
            revision="",
            user=self._user,
            expires=now + LASTS,
            parts=tuple(parts),
            withheld=left_out,
        )

    async def _shared(
        self, operation: Operation, name: str, parts: Sequence[Part]
    ) -> tuple[list[Part], tuple[str, ...]]:
        """Return the parts that sharing allows, and the names of the others."""
        asked = [part.record for part in parts if part.record]
        barred = await withheld(self._connection, self._user, operation, asked)
        left_out = tuple(part.name for part in parts if part.record in barred)
        allowed = [part for part in parts if part.record not in barred]
        if not allowed:
            raise Withheld(name, operation, left_out)
        return allowed, left_out

    def _checked(
        self, described: ObjectInfo, operation: Operation, values: Mapping[str, Value]
    ) -> dict[str, Value]:
        return {} if operation == "delete" else check_values(described, operation, values)

    async def _current(
        self,
        catalogue: Catalogue,
        described: ObjectInfo,
        checked: Sequence[tuple[str, Mapping[str, Value]]],
    ) -> dict[str, Mapping[str, Any]]:
        """Read the records as they are, 200 in a query, five queries in a round trip."""
        ids = [record for record, _ in checked if record]
        wanted = {name for _, values in checked for name in values}
        fields = dict.fromkeys(("Id", described.name_field, *read_too(described, wanted)))
        texts = [
            write(
                Query(described.name, tuple(fields), Compare("Id", "in", tuple(chunk))),
                catalogue,
                self._reader.zone,
            )
            for chunk in (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))
        ]
        answers = await run_queries(self._connection, texts) if texts else []
        records = [record for answer in answers for record in answer["records"]]
        return {record["Id"]: read_record(record, described) for record in records}

    def _part(
        self,
        described: ObjectInfo,
        operation: Operation,
        record: str,
        values: Mapping[str, Value],
        current: Mapping[str, Mapping[str, Any]],
    ) -> Part | None:
        held = current.get(record, {})
        if record and not held:
            return None
        check_dependents(described, values, {**held, **values})
        changes = changes_between(described, held, values, self._language)
        if operation == "update" and not changes:
            return None
        named = {**values, **held} if operation == "create" else held
        return Part(
            described.name, record, name_in(described, named), changes, str(held.get(REVISION, ""))
        )


def shared_changes(parts: Iterable[Part]) -> tuple[Change, ...]:
    """Return the new values all parts have in common; an old value only where it is the same."""
    every = [part.changes for part in parts]
    shared = []
    for change in every[0]:
        same = [one for changes in every for one in changes if one.field == change.field]
        if len(same) == len(every) and all(one.new == change.new for one in same):
            old = change.old if all(one.old == change.old for one in same) else None
            shared.append(Change(change.field, change.label, old, change.new))
    return tuple(shared)
