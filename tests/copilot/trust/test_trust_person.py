"""Everything about one person comes out, or goes for good; nobody else's does."""

import json
from datetime import datetime, timedelta

import pytest
from trust_office import settings_for

from copilot.__main__ import parser, perform
from copilot.composition import open_trail
from copilot.holdings import HOLDINGS, IMPERSONAL
from copilot.person import Person, erase, export
from copilot.retention import sweep
from copilot.store import METADATA, Store, stamp
from copilot.turn import Identity
from guard.audit.entry import Entry
from guard.audit.verification import verify
from guard.policy.contract import Retention

ZOE, HER_ID, HER_NAME = "zoe.quintrec@client.example", "003000000000777AAA", "Zoé Quintrec"
AGENT = "005000000000099AAA"


def values(table, person, marked):
    """One row of a table, of that person; texts say `marked`."""
    key = Identity("customer", person).key
    told = {
        "sender": f"{key}-1", "id": f"{key}-1", "asker": key, "conversation": f"{key}-1",
        "turn": f"turn-{key[:8]}", "user": f"003{key[:15]}", "username": person, "email": person,
        "owner": f"owner-{key[:8]}", "person": f"owner-{key[:8]}", "agent": AGENT,
        "agent_name": "Nadia Benali", "channel": "slack",
    }  # fmt: skip
    row = {}
    for column in METADATA.tables[table].columns:
        if column.autoincrement is True:
            continue
        kind = column.type.python_type
        if column.name in told:
            row[column.name] = told[column.name]
        elif kind is datetime:
            row[column.name] = stamp()
        elif kind is bytes:
            row[column.name] = f"{marked}-{table}".encode()
        else:
            row[column.name] = kind(0) if kind in {int, float, bool} else f"{marked} {table}"
    for column in HOLDINGS[table].texts:
        row[column] = json.dumps({"text": f"{marked} {table}"})
    return row


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "comptoir.db")
    with store.engine.begin() as connection:
        for table in HOLDINGS:
            for person, marked in ((ZOE, "hers"), ("paul@client.example", "his")):
                connection.execute(METADATA.tables[table].insert(), values(table, person, marked))
    yield store
    store.close()


def zoe():
    key = Identity("customer", ZOE).key
    return Person(frozenset({ZOE}), frozenset({HER_ID, f"003{key[:15]}"}), frozenset({HER_NAME}))


def test_every_table_is_spoken_for_and_every_column_named_is_there():
    assert set(HOLDINGS) | set(IMPERSONAL) == set(METADATA.tables)
    assert not set(HOLDINGS) & set(IMPERSONAL)
    for table, holding in HOLDINGS.items():
        columns = METADATA.tables[table].c
        named = {*holding.own, *holding.named, *holding.texts, *holding.blank, holding.since} - {""}
        assert named <= set(columns.keys()), table
        assert not holding.kept or holding.kept in Retention.model_fields, table


def test_an_export_holds_every_row_of_theirs_and_none_of_anothers(store):
    with store.engine.connect() as connection:
        told = export(connection, zoe())
    assert set(told["held"]) == set(HOLDINGS)
    assert all(len(rows) == 1 for rows in told["held"].values())
    assert "his " not in json.dumps(told)
    assert told["held"]["accounts"][0]["ticket"] == "(encrypted, not exported)"


@pytest.mark.parametrize("said", [ZOE, HER_ID, HER_NAME, ZOE.upper()])
def test_a_mention_in_anothers_text_is_told_by_an_excerpt_and_blanked(store, said):
    long = f"{'x' * 300} {said} {'y' * 300}"
    with store.engine.begin() as connection:
        row = values("turns", "rep@heliade.example", "other")
        row["reply"] = json.dumps({"text": long})
        connection.execute(METADATA.tables["turns"].insert(), row)
        told = export(connection, zoe())
        mention = [one for one in told["mentions"] if one["table"] == "turns"]
        erase(connection, zoe())
        left = connection.execute(METADATA.tables["turns"].select()).all()
    assert len(mention) == 1
    assert len(mention[0]["excerpt"]) < 250
    assert {row.turn for row in left} == {
        values("turns", "rep@heliade.example", "")["turn"],
        values("turns", "paul@client.example", "")["turn"],
    }
    assert said not in "".join(str(row.reply) for row in left)


def test_erasing_leaves_the_others_alone(store):
    with store.engine.begin() as connection:
        report = erase(connection, zoe())
        left = {
            table: connection.execute(METADATA.tables[table].select()).all() for table in HOLDINGS
        }
    assert set(report.deleted) == set(HOLDINGS)
    assert all(len(rows) == 1 for rows in left.values())
    assert "hers" not in str(left)


def test_an_agent_who_leaves_is_unnamed_in_customers_conversations(store):
    nadia = Person(frozenset({"nadia@heliade.example"}), frozenset({AGENT}), frozenset())
    with store.engine.begin() as connection:
        report = erase(connection, nadia)
        rows = connection.execute(METADATA.tables["conversations"].select()).all()
    assert report.blanked["conversations"] == 2
    assert [(row.agent, row.agent_name) for row in rows] == [(None, None)] * 2


def test_what_is_too_old_goes_and_what_is_young_stays(store, tmp_path):
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    (outbox / "a.eml").write_text("To: x")
    assert sweep(store, outbox, Retention()) == {}
    with store.engine.begin() as connection:
        for table, holding in HOLDINGS.items():
            if holding.since:
                old = stamp() - timedelta(days=getattr(Retention(), holding.kept), hours=2)
                connection.execute(METADATA.tables[table].update().values({holding.since: old}))
    dropped = sweep(store, outbox, Retention())
    assert dropped == {table: 2 for table, holding in HOLDINGS.items() if holding.since}


def run(monkeypatch, capsys, home, org, *arguments):
    monkeypatch.setenv("COMPTOIR_HOME", str(home))
    monkeypatch.setenv("COMPTOIR_SALESFORCE_LOGIN_URL", org)
    assert perform(parser().parse_args(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def test_one_command_exports_and_one_erases_down_to_the_bytes(
    seeded_org, tmp_path, monkeypatch, capsys
):
    settings = settings_for(tmp_path, seeded_org)
    email = "claire.moreau@heliade.example"
    trail, store = open_trail(settings), Store(tmp_path / "comptoir.db")
    key = Identity("employee", email).key
    trail.note(Entry("turn", person=trail.pseudonym(key), turn="t"))
    trail.close()
    with store.engine.begin() as connection:
        row = {**values("turns", email, "hers"), "sender": f"{key}-9", "reply": "Phrase-Unique-77"}
        connection.execute(METADATA.tables["turns"].insert(), row)
    store.close()
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / "1.eml").write_text(f"To: {email}\n\n123456")

    told = run(monkeypatch, capsys, tmp_path, seeded_org, "person", "export", "--email", email)
    assert told["held"]["turns"][0]["reply"] == "Phrase-Unique-77"
    assert [line["kind"] for line in told["audit"]] == ["turn"]
    assert [one["object"] for one in told["salesforce"]] == ["User"]

    dry = run(
        monkeypatch, capsys, tmp_path, seeded_org, "person", "erase", "--email", email, "--dry-run"
    )
    assert dry["deleted"] == {"turns": 1}
    gone = run(monkeypatch, capsys, tmp_path, seeded_org, "person", "erase", "--email", email)
    assert (gone["deleted"], gone["mails"]) == ({"turns": 1}, 1)
    assert gone["stays"]["audit"]["lines"] == 1
    assert set(gone["stays"]["crm"]) == {"fr", "en"}
    for path in tmp_path.glob("comptoir.db*"):
        assert b"Phrase-Unique-77" not in path.read_bytes()
    again = run(monkeypatch, capsys, tmp_path, seeded_org, "person", "export", "--email", email)
    assert (again["held"], again["mentions"]) == ({}, [])
    checked = open_trail(settings)
    assert verify(checked.book).ok
    checked.close()
