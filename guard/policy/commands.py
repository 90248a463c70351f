"""`python -m guard policy`: check a policy file, or show what is in force."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import yaml

from guard.errors import Misconfigured
from guard.policy.reading import SHIPPED, fingerprint, read_policy


def add_policy(commands: Any) -> None:
    """Add `policy` and its subcommands to a command line's grammar."""
    policy = commands.add_parser("policy", help="the policy file: check, show")
    does = policy.add_subparsers(dest="does", required=True)
    check = does.add_parser("check", help="say whether a file is right, and what is not")
    show = does.add_parser("show", help="print every rule with its value, defaults included")
    for one in (check, show):
        one.add_argument("file", nargs="?", type=Path, help="default: the one in force")


def run_policy(options: argparse.Namespace) -> int:
    """Run a subcommand; 2 where the file is wrong."""
    path = options.file or in_force()
    try:
        policy = read_policy(path)
    except Misconfigured as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    if options.does == "check":
        print(f"{path or SHIPPED}: right ({fingerprint(policy)})")  # noqa: T201
    else:
        rules = policy.model_dump(mode="json")
        print(yaml.safe_dump(rules, allow_unicode=True, sort_keys=False), end="")  # noqa: T201
    return 0


def in_force() -> Path | None:
    """Return the file that COMPTOIR_POLICY names."""
    named = os.environ.get("COMPTOIR_POLICY", "")
    return Path(named) if named else None
