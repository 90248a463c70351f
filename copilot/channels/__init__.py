"""The ways in: each is two converters and a handler over the one conversation service."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI

from copilot.channels.web import install_web

CHANNELS: dict[str, Callable[[FastAPI], None]] = {"web": install_web}

__all__ = ["CHANNELS"]
