from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SPEAKING = """
import logging, logging.config, yaml
logging.config.dictConfig(yaml.safe_load(open("logging.yml", encoding="utf-8")))
said = "Appelle Sophie Martin au 06 39 98 00 11"
logging.getLogger("rasa.core.processor").error("Failed to parse '%s'", said)
try:
    raise ValueError(said)
except ValueError:
    logging.getLogger("rasa.core.channels.rest").exception("Error while handling %s", said)
logging.getLogger("rasa.core.run").error("No valid model found at models/x.tar.gz")
"""


@pytest.fixture(scope="module")
def log() -> str:
    command = [sys.executable, "-c", SPEAKING]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr  # noqa: S603, our own words


def test_no_message_that_may_hold_a_users_words_is_written(log: str) -> None:
    assert "Sophie" not in log
    assert "ERROR rasa.core.processor:" in log
    assert "ValueError at __main__:" in log


def test_what_the_server_says_of_itself_is_written(log: str) -> None:
    assert "No valid model found" in log
