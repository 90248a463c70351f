"""What the graph components that learn have in common: being made, read back, and told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.disguise import Example
from bot.pieces import Span
from bot.provenance import code_fingerprint
from bot.replies import check_replies_by_one_validator

Learnt = TypeVar("Learnt")


class Trained(GraphComponent, Generic[Learnt]):
    """A component that keeps one learnt thing in the model archive; None before training."""

    def __init__(self, storage: ModelStorage, resource: Resource, learnt: Learnt | None) -> None:
        self._storage, self._resource, self._learnt = storage, resource, learnt

    @classmethod
    def read(cls, folder: Path) -> Learnt:
        """Read what was learnt from a folder of the archive."""
        raise NotImplementedError

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return what else than the data the training depends on."""
        return code_fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Trained[Learnt]:
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
    ) -> Trained[Learnt]:
        """Make a component that knows what was learnt, in a process about to serve."""
        check_replies_by_one_validator()
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, cls.read(folder))


def examples_of(training_data: TrainingData) -> tuple[list[Example], list[str]]:
    """Return the marked examples of a training set and the intent of each."""
    messages = [message for message in training_data.intent_examples if message.get(TEXT)]
    return [_example(message) for message in messages], [
        message.get(INTENT) for message in messages
    ]


def _example(message: Message) -> Example:
    entities = message.get("entities") or []
    return message.get(TEXT), [Span(e["start"], e["end"], e["entity"]) for e in entities]
