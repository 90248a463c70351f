"""What leaves for a model is kept only where the policy says so: masked, encrypted, for its days."""

import argparse
import json
from datetime import datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, update
from trust_office import settings_for

from copilot.composition import key_of
from copilot.kept_prompts import PROMPTS, KeptPrompts
from copilot.prompts_command import run_prompts
from copilot.retention import sweep
from copilot.store import Store, stamp
from guard import Guard, Prompt
from guard.kept_prompts import PromptKeeper
from guard.policy.contract import Retention

PASSAGE = {"id": "p1", "title": "Support", "language": "fr", "text": "Appelez le support."}
FACTS = {"question": "Qui appeler pour Marie Dupont ?", "passages": [PASSAGE]}


class Answering:
    """A model that says what the passage says."""

    name = "answering"

    async def complete(self, prompt):
        return json.dumps({"text": "Appelez le support. [1]", "used": ["p1"]})


@pytest.fixture
def settings(tmp_path):
    return settings_for(tmp_path, "http://127.0.0.1:9")


@pytest.fixture
def store(settings):
    store = Store(settings.database)
    yield store
    store.close()


async def ask(store, settings, days):
    keeper = PromptKeeper(KeptPrompts(store), key_of(settings), days)
    guard = Guard(Answering(), keeper=keeper)
    return await guard.ask(Prompt("answer", "fr", FACTS, (), "c-1", "t-1"))


def rows(store):
    with store.engine.connect() as connection:
        return list(connection.execute(select(PROMPTS)))


async def test_no_prompt_is_kept_by_default(store, settings):
    assert Retention().prompts == 0
    await ask(store, settings, Retention().prompts)
    assert not rows(store)


async def test_a_kept_prompt_is_masked_and_encrypted_and_can_be_read(store, settings, capsys):
    answer = await ask(store, settings, 7)
    assert answer.provider == "answering"
    (row,) = rows(store)
    assert row.conversation == "c-1"
    assert b"support" not in row.sealed
    assert run_prompts(settings, argparse.Namespace(since=datetime.min)) == 0
    told = json.loads(capsys.readouterr().out)
    assert "Appelez le support." in told["user"]
    assert "[PERSON_" in told["user"]
    assert "Dupont" not in told["user"] + told["system"]


async def test_another_key_opens_nothing(store, settings):
    await ask(store, settings, 7)
    assert PromptKeeper(key=Fernet.generate_key()).opened(rows(store)[0].sealed) is None


async def test_a_prompt_goes_when_its_days_are_over(store, settings, tmp_path):
    await ask(store, settings, 7)
    policy = Retention(prompts=7)
    sweep(store, tmp_path / "outbox", policy)
    assert rows(store)
    with store.engine.begin() as connection:
        connection.execute(update(PROMPTS).values(at=stamp() - timedelta(days=8)))
    assert sweep(store, tmp_path / "outbox", policy)["prompts"] == 1
    assert not rows(store)
