"""What can go wrong between a channel and the place an answer goes to.

::

    CopilotError
    ├── Undeliverable  never: the place is gone or we may not write there
    └── Undelivered    not yet: the channel is out of reach
"""

from __future__ import annotations

from copilot.errors import CopilotError


class Undeliverable(CopilotError):
    """The channel will never take this answer: the place is gone or we may not write there."""


class Undelivered(CopilotError):
    """The channel is out of reach for now; `wait` seconds were asked for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait
