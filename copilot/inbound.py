"""`python -m copilot mail FILE… --as USER` or `--imap`: what to do with e-mails that came in.

Nothing is written: each proposal is shown with its number, and `--confirm` accepts those that log
an e-mail.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from actions import Intent, Request, Result
from actions.deciding import confirm
from actions.inbound import receive
from actions.mail_files import Letter, read_letters
from copilot.channels.terminal import show
from copilot.composition import compose
from copilot.doors import Doors
from copilot.errors import MailboxClosed, MailboxUnreachable, Unauthorised
from copilot.mailbox_door import address_of
from copilot.mailbox_watch import Places, keep_taking, take
from copilot.settings import Settings
from copilot.turn import Language
from crm import CrmError, CrmUnavailable, QuotaSpent


async def receive_files(
    settings: Settings, files: list[Path], user: str, language: Language, *, confirmed: bool
) -> int:
    """Read the files as one user; return 1 where a letter could not be handled."""
    doors, console, failed = compose(settings), Console(), 0
    try:
        for path in files:
            for letter in read_letters(path):
                failed |= await receive_one(doors, letter, user, language, console, confirmed)
    except OSError as error:
        console.print(f"{error.filename}: {error.strerror}", style="red")
        failed = 1
    finally:
        await doors.close()
    return failed


async def receive_mailbox(
    settings: Settings, user: str, language: Language, *, confirmed: bool, watch: bool
) -> int:
    """Take the new letters of the configured mailbox as one user, once or until stopped."""
    address = address_of(settings)
    if address is None:
        raise MailboxClosed("no mailbox is set (COMPTOIR_IMAP_HOST)")
    doors, console, failed = compose(settings), Console(), 0
    places = Places(settings.home / "mailboxes.json")

    async def handle(letter: Letter) -> None:
        nonlocal failed
        try:
            await _received(doors, letter, user, language, console, confirmed)
        except (CrmUnavailable, QuotaSpent) as error:
            raise MailboxUnreachable(f"{error}; the letter stays new") from error
        except CrmError as error:
            console.print(str(error), style="red")
            failed = 1

    try:
        if watch:
            await keep_taking(address, places, handle, settings.imap_minutes * 60)
        await take(address, places, handle)
    finally:
        await doors.close()
    return failed


async def receive_one(
    doors: Doors, letter: Letter, user: str, language: Language, console: Console, confirmed: bool
) -> int:
    """Handle one letter and print what there is to say of it; 1 where it could not be handled."""
    try:
        await _received(doors, letter, user, language, console, confirmed)
    except CrmError as error:
        console.print(str(error), style="red")
        return 1
    return 0


async def _received(
    doors: Doors, letter: Letter, user: str, language: Language, console: Console, confirmed: bool
) -> None:
    """Handle one letter and print what there is to say of it; raise what the CRM raises."""
    identity = await doors.people.by_demo_name(user)
    crm = await doors.people.crm(identity)
    if crm is None:
        raise Unauthorised("name a user of the org")
    tools = doors.conversation.tools_with(crm)
    conversation = f"mail-{uuid.uuid4().hex}"
    asked = Request(
        "", language, Intent("inbound", 1.0), (), {}, uuid.uuid4().hex, conversation, "internal"
    )
    result = await receive(letter, asked, tools)
    printed(console, result, language)
    if confirmed and result.proposal:
        done = await confirm(replace(asked, slots=result.slots), tools)
        printed(console, done, language)


def printed(console: Console, result: Result, language: Language) -> None:
    """Print an answer as the terminal shows it."""
    show(console, {"language": language, "parts": [part.model_dump() for part in result.parts]})
