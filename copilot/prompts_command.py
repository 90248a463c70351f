"""`python -m copilot prompts`: what was asked of models, where the policy keeps it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from copilot.composition import key_of
from copilot.kept_prompts import KeptPrompts
from copilot.settings import Settings
from copilot.store import Store
from guard.kept_prompts import PromptKeeper


def add_prompts(commands: Any) -> None:
    """Add `prompts` to a command line's grammar."""
    command = commands.add_parser("prompts", help="print the masked prompts the policy keeps")
    command.add_argument(
        "--since", type=datetime.fromisoformat, default=datetime.min, help="day or moment (UTC)"
    )


def run_prompts(settings: Settings, options: argparse.Namespace) -> int:
    """Print one JSON line a prompt; exit with 1 where one is under another key."""
    keeper, closed, found = PromptKeeper(key=key_of(settings)), 0, 0
    for conversation, moment, sealed in KeptPrompts(Store(settings.database)).since(options.since):
        told = keeper.opened(sealed)
        closed, found = closed + (told is None), found + 1
        line = {"conversation": conversation, "at": moment.isoformat(), **(told or {})}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    if not found:
        sys.stdout.write(json.dumps({"kept": 0}) + "\n")
    return min(closed, 1)
