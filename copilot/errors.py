"""What can fail around a conversation.

CopilotError
├── AssistantUnavailable   Rasa is down, slow or answered nothing
├── Unauthorised           the caller's token or demo header is not accepted
└── Unknown                no such proposal or turn for this caller
"""

from __future__ import annotations


class CopilotError(Exception):
    """Any failure of this package."""


class AssistantUnavailable(CopilotError):
    """Rasa is down, slow or answered nothing; the remedy is to try again."""


class Unauthorised(CopilotError):
    """The caller could not be identified."""


class Unknown(CopilotError):
    """Nothing with that id is the caller's."""
