"""The folder's records as they stand in its files: CSV tables and `sf data` trees."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.catalog import Catalog
from sandbox.load.folder import CONFIGURATION, Problems, files

Cells = dict[str, Any]


@dataclass
class Entry:
    """One record to load. `place` says where it stands; `reference` is a tree's own name for it.

    `parent` is the entry it is nested in, with the field that points there.
    """

    sobject: str
    cells: Cells
    path: Path
    place: str
    reference: str = ""
    parent: tuple[Entry, str] | None = None
    id: str = ""
    known: bool = False
    values: Cells = field(default_factory=dict)


def read_tables(problems: Problems, catalog: Catalog) -> list[Entry]:
    """Return every record of the folder's CSV and JSON files."""
    found: list[Entry] = []
    for path in files(problems.root, ".csv"):
        found += _csv(path, problems, catalog)
    planned: set[Path] = set()
    for path in files(problems.root, "-plan.json"):
        for tree in _plan(path, problems):
            if tree not in planned:
                planned.add(tree)
                found += _tree(tree, problems, catalog)
    for path in files(problems.root, ".json"):
        if path not in planned and not path.name.endswith("-plan.json"):
            found += _tree(path, problems, catalog, optional=True)
    return found


def _csv(path: Path, problems: Problems, catalog: Catalog) -> list[Entry]:
    sobject = catalog.object(path.stem)
    if sobject is None:
        problems.error(path, f"{path.stem} is not an object of the org")
        return []
    text = _text(path, problems)
    if text is None:
        return []
    try:
        return list(_rows(path, text, sobject.name))
    except (csv.Error, ValueError) as exc:
        problems.error(path, f"not sound CSV ({exc})")
        return []


def _rows(path: Path, text: str, sobject: str) -> Iterator[Entry]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    if not reader.fieldnames:
        raise ValueError("no header line")
    if twice := [one for one, times in Counter(reader.fieldnames).items() if one and times > 1]:
        raise ValueError(f"the column {twice[0]} stands twice")
    for row in reader:
        if None in row:
            raise ValueError(f"line {reader.line_num} has more cells than the header")
        cells = {name.strip(): value for name, value in row.items() if name and name.strip()}
        if any(cells.values()):
            yield Entry(sobject, cells, path, f"line {reader.line_num}")


def _text(path: Path, problems: Problems) -> str | None:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as exc:
        problems.error(path, f"not UTF-8 text (byte {exc.start})")
        return None


def _json(path: Path, problems: Problems) -> Any:
    text = _text(path, problems)
    try:
        return None if text is None else json.loads(text)
    except ValueError as exc:
        problems.error(path, f"not sound JSON ({exc})")
        return None


def _plan(path: Path, problems: Problems) -> Iterator[Path]:
    plan = _json(path, problems)
    if plan is not None and not isinstance(plan, list):
        problems.error(path, "a plan is a list of steps")
        return
    for step in plan or []:
        for name in _files_of(step):
            file = (path.parent / name).resolve()
            if file.is_file():
                yield file
            else:
                problems.error(path, f"names {name}, which is not there")


def _files_of(step: Any) -> list[str]:
    """Return the files a plan's step names, each by itself or under `file`."""
    named = step.get("files", []) if isinstance(step, Mapping) else []
    found = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return [str(one.get("file", "") if isinstance(one, Mapping) else one) for one in found]


def _tree(
    path: Path, problems: Problems, catalog: Catalog, *, optional: bool = False
) -> list[Entry]:
    if path.name in CONFIGURATION:
        return []
    body = _json(path, problems)
    records = body.get("records") if isinstance(body, Mapping) else None
    if not isinstance(records, list):
        if body is not None and not optional:
            problems.error(path, "a tree file holds records")
        return []
    found: list[Entry] = []
    for number, record in enumerate(records, start=1):
        _plant(record, None, (path, f"record {number}"), found, problems, catalog)
    return found


def _plant(
    record: Any,
    parent: tuple[Entry, str] | None,
    where: tuple[Path, str],
    found: list[Entry],
    problems: Problems,
    catalog: Catalog,
) -> None:
    given = record.get("attributes") if isinstance(record, Mapping) else None
    attributes: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    sobject = catalog.object(str(attributes.get("type", "")))
    if sobject is None:
        kind = attributes.get("type") or "(none)"
        problems.error(where[0], f"{where[1]}: its type {kind} is not an object of the org")
        return
    nested = {k: v for k, v in record.items() if isinstance(v, Mapping) and "records" in v}
    cells = {k: v for k, v in record.items() if k != "attributes" and k not in nested}
    reference = str(attributes.get("referenceId") or "")
    entry = Entry(sobject.name, _flat(cells), *where, reference=reference, parent=parent)
    found.append(entry)
    for relation, children in nested.items():
        child = catalog.child(sobject, relation)
        if child is None:
            problems.error(where[0], f"{where[1]}: {relation} is no child of {sobject.name}")
            continue
        if not isinstance(children["records"], list):
            problems.error(where[0], f"{where[1]}: {relation} holds no list of records")
            continue
        for inner in children["records"]:
            _plant(inner, (entry, child.field.name), where, found, problems, catalog)


def _flat(cells: Cells) -> Cells:
    """Write `{"Account": {"Code__c": "x"}}` as Data Loader does: `Account.Code__c`."""
    flat: Cells = {}
    for name, value in cells.items():
        if isinstance(value, Mapping):
            inner = {k: v for k, v in value.items() if k != "attributes"}
            flat |= {f"{name}.{key}": item for key, item in inner.items()}
        else:
            flat[name] = value
    return flat
