"""Graph component: what a message is for, by its meaning and by its spelling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.reading import Reading, learn_reading
from bot.trained import Trained, examples_of

_FILE = "reading.joblib"
_RANKED = 10


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentReader(Trained[Reading], IntentClassifier):
    """Ranks the intents of a message with calibrated confidences."""

    @classmethod
    def read(cls, folder: Path) -> Reading:
        """Read the two fitted readers."""
        reading: Reading = joblib.load(folder / _FILE)
        return reading

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of every intent, in both languages at once."""
        self._learnt = learn_reading(*examples_of(training_data))
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._learnt, folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking`."""
        for message in messages:
            ranking = self._rank(message.get(TEXT) or "")
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, text: str) -> list[dict[str, Any]]:
        """Return the likeliest intents; payloads (`/intent{…}`) are read by Rasa after us."""
        if self._learnt is None or text.startswith("/") or not text.strip():
            return [{"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 1.0}]
        shares = self._learnt.confidences([text])[0]
        return [
            {"name": self._learnt.intents[i], "confidence": float(shares[i])}
            for i in np.argsort(-shares)[:_RANKED]
        ]
