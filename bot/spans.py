"""Graph component: where the names, topics, fields and values of a request stand."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.examples import marked
from bot.figures import today
from bot.marking import Marking, learn_marking

COMPONENT = DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR


@DefaultV1Recipe.register([COMPONENT], is_trainable=True)
class SpanExtractor(GraphComponent):
    """Marks spans by a conditional random field that also knows what the message is for."""

    def __init__(self, storage: ModelStorage, resource: Resource, marking: Marking | None) -> None:
        self._storage, self._resource, self._marking = storage, resource, marking

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpanExtractor:
        """Make an untrained component."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpanExtractor:
        """Read what was learnt from the model archive."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Marking.read(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the marked examples; those without marks teach what is no name."""
        messages = [message for message in training_data.intent_examples if message.get(TEXT)]
        examples = [marked(message) for message in messages]
        intents = [message.get(INTENT) for message in messages]
        with self._storage.write_to(self._resource) as folder:
            self._marking = learn_marking(examples, intents, today(), folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the spans of each message; a payload (`/intent{…}`) has none."""
        for message in messages:
            text = message.get(TEXT) or ""
            if self._marking is None or text.startswith("/"):
                continue
            intent = (message.get(INTENT) or {}).get("name") or ""
            entities = [
                {"entity": label, "start": start, "end": end, "value": text[start:end],
                 "extractor": "SpanExtractor"}
                for start, end, label in self._marking.spans(text, intent, today())
            ]  # fmt: skip
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages
