"""`python -m copilot`: the service alone, or one of its subcommands."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn
from pydantic import ValidationError

from copilot.article_command import add_drafting, draft_articles
from copilot.channels.teams.package import package_teams
from copilot.chat import chat
from copilot.composition import application, compose
from copilot.costs_command import add_costs, run_costs
from copilot.doctor import examine
from copilot.errors import CopilotError
from copilot.inbound import receive_files, receive_mailbox
from copilot.privacy_commands import add_person, run_person, sweep_now
from copilot.prompts_command import add_prompts, run_prompts
from copilot.settings import Settings
from copilot.store import Store
from copilot.supervisor import run
from copilot.training import train
from guard import GuardError
from knowledge import KnowledgeError


def serve(settings: Settings) -> int:
    """Serve the HTTP API on the loopback address until stopped."""
    app = application(compose(settings))
    uvicorn.run(app, host="127.0.0.1", port=settings.port, log_level="warning", access_log=False)
    return 0


def migrate_now(settings: Settings) -> int:
    """Bring the database's layout up to date, as every start does, and say what was done."""
    store = Store(settings.database)
    done = store.migrated
    store.close()
    before = "already" if done.before == done.now else f"before: {done.before or 'none noted'}"
    print(f"{done.engine}: layout {done.now} ({before})")
    return 0


def train_now(settings: Settings) -> int:
    """Train the dialogue model if its content changed."""
    trained = asyncio.run(train(settings))
    print("Trained." if trained else "Nothing changed; nothing to train.")
    return 0


def package(settings: Settings, out: Path) -> int:
    """Write the Teams app package."""
    print(f"{package_teams(settings, out)}: upload it in Teams (Apps, Manage your apps).")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    commands = argparse.ArgumentParser(prog="python -m copilot", description=__doc__)
    commands.add_argument("--port", type=int, help="the service's port (default 8000)")
    sub = commands.add_subparsers(dest="command")
    sub.add_parser("serve", help="the service alone (the default)")
    up = sub.add_parser("up", help="sandbox, Rasa and service together")
    up.add_argument("--port", type=int, default=argparse.SUPPRESS)
    sub.add_parser("train", help="train the dialogue model if its data changed")
    sub.add_parser("migrate", help="bring the database's layout up to date, as every start does")
    sub.add_parser("doctor", help="check every configured door")
    packing = sub.add_parser("teams-package", help="write the app package that Teams installs")
    packing.add_argument("--out", type=Path, default=Path("comptoir-teams.zip"))
    add_person(sub)
    add_prompts(sub)
    add_drafting(sub)
    sub.add_parser("retention", help="drop now what the policy no longer keeps")
    add_costs(sub)
    mail = sub.add_parser("mail", help="say what to do with e-mails that came in (.eml, mbox)")
    mail.add_argument("files", nargs="*", type=Path)
    mail.add_argument("--imap", action="store_true", help="take new ones from the set mailbox")
    mail.add_argument("--watch", action="store_true", help="with --imap: until stopped")
    mail.add_argument("--as", dest="user", required=True, help="username in the demo org")
    mail.add_argument("--lang", choices=("fr", "en"), default="fr", help="speak this language")
    mail.add_argument("--confirm", action="store_true", help="log the e-mails as proposed")
    talk = sub.add_parser("chat", help="talk in the terminal with a running service")
    talk.add_argument("--as", dest="user", required=True, help="username in the demo org")
    talk.add_argument("--lang", choices=("fr", "en"), help="answer in this language")
    return commands


async def receive_mail(settings: Settings, arguments: argparse.Namespace) -> int:
    """Handle e-mails from files, then those of the mailbox where that is asked for."""
    user, language, confirmed = arguments.user, arguments.lang, arguments.confirm
    failed = await receive_files(settings, arguments.files, user, language, confirmed=confirmed)
    if arguments.imap:
        failed |= await receive_mailbox(
            settings, user, language, confirmed=confirmed, watch=arguments.watch
        )
    return failed


def perform(arguments: argparse.Namespace) -> int:
    """Run the command that was asked for; return its exit status."""
    settings = Settings(port=arguments.port) if arguments.port else Settings()
    commands: dict[str | None, Callable[[], int]] = {
        "up": lambda: asyncio.run(run(settings)),
        "migrate": lambda: migrate_now(settings),
        "train": lambda: train_now(settings),
        "doctor": lambda: asyncio.run(examine(settings)),
        "teams-package": lambda: package(settings, arguments.out),
        "person": lambda: run_person(settings, arguments),
        "prompts": lambda: run_prompts(settings, arguments),
        "retention": lambda: sweep_now(settings),
        "draft-articles": lambda: asyncio.run(draft_articles(settings, arguments)),
        "costs": lambda: run_costs(settings, arguments),
        "chat": lambda: asyncio.run(chat(settings, arguments.user, arguments.lang)),
        "mail": lambda: asyncio.run(receive_mail(settings, arguments)),
    }
    return commands.get(arguments.command, lambda: serve(settings))()


def main() -> int:
    """Run the command; a failure is one clear sentence and a non-zero status."""
    arguments = parser().parse_args()
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("comptoir").setLevel(logging.INFO)
    try:
        return perform(arguments)
    except ValidationError as error:
        for found in error.errors():
            name = f"COMPTOIR_{found['loc'][0]}".upper() if found["loc"] else "Settings"
            print(f"{name}: {found['msg']}", file=sys.stderr)
    except (CopilotError, GuardError, KnowledgeError) as error:
        print(error, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
