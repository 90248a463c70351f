"""Which record each entry is, and which record each of its references names.

An entry is the record that an earlier load made of it (same id or tree reference, else same cells),
or that has its external id; otherwise it is new. Ids of another org are kept where they fit here,
and replaced everywhere alike where they do not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sandbox.catalog import Catalog
from sandbox.ids import is_valid, to_18
from sandbox.load.tables import Entry
from sandbox.schema import Field, SObject
from sandbox.store import Store
from sandbox.traits import is_stored
from sandbox.unique import equals

TABLE = """CREATE TABLE IF NOT EXISTS _loaded (object TEXT, source TEXT, id TEXT NOT NULL,
    PRIMARY KEY (object, source))"""
PEOPLE = ("Username", "Email", "Alias", "Name")
KEYS = {
    "User": ("Username",), "Profile": ("Name",), "UserRole": ("DeveloperName", "Name"),
    "Group": ("DeveloperName", "Name"), "RecordType": ("DeveloperName",),
    "OpportunityStage": ("ApiName", "MasterLabel"), "CaseStatus": ("ApiName", "MasterLabel"),
    "LeadStatus": ("ApiName", "MasterLabel"), "Organization": ("Id",),
}  # fmt: skip
"""What else than external ids tells records of an object apart."""


class Links:
    """The ids of everything that is being loaded or was there before."""

    def __init__(self, store: Store, catalog: Catalog) -> None:
        store.execute(TABLE)
        self.store = store
        self.catalog = catalog
        self.ids: dict[tuple[str, str], str] = {}
        self.references: dict[str, Entry] = {}
        self._rows: Counter[tuple[str, str]] = Counter()
        self._keys: dict[tuple[str, str, str], str] = {}
        self._taken: set[str] = set()
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._columns: dict[tuple[str, str], dict[str, list[str]]] = {}

    def identify(self, entries: list[Entry]) -> None:
        """Give every entry its id, and note by which names others may refer to it."""
        for entry in entries:
            sobject = self.catalog[entry.sobject]
            source = self._source(entry)
            found = self._before(entry, sobject, source)
            entry.known = found is not None
            entry.id = found or self._fresh(entry, sobject)
            self._taken.add(entry.id)
            self._note(entry, sobject, source)

    def resolve(self, entry: Entry, field: Field, path: str, value: Any) -> str | None:
        """Return the id a cell names; raises ValueError with the reason if it names none.

        `path` is the field of the parent that the cell holds ("" for an id or a reference).
        """
        text = str(value or "").strip()
        if not text or text == "#N/A":
            return None
        if text.startswith("@"):
            return self._by_reference(text)
        targets = [self.catalog[name] for name in field.reference_to if name in self.catalog]
        found = list(dict.fromkeys(self._candidates(targets, path, text)))
        if len(found) == 1:
            return found[0]
        what = "several records" if found else "no record"
        name = f"{entry.sobject}.{field.name}"
        raise ValueError(f"{name} names {what}: {text[:60]}")

    def _candidates(self, targets: list[SObject], path: str, text: str) -> Iterator[str]:
        for target in targets:
            names: tuple[str, ...] = (path,) if path else ("Id",)
            if not path and target.name == "User":
                names = ("Id", *PEOPLE)
            elif not path:
                external = (f.name for f in target.fields.values() if f.external_id)
                names = ("Id", *KEYS.get(target.name, ()), *external)
            for name in names:
                found = list(self._named(target, name, text))
                yield from found
                if found:
                    break

    def _named(self, target: SObject, name: str, text: str) -> Iterator[str]:
        """Yield the records of an object whose field holds that text."""
        if name == "Id":
            full = to_18(text) if is_valid(text) else text
            known = self.ids.get((target.name, full))
            if known is not None:
                yield known
            elif is_valid(text) and self._exists(target, full):
                yield full
            return
        own = self._keys.get((target.name, name, text.casefold()))
        if own is not None:
            yield own
            return
        if found := self._column(target, name).get(text.casefold()):
            yield from found
            return
        field = target.fields.get(name)
        if field is not None:
            column = f"({field.formula})" if field.formula else f't."{name}"'
            same = equals(field) if is_stored(field) else f"collate_key({column}) = collate_key(?)"
            sql = f'SELECT "Id" FROM "{target.name}" t WHERE {same} AND "IsDeleted" = 0 LIMIT 2'  # noqa: S608
            yield from (row[0] for row in self.store.execute(sql, (text,)))

    def _column(self, target: SObject, name: str) -> dict[str, list[str]]:
        """Return the ids of the object's entries by what the files say of that field."""
        key = (target.name, name)
        if key not in self._columns:
            found: dict[str, list[str]] = defaultdict(list)
            for entry in self._entries[target.name]:
                found[_cell(entry, target, name).casefold()].append(entry.id)
            self._columns[key] = dict(found)
        return self._columns[key]

    def _by_reference(self, text: str) -> str:
        entry = self.references.get(text[1:])
        if entry is None:
            raise ValueError(f"{text[:60]} is the reference of no record")
        return entry.id

    def _exists(self, target: SObject, record_id: str) -> bool:
        sql = f'SELECT 1 FROM "{target.name}" WHERE "Id" = ?'  # noqa: S608
        return bool(self.store.execute(sql, (record_id,)))

    def _source(self, entry: Entry) -> str:
        """Return what the entry is called in its own world: its id, its reference, or its cells."""
        own = str(entry.cells.get("Id") or entry.cells.get("id") or "").strip()
        if own:
            return to_18(own) if is_valid(own) else own
        if entry.reference:
            return f"@{entry.reference}"
        parent = entry.parent[0].id if entry.parent else ""
        text = json.dumps([entry.cells, parent], sort_keys=True, default=str)
        digest = hashlib.sha256(text.encode()).hexdigest()[:24]
        self._rows[entry.sobject, digest] += 1
        return f"#{digest}.{self._rows[entry.sobject, digest]}"

    def _before(self, entry: Entry, sobject: SObject, source: str) -> str | None:
        sql = "SELECT id FROM _loaded WHERE object = ? AND source = ?"
        found = self.store.execute(sql, (entry.sobject, source))
        if found and self._exists(sobject, found[0][0]):
            return str(found[0][0])
        if is_valid(source) and self._exists(sobject, to_18(source)):
            return to_18(source)
        for name in self._key_fields(sobject):
            value = str(entry.cells.get(name) or "").strip()
            known = next(self._named(sobject, name, value), None) if value else None
            if known is not None:
                return known
        return None

    def _key_fields(self, sobject: SObject) -> list[str]:
        unique = [f.name for f in sobject.fields.values() if f.external_id or f.unique]
        return [*KEYS.get(sobject.name, ()), *unique]

    def _fresh(self, entry: Entry, sobject: SObject) -> str:
        own = str(entry.cells.get("Id") or entry.cells.get("id") or "").strip()
        fits = is_valid(own) and own.startswith(sobject.key_prefix)
        if fits and to_18(own) not in self._taken:
            return to_18(own)
        return self.store.next_id(sobject.name)

    def _note(self, entry: Entry, sobject: SObject, source: str) -> None:
        self.ids[entry.sobject, source] = entry.id
        self._entries[entry.sobject].append(entry)
        if entry.reference:
            self.references[entry.reference] = entry
        names = PEOPLE if sobject.name == "User" else self._key_fields(sobject)
        for name in names:
            value = str(entry.cells.get(name) or "").strip()
            if value:
                self._keys.setdefault((sobject.name, name, value.casefold()), entry.id)
        sql = "INSERT OR REPLACE INTO _loaded VALUES (?, ?, ?)"
        self.store.execute(sql, (entry.sobject, source, entry.id))


def _cell(entry: Entry, sobject: SObject, name: str) -> str:
    """Return what an entry's file says of a field; a person's name is put together."""
    text = str(entry.cells.get(name) or "").strip()
    if text or name != sobject.name_field or "LastName" not in sobject.fields:
        return text
    parts = (str(entry.cells.get(part) or "").strip() for part in ("FirstName", "LastName"))
    return " ".join(part for part in parts if part)
