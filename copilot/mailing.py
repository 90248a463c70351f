"""Sending mail: by SMTP where one is set, else written to `outbox/*.eml` under the home."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from copilot.settings import Settings

SECONDS = 20


@dataclass(frozen=True)
class Attachment:
    """A text file beside a mail."""

    name: str
    subtype: str
    content: bytes


@dataclass(frozen=True)
class Letterhead:
    """What a mail has besides its words.

    `id` is the same however often the mail is sent: mailboxes show a repeated one once. A mail with
    an `id` was asked for beforehand; it says so, and nobody's absence note answers it (RFC 3834).
    """

    html: str = ""
    files: Sequence[Attachment] = ()
    id: str = ""


PLAIN = Letterhead()


class Mail:
    """Sends mails from one address."""

    def __init__(self, url: str, sender: str, outbox: Path) -> None:
        """`url` is `smtp://user:password@host:587`, `smtps://…:465`, or empty for the outbox."""
        self._url, self._sender, self._outbox = url, sender, outbox

    async def send(self, to: str, subject: str, text: str, more: Letterhead = PLAIN) -> None:
        """Send one mail, in a thread. Raises `OSError` or `smtplib.SMTPException`."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message.set_content(text)
        if more.id:
            message["Message-ID"] = f"<{more.id}@{self._sender.rpartition('@')[2]}>"
            message["Auto-Submitted"] = "auto-generated"
        if more.html:
            message.add_alternative(more.html, subtype="html")
        for file in more.files:
            message.add_attachment(
                file.content, maintype="text", subtype=file.subtype, filename=file.name
            )
        await asyncio.to_thread(self._post if self._url else self._write, message)

    def _write(self, message: EmailMessage) -> None:
        self._outbox.mkdir(parents=True, exist_ok=True)
        path = self._outbox / f"{uuid.uuid4().hex}.eml"
        path.touch(mode=0o600)
        path.write_bytes(message.as_bytes())

    def _post(self, message: EmailMessage) -> None:
        to = urlsplit(self._url)
        host, context = to.hostname or "localhost", ssl.create_default_context()
        if to.scheme == "smtps":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                host, to.port or 465, timeout=SECONDS, context=context
            )
        else:
            client = smtplib.SMTP(host, to.port or 587, timeout=SECONDS)
        with client:
            if to.scheme == "smtp" and client.has_extn("starttls"):
                client.starttls(context=context)
            if to.username:
                client.login(unquote(to.username), unquote(to.password or ""))
            client.send_message(message)


def mail_of(settings: Settings) -> Mail:
    """Return the mail that the settings describe."""
    return Mail(settings.smtp_url, settings.mail_from, settings.home / "outbox")
