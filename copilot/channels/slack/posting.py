"""Posting an answer once: each message carries its turn, and is looked for before a retry."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from copilot.channels.errors import Undeliverable, Undelivered
from copilot.channels.slack.blocks import File, Message
from copilot.channels.slack.quiet import QUIET
from copilot.channels.slack.workspaces import asking, error_of

LOG = logging.getLogger("comptoir.slack")
EVENT, DRAFT = "comptoir_answer", "comptoir_draft"
REFUSED_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long",
                  "only_one_table_allowed", "invalid_arguments", "msg_too_long"}  # fmt: skip
# A draft that is not there any more, or may not be changed: the answer is a message of its own.
LOST = {"message_not_found", "cant_update_message", "edit_window_closed"}
PAGE = 200


class BlocksRefused(Exception):
    """This workspace does not know our blocks yet; older ones will do."""


async def post(
    client: AsyncWebClient,
    place: Mapping[str, Any],
    message: Message,
    turn: str,
    *,
    after: str = "",
) -> str:
    """Post a message and its files where `place` says and return its channel and timestamp.

    It takes the place of its draft, where there is one. With `after`, the timestamp of what it
    answers, what is there already is not posted again.
    """
    there = await _there(client, place, after) if after else []
    found = next((one["ts"] for one in there if _turn_of(one, EVENT) == turn), None)
    drafted = next((one["ts"] for one in there if _turn_of(one, DRAFT) == turn), None)
    draft = place.get("draft") or drafted
    posted = f"{place['channel']}:{found}" if found else ""
    if not found and draft:
        posted = await _replace(client, place, str(draft), message, turn)
    if not posted:
        posted = await _send(client, place, message, turn)
    uploaded = {file.get("name") for one in there for file in one.get("files") or ()}
    for file in message.files:
        if file.name not in uploaded:
            await _upload(client, place, file)
    return posted


async def _send(
    client: AsyncWebClient, place: Mapping[str, Any], message: Message, turn: str
) -> str:
    call = client.chat_postMessage(
        channel=place["channel"], thread_ts=place.get("thread"),
        unfurl_links=False, unfurl_media=False, **_said(message, turn, EVENT),
    )  # fmt: skip
    answer = await _blocks_taken(call)
    return f"{answer.get('channel') or place['channel']}:{answer['ts']}"


async def _replace(
    client: AsyncWebClient, place: Mapping[str, Any], draft: str, message: Message, turn: str
) -> str:
    """Put the answer in the place of its draft; return "" where that is lost."""
    call = client.chat_update(channel=place["channel"], ts=draft, **_said(message, turn, EVENT))
    try:
        await _blocks_taken(call)
    except Undeliverable as exc:
        if _code_of(exc) in LOST:
            return ""
        raise
    return f"{place['channel']}:{draft}"


async def sketch(
    client: AsyncWebClient, place: Mapping[str, Any], message: Message, turn: str
) -> str:
    """Show a draft, in its message where there is one; return the message's timestamp."""
    said = _said(message, turn, DRAFT)
    if draft := place.get("draft"):
        await asking(client.chat_update(channel=place["channel"], ts=draft, **said))
        return str(draft)
    call = client.chat_postMessage(
        channel=place["channel"], thread_ts=place.get("thread"),
        unfurl_links=False, unfurl_media=False, **said,
    )  # fmt: skip
    return str((await asking(call))["ts"])


def _said(message: Message, turn: str, event: str) -> dict[str, Any]:
    """Return what a message says, and of which turn it is."""
    metadata = {"event_type": event, "event_payload": {"turn": turn}}
    return {"text": message.text, "blocks": list(message.blocks), "metadata": metadata}


async def _blocks_taken(call: Awaitable[Any]) -> Any:
    """Await a call; raise `BlocksRefused` where it is the blocks that are not taken."""
    try:
        return await asking(call)
    except Undeliverable as exc:
        if _code_of(exc) in REFUSED_BLOCKS:
            raise BlocksRefused from exc
        raise


def _code_of(error: Undeliverable) -> str:
    cause = error.__cause__
    return error_of(cause) if isinstance(cause, SlackApiError) else ""


async def _there(client: AsyncWebClient, place: Mapping[str, Any], after: str) -> list[Any]:
    """Return what was said in the place since a moment; nothing where we may not look."""
    asked: dict[str, Any] = {
        "channel": place["channel"], "oldest": after, "limit": PAGE, "include_all_metadata": True,
    }  # fmt: skip
    thread = place.get("thread")
    call = (
        client.conversations_replies(ts=thread, **asked) if thread
        else client.conversations_history(**asked)
    )  # fmt: skip
    try:
        return list((await asking(call)).get("messages") or [])
    except Undeliverable:
        return []


def _turn_of(message: Mapping[str, Any], event: str) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != event:
        return None
    turn = (metadata.get("event_payload") or {}).get("turn")
    return str(turn) if turn else None


async def _upload(client: AsyncWebClient, place: Mapping[str, Any], file: File) -> None:
    """Put a file beside the answer, which stands without it where files are not allowed."""
    call = client.files_upload_v2(
        filename=file.name, title=file.title, content=file.content,
        channel=place["channel"], thread_ts=place.get("thread"),
    )  # fmt: skip
    try:
        await asking(call)
    except Undeliverable as error:
        LOG.warning("a file was not taken: %s", error)


async def respond(url: str, message: Message, *, replace: bool = False) -> None:
    """Answer where only the asker sees it, through the address Slack gave for that."""
    body = {"response_type": "ephemeral", "text": message.text, "blocks": list(message.blocks),
            "replace_original": replace}  # fmt: skip
    webhook = AsyncWebhookClient(url, logger=QUIET, timeout=15)
    response = await asking(webhook.send_dict(body))
    if response.status_code >= 500 or response.status_code == 429:
        raise Undelivered(f"Slack: {response.status_code}")
    if any(code in response.body for code in REFUSED_BLOCKS):
        raise BlocksRefused
    if response.status_code >= 400:
        raise Undeliverable(f"Slack: {response.status_code}")
