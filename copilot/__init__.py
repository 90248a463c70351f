"""The running service: settings, composition root, conversation, webhook, API and channels."""

from copilot.composition import application, compose
from copilot.settings import Settings
from copilot.turn import Identity, Reply, Turn

__all__ = ["Identity", "Reply", "Settings", "Turn", "application", "compose"]
