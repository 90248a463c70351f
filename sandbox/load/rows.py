"""Entries as rows of the org: cells read, references followed, what is missing filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox import derived, rollups
from sandbox.call import Call
from sandbox.catalog import Catalog
from sandbox.clock import stamp
from sandbox.errors import ApiError
from sandbox.input import defaults
from sandbox.load.cells import month_first, read_cell
from sandbox.load.folder import Problems
from sandbox.load.links import Links
from sandbox.load.tables import Entry
from sandbox.recordtypes import record_type_id
from sandbox.schema import Field, SObject
from sandbox.traits import is_stored


class Rows:
    """Turns entries into rows and writes them; one line of problems a file."""

    def __init__(self, call: Call, catalog: Catalog, links: Links, problems: Problems) -> None:
        self.call = call
        self.catalog = catalog
        self.links = links
        self.problems = problems
        self._american: dict[Any, bool] = {}
        self._warned: set[tuple[Any, str]] = set()
        self.written: dict[str, int] = {}

    def prepare(self, entries: list[Entry]) -> None:
        """Read the cells of every entry; what cannot be read becomes a problem of its file."""
        self._american = _date_orders(entries)
        wrong: dict[Any, list[str]] = {}
        for entry in entries:
            reason = self._read(entry)
            if reason is not None:
                wrong.setdefault(entry.path, []).append(f"{entry.place}: {reason}")
        for path, lines in wrong.items():
            rest = f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else ""
            self.problems.error(path, lines[0] + rest)

    def _read(self, entry: Entry) -> str | None:
        """Read an entry's cells into its values; returns what is wrong with them."""
        try:
            entry.values = self._values(entry)
        except ApiError as exc:
            return exc.message
        except ValueError as exc:
            return str(exc)
        return None

    def write(self, entries: list[Entry]) -> None:
        """Store the prepared entries, then bring roll-ups up to date."""
        now = stamp(self.call.now)
        for entry in entries:
            sobject = self.catalog[entry.sobject]
            if entry.known:
                self._change(sobject, entry, now)
            else:
                self._add(sobject, entry, now)
            self.written[entry.sobject] = self.written.get(entry.sobject, 0) + 1
        for entry in entries:
            rollups.refresh(self.call.org.store, self.catalog[entry.sobject], [entry.values])

    def _values(self, entry: Entry) -> dict[str, Any]:
        sobject = self.catalog[entry.sobject]
        values: dict[str, Any] = {}
        for name, cell in entry.cells.items():
            if name.lower() == "id":
                continue
            field, path = self._field(entry, sobject, name)
            blank = cell is None or not str(cell).strip()
            if field is None or not is_stored(field) or (blank and not entry.known):
                continue
            values[field.name] = self._value(entry, field, path, cell)
        if entry.parent is not None:
            values[entry.parent[1]] = entry.parent[0].id
        values = _whole_name(sobject, entry.cells, values)
        self._check_required(sobject, entry, values)
        return values

    def _value(self, entry: Entry, field: Field, path: str, cell: Any) -> Any:
        if field.name == "RecordTypeId":
            return self._record_type(entry, str(cell or "").strip())
        if field.type == "reference":
            return self.links.resolve(entry, field, path, cell)
        return read_cell(field, cell, american=self._american.get(entry.path, False))

    def _field(self, entry: Entry, sobject: SObject, name: str) -> tuple[Field | None, str]:
        """Return the field a column sets, and the parent's field where the column names one."""
        relation, dot, path = name.partition(".")
        field = self.catalog.field(sobject, name)
        if dot:
            field = self.catalog.parent(sobject, relation)
        elif field is None and name.endswith("__r"):
            field = self.catalog.parent(sobject, name)
        if field is None and name == "Owner":
            field = self.catalog.field(sobject, "OwnerId")
        if field is None and (name.endswith(("__c", "__s")) or "__r." in name):
            raise ValueError(f"{name} is not a field of {sobject.name}")
        if field is None and (entry.path, name) not in self._warned:
            self._warned.add((entry.path, name))
            self.problems.warn(entry.path, f"the column {name} is not in the sandbox")
        return field, path

    def _record_type(self, entry: Entry, text: str) -> str | None:
        sobject = self.catalog[entry.sobject]
        for kind in sobject.record_types:
            own = record_type_id(sobject.name, kind.name)
            if text in {kind.name, kind.label.en, kind.label.fr, own}:
                return own
        known = self.links.ids.get(("RecordType", text))
        if known is None and text and not text.startswith(("012", "Master")):
            raise ValueError(f"{text[:40]!r} is no record type of {sobject.name}")
        return known

    def _check_required(self, sobject: SObject, entry: Entry, values: Mapping[str, Any]) -> None:
        for field in sobject.fields.values():
            needed = field.required and is_stored(field) and field.default is None
            given = field.name in values
            if needed and (given or not entry.known) and values.get(field.name) is None:
                if sobject.name == "User" and field.name in {"Alias", "Email", "ProfileId"}:
                    continue
                raise ValueError(f"{sobject.name}.{field.name} is required")

    def _add(self, sobject: SObject, entry: Entry, now: str) -> None:
        marks = {
            "IsDeleted": 0, "CreatedDate": now, "CreatedById": self.call.user,
            "LastModifiedById": self.call.user,
        }  # fmt: skip
        given = frozenset(entry.values)
        row = defaults(sobject, self.call.user) | marks | entry.values
        row["Id"] = entry.id
        row = derived.before_save(self.call, sobject, None, row, given)
        row |= entry.values
        row.setdefault("LastModifiedDate", row["CreatedDate"])
        row.setdefault("SystemModstamp", row["LastModifiedDate"])
        names = sobject.fields
        kept = {k: v for k, v in row.items() if k in names and is_stored(names[k])}
        self.call.org.store.insert_rows(sobject.name, [kept])
        entry.values = kept

    def _change(self, sobject: SObject, entry: Entry, now: str) -> None:
        values = {"LastModifiedDate": now, "SystemModstamp": now} | entry.values
        columns = ", ".join(f'"{name}" = ?' for name in values)
        sql = f'UPDATE "{sobject.name}" SET {columns} WHERE "Id" = ?'  # noqa: S608
        self.call.org.store.execute(sql, (*values.values(), entry.id))


def _date_orders(entries: list[Entry]) -> dict[Any, bool]:
    texts: dict[Any, list[str]] = {}
    for entry in entries:
        cells = (cell for cell in entry.cells.values() if isinstance(cell, str))
        texts.setdefault(entry.path, []).extend(cell for cell in cells if cell[:1].isdigit())
    return {path: month_first(found) for path, found in texts.items()}


def _whole_name(
    sobject: SObject, cells: Mapping[str, Any], values: dict[str, Any]
) -> dict[str, Any]:
    """Split a person's `Name` where the file has no last name of its own."""
    name = str(cells.get("Name") or "").strip()
    if "LastName" not in sobject.fields or values.get("LastName") or not name:
        return values
    first, _, last = name.rpartition(" ")
    return values | {"FirstName": first or None, "LastName": last}
