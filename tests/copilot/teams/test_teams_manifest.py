"""The app's manifest against what Microsoft documents of schema 1.19: what must be, and how long."""

import re

import pytest
from teams_world import settings_of

from copilot.channels.teams.package import in_french, manifest

REQUIRED = {
    "": {"manifestVersion", "version", "id", "developer", "name", "description", "icons",
         "accentColor"},
    "developer": {"name", "websiteUrl", "privacyUrl", "termsOfUseUrl"},
    "name": {"short", "full"},
    "description": {"short", "full"},
    "icons": {"color", "outline"},
    "localizationInfo": {"defaultLanguageTag", "additionalLanguages"},
}  # fmt: skip
LONGEST = {
    "developer.name": 32, "developer.websiteUrl": 2048, "name.short": 30, "name.full": 100,
    "description.short": 80, "description.full": 4000,
}  # fmt: skip
KNOWN = {
    "$schema", "manifestVersion", "version", "id", "developer", "name", "description", "icons",
    "accentColor", "localizationInfo", "bots", "composeExtensions", "permissions", "validDomains",
}  # fmt: skip


@pytest.fixture
def made():
    return manifest(settings_of("http://127.0.0.1:9", public_url="https://crm.example.com"))


def at(node, path):
    for name in filter(None, path.split(".")):
        node = node[name]
    return node


def test_everything_required_is_there_and_nothing_unknown(made):
    for path, names in REQUIRED.items():
        assert names <= set(at(made, path)), path
    assert set(made) <= KNOWN
    assert made["manifestVersion"] == "1.19"
    assert re.fullmatch(r"\d+\.\d+\.\d+", made["version"])
    assert re.fullmatch(r"#[0-9A-Fa-f]{6}", made["accentColor"])


def test_no_text_is_longer_than_it_may_be(made):
    for path, most in LONGEST.items():
        assert 0 < len(at(made, path)) <= most, path
    for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"):
        assert made["developer"][name].startswith("https://")


def test_the_bot_and_its_commands_keep_to_their_limits(made):
    (bot,) = made["bots"]
    assert {"botId", "scopes"} <= set(bot)
    assert set(bot["scopes"]) <= {"team", "personal", "groupChat", "copilot"}
    assert len(bot["commandLists"]) <= 3
    for listed in bot["commandLists"]:
        assert {"scopes", "commands"} <= set(listed)
        assert len(listed["commands"]) <= 12
        for one in listed["commands"]:
            assert 0 < len(one["title"]) <= 128
            assert 0 < len(one["description"]) <= 128


def test_the_search_keeps_to_its_limits(made):
    (extension,) = made["composeExtensions"]
    assert {"botId", "commands"} <= set(extension)
    (command,) = extension["commands"]
    assert {"id", "title", "parameters"} <= set(command)
    assert len(command["id"]) <= 64
    assert len(command["title"]) <= 32
    assert len(command["description"]) <= 128
    assert set(command["context"]) <= {"compose", "commandBox", "message"}
    assert 1 <= len(command["parameters"]) <= 5
    for one in command["parameters"]:
        assert {"name", "title"} <= set(one)
        assert len(one["name"]) <= 64
        assert len(one["title"]) <= 32
        assert len(one["description"]) <= 128


def test_the_french_names_places_that_are_in_the_manifest_and_keeps_the_same_limits(made):
    for path, words in in_french().items():
        if path == "$schema":
            continue
        node = made
        for name in re.findall(r"[^.\[\]]+", path):
            node = node[int(name)] if name.isdigit() else node[name]
        assert isinstance(node, str), path
        limit = LONGEST.get(path, 32 if "composeExtensions" in path and "title" in path else 128)
        assert 0 < len(words) <= limit, path
