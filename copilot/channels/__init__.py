"""The ways in: each is two converters and a handler over the one conversation service."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from copilot.channels.console import install_console
from copilot.channels.mail import install_mail
from copilot.channels.slack import install_slack
from copilot.channels.teams import install_teams
from copilot.channels.web import install_web
from copilot.channels.widget import install_widget

CHANNELS: dict[str, Callable[[FastAPI], None]] = {
    "console": install_console,
    "mail": install_mail,
    "slack": install_slack,
    "teams": install_teams,
    "web": install_web,
    "widget": install_widget,
}

__all__ = ["CHANNELS"]
