"""The manifest: which passages the index holds, in one file that is replaced whole.

Its first line names the format and the model; each other line is one passage. Replacing it is the
moment an ingestion takes effect: before it, readers see the old index, after it the new one.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.errors import IndexCorrupt, IndexLocked, IndexMissing
from knowledge.passage import Passage

_FORMAT = 1
_FILE = "passages.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What an index holds and which embedding model it was made with."""

    model: str
    passages: tuple[Passage, ...]


def manifest_path(folder: Path) -> Path:
    """Return where the manifest of an index is."""
    return folder / _FILE


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index; raises IndexMissing or IndexCorrupt with the remedy."""
    try:
        lines = manifest_path(folder).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError) as exc:
        remedy = "make one: python -m knowledge ingest FOLDER --index " + str(folder)
        raise IndexMissing(f"there is no index in {folder}; {remedy}") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise _corrupt(folder) from exc
    try:
        header, *rows = [json.loads(line) for line in lines]
        if header["format"] != _FORMAT or header["passages"] != len(rows):
            raise _corrupt(folder)
        return Manifest(str(header["model"]), tuple(_passage(row) for row in rows))
    except (ValueError, KeyError, TypeError) as exc:
        raise _corrupt(folder) from exc


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step; a reader never sees half of it."""
    header = {"format": _FORMAT, "model": manifest.model, "passages": len(manifest.passages)}
    lines = [header, *(_row(passage) for passage in manifest.passages)]
    fresh = manifest_path(folder).with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(manifest_path(folder))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the index's write lock; raises IndexLocked when another ingestion holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise IndexLocked(f"another ingestion is writing {folder}; wait for it") from exc
        yield


def _corrupt(folder: Path) -> IndexCorrupt:
    return IndexCorrupt(f"the index in {folder} is damaged; delete the folder and ingest again")


def _row(passage: Passage) -> dict[str, Any]:
    row = {name: value for name, value in asdict(passage).items() if value not in (None, ())}
    for name in ("valid_from", "valid_to"):
        if name in row:
            row[name] = row[name].isoformat()
    return row


def _passage(row: dict[str, Any]) -> Passage:
    row["headings"] = tuple(row.get("headings", ()))
    row.setdefault("product", None)
    for name in ("valid_from", "valid_to"):
        if name in row:
            row[name] = date.fromisoformat(row[name])
    return Passage(**row)
