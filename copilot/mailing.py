"""Sending mail: by SMTP where one is set, else written to `outbox/*.eml` under the home."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
import uuid
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

SECONDS = 20


class Mail:
    """Sends plain mails from one address."""

    def __init__(self, url: str, sender: str, outbox: Path) -> None:
        """`url` is `smtp://user:password@host:587`, `smtps://…:465`, or empty for the outbox."""
        self._url, self._sender, self._outbox = url, sender, outbox

    async def send(self, to: str, subject: str, text: str) -> None:
        """Send one mail, in a thread. Raises `OSError` or `smtplib.SMTPException`."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, subject
        message.set_content(text)
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
