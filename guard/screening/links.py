"""Links and images: what would carry data away is made inert, and still says where it led."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from urllib.parse import urlsplit

from guard.screening.markup import CALL, MARKS

_IMAGE = re.compile(
    r"!\[([^\[\]\n]{0,300})\]\s?(?:\([^()\n]{0,2000}\)?|\[[^\[\]\n]{0,300}\])|<img\b[^<>]*>?", re.I
)
_TAG = re.compile(
    r"<(?P<tag>a|iframe|script|object|embed|form|link|meta|base|svg|video|audio|source|style|body|"
    r"input|button)\b[^>]*>|</(?:a|iframe|script|object|form|svg|video|audio|style|body|button)>",
    re.I,
)
_NAMED = re.compile(
    r"(?<!!)\[(?P<label>[^\[\]\n]{0,300})\]"
    r"\((?P<url>(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})[^()\n]{0,300}\)"
)
_DEFINED = re.compile(r"^[ \t]*\[[^\]\n]+\]:\s*(?P<url>\S+).*$", re.M)
_BARE = re.compile(
    r"<?(?P<url>(?:https?|hxxps?|ftp|file|data|javascript|vbscript|slack|msteams|ms-\w+)\s?:\s?/{0,2}"
    r"[^\s<>\"»”]*[^\s<>\"»”.,;:!?)\]]|(?<![\w@./])www\.[^\s<>\"»”]*[^\s<>\"»”.,;:!?)\]])>?",
    re.I,
)  # fmt: skip
_CARRIES = re.compile(
    r"\{\{?|\$\{|%7[bB]|<[^>]*>|\[[A-Z]|[?&][\w.-]*=(?:$|[&\s#])|(?:javascript|data|vbscript):"
)


def disarm_incoming(text: str) -> tuple[str, Counter[str]]:
    """Return a record's text without images and without links made to carry something."""
    found: Counter[str] = Counter()
    text, found["image"] = _IMAGE.subn(lambda match: match[1] or "", text)

    def plain(match: re.Match[str]) -> str:
        if not _CARRIES.search(match["url"]):
            return match.group()
        found["link"] += 1
        return match["label"] if "label" in match.re.groupindex else place_of(match["url"])

    text = _BARE.sub(plain, _NAMED.sub(plain, text))
    return text, +found


def disarm_outgoing(text: str, allowed: Collection[str]) -> tuple[str, Counter[str]]:
    """Return a model's text without tool calls; images, and links not `allowed`, are inert."""
    found: Counter[str] = Counter()
    text, found["image"] = _IMAGE.subn(lambda match: match[1] or "", text)
    text, found["link"] = _TAG.subn("", text)
    for pattern in (CALL, MARKS):
        text, count = pattern.subn("", text)
        found["control"] += count

    def inert(match: re.Match[str]) -> str:
        url = match["url"]
        if url in allowed:
            return match.group()
        found["link"] += 1
        label = match["label"] if "label" in match.re.groupindex else ""
        place = place_of(url)
        return f"{label} ({place})" if label and place not in label else label or place

    for pattern in (_NAMED, _DEFINED, _BARE):
        text = pattern.sub(inert, text)
    return text, +found


def links_of(text: str) -> set[str]:
    """Return the addresses a text links to."""
    found = (match for one in (_NAMED, _DEFINED, _BARE) for match in one.finditer(text))
    return {match["url"] for match in found}


def fetches(text: str) -> bool:
    """Say whether showing a text would fetch an image."""
    return bool(_IMAGE.search(text))


def place_of(url: str) -> str:
    """Return the host of an address, written so that no program takes it for a link."""
    bare = re.sub(r"\s", "", url)
    if not re.match(r"(?:https?|hxxps?|ftp):|//|www\.", bare, re.I):
        return "…"
    try:
        host = urlsplit(bare if "//" in bare else f"//{bare}").hostname or ""
    except ValueError:
        host = ""
    host = re.sub(r"[^\w.-]", "", host)
    return host.replace(".", "[.]") if host else "…"
