"""A mailbox over IMAP: opened without marking, read by UID, nothing ever deleted or moved."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from copilot.errors import MailboxClosed, MailboxUnreachable
from copilot.settings import LOOPBACK, Settings

TIMEOUT = 20.0
LARGEST = 10_000_000
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_QUOTED = re.compile(r'[\\"]')


@dataclass(frozen=True)
class Address:
    """Where a mailbox is and how it is entered; `security` is tls, starttls or none."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    security: str
    mark_seen: bool = False

    @property
    def key(self) -> str:
        """What its place is kept under: nothing secret."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def address_of(settings: Settings) -> Address | None:
    """Return the configured mailbox, None where there is none."""
    if not settings.imap_host:
        return None
    password = settings.imap_password.get_secret_value() if settings.imap_password else ""
    port = settings.imap_port or (993 if settings.imap_security == "tls" else 143)
    return Address(
        settings.imap_host, port, settings.imap_user, password, settings.imap_folder,
        settings.imap_security, settings.imap_mark_seen,
    )  # fmt: skip


class Mailbox:
    """One open folder. All calls block: they run in a thread."""

    def __init__(self, link: imaplib.IMAP4, validity: int, *, marks: bool) -> None:
        self._link, self.validity, self._marks = link, validity, marks

    def new_since(self, uid: int) -> list[int]:
        """Return the UIDs after one, oldest first."""
        found = self._search("UID", f"{uid + 1}:*")
        # « n:* » also names the last message where all are older (RFC 3501, 6.4.8).
        return [one for one in found if one > uid]

    def unread(self) -> list[int]:
        """Return the UIDs nobody has read, oldest first."""
        return self._search("UNSEEN")

    def last(self) -> int:
        """Return the highest UID there is, 0 in an empty folder."""
        return max(self._search("ALL"), default=0)

    def raw(self, uid: int) -> bytes | None:
        """Return a message without marking it read; None where it is gone or too large."""
        size = _SIZE.search(b" ".join(_bytes(self._uid("FETCH", str(uid), "(RFC822.SIZE)"))))
        if size is None or int(size[1]) > LARGEST:
            return None
        answered = self._uid("FETCH", str(uid), "(BODY.PEEK[])")
        return next((one[1] for one in answered if isinstance(one, tuple)), None)

    def handled(self, uid: int) -> None:
        """Mark a message read, where the settings ask for it."""
        if self._marks:
            self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def _search(self, *criteria: str) -> list[int]:
        found = b" ".join(_bytes(self._uid("SEARCH", *criteria)))
        return sorted(int(one) for one in found.split() if one.isdigit())

    def _uid(self, command: str, *arguments: str) -> list[Any]:
        status, answered = self._link.uid(command, *arguments)
        if status != "OK":
            raise MailboxUnreachable(f"the mailbox refused {command}; try again later")
        return list(answered)


def _bytes(answered: list[Any]) -> Iterator[bytes]:
    for one in answered:
        yield from (part for part in (one if isinstance(one, tuple) else (one,)) if part)


@contextmanager
def opened(address: Address, context: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """Yield the folder, open for reading only unless letters are to be marked."""
    link = _connected(address, context)
    try:
        _entered(link, address)
        yield _folder(link, address)
    except (imaplib.IMAP4.abort, OSError) as exc:
        raise MailboxUnreachable(f"{address.host} broke the connection; try again later") from exc
    except imaplib.IMAP4.error as exc:
        raise MailboxUnreachable(f"{address.host} answers what no IMAP server does") from exc
    finally:
        try:
            link.logout()
        except (imaplib.IMAP4.error, OSError):
            link.shutdown()


def _connected(address: Address, context: ssl.SSLContext | None) -> imaplib.IMAP4:
    if address.security == "none" and address.host not in LOOPBACK:
        raise MailboxClosed("COMPTOIR_IMAP_SECURITY=none is for a mailbox on this machine only")
    context = context or ssl.create_default_context()
    where = f"{address.host}:{address.port}"
    try:
        if address.security == "tls":
            return imaplib.IMAP4_SSL(
                address.host, address.port, ssl_context=context, timeout=TIMEOUT
            )
        link = imaplib.IMAP4(address.host, address.port, timeout=TIMEOUT)
        if address.security == "starttls":
            link.starttls(context)
        return link
    except socket.gaierror as exc:
        raise MailboxUnreachable(f"{where}: no such host (COMPTOIR_IMAP_HOST)") from exc
    except ssl.SSLError as exc:
        remedy = "its certificate or its security is not what is set (COMPTOIR_IMAP_SECURITY)"
        raise MailboxUnreachable(f"{where}: {remedy}") from exc
    except (OSError, imaplib.IMAP4.error) as exc:
        remedy = "nobody answers there (COMPTOIR_IMAP_HOST, COMPTOIR_IMAP_PORT)"
        raise MailboxUnreachable(f"{where}: {remedy}") from exc


def _entered(link: imaplib.IMAP4, address: Address) -> None:
    try:
        link.login(address.user, address.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as exc:
        remedy = "login refused (COMPTOIR_IMAP_USER, COMPTOIR_IMAP_PASSWORD)"
        raise MailboxClosed(f"{address.host}: {remedy}") from exc


def _folder(link: imaplib.IMAP4, address: Address) -> Mailbox:
    name = _QUOTED.sub(lambda found: f"\\{found[0]}", address.folder)
    status, _ = link.select(f'"{name}"', readonly=not address.mark_seen)
    if status != "OK":
        raise MailboxClosed(f"no folder “{address.folder}” there (COMPTOIR_IMAP_FOLDER)")
    _, said = link.response("UIDVALIDITY")
    return Mailbox(link, int(said[0]) if said and said[0] else 0, marks=address.mark_seen)
