"""Slack's own text format, both ways. Record content is data: it is never read as markup.

Slack marks references with angle brackets (`<@U1>`, `<https://…|label>`) and escapes `&`, `<` and
`>`; bold is one asterisk where Markdown has two ("Formatting message text" in its reference).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

REFERENCE = re.compile(r"<([^<>]+)>")
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")
LONGEST_FIELD = 2000
CUT_ENTITY = re.compile(r"&[a-z]{0,3}$")
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def escape(text: str) -> str:
    """Return text that Slack shows as it is, without references of its own making."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_mrkdwn(text: str) -> str:
    """Return Markdown's inline subset (bold, links) as mrkdwn; everything else stays literal."""
    parts = BOLD.split(text)
    return "".join(_bold(part) if n % 2 else _plain(part) for n, part in enumerate(parts))


def _bold(text: str) -> str:
    return f"*{_plain(text).strip()}*"


def _plain(text: str) -> str:
    parts = LINK.split(text)
    shown = [escape(parts[0])]
    for label, url, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        shown += [link(url, label), escape(after)]
    return "".join(shown)


def link(url: str, label: str) -> str:
    """Return a link with its label."""
    return f"<{escape(url)}|{escape(label).replace('|', '¦')}>"


def fitted(text: str, most: int = LONGEST_FIELD) -> str:
    """Cut mrkdwn that is too long, never within an escaped sign."""
    return text if len(text) <= most else CUT_ENTITY.sub("", text[: most - 1]) + "…"


def mentioned(text: str) -> list[str]:
    """Return the ids of the people a message mentions, in order."""
    return MENTION.findall(text)


def spoken(text: str, names: Mapping[str, str], bot: str) -> str:
    """Return a message as its author meant it: names for mentions, labels for links, no bot."""

    def said(match: re.Match[str]) -> str:
        body, _, label = match[1].partition("|")
        if body.startswith("@"):
            return "" if body[1:] == bot else names.get(body[1:], label)
        if body.startswith(("#", "!")):
            return label
        return label or body.removeprefix("mailto:").removeprefix("tel:")

    text = REFERENCE.sub(said, text)
    for entity, character in ENTITIES.items():
        text = text.replace(entity, character)
    return re.sub(r"[ \t]{2,}", " ", text).strip()
