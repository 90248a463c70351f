"""The commands: serve, users, query, load."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from sandbox import Store
from sandbox.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(template, tmp_path, monkeypatch):
    monkeypatch.setenv("COMPTOIR_TODAY", "2026-11-22")
    path = tmp_path / "org.db"
    shutil.copy(template, path)
    return str(path)


def printed(capsys, *arguments):
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_users_lists_everybody_with_the_demos_credentials(database, capsys):
    users = json.loads(printed(capsys, "users", "--db", database, "--json"))
    claire = next(u for u in users if u["username"] == "claire.moreau@heliade.example")
    keys = {"id", "username", "password", "name", "profile", "role", "manager", "language"}
    assert keys <= claire.keys()
    assert (claire["password"], claire["language"]) == ("comptoir-demo", "fr")
    assert (claire["profile"], claire["manager"]) == (
        "Sales User",
        "sophie.marchand@heliade.example",
    )
    assert len(users) == 14


def test_query_answers_with_that_users_rights(database, capsys):
    name = "claire.moreau@heliade.example"
    soql = "SELECT Username FROM User WHERE LanguageLocaleKey = 'fr' ORDER BY Username LIMIT 1"
    answer = json.loads(printed(capsys, "query", "--db", database, "--as", name, "--json", soql))
    assert answer["totalSize"] == 1
    assert answer["records"][0]["Username"] == "admin@heliade.example"


def test_a_batch_prints_one_answer_a_line_errors_included(database, capsys, tmp_path):
    batch = tmp_path / "queries.txt"
    batch.write_text("SELECT COUNT() FROM User\n\nSELECT Nope FROM User\n")
    name = "admin@heliade.example"
    out = printed(capsys, "query", "--db", database, "--as", name, "--json", "--batch", str(batch))
    good, bad = (json.loads(line) for line in out.splitlines())
    assert good["totalSize"] == 14
    assert bad[0]["errorCode"] == "INVALID_FIELD"


def test_a_wrong_query_or_user_ends_with_status_one(database, capsys):
    assert main(["query", "--db", database, "--as", "admin@heliade.example", "SELECT"]) == 1
    assert main(["query", "--db", database, "--as", "nobody", "SELECT Id FROM User"]) == 1
    assert "nobody" in capsys.readouterr().err


def test_a_bad_folder_ends_with_one_clear_line(database, capsys, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "Usine__c.csv").write_text("Name\nx\n")
    assert main(["load", str(tmp_path / "bad"), "--db", database]) == 1
    assert capsys.readouterr().err == "Usine__c.csv: Usine__c is not an object of the org\n"
    assert main(["load", str(tmp_path / "missing"), "--db", database]) == 1


def test_the_database_defaults_to_the_home_folder(tmp_path, monkeypatch, template, capsys):
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    shutil.copy(template, tmp_path / "org.db")
    assert len(json.loads(printed(capsys, "users", "--json"))) == 14


def test_the_served_org_says_where_it_is_and_answers_there(database):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--db", database, "--seed"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        line = process.stdout.readline()
        assert re.search(rf"http://127\.0\.0\.1:{port}\b", line)
        answer = _wait(f"http://127.0.0.1:{port}/services/data")
        assert answer.json()[-1]["version"] == "65.0"
    finally:
        process.terminate()
        process.wait(10)
    assert len(Store(Path(database)).execute('SELECT Id FROM "User"')) == 14


def _wait(url):
    deadline = time.monotonic() + 20
    session = requests.Session()
    session.trust_env = False
    while True:
        try:
            return session.get(url, timeout=5)
        except requests.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
