"""The peer: Rasa's default pipeline, trained on our data and kept until that data changes."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import yaml

from copilot.errors import CopilotError
from copilot.settings import ROOT, Settings
from copilot.training import RASA, rasa_environment

# Rasa's own tracker store: TED looks back at earlier turns.
PEER_ENDPOINTS = "tests/bench/rasa_default_endpoints.yml"
CONFIG = Path("tests/bench/rasa_default_config.yml")
# What Rasa chooses takes up to an hour here. The work of a turn is the same after a few epochs,
# how much is understood is not.
DEFAULT_EPOCHS, FEW_EPOCHS = 100, 5
LEARNT_FROM = (str(CONFIG), "domain.yml", "requirements/rasa.txt", "data/nlu", "data/rules")


def fingerprint(epochs: int) -> str:
    """Hash the contents of what the peer learns from, and for how long; `bot/` is not in it."""
    digest = hashlib.sha256(str(epochs).encode())
    for name in LEARNT_FROM:
        path = ROOT / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.yml")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def stories() -> str:
    """Write our rules once more as stories: TED and UnexpecTED learn from nothing else."""
    found = [
        {"story": rule["rule"], "steps": rule["steps"]}
        for file in sorted((ROOT / "data/rules").glob("*.yml"))
        for rule in yaml.safe_load(file.read_text())["rules"]
    ]
    return yaml.safe_dump({"version": "3.1", "stories": found}, allow_unicode=True, sort_keys=False)


def config(epochs: int) -> str:
    """Write the peer's configuration with that many epochs for whatever has epochs."""
    chosen = yaml.safe_load((ROOT / CONFIG).read_text())
    for component in [*chosen["pipeline"], *chosen["policies"]]:
        if "epochs" in component:
            component["epochs"] = epochs
    return yaml.safe_dump(chosen, sort_keys=False)


async def train_peer(settings: Settings, epochs: int) -> Path:
    """Return the peer's model of the present data; train it where there is none."""
    folder = settings.home / "peer"
    model = folder / f"{fingerprint(epochs)}.tar.gz"
    if model.exists():
        return model
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.tar.gz"):
        old.unlink()
    chosen = folder / "config.yml"
    chosen.write_text(config(epochs))
    told = folder / "stories.yml"
    told.write_text(stories())
    log = folder / "train.log"
    command = [
        str(RASA), "-m", "rasa", "train", "--domain", "domain.yml", "--config",
        str(chosen), "--data", "data/nlu", "data/rules", str(told), "--out", str(folder),
        "--fixed-model-name", "new",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdout=output, stderr=output, env=rasa_environment(settings)
        )
        try:
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
    if code:
        raise CopilotError(f"training the peer failed (exit {code}); see {log}")
    return (folder / "new.tar.gz").rename(model)
