"""The record of processing says what the policy does, in both languages."""

from __future__ import annotations

import re

import pytest

from copilot.settings import Settings
from guard.__main__ import main
from guard.destinations import LISTED, destinations
from guard.policy.reading import parse_policy, shipped_policy, text_of
from guard.record import record
from guard.record_lines import KEPT, LINES, MEASURES, REGIONS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_record_tells_who_what_where_and_how_long(language: str) -> None:
    policy = shipped_policy()
    told = record(policy, policy.models.choose("offline", ""), "", language)  # type: ignore[arg-type]
    assert policy.responsible.contact in told
    assert "`PERSON`" in told
    assert "`Contact.Birthdate`" in told
    for name, days in policy.retention:
        assert f"| {KEPT[name][language]} | {days or LINES['no_day'][language]} |" in told
    assert "{" not in told


def test_a_transfer_out_of_the_union_is_told() -> None:
    policy = shipped_policy()
    american = policy.models.choose("openai", "https://api.openai.com/v1")
    assert "Transfert hors" in record(policy, american, "api.openai.com", "fr")
    european = policy.models.choose("openai", "https://api.mistral.ai/v1")
    assert "No transfer out" in record(policy, european, "api.mistral.ai", "en")


def test_french_spaces_are_french() -> None:
    policy = shipped_policy()
    told = record(policy, policy.models.choose("offline", ""), "", "fr")
    assert not re.search(r" [:;!?]", told)


def test_everything_is_said_in_both_languages() -> None:
    for said in (*LINES.values(), *REGIONS.values(), *KEPT.values(), *MEASURES):
        assert set(said) == {"fr", "en"}
        assert all(said.values())


def test_what_the_policy_keeps_shows(capsys: pytest.CaptureFixture[str], tmp_path) -> None:  # type: ignore[no-untyped-def]
    mine = tmp_path / "mine.yml"
    text = text_of(None).replace("PHONE_NUMBER: mask", "PHONE_NUMBER: keep")
    mine.write_text(text.replace("turns: 30", "turns: 0"), encoding="utf-8")
    assert parse_policy(mine.read_text(encoding="utf-8"), "mine")
    assert main(["record", "--lang", "en", str(mine)]) == 0
    told = capsys.readouterr().out
    assert "Sent as they are, by policy: `ORGANIZATION`, `PHONE_NUMBER`" in told
    assert "| Answers given | none (only while in use) |" in told


HELD_HERE = {
    "PUBLIC_URL": "where browsers reach us",
    "MODEL_BASE_URL": "told as the provider in use",
    "IMAP_PORT": "",
}


def test_every_setting_that_names_a_place_is_in_the_record() -> None:
    told = re.compile(r"(?:_url|_host|_issuer|_origins|_sources)\Z|\Aclamd\Z")
    named = {name.upper() for name in Settings.model_fields if told.search(name)}
    assert named - HELD_HERE.keys() <= LISTED
    assert {name.lower() for name in LISTED} <= Settings.model_fields.keys()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_record_tells_every_place_and_no_secret_of_its_address(language: str) -> None:
    settings = {
        "SALESFORCE_LOGIN_URL": "https://acme.my.salesforce.example",
        "SLACK_BOT_TOKEN": "xoxb-1-2-hidden",
        "SMTP_URL": "smtp://postman:hidden@mail.acme.example:587",
        "DATABASE_URL": "postgresql+psycopg://crm:hidden@db.acme.example/crm",
        "OUTSIDE_SOURCES": "etc/sources.yml",
        "WIDGET_ORIGINS": "https://www.acme.example, https://shop.acme.example",
    }
    policy = shipped_policy()
    places = tuple(destinations(settings, language))  # type: ignore[arg-type]
    told = record(policy, policy.models.choose("offline", ""), "", language, places)  # type: ignore[arg-type]
    for host in (
        "acme.my.salesforce.example", "slack.com", "mail.acme.example", "db.acme.example",
        "sources.yml", "www.acme.example, shop.acme.example",
    ):  # fmt: skip
        assert host in told
    assert "hidden" not in told
    assert "postman" not in told
    assert "Teams" not in told


def test_without_settings_nothing_leaves() -> None:
    assert list(destinations({}, "en")) == []
