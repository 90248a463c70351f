"""Making proposals: exact, checked against describe and against the record as it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crm.composite import run_queries
from crm.connection import Connection
from crm.errors import Invalid, NotFound, Withheld
from crm.metadata import Catalogue, FieldInfo, Language, ObjectInfo
from crm.paths import object_at
from crm.proposal import Change, Operation, Proposal
from crm.query import Compare, Query, Value
from crm.reading import Reader
from crm.results import read_value
from crm.sharing import withheld
from crm.soql import write
from crm.validation import check_dependents, check_operation, check_values

LASTS = timedelta(minutes=15)
REVISION = "SystemModstamp"


class Proposer:
    """Makes one user's proposals."""

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
        record: str,
        values: Mapping[str, Value],
        *,
        now: datetime,
    ) -> Proposal:
        """Return a proposal that lasts fifteen minutes; see `Crm.propose` for what it raises."""
        described = object_at(catalogue, name)
        check_operation(described, operation)
        checked = check_values(described, operation, values) if operation != "delete" else {}
        current = await self._current(catalogue, described, operation, record, checked)
        check_dependents(described, checked, {**current, **checked})
        changes = changes_between(described, current, checked, self._language)
        if operation == "update" and not changes:
            raise Invalid("", "unchanged")
        if operation != "create":
            await self._check_sharing(described, operation, current)
        return Proposal(
            id=f"p-{uuid.uuid4().hex[:16]}",
            operation=operation,
            object=name,
            record="" if operation == "create" else str(current["Id"]),
            name=name_in(described, {**checked, **current} if operation == "create" else current),
            changes=changes,
            revision=str(current.get(REVISION, "")),
            user=self._user,
            expires=now + LASTS,
        )

    async def _check_sharing(
        self, described: ObjectInfo, operation: Operation, current: Mapping[str, Any]
    ) -> None:
        """Raise `Withheld` where the record's sharing would refuse the change."""
        if await withheld(self._connection, self._user, operation, [str(current["Id"])]):
            raise Withheld(described.name, operation, (name_in(described, current),))

    async def _current(
        self,
        catalogue: Catalogue,
        described: ObjectInfo,
        operation: Operation,
        record: str,
        values: Mapping[str, Value],
    ) -> dict[str, Any]:
        """Read the record as it is and see that referred records exist, in one round trip."""
        first = [] if operation == "create" else [_by_id(described, record, values)]
        answers = await check_references(
            self._connection, self._reader, catalogue, described, [values], first
        )
        found = answers[0] if first else [{}]
        if not found:
            raise NotFound(described.name, record)
        return read_record(found[0], described)


def _by_id(described: ObjectInfo, record: str, values: Mapping[str, Value]) -> Query:
    fields = dict.fromkeys(("Id", described.name_field, *read_too(described, values)))
    return Query(described.name, tuple(fields), Compare("Id", "=", record))


def changes_between(
    described: ObjectInfo,
    current: Mapping[str, Any],
    values: Mapping[str, Value],
    language: Language,
) -> tuple[Change, ...]:
    """List what really changes, labelled."""
    return tuple(
        Change(key, described.fields[key].labels.of(language), current.get(key), value)
        for key, value in values.items()
        if current.get(key) != value
    )


async def check_references(
    connection: Connection,
    reader: Reader,
    catalogue: Catalogue,
    described: ObjectInfo,
    every: Sequence[Mapping[str, Value]],
    first: Sequence[Query] = (),
) -> list[Sequence[Mapping[str, Any]]]:
    """See that the records referred to exist, and answer the `first` queries on the way.

    Raises `Invalid` for a reference to a record the user does not see.
    """
    pairs = [one for values in every for one in _references(catalogue, described, values)]
    references = list(dict.fromkeys(pairs))
    queries = [
        *first,
        *(Query(name, ("Id",), Compare("Id", "=", id_)) for _, name, id_ in references),
    ]
    if not queries:
        return []
    texts = [write(query, catalogue, reader.zone) for query in queries]
    answers = [answer["records"] for answer in await run_queries(connection, texts)]
    for (field, _, _), records in zip(references, answers[len(first) :], strict=True):
        if not records:
            raise Invalid(field, "reference")
    return answers[: len(first)]


def read_too(described: ObjectInfo, values: Iterable[str]) -> list[str]:
    """List the fields to read: the changed ones, what governs picklists, the revision."""
    values = set(values)
    fields = [*sorted(values), REVISION]
    for field in described.fields.values():
        if field.controller and (field.name in values or field.controller in values):
            fields += [field.name, field.controller]
    return [name for name in fields if name in described.fields]


def _references(
    catalogue: Catalogue, described: ObjectInfo, values: Mapping[str, Value]
) -> list[tuple[str, str, str]]:
    """List (field, object, id) for each referred record the user could see."""
    found = []
    for name, value in values.items():
        field = described.fields[name]
        if field.type == "reference" and value is not None:
            target = _target(catalogue, field, str(value))
            if target:
                found.append((name, target, str(value)))
    return found


def _target(catalogue: Catalogue, field: FieldInfo, value: str) -> str | None:
    """Name the object an id belongs to; None where the catalogue lacks some of the field's."""
    seen = [catalogue[name] for name in field.reference_to if name in catalogue]
    for described in seen:
        if described.key_prefix == value[:3]:
            return described.name
    if len(seen) == len(field.reference_to):
        raise Invalid(field.name, "reference", field.reference_to)
    return None


def read_record(record: Mapping[str, Any], described: ObjectInfo) -> dict[str, Any]:
    """Read a record's values by type, but for the revision, which stays as it is written."""
    return {
        name: value if name == REVISION else read_value(value, described.fields[name].type)
        for name, value in record.items()
        if name in described.fields
    }


def name_in(described: ObjectInfo, values: Mapping[str, Any]) -> str:
    """Return what a record with these values is called."""
    if name := values.get(described.name_field):
        return str(name)
    person = [str(values[part]) for part in ("FirstName", "LastName") if values.get(part)]
    return " ".join(person) or str(values.get("Subject") or "")
