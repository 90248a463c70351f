"""Loading an org: metadata first, then rights, then records; all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sandbox import credentials, numbering
from sandbox.access import Access
from sandbox.call import Answer, Call, Org
from sandbox.catalog import Catalog
from sandbox.clock import Clock
from sandbox.errors import LoadError
from sandbox.load.company import forget_formulas, found_company
from sandbox.load.folder import Node, Problems
from sandbox.load.labels import translate, translate_sets
from sandbox.load.links import Links
from sandbox.load.objects import Source, global_set_fields, read_objects
from sandbox.load.rights import open_profiles, open_to_all, read_rights
from sandbox.load.rows import Rows
from sandbox.load.stages import write_formulas, write_rows
from sandbox.load.tables import Entry, read_tables
from sandbox.load.value_sets import apply_standard, global_sets, standard_sets
from sandbox.load.widening import widen
from sandbox.recordtypes import record_type_object, record_type_rows
from sandbox.schema import SObject
from sandbox.standard import standard_objects
from sandbox.store import Store


@dataclass(frozen=True)
class Report:
    """What a load did: objects defined, records written by object, what was passed over."""

    objects: list[str]
    records: Mapping[str, int]
    warnings: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the report as lines to print."""
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.records.items()))
        return [
            *(f"warning: {line}" for line in self.warnings),
            f"objects: {', '.join(self.objects) or 'none'}",
            f"records: {counts or 'none'}",
        ]


def load(folder: Path, store: Store, clock: Clock) -> Report:
    """Load the folder into the org; raises `LoadError`, and changes nothing, if a file is bad."""
    if not folder.is_dir():
        raise LoadError([f"{folder}: not a folder"])
    problems = Problems(folder.resolve())
    with store.write():
        objects = _define(store, problems, clock)
        records = _fill(store, clock, problems)
        _stop_if_bad(problems)
    store.optimize()
    return Report(sorted(objects), records, problems.warnings)


def _stop_if_bad(problems: Problems) -> None:
    if problems.errors:
        raise LoadError(problems.errors)


def _define(store: Store, problems: Problems, clock: Clock) -> list[str]:
    """Define the folder's objects, their labels and who may use them; returns those changed."""
    empty = not store.schema()
    known = {o.name: o for o in standard_objects()} if empty else dict(store.schema())
    standard = standard_sets(problems)
    everything, formats = _read(problems, known, standard)
    _stop_if_bad(problems)
    changed = {name: o for name, o in everything.items() if known.get(name) != o}
    if any(o.record_types for o in changed.values()) and "RecordType" not in known:
        everything["RecordType"] = changed["RecordType"] = record_type_object()
    if empty:
        store.define(everything.values())
        found_company(store, clock().date())
    else:
        forget_formulas(store, known, changed)
        store.define(changed.values())
    for name, display in formats.items():
        numbering.set_format(store, name, display)
    write_rows(store, standard)
    _add_record_types(store, changed)
    open_to_all(store, [name for name in changed if name not in known])
    read_rights(store, problems)
    return list(changed)


def _read(
    problems: Problems, known: Mapping[str, SObject], standard: dict[str, Node]
) -> tuple[dict[str, SObject], dict[str, str]]:
    """Return every object as the folder would have it, and the auto-number formats."""
    source = Source(problems)
    changed, formats = read_objects(source, known, global_sets(problems))
    everything = {**known, **changed}
    apply_standard(standard, everything)
    translate(problems, everything)
    translate_sets(problems, everything, global_set_fields(source))
    write_formulas(standard, everything)
    return everything, formats


def _add_record_types(store: Store, objects: Mapping[str, SObject]) -> None:
    for row in record_type_rows(objects.values()):
        store.execute('DELETE FROM "RecordType" WHERE "Id" = ?', (row["Id"],))
        store.insert_rows("RecordType", [{"IsDeleted": False, **row}])


def _fill(store: Store, clock: Clock, problems: Problems) -> Mapping[str, int]:
    catalog = Catalog(store.schema())
    entries = read_tables(problems, catalog)
    _stop_if_bad(problems)
    grown = widen(entries, catalog, problems)
    if grown:
        store.define(grown.values())
        catalog = Catalog(store.schema())
    links = Links(store, catalog)
    links.identify(entries)
    rows = Rows(_call(store, clock), catalog, links, problems)
    rows.prepare(entries)
    _stop_if_bad(problems)
    rows.write(entries)
    _welcome(store, [entry for entry in entries if entry.sobject == "User" and not entry.known])
    open_profiles(store)
    return rows.written


def _welcome(store: Store, users: list[Entry]) -> None:
    """Give loaded users the demo's password, and a profile where the file gave none."""
    for entry in users:
        credentials.set_password(store, entry.id, credentials.DEMO_PASSWORD)
        sql = """UPDATE "User" SET ProfileId = coalesce(ProfileId,
            (SELECT Id FROM Profile WHERE Name = 'Sales User')), IsActive = coalesce(IsActive, 1)
            WHERE Id = ?"""
        store.execute(sql, (entry.id,))


def _call(store: Store, clock: Clock) -> Call:
    """Return a call of the administrator, in whose name records without an author are written."""
    sql = """SELECT u.Id FROM "User" u JOIN Profile p ON p.Id = u.ProfileId
        WHERE p.Name = 'System Administrator' AND u.IsActive = 1 ORDER BY u.Id"""
    rows = store.execute(sql)
    user = rows[0][0] if rows else ""
    return Call(
        org=Org(store, clock),
        user=user,
        access=Access(store, user),
        language="en",
        now=clock(),
        method="POST",
        path="",
        params={},
        headers={},
        content=b"",
        dispatch=_nowhere,
    )


def _nowhere(call: Call) -> Answer:
    raise NotImplementedError(f"nothing is asked of the org while it is loaded: {call.path}")
