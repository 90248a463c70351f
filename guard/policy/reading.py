"""Reading the file: every error names the line, the key and the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from guard.errors import Misconfigured
from guard.policy.contract import Policy

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "policy.yml"

Key = tuple[str, ...]
M = TypeVar("M", bound=BaseModel)


def read_policy(path: Path | None = None) -> Policy:
    """Return the policy of a file, the shipped one without any. Raises `Misconfigured`."""
    return parse_policy(text_of(path), str(path or SHIPPED))


@cache
def shipped_policy() -> Policy:
    """Return the policy that comes with the project."""
    return read_policy()


def text_of(path: Path | None) -> str:
    """Return the file's text."""
    try:
        return (path or SHIPPED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise Misconfigured(
            f"the policy {path or SHIPPED} cannot be read ({type(exc).__name__}); "
            "COMPTOIR_POLICY names the file"
        ) from exc


def fingerprint(policy: Policy) -> str:
    """Return what tells two policies apart: 16 hexadecimal digits."""
    return sha256(policy.model_dump_json().encode()).hexdigest()[:16]


def parse_policy(text: str, name: str) -> Policy:
    """Return the policy a text holds; `name` is the file's, for messages."""
    return parse_rules(Policy, text, name, "data/policy.yml")


def parse_rules(kind: type[M], text: str, name: str, model: str) -> M:
    """Return what a file of rules holds; `model` is the file that shows how it is written."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(exc, "problem", None) or type(exc).__name__
        raise Misconfigured(f"{name}{line}: not YAML: {problem}") from exc
    if not isinstance(content, dict) or root is None:
        raise Misconfigured(f"{name}: empty; copy {model} and change it")
    lines = dict(_lines(root, ()))
    _refuse_twins(root, name)
    try:
        return kind.model_validate(content)
    except ValidationError as exc:
        raise Misconfigured(told(exc, lines, name, model)) from exc


def told(error: ValidationError, lines: dict[Key, int], name: str, model: str) -> str:
    """Return one sentence a problem."""
    return "\n".join(_sentence(one, lines, name, model) for one in error.errors())


def _sentence(problem: Any, lines: dict[Key, int], name: str, model: str) -> str:
    """Return where a problem is, what it is, and what to do."""
    key = tuple(str(step) for step in problem["loc"])
    line = next((lines[key[:end]] for end in range(len(key), -1, -1) if key[:end] in lines), 1)
    message = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        message = f"no such key; remove it or see {model} for the keys there are"
    elif problem["type"] == "missing":
        message = f"missing; copy it from {model}"
    place = ".".join(step for step in key if step != "[key]") or "the file"
    return f"{name}, line {line} ({place}): {message}"


def _lines(node: Any, key: Key) -> Iterator[tuple[Key, int]]:
    """Yield each key of the file with its line."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            inner = (*key, str(name.value))
            yield inner, name.start_mark.line + 1
            yield from _lines(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            inner = (*key, str(place))
            yield inner, value.start_mark.line + 1
            yield from _lines(value, inner)


def _refuse_twins(node: Any, name: str) -> None:
    """Refuse a key written twice: YAML would silently take the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise Misconfigured(f"{name}, line {line} ({key.value}): written twice; keep one")
            seen.add(key.value)
            _refuse_twins(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_twins(value, name)
