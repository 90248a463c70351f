"""Graph component: where the names, topics, fields and values of a request stand."""

from __future__ import annotations

from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.figures import today
from bot.marking import Marking, learn_marking
from bot.trained import Trained, examples_of


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=True)
class SpanExtractor(Trained[Marking]):
    """Marks spans by a conditional random field that also knows what the message is for."""

    @classmethod
    def read(cls, folder: Path) -> Marking:
        """Read the fitted tagger."""
        return Marking.read(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the marked examples; those without marks teach what is no name."""
        with self._storage.write_to(self._resource) as folder:
            self._learnt = learn_marking(*examples_of(training_data), today(), folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the spans of each message; a payload (`/intent{…}`) has none."""
        for message in messages:
            text = message.get(TEXT) or ""
            if self._learnt is None or text.startswith("/"):
                continue
            intent = (message.get(INTENT) or {}).get("name") or ""
            entities = [
                {"entity": label, "start": start, "end": end, "value": text[start:end],
                 "extractor": "SpanExtractor"}
                for start, end, label in self._learnt.spans(text, intent, today())
            ]  # fmt: skip
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages
