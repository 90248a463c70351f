"""The audit trail: whatever is done to it is found, and it survives kills, threads and restarts."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guard.audit.book import AuditBook, Wanted
from guard.audit.entry import WITHHELD, Entry
from guard.audit.errors import AuditError
from guard.audit.place import open_place
from guard.audit.seal import Head, write_head
from guard.audit.trail import Trail
from guard.audit.verification import verify

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lines(home: Path, count: int = 8, now: datetime = NOON) -> AuditBook:
    """A trail of `count` lines, a minute apart."""
    book = AuditBook(open_place(home))
    book.append(
        [
            Entry(
                "turn",
                person=f"p{n}",
                user="005000000000001AAA",
                turn=f"t{n}",
                action="action_query_records",
                records=(("Contact", f"00300000000000{n}AAA"),),
                facts={"masked": {"PERSON": n}},
            ).body(now + timedelta(minutes=n))
            for n in range(1, count + 1)
        ]
    )
    return book


def tampered(home: Path, *statements: str) -> tuple[int | None, str]:
    """What a check says after somebody's SQL."""
    with sqlite3.connect(home / "audit.db") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    verdict = verify(AuditBook(open_place(home)))
    assert not verdict.ok
    return verdict.line, verdict.problem.split(":")[0]


SWAP = (
    "CREATE TABLE two AS SELECT * FROM audit WHERE seq IN (3, 4)",
    "UPDATE audit SET body = (SELECT body FROM two WHERE seq = 7 - audit.seq), "
    "seal = (SELECT seal FROM two WHERE seq = 7 - audit.seq) WHERE seq IN (3, 4)",
)


@pytest.mark.parametrize(
    ("statements", "line", "problem"),
    [
        (("DELETE FROM audit WHERE seq = 3",), 3, "removed"),
        (("DELETE FROM audit WHERE seq = 1",), 1, "removed"),
        (("DELETE FROM audit WHERE seq >= 7",), 7, "removed"),
        (("DELETE FROM audit",), 1, "removed"),
        (("UPDATE audit SET body = replace(body, 'p5', 'p6') WHERE seq = 5",), 5, "changed"),
        (("UPDATE audit SET person = 'p6' WHERE seq = 5",), 5, "changed"),
        (("UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 2",), 2, "changed"),
        (("UPDATE audit SET seq = seq + 100 WHERE seq >= 4",), 4, "removed"),
        (
            (
                "INSERT INTO audit SELECT 9, at, kind, person, user, action, turn, body, seal "
                "FROM audit WHERE seq = 8",
            ),
            9,
            "changed, inserted or moved",
        ),
        (
            ("DELETE FROM audit WHERE seq = 4", "UPDATE audit SET seq = seq - 1 WHERE seq > 4"),
            4,
            "changed, inserted or moved",
        ),
        (SWAP, 3, "changed, inserted or moved"),
        (
            (
                "INSERT INTO audit_checkpoints VALUES (3, 'x', 'x')",
                "DELETE FROM audit WHERE seq < 4",
            ),
            1,
            "removed",
        ),
    ],
)
def test_the_first_bad_line_is_named(
    tmp_path: Path, statements: tuple[str, ...], line: int, problem: str
) -> None:
    lines(tmp_path).close()
    found = tampered(tmp_path, *statements)
    assert found[0] == line
    assert found[1].startswith(problem.split(",", maxsplit=1)[0])


def test_a_trail_written_anew_without_the_key_is_found(tmp_path: Path) -> None:
    lines(tmp_path).close()
    forged = lines(tmp_path / "elsewhere")
    rows = [tuple(row) for row in forged.rows()]
    with sqlite3.connect(tmp_path / "audit.db") as connection:
        connection.execute("DELETE FROM audit")
        connection.executemany("INSERT INTO audit VALUES (?,?,?,?,?,?,?,?,?)", rows)
    connection.close()
    assert verify(AuditBook(open_place(tmp_path))).line == 1
    (tmp_path / "elsewhere" / "audit.head").replace(tmp_path / "audit.head")
    assert verify(AuditBook(open_place(tmp_path))).line == 1


@pytest.mark.parametrize("forge", ["missing", "older", "unsigned"])
def test_an_end_cut_off_with_its_head_is_found(tmp_path: Path, forge: str) -> None:
    book = lines(tmp_path)
    noted = Head(8, list(book.rows())[-1].seal)
    with sqlite3.connect(tmp_path / "audit.db") as connection:
        connection.execute("DELETE FROM audit WHERE seq > 5")
    seal = list(book.rows())[-1].seal
    if forge == "missing":
        book.place.head.unlink()
    elif forge == "unsigned":
        book.place.head.write_text(json.dumps({"seq": 5, "seal": seal, "mac": "0" * 64}))
    else:
        write_head(book.place.head, book.place.key, Head(5, seal))
        assert verify(book).ok, "who has the key, or an older head, can cut: say so in the guide"
    assert verify(book, noted).line == 6


def test_a_trail_cut_while_the_service_was_down_says_so_itself_for_ever(tmp_path: Path) -> None:
    lines(tmp_path).close()
    with sqlite3.connect(tmp_path / "audit.db") as connection:
        connection.execute("DELETE FROM audit WHERE seq > 5")
    trail = Trail(AuditBook(open_place(tmp_path)))
    trail.note(Entry("turn", turn="t9"))
    assert trail.flush()
    assert [row.seq for row in trail.book.rows()][-2:] == [9, 10]
    broken = trail.book.find(Wanted(kind="broken"), 1)[0]
    assert (broken["first"], broken["last"]) == (6, 8)
    verdict = verify(trail.book)
    assert (verdict.ok, verdict.line) == (False, 6)


