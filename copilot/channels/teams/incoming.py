"""What Teams sends, as letters: messages in chats and channels, buttons pressed.

A message is known by its conversation and its id there, so whatever Teams repeats is one letter.
Ids are hashed: the inbox keeps no names of teams.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from microsoft_agents.activity import Activity

from actions import Language
from copilot.accounts import owner_of
from copilot.inbox import Letter

NAME = "teams"
AT = re.compile(r"<at(?:\s[^>]*)?>(.*?)</at>", re.DOTALL)
DECISION = re.compile(r"/(confirm|deny|undo)\b")


def digest(*facts: object) -> str:
    """Return the id of a letter, or of one of our messages."""
    return hashlib.sha256("\0".join(map(str, facts)).encode()).hexdigest()[:48]


def person_of(place: Mapping[str, Any]) -> str:
    """Return how accounts and the inbox know a Teams user: by their directory's id for them."""
    return owner_of(NAME, place["tenant"], place["object"])


def conversation_of(place: Mapping[str, Any]) -> str:
    """Return the conversation of a chat, or of a thread of a channel."""
    return f"{NAME}:{digest(place['tenant'], place['conversation'])}"


def tenant_of(activity: Activity) -> str:
    """Return the organisation an activity comes from."""
    data = activity.channel_data if isinstance(activity.channel_data, Mapping) else {}
    told = (data.get("tenant") or {}).get("id")
    return str(told or activity.conversation.tenant_id or "")


def kind_of(activity: Activity) -> str:
    """Return `personal`, `groupChat` or `channel`."""
    return str(activity.conversation.conversation_type or "personal")


def place_of(activity: Activity) -> dict[str, Any]:
    """Return where something was said, by whom, and how an answer gets there."""
    person = activity.from_property
    return {
        "service": str(activity.service_url), "conversation": activity.conversation.id,
        "kind": kind_of(activity), "tenant": tenant_of(activity), "user": str(person.id),
        "object": str(person.aad_object_id or person.id), "name": str(person.name or ""),
        "bot": str(activity.recipient.id if activity.recipient else ""),
        "message": activity.id, "language": language_of(activity),
    }  # fmt: skip


def language_of(activity: Activity) -> Language:
    """Return the language of somebody's Teams."""
    return "en" if str(activity.locale or "").lower().startswith("en") else "fr"


def is_for_us(activity: Activity) -> bool:
    """Whether a person said something to us: alone, or by mention where others read along."""
    said = bool(words_of(activity)) and activity.from_property is not None
    return said and (kind_of(activity) == "personal" or _mentioned(activity))


def _mentioned(activity: Activity) -> bool:
    ours = activity.recipient.id if activity.recipient else None
    return any(one.id == ours for one in _mentions(activity))


def _mentions(activity: Activity) -> list[Any]:
    found = [getattr(one, "mentioned", None) for one in activity.entities or []]
    return [one for one in found if one is not None]


def words_of(activity: Activity) -> str:
    """Return a message as its author meant it: our mention gone, other people by their names."""
    ours = activity.recipient.id if activity.recipient else None
    us = {str(one.name) for one in _mentions(activity) if one.id == ours and one.name}

    def said(match: re.Match[str]) -> str:
        return "" if html.unescape(match[1]).strip() in us else match[1]

    text = html.unescape(AT.sub(said, activity.text or "")).replace("\u00a0", " ")
    return re.sub(r"[ \t]{2,}", " ", text).strip()


def moment_of(activity: Activity) -> str:
    """Return when something was said, so that moments sort as text."""
    moment = activity.timestamp or datetime.now(UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def to_letter(activity: Activity) -> Letter:
    """Convert a message."""
    place = place_of(activity)
    return Letter(
        digest(place["tenant"], place["conversation"], activity.id), NAME, conversation_of(place),
        person_of(place), moment_of(activity), words_of(activity), place,
    )  # fmt: skip


def from_button(activity: Activity, payload: str, turn: str) -> Letter:
    """Convert a button pressed: its payload, said where the button stands.

    Yes and no to one proposal count once, however often they are pressed; so does one press that
    Teams repeats.
    """
    place = place_of(activity)
    once = payload if DECISION.match(payload) else f"{payload} {activity.id}"
    return Letter(
        digest(place["tenant"], place["conversation"], place["object"], turn, once), NAME,
        conversation_of(place), person_of(place), moment_of(activity), payload,
        {**place, "message": activity.reply_to_id},
    )  # fmt: skip
