"""The look-alike org's commands: serve it, list its users, query it, load another org into it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn

from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.errors import ApiError, LoadError
from sandbox.people import list_users
from sandbox.soql import query_as
from sandbox.store import Store

DEFAULT_PORT = 8001
# Seconds. Clients that poll every five would meet uvicorn's own five just as it hangs up.
KEEP_ALIVE = 60


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    asked = _parser().parse_args(arguments)
    try:
        status = int(asked.run(asked))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader (`| head`) has had enough; Python would complain again while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except LoadError as exc:
        print("\n".join(exc.lines), file=sys.stderr)
    except (KeyError, OSError) as exc:
        print(f"{type(exc).__name__}: {exc}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m sandbox", description=__doc__)
    _database(parser)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="loopback port")
    parser.add_argument("--seed", action="store_true", help="fill the org if empty")
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(title="commands")
    users = commands.add_parser("users", help="list the org's users")
    users.set_defaults(run=_users)
    query = commands.add_parser("query", help="run SOQL with a user's rights")
    query.add_argument("soql", nargs="?", help="the query")
    query.add_argument("--as", dest="username", required=True, help="whose rights")
    query.add_argument("--batch", type=Path, help="a file with one query a line")
    query.set_defaults(run=_query)
    load = commands.add_parser("load", help="load an org from SFDX source, sf data trees and CSV")
    load.add_argument("folder", type=Path, metavar="DIR")
    load.set_defaults(run=_load)
    for command in (users, query, load):
        _database(command)
        command.add_argument("--json", action="store_true", help="print JSON (the default)")
    return parser


def _database(parser: argparse.ArgumentParser) -> None:
    home = Path(os.environ.get("COMPTOIR_HOME", "var"))
    default: Any = home / "org.db" if parser.prog == "python -m sandbox" else argparse.SUPPRESS
    parser.add_argument("--db", type=Path, default=default, help="the org's database")


def _open(path: Path) -> Store:
    path.parent.mkdir(parents=True, exist_ok=True)
    return Store(path)


def _serve(asked: argparse.Namespace) -> int:
    clock = system_clock(os.environ)
    store = _filled(asked.db)
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(store, clock),
            host="127.0.0.1",
            port=asked.port,
            log_level="warning",
            timeout_keep_alive=KEEP_ALIVE,
        )
    )
    print(f"sandbox org {asked.db} at http://127.0.0.1:{asked.port}", flush=True)
    server.run()
    return 0


def _filled(path: Path) -> Store:
    """Open an org; an empty one is filled with the demo company first."""
    store = _open(path)
    if not store.schema():
        from sandbox.seed import seed  # noqa: PLC0415  a filled org does not need its makers

        print("seeding the demo company…", file=sys.stderr, flush=True)
        with store.write():
            seed(store, system_clock(os.environ)().date())
    return store


def _users(asked: argparse.Namespace) -> int:
    print(json.dumps(list_users(_filled(asked.db)), ensure_ascii=False, indent=1))
    return 0


def _query(asked: argparse.Namespace) -> int:
    store, now = _filled(asked.db), system_clock(os.environ)()
    store.clock = lambda: now
    if asked.batch is None:
        answer, status = _answer(store, asked.username, asked.soql or sys.stdin.read(), now)
        print(answer)
        return status
    for line in asked.batch.read_text(encoding="utf-8").splitlines():
        if line.strip():
            print(_answer(store, asked.username, line, now)[0])
    return 0


def _answer(store: Store, username: str, soql: str, now: datetime) -> tuple[str, int]:
    """Return the answer as JSON (an error as Salesforce writes it) and the exit status."""
    try:
        return json.dumps(query_as(store, username, soql, now), ensure_ascii=False), 0
    except ApiError as exc:
        return json.dumps(exc.body(), ensure_ascii=False), 1


def _load(asked: argparse.Namespace) -> int:
    from sandbox.load import load  # noqa: PLC0415  only this command reads metadata

    report = load(asked.folder, _open(asked.db), system_clock(os.environ))
    for line in report.lines():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
