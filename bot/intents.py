"""Graph component: what a message is for, by its meaning and by its spelling."""

from __future__ import annotations

from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.examples import marked
from bot.reading import Reading, learn

COMPONENT = DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER
_RANKED = 10


@DefaultV1Recipe.register([COMPONENT], is_trainable=True)
class IntentReader(IntentClassifier, GraphComponent):
    """Ranks the intents of a message with calibrated confidences."""

    def __init__(self, storage: ModelStorage, resource: Resource, reading: Reading | None) -> None:
        self._storage, self._resource, self._reading = storage, resource, reading

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentReader:
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
    ) -> IntentReader:
        """Read what was learnt from the model archive."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, joblib.load(folder / "reading.joblib"))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of every intent, in both languages at once."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        self._reading = learn(
            [marked(message) for message in examples],
            [message.get(INTENT) for message in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._reading, folder / "reading.joblib")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking`; a payload (`/intent{…}`) is left to Rasa."""
        for message in messages:
            text = message.get(TEXT) or ""
            if self._reading is None or text.startswith("/"):
                continue
            shares = self._reading.confidences([text])[0]
            best = np.argsort(-shares)[:_RANKED]
            ranking = [
                {"name": self._reading.intents[i], "confidence": float(shares[i])} for i in best
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
