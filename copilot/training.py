"""Rasa's model: trained again only when what it learns from has changed."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from copilot.errors import CopilotError
from copilot.settings import ROOT, Settings

RASA = ROOT / ".venv-rasa" / "bin" / "python"
LEARNT_FROM = ("config.yml", "domain.yml", "requirements/rasa.txt", "bot", "language", "data/nlu",
               "data/rules")  # fmt: skip


class TrainingFailed(CopilotError):
    """Rasa could not be trained; its log says why."""


def _files() -> Iterator[Path]:
    for name in LEARNT_FROM:
        path = ROOT / name
        found = [path] if path.is_file() else sorted(path.rglob("*.*"))
        yield from (file for file in found if file.suffix in {".yml", ".py", ".txt"})


def fingerprint() -> str:
    """Hash the contents of everything Rasa learns from."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Return where the model of the present content lies, or will lie."""
    return settings.home / "models" / f"{fingerprint()}.tar.gz"


def rasa_environment(settings: Settings) -> dict[str, str]:
    """Return the environment of every Rasa process."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONUNBUFFERED": "1",
        # A spinning OpenMP team costs twenty times its work as soon as the machine is shared.
        "OMP_WAIT_POLICY": "PASSIVE",
        "PYTHONPATH": str(ROOT),
        "COMPTOIR_PORT": str(settings.port),
    }


async def train(settings: Settings) -> bool:
    """Train the model unless one of the present content exists; return whether it was trained."""
    model = model_path(settings)
    if model.exists():
        return False
    log = settings.home / "logs" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(RASA), "-m", "rasa", "train", "--domain", "domain.yml", "--config", "config.yml",
        "--data", "data/nlu", "data/rules", "--out", str(model.parent),
        "--fixed-model-name", f"{model.name.removesuffix('.tar.gz')}-new",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdout=output, stderr=output, env=rasa_environment(settings)
        )
        code = await process.wait()
    fresh = model.with_name(model.name.replace(".tar.gz", "-new.tar.gz"))
    if code or not fresh.exists():
        raise TrainingFailed(f"training failed (exit {code}); see {log}")
    fresh.replace(model)
    for old in model.parent.glob("*.tar.gz"):
        if old != model:
            old.unlink()
    return True
