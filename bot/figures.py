"""Graph component: periods, amounts, counts, ranks, addresses and ids, read by `language`.

Entity values are JSON: ISO dates, amounts as decimal strings, counts as integers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.disguise import NAMES
from bot.figure_values import find_figures


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class FigureExtractor(GraphComponent):
    """Adds what can be read without learning to the entities of a message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FigureExtractor:
        """Make the component; it has no settings and nothing to load."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the figures of each message; a payload (`/intent{…}`) has none."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                marked = message.get(ENTITIES, [])
                names = [entity for entity in marked if entity["entity"] in NAMES]
                found = [e for e in _entities(text, today()) if not _inside(e, names)]
                message.set(ENTITIES, [*marked, *found], add_to_output=True)
        return messages


def today() -> date:
    """Return today, or the day that COMPTOIR_TODAY fixes."""
    fixed = os.environ.get("COMPTOIR_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


def _inside(figure: dict[str, Any], names: list[dict[str, Any]]) -> bool:
    """Tell whether a figure is part of a name: « Delmas – 12 sites », « Castaing 2027 »."""
    return any(n["start"] <= figure["start"] and figure["end"] <= n["end"] for n in names)


def _entities(text: str, day: date) -> Iterator[dict[str, Any]]:
    for figure in find_figures(text, day):
        yield {
            "entity": figure.label, "start": figure.start, "end": figure.end,
            "value": figure.value, "extractor": "FigureExtractor",
        }  # fmt: skip
