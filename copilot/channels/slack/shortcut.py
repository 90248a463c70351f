"""The message shortcut "log to Salesforce": a form, then a proposal in one's direct messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import Language
from copilot.channels.slack.channel import SlackChannel
from copilot.channels.slack.incoming import team_of
from copilot.channels.slack.mrkdwn import spoken
from copilot.channels.slack.wording import line
from copilot.channels.slack.workspaces import asking

Body = Mapping[str, Any]

LONGEST = 3000


async def open_form(channel: SlackChannel, body: Body) -> None:
    """Ask what to log, and on which record; the message's words are proposed."""
    team = team_of(body)
    language = (await channel.authors.profile(team, str(body["user"]["id"]))).language
    words = spoken(str((body.get("message") or {}).get("text") or ""), {}, "")
    client = await channel.workspaces.of(team)
    await asking(client.views_open(trigger_id=body["trigger_id"], view=form(words, language)))


def form(words: str, language: Language) -> dict[str, Any]:
    """Return the form."""

    def said(name: str) -> dict[str, str]:
        return {"type": "plain_text", "text": line(name, language)}

    record = {"type": "plain_text_input", "action_id": "record", "max_length": 200,
              "placeholder": said("log_record_hint")}  # fmt: skip
    note = {"type": "plain_text_input", "action_id": "words", "multiline": True,
            "initial_value": words[:LONGEST], "max_length": LONGEST}  # fmt: skip
    return {
        "type": "modal", "callback_id": "log", "private_metadata": language,
        "title": said("log_title"), "submit": said("send"), "close": said("close"),
        "blocks": [
            {"type": "input", "block_id": "record", "element": record, "label": said("log_record")},
            {"type": "input", "block_id": "words", "element": note, "label": said("log_words")},
        ],
    }  # fmt: skip


def dictated(body: Body) -> str:
    """Return what the form says, as a request in its author's language."""
    values = body["view"]["state"]["values"]
    language: Language = "en" if body["view"].get("private_metadata") == "en" else "fr"
    record, words = (str(values[name][name].get("value") or "") for name in ("record", "words"))
    return line("log_said", language, record=record.strip(), words=words.strip())
