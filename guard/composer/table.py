"""`COMPOSERS`: the task → the function that phrases its facts without a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guard.composer.answer import compose_answer
from guard.composer.email import compose_email
from guard.composer.summary import compose_summary
from guard.prompt import Language, Task

COMPOSERS: dict[Task, Callable[[Mapping[str, Any], Language], dict[str, Any]]] = {
    "answer": compose_answer,
    "email": compose_email,
    "summary": compose_summary,
    # A composer of ours cannot translate: an empty text says so.
    "translation": lambda facts, language: {"text": ""},
}


def compose(task: Task, language: Language, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of the task, in that language, from (masked) facts."""
    return COMPOSERS[task](facts, language)
