"""Rasa's training messages as marked examples."""

from __future__ import annotations

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.disguise import Example
from bot.pieces import Span


def marked(message: Message) -> Example:
    """Return a message's text and the spans that its author marked."""
    entities = message.get(ENTITIES) or []
    return message.get(TEXT), [Span(e["start"], e["end"], e["entity"]) for e in entities]
