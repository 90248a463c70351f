"""`python -m guard audit`, as an auditor uses it."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from pathlib import Path

import pytest
from test_guard_audit import NOON, lines

from guard.__main__ import main
from guard.audit.book import AuditBook, Wanted
from guard.audit.entry import Entry
from guard.audit.errors import AuditError
from guard.audit.exporting import export
from guard.audit.place import open_place, place_in
from guard.audit.seal import read_head
from guard.audit.verification import verify


def test_an_export_is_what_was_sealed(tmp_path: Path) -> None:
    book = lines(tmp_path)
    out = io.StringIO()
    assert export(book, Wanted(start="2026-11-22T12:07"), "jsonl", out) == 2
    first = json.loads(out.getvalue().splitlines()[0])
    assert (first["seq"], first["masked"], len(first["seal"])) == (7, {"PERSON": 7}, 64)
    out = io.StringIO()
    assert export(book, Wanted(), "csv", out) == 8
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert rows[0]["records"] == "Contact:003000000000001AAA"
    assert json.loads(rows[0]["facts"]) == {"masked": {"PERSON": 1}}


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run `python -m guard audit …` in this process."""
    status = main(["audit", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_command_verifies_exports_notes_and_prunes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines(tmp_path).close()
    db = str(tmp_path / "audit.db")
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    assert run("verify", capsys=capsys)[0] == 0
    status, out, _ = run("verify", "--db", db, "--json", capsys=capsys)
    assert (status, json.loads(out)["ok"], json.loads(out)["lines"]) == (0, True, 8)
    _, head, _ = run("head", "--db", db, capsys=capsys)
    assert run("verify", "--db", db, "--expect", head.strip(), capsys=capsys)[0] == 0
    _, out, _ = run(
        "export", "--format", "csv", "--since", "2026-11-22T12:07", "--db", db, capsys=capsys
    )
    assert len(out.splitlines()) == 3
    with sqlite3.connect(db) as connection:
        connection.execute("DELETE FROM audit WHERE seq = 4")
    status, out, _ = run("verify", "--db", db, "--json", capsys=capsys)
    assert (status, json.loads(out)["line"]) == (1, 4)
    assert "BROKEN at line 4" in run("verify", "--db", db, capsys=capsys)[1]
    status, _, err = run("verify", "--db", str(tmp_path / "none.db"), capsys=capsys)
    assert (status, "no audit trail" in err) == (2, True)
    assert run("export", "--since", "hier", "--db", db, capsys=capsys)[0] == 2


def test_a_deleted_database_is_not_an_empty_trail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(tmp_path).close()
    for path in tmp_path.glob("audit.db*"):
        path.unlink()
    status, out, _ = run("verify", "--db", str(tmp_path / "audit.db"), "--json", capsys=capsys)
    assert (status, json.loads(out)["line"]) == (1, 1)


def test_the_key_is_its_owners_alone_and_may_be_kept_elsewhere(tmp_path: Path) -> None:
    lines(tmp_path).close()
    assert os.stat(tmp_path / "audit.key").st_mode & 0o777 == 0o600
    with pytest.raises(AuditError, match="key"):
        place_in(tmp_path / "other.db")
    elsewhere = AuditBook(open_place(tmp_path / "b", key="k" * 32))
    elsewhere.append([Entry("turn").body(NOON)])
    assert not (tmp_path / "b" / "audit.key").exists()
    assert read_head(elsewhere.place.head, b"k" * 32)
    assert not verify(AuditBook(open_place(tmp_path / "b", key="other key"))).ok
