"""What people do with an answer: press a choice, give a thumb and a reason, or open the pane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from actions import Language
from actions.small_talk_lines import EXAMPLES
from copilot.channels.errors import Undeliverable
from copilot.channels.slack.blocks import context, mark, marked, sections
from copilot.channels.slack.channel import SlackChannel
from copilot.channels.slack.incoming import NAME, person_of, team_of, thread_of
from copilot.channels.slack.wording import line
from copilot.channels.slack.workspaces import asking
from copilot.inbox import Posted
from copilot.store import Store
from copilot.turn import Identity

Body = Mapping[str, Any]

REACTIONS = {"+1": "up", "thumbsup": "up", "-1": "down", "thumbsdown": "down"}
LONGEST_REASON = 2000
PROMPTS, TITLE = 4, 75


async def refuse(channel: SlackChannel, body: Body) -> None:
    """Tell somebody that the choice is another's to make."""
    client, language = await _way(channel, body)
    box = body.get("container") or {}
    await asking(
        client.chat_postEphemeral(
            channel=box.get("channel_id") or body["channel"]["id"], user=body["user"]["id"],
            thread_ts=box.get("thread_ts"), text=line("not_yours", language),
        )
    )  # fmt: skip


async def show_choice(channel: SlackChannel, body: Body) -> None:
    """Put what was chosen in place of a decision's buttons; suggestions stay to be pressed."""
    action, message = body["actions"][0], body.get("message") or {}
    if not str(action["value"]).startswith("/") or not message.get("blocks"):
        return
    client, language = await _way(channel, body)
    label = str((action.get("text") or {}).get("text") or "")
    said = context(line("chosen", language, who=body["user"].get("name") or "–", label=label))
    blocks = [
        said if block.get("block_id") == action["block_id"] else block
        for block in message["blocks"]
        if block.get("type") != "actions" or block.get("block_id") == action["block_id"]
    ]
    try:
        await asking(
            client.chat_update(
                channel=body["container"]["channel_id"], ts=message["ts"],
                text=message.get("text") or label, blocks=blocks,
            )
        )  # fmt: skip
    except Undeliverable:
        return


async def rate(channel: SlackChannel, store: Store, body: Body) -> None:
    """Keep a thumb of the person who asked; ask why where it points down."""
    action = body["actions"][0]
    rating, _, turn = str(action["value"]).partition(":")
    asker, _ = marked(str(action.get("block_id") or ""))
    if asker != body["user"]["id"] or not await _keep(channel, store, body, turn, rating):
        await refuse(channel, body)
    elif rating == "down":
        client, language = await _way(channel, body)
        await asking(client.views_open(trigger_id=body["trigger_id"], view=why(turn, language)))


async def keep_reason(channel: SlackChannel, store: Store, body: Body) -> None:
    """Keep the reason of a thumb down."""
    view = body["view"]
    given = view["state"]["values"]["reason"]["reason"].get("value") or ""
    turn = str(view["private_metadata"])
    await _keep(channel, store, body, turn, "down", str(given)[:LONGEST_REASON])


async def react(channel: SlackChannel, store: Store, body: Body) -> None:
    """Keep a thumb that the person who asked put under our answer."""
    event, team = body["event"], team_of(body)
    rating = REACTIONS.get(str(event.get("reaction")).partition("::")[0])
    item = event.get("item") or {}
    if rating is None or item.get("type") != "message":
        return
    found = await channel.inbox.answer_at(NAME, f"{item['channel']}:{item['ts']}")
    if not found or found.person != person_of(team, event["user"]):
        return
    if await _keep(channel, store, body, found.turn, rating) and rating == "down":
        await _invite(channel, team, str(event["user"]), str(item["channel"]), found)


async def _invite(channel: SlackChannel, team: str, user: str, where: str, found: Posted) -> None:
    """Offer somebody, alone, to say why: a reaction opens no form by itself."""
    language = (await channel.authors.profile(team, user)).language
    words, label = line("why_ask", language), line("why_tell", language)
    button = {"type": "button", "action_id": "why", "value": found.turn,
              "text": {"type": "plain_text", "text": label, "emoji": False}}  # fmt: skip
    row = {"type": "actions", "block_id": mark(user, found.turn, 98), "elements": [button]}
    client = await channel.workspaces.of(team)
    await asking(
        client.chat_postEphemeral(
            channel=where, user=user, thread_ts=thread_of(found.conversation), text=words,
            blocks=[*sections(words), row],
        )
    )  # fmt: skip


async def ask_why(channel: SlackChannel, body: Body) -> None:
    """Open the form that asks what was wrong, for the person who gave the thumb."""
    action = body["actions"][0]
    asker, turn = marked(str(action.get("block_id") or ""))
    if asker != body["user"]["id"]:
        return
    client, language = await _way(channel, body)
    await asking(client.views_open(trigger_id=body["trigger_id"], view=why(turn, language)))


async def _keep(
    channel: SlackChannel, store: Store, body: Body, turn: str, rating: str, reason: str = ""
) -> bool:
    user = body.get("user") or {"id": body.get("event", {}).get("user")}
    identity = await channel.authors.find(team_of(body), str(user["id"]))
    if not isinstance(identity, Identity):
        return False
    return await store.rate(turn, identity.key, rating, reason)


async def _way(channel: SlackChannel, body: Body) -> tuple[AsyncWebClient, Language]:
    """Return the workspace's client and the language of who pressed."""
    team = team_of(body)
    profile = await channel.authors.profile(team, str(body["user"]["id"]))
    return await channel.workspaces.of(team), profile.language


async def prompt(channel: SlackChannel, body: Body) -> None:
    """Propose first questions in the assistant's pane, by what the person does."""
    team, thread = team_of(body), body["event"]["assistant_thread"]
    client, user = await channel.workspaces.of(team), str(thread["user_id"])
    language = (await channel.authors.profile(team, user)).language
    role = await channel.authors.role(team, user)
    asked = [{"title": one[:TITLE], "message": one} for one in EXAMPLES[role][language][:PROMPTS]]
    await asking(
        client.assistant_threads_setSuggestedPrompts(
            channel_id=thread["channel_id"], thread_ts=thread["thread_ts"],
            title=line("prompts", language), prompts=asked,
        )
    )  # fmt: skip


def why(turn: str, language: Language) -> dict[str, Any]:
    """Return the form that asks what was wrong."""

    def words(name: str) -> dict[str, str]:
        return {"type": "plain_text", "text": line(name, language)}

    entry = {"type": "plain_text_input", "action_id": "reason", "multiline": True,
             "max_length": LONGEST_REASON}  # fmt: skip
    return {
        "type": "modal", "callback_id": "why", "private_metadata": turn,
        "title": words("why_title"), "submit": words("send"), "close": words("close"),
        "blocks": [{"type": "input", "block_id": "reason", "optional": True, "element": entry,
                    "label": words("why")}],
    }  # fmt: skip
