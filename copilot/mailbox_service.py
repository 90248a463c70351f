"""The mailbox the service itself watches: each letter becomes a notice to whom it is read for.

It is read with that person's rights; what is to be written waits in the notice, as proposals with
their buttons, for their yes.
"""

from __future__ import annotations

import logging
import uuid

from actions import Intent, Request
from actions.inbound import receive
from actions.mail_files import Letter
from copilot.deliveries import Due, digest
from copilot.doors import Doors
from copilot.errors import MailboxClosed, MailboxUnreachable, Unauthorised
from copilot.mailbox_door import address_of
from copilot.mailbox_watch import Places, keep_taking
from copilot.turn import Language
from crm import CrmError, CrmUnavailable, QuotaSpent

LOG = logging.getLogger("comptoir.mailbox")
HEADINGS: dict[Language, str] = {"fr": "Un e-mail est arrivé.", "en": "An e-mail has come in."}


async def watch_mailbox(doors: Doors) -> None:
    """Take new letters for as long as the service runs; nothing where none are to be watched.

    What no waiting repairs (a refused login, a missing folder) is logged and ends the watch.
    """
    settings, address = doors.settings, address_of(doors.settings)
    if address is None or not settings.imap_as:
        return
    places = Places(settings.home / "mailboxes.json")

    async def handle(letter: Letter) -> None:
        try:
            await notify(doors, letter)
        except (CrmUnavailable, QuotaSpent) as error:
            raise MailboxUnreachable(f"{error}; the letter stays new") from error
        except CrmError as error:
            LOG.warning("a letter could not be handled: %s", type(error).__name__)

    try:
        await keep_taking(address, places, handle, settings.imap_minutes * 60)
    except MailboxClosed as error:
        LOG.error("%s", error)


async def notify(doors: Doors, letter: Letter) -> None:
    """Keep what there is to say of a letter, and to confirm, as a notice to its reader."""
    identity = await doors.people.by_demo_name(doors.settings.imap_as)
    crm = await doors.people.crm(identity)
    if crm is None:
        raise Unauthorised("COMPTOIR_IMAP_AS names no user of the org")
    language: Language = crm.user.language
    conversation = f"mail:{uuid.uuid4().hex}"
    asked = Request(
        "", language, Intent("inbound", 1.0), (), {}, uuid.uuid4().hex, conversation, "internal"
    )
    result = await receive(letter, asked, doors.conversation.tools_with(crm))
    due = Due(digest(conversation), "mailbox", HEADINGS[language], language, "", result.parts)
    await doors.deliveries.send(conversation, identity, due)
