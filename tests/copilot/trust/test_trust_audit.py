"""Every turn leaves its line, without a word of it; only administrators and managers read them."""

import asyncio
import sqlite3

import pytest

from copilot.chronicle import Chronicle
from copilot.composition import open_trail
from guard.audit.verification import verify

CLAIRE = "claire.moreau@heliade.example"


async def test_a_turn_leaves_one_line_without_its_words(office):
    answer = await office.ask(CLAIRE, "Bonjour, ici Zoé Quintrec, 06 39 98 11 22")
    lines = [line for line in await office.lines() if line["kind"] == "turn"]
    assert [line["turn"] for line in lines] == [answer["turn"]]
    line = lines[0]
    assert line["action"] == "action_greet"
    assert line["user"].startswith("005")
    assert (line["language"], line["audience"], line["refused"]) == ("fr", "employee", None)
    raw = b"".join(path.read_bytes() for path in office.doors.settings.home.glob("audit.db*"))
    for personal in (b"Quintrec", b"39 98", b"claire", b"Bonjour"):
        assert personal not in raw
    assert verify(office.doors.chronicle.trail.book).ok


async def test_the_records_a_turn_showed_are_named_by_id(office):
    answer = await office.ask(CLAIRE, "mes opportunités ouvertes", "query_records")
    assert answer["records"], answer["parts"]
    line = (await office.lines(kind="turn"))[0]
    shown = [[one["object"], one["id"]] for one in answer["records"]]
    assert line["records"] == shown[:200]
    assert line["object"] == "Opportunity"
    found = await office.lines(record=answer["records"][0]["id"])
    assert [one["turn"] for one in found] == [answer["turn"]]
    assert await office.lines(record="006000000000000AAA") == []


async def test_lines_are_filtered_and_paged(office):
    for user in (CLAIRE, "emily.hart@heliade.example", CLAIRE):
        await office.ask(user, "Hello", conversation=user)
    hers = await office.lines(user=CLAIRE, kind="turn")
    assert len(hers) == 2
    assert await office.lines(user=hers[0]["user"], kind="turn") == hers
    assert len(await office.lines(action="action_greet")) == 3
    assert await office.lines(action="action_help") == []
    assert await office.lines(to="2020-01-01") == []
    assert len(await office.lines(**{"from": "2020-01-01", "kind": "turn"})) == 3
    first = (await office.get("admin", "/api/v1/audit", kind="turn", limit=2)).json()
    rest = (
        await office.get("admin", "/api/v1/audit", kind="turn", limit=2, before=first["next"])
    ).json()
    assert len(first["lines"]) == 2
    assert (len(rest["lines"]), rest["next"]) == (1, None)


@pytest.mark.parametrize(
    ("user", "status"),
    [("admin", 200), ("sophie.marchand", 200), ("marc.delaunay", 200), ("oliver.bennett", 200),
     ("claire.moreau", 403), ("nadia.benali", 403), ("integration", 403), (None, 403)],
)  # fmt: skip
async def test_only_administrators_and_managers_read_the_trail(office, user, status):
    answer = await office.get(user, "/api/v1/audit")
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("wrong", [{"from": "hier"}, {"to": "2026-13-01"}, {"limit": "0"}])
async def test_a_filter_that_cannot_be_read_is_named(office, wrong):
    answer = await office.get("admin", "/api/v1/audit", **wrong)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.json()["detail"]


async def test_thumbs_and_reading_the_trail_leave_lines_too(office):
    turn = (await office.ask(CLAIRE, "Bonjour"))["turn"]
    rated = await office.client.post(
        f"/api/v1/messages/{turn}/feedback",
        json={"rating": "down", "reason": "Marie Dupont n'existe pas"},
        headers={"X-Demo-User": CLAIRE},
    )
    assert rated.status_code == 204
    thumb = (await office.lines(kind="feedback"))[0]
    assert (thumb["turn"], thumb["rating"], thumb["with_reason"]) == (turn, "down", True)
    assert "Dupont" not in str(thumb)
    assert (await office.lines("sophie.marchand", kind="read"))[0]["user"].startswith("005")


async def test_written_and_dropped_lines_are_counted(office):
    await office.ask(CLAIRE, "Bonjour")
    await office.lines()
    told = (await office.client.get("/metrics")).text
    assert 'comptoir_audit_lines{state="dropped"} 0.0' in told
    assert 'comptoir_audit_lines{state="written"} 0.0' not in told


async def test_an_answered_turn_whose_line_was_lost_gets_it_at_the_next_start(office):
    turn = (await office.ask(CLAIRE, "Bonjour"))["turn"]
    await office.lines()
    home = office.doors.settings.home
    with sqlite3.connect(home / "audit.db") as connection:
        connection.execute("DELETE FROM audit")
    (home / "audit.head").unlink()
    again = Chronicle(open_trail(office.doors.settings))
    assert await again.catch_up(office.doors.store) == 1
    assert again.trail.flush()
    assert await again.catch_up(office.doors.store) == 0
    found = again.trail.book.turns("")
    again.trail.close()
    assert found == {turn}


async def test_a_trail_that_cannot_be_written_does_not_stop_an_answer(office, caplog):
    office.doors.chronicle.trail.book.engine.dispose()
    home = office.doors.settings.home
    (home / "audit.lock").unlink(missing_ok=True)
    (home / "audit.lock").mkdir()
    answer = await office.ask(CLAIRE, "Bonjour")
    assert answer["parts"]
    await asyncio.sleep(0.2)
    (home / "audit.lock").rmdir()
    assert office.doors.chronicle.trail.flush(20)
    assert [line["turn"] for line in await office.lines(kind="turn")] == [answer["turn"]]
