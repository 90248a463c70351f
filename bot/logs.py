"""What Rasa writes in its log: where something happened, never what somebody said.

Rasa puts the user's text into its error messages, and the dialogue's slots into others.
"""

from __future__ import annotations

import logging

# These speak of files, ports and models only.
_ABOUT_THE_SERVER = ("rasa.core.run", "rasa.model", "rasa.server", "sanic.root", "sanic.server")


class WordlessFormatter(logging.Formatter):
    """Writes time, level and place; the message too where its logger knows no conversation."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; an exception is named by its class and innermost place."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}:{record.lineno}"
        if record.name.startswith(_ABOUT_THE_SERVER):
            line += f" {record.getMessage()}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} {_described(error)}" if error else line


def _described(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}"
