"""What the guide of the database and the sign-in says is there, in both languages."""

import re
from pathlib import Path

import pytest

from copilot.__main__ import parser
from copilot.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
GUIDES = ("operations.md", "operations.fr.md")


def text_of(guide):
    return (ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_names_settings_and_commands_that_are_there(guide):
    text = text_of(guide)
    named = set(re.findall(r"COMPTOIR_(\w+)", text))
    assert named <= {name.upper() for name in Settings.model_fields}
    assert {name.upper() for name in Settings.model_fields if name.startswith("oidc")} <= named
    for command in re.findall(r"-m copilot ([\w-]+)", text):
        assert parser().parse_args([command]).command == command


def test_both_guides_name_the_same_things():
    fr, en = ({*re.findall(r"`([^`\n]+)`", text_of(guide))} for guide in GUIDES)
    assert fr - {"person erase"} == en - {"person erase"}
