"""`python -m copilot`: the service alone, or one of its subcommands."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

import uvicorn
from pydantic import ValidationError

from copilot.chat import chat
from copilot.composition import application, compose
from copilot.doctor import examine
from copilot.errors import CopilotError
from copilot.settings import Settings
from copilot.supervisor import run
from copilot.training import train
from guard import GuardError
from knowledge import KnowledgeError


def serve(settings: Settings) -> int:
    """Serve the HTTP API on the loopback address until stopped."""
    app = application(compose(settings))
    uvicorn.run(app, host="127.0.0.1", port=settings.port, log_level="warning", access_log=False)
    return 0


def train_now(settings: Settings) -> int:
    """Train the dialogue model if its content changed."""
    trained = asyncio.run(train(settings))
    print("Trained." if trained else "Nothing changed; nothing to train.")
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
    sub.add_parser("doctor", help="check every configured door")
    talk = sub.add_parser("chat", help="talk in the terminal with a running service")
    talk.add_argument("--as", dest="user", required=True, help="username in the demo org")
    talk.add_argument("--lang", choices=("fr", "en"), help="answer in this language")
    return commands


def main() -> int:
    """Run the command; a failure is one clear sentence and a non-zero status."""
    arguments = parser().parse_args()
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("comptoir").setLevel(logging.INFO)
    try:
        settings = Settings(port=arguments.port) if arguments.port else Settings()
        match arguments.command:
            case "up":
                return asyncio.run(run(settings))
            case "train":
                return train_now(settings)
            case "doctor":
                return asyncio.run(examine(settings))
            case "chat":
                return asyncio.run(chat(settings, arguments.user, arguments.lang))
            case _:
                return serve(settings)
    except ValidationError as error:
        for found in error.errors():
            name = f"COMPTOIR_{found['loc'][0]}".upper() if found["loc"] else "Settings"
            print(f"{name}: {found['msg']}", file=sys.stderr)
    except (CopilotError, GuardError, KnowledgeError) as error:
        print(error, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
