"""`python -m guard engines`: check a file of engines, or show what is in force."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import yaml

from guard.errors import Misconfigured
from guard.routing.reading import SHIPPED, read_routing


def add_engines(commands: Any) -> None:
    """Add `engines` and its subcommands to a command line's grammar."""
    engines = commands.add_parser("engines", help="which model writes what, budgets: check, show")
    does = engines.add_subparsers(dest="does", required=True)
    check = does.add_parser("check", help="say whether a file is right, and what is not")
    show = does.add_parser("show", help="print every rule with its value, defaults included")
    for one in (check, show):
        one.add_argument("file", nargs="?", type=Path, help="default: the one in force")


def run_engines(options: argparse.Namespace) -> int:
    """Run a subcommand; 2 where the file is wrong."""
    named = os.environ.get("COMPTOIR_ENGINES", "")
    path = options.file or (Path(named) if named else SHIPPED)
    try:
        routing = read_routing(path)
    except Misconfigured as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    if options.does == "check":
        print(f"{path}: right")  # noqa: T201
    else:
        rules = routing.model_dump(mode="json")
        print(yaml.safe_dump(rules, allow_unicode=True, sort_keys=False), end="")  # noqa: T201
    return 0
