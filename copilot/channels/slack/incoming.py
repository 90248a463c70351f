"""What Slack sends, as letters: messages, mentions, slash commands, buttons pressed.

A message is known by where and when it was said: a mention reaches us twice, as a mention and as a
message, and is one letter. Ids are hashed: the inbox keeps no names of channels.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping
from typing import Any

from copilot.accounts import owner_of
from copilot.channels.slack.mrkdwn import MENTION
from copilot.inbox import Letter

Body = Mapping[str, Any]

NAME = "slack"
SPOKEN = {None, "file_share", "thread_broadcast", "me_message"}
DECISION = re.compile(r"/(confirm|deny|undo)\b")


def person_of(team: str, user: str) -> str:
    """Return how accounts and the inbox know a Slack user."""
    return owner_of(NAME, team, user)


def conversation_of(team: str, channel: str, thread: str | None) -> str:
    """Return the conversation of a thread, or of a direct message."""
    return ":".join(filter(None, (NAME, team, channel, thread)))


def thread_of(conversation: str) -> str | None:
    """Return the thread of a conversation, None where it is in none."""
    pieces = conversation.split(":")
    return pieces[3] if len(pieces) > 3 else None


def digest(*facts: object) -> str:
    """Return a letter's id."""
    return hashlib.sha256("\0".join(map(str, facts)).encode()).hexdigest()[:48]


def team_of(body: Body) -> str:
    """Return the workspace through which an event or interaction reached us."""
    granted: Body = next(iter(body.get("authorizations") or ()), {})
    team = body.get("team") or ""
    named = team.get("id") if isinstance(team, Mapping) else team
    return str(granted.get("team_id") or body.get("team_id") or named or "")


def bot_of(body: Body) -> str:
    """Return our own user id in the workspace, as the event's authorisation tells it."""
    granted = body.get("authorizations") or [{}]
    return str(next((one.get("user_id") for one in granted if one.get("is_bot")), None) or "")


def is_spoken(event: Body) -> bool:
    """Whether a person said something; edits, joins and bots are not that."""
    bot = event.get("bot_id") or event.get("bot_profile") or event.get("hidden")
    words = str(event.get("text") or "").strip()
    return not bot and bool(event.get("user") and words) and event.get("subtype") in SPOKEN


def to_letter(body: Body) -> Letter:
    """Convert a message or a mention. In a channel the answer goes to the thread it begins."""
    event, team = body["event"], team_of(body)
    channel, user, ts = str(event["channel"]), str(event["user"]), str(event["ts"])
    thread = event.get("thread_ts")
    if thread is None and not is_direct(event):
        thread = ts
    place = {
        "team": team, "channel": channel, "thread": thread, "user": user, "bot": bot_of(body),
        "direct": is_direct(event),
    }  # fmt: skip
    text = str(event["text"])
    return Letter(
        digest(team, channel, ts, text), NAME, conversation_of(team, channel, thread),
        person_of(team, user), ts, text, place,
    )  # fmt: skip


def is_direct(event: Body) -> bool:
    """Whether it was said to us alone."""
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def is_for_another(event: Body, bot: str) -> bool:
    """Whether a message begins by addressing somebody else."""
    first = MENTION.match(str(event.get("text") or "").lstrip())
    return bool(first and first[1] != bot)


def from_command(body: Body) -> Letter:
    """Convert `/crm …`: only the asker sees the answer."""
    team, channel, user = team_of(body), str(body["channel_id"]), str(body["user_id"])
    moment = str(body["trigger_id"])
    place = {"team": team, "channel": channel, "thread": None, "user": user, "bot": "",
             "direct": False, "url": str(body["response_url"])}  # fmt: skip
    return Letter(
        digest(team, channel, user, moment), NAME, f"{conversation_of(team, channel, None)}:{user}",
        person_of(team, user), f"{time.time():.6f}", str(body.get("text") or ""), place,
    )  # fmt: skip


def from_button(body: Body, *, alone: bool = False) -> Letter:
    """Convert a button pressed: its payload, said where the button stands, or to one alone.

    Yes and no to one proposal count once, however often they are pressed.
    """
    team, user, action = team_of(body), str(body["user"]["id"]), body["actions"][0]
    box, message = body.get("container") or {}, body.get("message") or {}
    # In the app's home there is no channel: the answer goes to the person's direct messages.
    channel = str((body.get("channel") or {}).get("id") or box.get("channel_id") or user)
    thread = box.get("thread_ts") or message.get("thread_ts")
    payload, moment = str(action["value"]), str(action.get("action_ts") or "")
    alone = alone or bool(box.get("is_ephemeral"))
    conversation = conversation_of(team, channel, thread)
    place = {
        "team": team, "channel": channel, "thread": thread, "user": user, "bot": "",
        "direct": channel.startswith("D") or channel == user,
        **({"url": body["response_url"]} if alone else {}),
    }  # fmt: skip
    once = payload if DECISION.match(payload) else moment
    return Letter(
        digest(team, channel, user, box.get("message_ts"), action.get("action_id"), once), NAME,
        f"{conversation}:{user}" if alone else conversation, person_of(team, user), moment,
        payload, place,
    )  # fmt: skip


def from_note(body: Body, words: str) -> Letter:
    """Convert the form of "log to Salesforce": the words go to the person's direct messages."""
    team, user, view = team_of(body), str(body["user"]["id"]), str(body["view"]["id"])
    place = {"team": team, "channel": user, "thread": None, "user": user, "bot": "",
             "direct": True}  # fmt: skip
    return Letter(
        digest(team, user, view), NAME, conversation_of(team, user, None),
        person_of(team, user), f"{time.time():.6f}", words, place,
    )  # fmt: skip
