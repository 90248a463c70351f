"""Reading e-mails from `.eml` and mbox files; nothing in them is ever followed or fetched."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from actions.sentences import plain

AUTOMATIC = frozenset({"auto-replied", "auto-generated"})
LARGEST = 200_000


@dataclass(frozen=True)
class Letter:
    """One e-mail that came in; `automatic` says that a machine answered."""

    name: str
    address: str
    to: tuple[str, ...]
    subject: str
    text: str
    at: datetime | None
    thread: str = ""
    automatic: bool = False


def read_letters(path: Path) -> Iterator[Letter]:
    """Yield the e-mails of a file: one for `.eml`, all of an mbox. Raises `OSError`."""
    if path.suffix.lower() == ".eml":
        yield read_letter(path.read_bytes())
        return
    box = mailbox.mbox(path, create=False)
    try:
        for message in box:
            yield read_letter(message.as_bytes())
    finally:
        box.close()


def read_letter(raw: bytes) -> Letter:
    """Return one e-mail; what is malformed in it is left out, never an error."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the default policy makes
    people = getaddresses([str(message.get("From", ""))])
    name, address = people[0] if people else ("", "")
    to = getaddresses([str(one) for one in message.get_all("To", [])])
    return Letter(
        name, address.casefold(), tuple(one.casefold() for _, one in to),
        " ".join(str(message.get("Subject", "")).split()), text_of(message), moment_of(message),
        str(message.get("In-Reply-To", "") or message.get("References", "")).split(" ")[0],
        str(message.get("Auto-Submitted", "")).casefold() in AUTOMATIC
        or "X-Autoreply" in message,
    )  # fmt: skip


def text_of(message: EmailMessage) -> str:
    """Return the body as plain text."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        return plain(str(part.get_content()))[:LARGEST].strip()
    except (LookupError, UnicodeError):
        raw = part.get_payload(decode=True)
        decoded = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
        return plain(decoded)[:LARGEST].strip()


def moment_of(message: EmailMessage) -> datetime | None:
    """Return when it was sent, None where its date cannot be read or has no time zone."""
    try:
        at = parsedate_to_datetime(str(message.get("Date", "")))
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else None
