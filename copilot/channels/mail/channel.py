"""Mail as the desk sees it: to the asker's own address, with their own rights, or not at all."""

from __future__ import annotations

import logging
import smtplib
from datetime import UTC, datetime

from actions import Language, own_address
from copilot.channels.errors import Undelivered
from copilot.channels.mail.page import page_of
from copilot.deliveries import Deliveries, Due
from copilot.errors import Unauthorised
from copilot.inbox import Inbox, Letter
from copilot.mailing import Mail
from copilot.people import People
from copilot.turn import Identity, Reply
from copilot.underway import Underway
from crm import CrmError

LOG = logging.getLogger("comptoir.mail")
LONGEST_SUBJECT = 120


class MailChannel:
    """Posts what is due as mails. Whoever cannot be written to finds it on their next visit."""

    name = "mail"

    def __init__(self, mail: Mail, people: People, deliveries: Deliveries, inbox: Inbox) -> None:
        self._mail, self._people = mail, people
        self._deliveries, self._inbox = deliveries, inbox

    async def identify(self, letter: Letter) -> Identity | None:
        """Return whose delivery it is; None once it waits for their visit instead."""
        identity = _owner(letter)
        if await self._address(identity):
            return identity
        await self._wait_for(letter)
        return None

    async def read(self, letter: Letter) -> str:
        """Return the words that are asked."""
        return letter.text

    def moment(self) -> str:
        """Return now as letters are sorted."""
        return datetime.now(UTC).isoformat()

    async def language(self, letter: Letter) -> Language:
        """Return the language it was asked for in."""
        return Due.load(letter.place["due"]).language

    def paced(self, _letter: Letter) -> None:
        """Return None: a mail shows no draft of itself."""

    async def sketch(self, _letter: Letter, _underway: Underway) -> None:
        """Show nothing: a mail comes when it is done."""

    async def post(self, letter: Letter, reply: Reply, *, again: bool) -> str:
        """Send the mail and return its id, the same `again`; a refused one waits for a visit."""
        to = await self._address(_owner(letter))
        if to is None:
            await self._wait_for(letter)
            return ""
        heading = " ".join(Due.load(letter.place["due"]).heading.split("\n")[0].split())
        page = page_of(reply, letter.id)
        try:
            await self._mail.send(to, heading[:LONGEST_SUBJECT], page.text, page.more)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPAuthenticationError) as exc:
            LOG.warning("letter %s waits for a visit: %s", letter.id[:8], type(exc).__name__)
            await self._wait_for(letter)
            return ""
        except (OSError, smtplib.SMTPException) as exc:
            raise Undelivered(type(exc).__name__) from exc
        return letter.id

    async def _address(self, identity: Identity) -> str | None:
        try:
            crm = await self._people.crm(identity)
            return await own_address(crm) if crm else None
        except Unauthorised:
            return None
        except CrmError as exc:
            raise Undelivered(type(exc).__name__) from exc

    async def _wait_for(self, letter: Letter) -> None:
        due = Due.load(letter.place["due"])
        await self._deliveries.keep_notice(letter.conversation, _owner(letter), due)
        await self._inbox.failed(letter)


def _owner(letter: Letter) -> Identity:
    return Identity("employee", letter.person, owner=letter.place["owner"])
