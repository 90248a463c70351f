"""Record addresses in messages: each reader opens the record with their own rights.

Slack shows one preview to everybody who reads a channel, so the preview says nothing of the record;
its button shows the record to whoever presses it, and to nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from actions import Language
from copilot.channels.slack.blocks import Block, sections
from copilot.channels.slack.channel import SlackChannel
from copilot.channels.slack.incoming import team_of
from copilot.channels.slack.wording import line
from copilot.channels.slack.workspaces import asking

RECORD = re.compile(
    r"(?:/lightning/r/(?:\w+/)?|/)(?P<id>[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)(?:/view)?/?"
)


async def unfurl(channel: SlackChannel, body: Mapping[str, Any]) -> None:
    """Put a button under the record addresses of a message."""
    event, team = body["event"], team_of(body)
    urls = [str(one["url"]) for one in event.get("links") or ()]
    found = {url: record for url in urls if (record := record_at(url))}
    if not found:
        return
    language = (await channel.authors.profile(team, str(event["user"]))).language
    shown = {url: {"blocks": preview(record, language)} for url, record in found.items()}
    client = await channel.workspaces.of(team)
    where = (
        {"unfurl_id": event["unfurl_id"], "source": event["source"]} if event.get("unfurl_id")
        else {"channel": event["channel"], "ts": event["message_ts"]}
    )  # fmt: skip
    await asking(client.chat_unfurl(unfurls=shown, **where))


def record_at(url: str) -> str | None:
    """Return the id of the record a Salesforce address opens."""
    found = RECORD.fullmatch(urlsplit(url).path)
    return found["id"] if found else None


def preview(record: str, language: Language) -> list[Block]:
    """Return what everybody sees: that it is a record, and the way to see it."""
    label = {"type": "plain_text", "text": line("reveal", language)}
    button = {"type": "button", "action_id": "reveal", "text": label,
              "value": f'/show_record{{"record": "{record}"}}'}  # fmt: skip
    return [*sections(line("record_link", language)), {"type": "actions", "elements": [button]}]
