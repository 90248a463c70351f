"""Which addresses may be fetched: public ones over HTTP, and those a team named itself.

A feed that redirects to the machine's own network, or a name that resolves into it, is refused: the
address that was checked is the one connected to.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from knowledge.errors import OutsideProblem

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Target:
    """An address that may be fetched: the URL to connect to, and the host it stands for."""

    connect: str
    host: str
    name: str


async def allowed(url: str, own: Collection[str]) -> Target:
    """Return the checked address of a URL; `own` are `host:port` that may be private."""
    parts = urlsplit(url)
    port = _port_of(parts)
    host = parts.hostname or ""
    if parts.username or parts.password:
        raise OutsideProblem("an address with a user or password in it is not fetched")
    address = await _resolved(host, port)
    if not _public(address) and f"{host}:{port}" not in own:
        raise OutsideProblem(f"{host} is no public address; list it under `private_hosts`")
    shown = f"[{address}]" if ":" in address else address
    query = f"?{parts.query}" if parts.query else ""
    connect = f"{parts.scheme}://{shown}:{port}{parts.path or '/'}{query}"
    usual = port == _PORTS[parts.scheme]
    return Target(connect, host if usual else f"{host}:{port}", host)


def _port_of(parts: SplitResult) -> int:
    try:
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        port = None
    if port is None or not parts.hostname:
        raise OutsideProblem("only http and https addresses are fetched")
    return port


async def _resolved(host: str, port: int) -> str:
    """Return the first address of a host; all of them must be as public as the first."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise OutsideProblem(f"{host} has no address") from exc
    addresses = [str(one[4][0]).split("%")[0] for one in found]
    inner = [one for one in addresses if not _public(one)]
    return (inner or addresses)[0]


def _public(address: str) -> bool:
    read = ip_address(address)
    return read.is_global and not read.is_multicast
