"""Every command of the guides runs, and what they name is there."""

import re
import shlex
from pathlib import Path

import pytest

from copilot.__main__ import parser, perform
from guard.__main__ import main
from guard.audit.book import AuditBook
from guard.audit.entry import Entry
from guard.audit.place import open_place
from guard.audit.trail import utc_now

ROOT = Path(__file__).resolve().parents[3]
GUIDES = ("trust.md", "trust.fr.md")


def commands(guide):
    text = (ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_runs(guide, tmp_path, seeded_org, monkeypatch, capsys):
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    monkeypatch.setenv("COMPTOIR_SALESFORCE_LOGIN_URL", seeded_org)
    monkeypatch.chdir(ROOT)
    AuditBook(open_place(tmp_path)).append([Entry("turn").body(utc_now())])
    given = commands(guide)
    assert len(given) > 10
    for command in given:
        python, _, package, *arguments = shlex.split(command)
        assert python == ".venv/bin/python"
        run = main if package == "guard" else lambda told: perform(parser().parse_args(told))
        assert run(arguments) == 0, command
        assert capsys.readouterr().out, command


def test_both_guides_give_the_same_commands_and_name_the_same_files():
    fr, en = (
        [one.replace("--lang fr", "--lang en") for one in commands(guide)] for guide in GUIDES
    )
    assert fr == en
    texts = [(ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8") for guide in GUIDES]
    files = [set(re.findall(r"`(tests/[\w/]+\.py)`", text)) for text in texts]
    assert files[0] == files[1]
    assert all((ROOT / name).exists() for name in files[0])