def test_pruning_leaves_a_checkpoint_that_still_proves_the_rest(tmp_path: Path) -> None:
    book = lines(tmp_path)
    assert book.prune("2026-11-22T12:04:00.000000Z") == 3
    verdict = verify(book)
    assert (verdict.ok, verdict.lines, verdict.first, verdict.pruned) == (True, 5, 4, 3)
    assert book.prune("2026-11-22T12:04:00.000000Z") == 0
    assert book.prune("2027-01-01") == 4, "the newest line stays"
    book.append([Entry("turn").body(NOON)])
    assert verify(book).ok
    assert tampered(tmp_path, "DELETE FROM audit WHERE seq = 8")[0] == 8


def test_a_front_cut_off_without_the_key_is_found(tmp_path: Path) -> None:
    book = lines(tmp_path)
    book.prune("2026-11-22T12:04:00.000000Z")
    assert (
        tampered(
            tmp_path, "UPDATE audit_checkpoints SET seq = 5", "DELETE FROM audit WHERE seq < 6"
        )[0]
        == 1
    )


def test_several_threads_and_books_make_one_chain(tmp_path: Path) -> None:
    trails_ = [Trail(AuditBook(open_place(tmp_path))) for _ in range(2)]

    def work(trail: Trail) -> None:
        for n in range(50):
            trail.note(Entry("turn", turn=f"t{n}"))

    threads = [threading.Thread(target=work, args=(trails_[n % 2],)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(trail.flush() for trail in trails_)
    verdict = verify(trails_[0].book)
    assert (verdict.ok, verdict.lines) == (True, 300)


def test_a_kill_at_any_moment_leaves_a_whole_chain(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; import sys, time\n"
        "from guard.audit.trail import Trail; Trail.linger = 0\n"
        "from guard.audit.book import AuditBook; from guard.audit.entry import Entry\n"
        "from guard.audit.place import open_place\n"
        f"trail = Trail(AuditBook(open_place(Path({str(tmp_path)!r}))))\n"
        "print('ready', flush=True)\n"
        "while True:\n    trail.note(Entry('turn', turn='t')); time.sleep(0.0005)\n"
    )
    before = 0
    for moment in (0.05, 0.13):
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        verdict = verify(AuditBook(open_place(tmp_path)))
        assert verdict.ok, verdict.problem
        assert verdict.lines > before
        before = verdict.lines


def test_words_cannot_get_into_a_line() -> None:
    entry = Entry(
        "turn",
        person="Marie Dupont",
        action="marie@acme.example",
        records=(("Contact", "Marie Dupont"),),
        facts={"a b": "x" * 81, "n": {"deep": ["06 39 98 12 34", 3, 0.5, None, True, object()]}},
    )
    body = json.loads(entry.body(NOON))
    assert (body["person"], body["action"], body["records"]) == (
        WITHHELD,
        WITHHELD,
        [["Contact", WITHHELD]],
    )
    assert body["n"] == {"deep": [WITHHELD, 3, 0.5, None, True, WITHHELD]}
    assert body[WITHHELD] == WITHHELD


def test_a_line_with_many_records_counts_those_it_leaves_out() -> None:
    body = json.loads(Entry("turn", records=(("Lead", "00Q"),) * 250).body(NOON))
    assert (len(body["records"]), body["records_left"]) == (200, 50)


class Broken(AuditBook):
    """A book whose disk is full for a while."""

    failing = 1

    def append(self, bodies):  # type: ignore[no-untyped-def]
        if self.failing:
            self.failing -= 1
            raise AuditError("the disk is full")
        return super().append(bodies)


class Hurried(Trail):
    """A trail that holds little and tries again soon."""

    most_waiting, pause, linger = 3, 0.2, 0.0


def test_what_cannot_be_written_waits_and_what_is_too_much_is_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    trail = Hurried(Broken(open_place(tmp_path)))
    started = time.perf_counter()
    trail.note(Entry("turn", turn="first"))
    time.sleep(0.05)
    for n in range(6):
        trail.note(Entry("turn", turn=f"t{n}"))
    assert time.perf_counter() - started < 0.2, "noting never waits"
    trail.most_waiting = 1000
    assert trail.flush()
    assert trail.dropped == 3
    assert trail.book.find(Wanted(kind="lost"), 1)[0]["lines"] == 3
    assert verify(trail.book).ok
    assert "disk is full" in caplog.text


def test_lines_are_found_by_what_one_asks(tmp_path: Path) -> None:
    book = lines(tmp_path)

    def found(**wanted: object) -> list[int]:
        return [line["seq"] for line in book.find(Wanted(**wanted), 3)]  # type: ignore[arg-type]

    assert found() == [8, 7, 6]
    assert found(before=3) == [2, 1]
    assert found(people=("p4",)) == [4]
    assert found(people=("005000000000001AAA",), end="2026-11-22T12:03") == [2, 1]
    assert found(start="2026-11-22T12:07:00.000000Z") == [8, 7]
    assert found(record="003000000000005") == [5]
    assert found(record="%") == []
    assert found(action="action_greet") == []
    assert found(turn="t2") == [2]
