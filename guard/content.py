"""The content of an answer, read from a model's text and checked against the task's schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guard.errors import ProviderUnavailable
from guard.facts import CONTENT_SCHEMAS
from guard.prompt import Task

_FENCED = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Draft:
    """Content still masked, who phrased it and at what cost."""

    content: Mapping[str, Any]
    provider: str
    tokens_in: int = 0
    tokens_out: int = 0
    fell_back: bool = False
    verified: bool = True
    engine: str = "offline"


def read_content(task: Task, text: str) -> Draft:
    """Return the content of a completion; a code fence or words around the JSON are tolerated.

    Raises `ProviderUnavailable` when there is no JSON of the task's schema in it.
    """
    content = _parse(text)
    if not conforms(content, CONTENT_SCHEMAS[task]):
        raise ProviderUnavailable(f"the answer is not {task} content")
    cost = (getattr(text, "tokens_in", 0), getattr(text, "tokens_out", 0))
    return Draft(content, "", *cost)


def _parse(text: str) -> Any:
    """Return the JSON object in a text."""
    fenced = _FENCED.match(text)
    bare = fenced.group(1) if fenced else text
    start, end = bare.find("{"), bare.rfind("}")
    try:
        return json.loads(bare[start : end + 1])
    except (ValueError, RecursionError) as exc:
        raise ProviderUnavailable("the answer is not JSON") from exc


def conforms(value: Any, schema: Mapping[str, Any]) -> bool:
    """Say whether a value follows a schema made of objects, arrays, strings and enums."""
    kind = schema["type"]
    if kind == "object":
        fields = schema["properties"]
        return (
            isinstance(value, dict)
            and set(value) == set(fields)
            and all(conforms(value[name], fields[name]) for name in fields)
        )
    if kind == "array":
        return isinstance(value, list) and all(conforms(item, schema["items"]) for item in value)
    return isinstance(value, str) and value in schema.get("enum", (value,))
