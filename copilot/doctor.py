"""`python -m copilot doctor`: how is every configured door, and what repairs it."""

from __future__ import annotations

from copilot.channels.slack.checkup import slack_states
from copilot.channels.teams.checkup import teams_states
from copilot.composition import compose
from copilot.mailbox_watch import mailbox_states
from copilot.oidc_checkup import oidc_states
from copilot.settings import Settings
from copilot.training import RASA, model_path


async def examine(settings: Settings) -> int:
    """Print one line a door; return 0 when all are well."""
    states = {
        "python 3.10": "ok" if RASA.exists() else "run `make train`: it builds .venv-rasa",
        "dialogue model": "ok" if model_path(settings).exists() else "run `make train`",
    }
    doors = compose(settings)
    try:
        states |= await doors.readiness()
        states |= await slack_states(settings)
        states |= await teams_states(settings)
        states |= await oidc_states(settings)
        states |= await doors.outside.states() if doors.outside else {}
        states |= await mailbox_states(settings)
    finally:
        await doors.close()
    for name, state in states.items():
        print(f"{'✓' if state == 'ok' else '✗'} {name:15} {state}")  # noqa: T201
    return 0 if all(state == "ok" for state in states.values()) else 1
