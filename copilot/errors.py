"""What can fail around a conversation.

CopilotError
├── AssistantUnavailable   Rasa is down, slow or answered nothing
├── Infected               a file that a scan found a virus in
├── InCharge               a colleague has this conversation, or nobody took it
├── MailboxClosed          the mailbox refuses the login or has no such folder
├── MailboxUnreachable     the mailbox does not answer; try again later
├── ScanUnavailable        the virus scanner does not answer, or could not scan
├── StoreUnavailable       the service's database cannot be opened, or is a newer service's
├── Unauthorised           the caller's token or demo header is not accepted
└── Unknown                no such proposal or turn for this caller
"""

from __future__ import annotations


class CopilotError(Exception):
    """Any failure of this package."""


class AssistantUnavailable(CopilotError):
    """Rasa is down, slow or answered nothing; the remedy is to try again."""


class InCharge(CopilotError):
    """The caller is not in charge; `agent` and `name` are the colleague who is, if anybody."""

    def __init__(self, agent: str | None, name: str | None) -> None:
        held = f"{name} is in charge of this conversation"
        super().__init__(held if agent else "take the conversation first")
        self.agent, self.name = agent, name


class Infected(CopilotError):
    """A file that a scan found a virus in; nobody is given it."""


class MailboxClosed(CopilotError):
    """The mailbox refuses us; the message names the setting to check."""


class MailboxUnreachable(CopilotError):
    """The mailbox does not answer; the message says what to check."""


class ScanUnavailable(CopilotError):
    """A file could not be scanned; the message says what to check."""


class StoreUnavailable(CopilotError):
    """The service's database cannot be opened; the message says what to check."""


class Unauthorised(CopilotError):
    """The caller could not be identified."""


class Unknown(CopilotError):
    """Nothing with that id is the caller's."""
