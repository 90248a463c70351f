"""What goes to a language model and what comes back.

An action gathers typed facts; a model only phrases them. A `Prompt` is raw and stays inside this
process. A `MaskedPrompt` is what a provider gets, and only the vault can make one, so raw text
cannot reach a provider by accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from guard.screening.findings import Findings

Language = Literal["fr", "en"]
Task = Literal["answer", "email", "summary", "translation"]


PLAIN = "PLAIN"
"""The type of a value that the policy never masks: no name is seen in it."""


@dataclass(frozen=True)
class Known:
    """A personal value of a record in the turn, masked exactly before any detection runs.

    `type` is a Presidio entity type (`PERSON`, `EMAIL_ADDRESS`, `PHONE_NUMBER`, `LOCATION`…) or
    `RECORD_ID`. `subject` is the id of the record it belongs to, so that the first name, last name
    and full name of one person become one person.
    """

    value: str
    type: str
    subject: str = ""


@dataclass(frozen=True)
class Payer:
    """On whose account a text is written: an opaque key, a Salesforce id if any, a team's name."""

    person: str = ""
    user: str = ""
    team: str = ""


@dataclass(frozen=True)
class Prompt:
    """A task over typed facts.

    `facts` is JSON-able (mappings, lists, strings, numbers, booleans, None) and has the shape that
    `guard.facts` documents for the task; every string in it is data, never an instruction.
    `language` is the language to write in. `conversation` selects the vault. `skill` is what it
    is written for, where that says more than the task.
    """

    task: Task
    language: Language
    facts: Mapping[str, Any]
    known: tuple[Known, ...]
    conversation: str
    turn: str
    skill: str = ""
    payer: Payer = Payer()


@dataclass(frozen=True)
class Glimpse:
    """What may be read of an answer while a model still writes it: the first keys of its content.

    Its sentences are closed, held against the facts and restored; the answer replaces it.
    """

    task: Task
    language: Language
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """A model's restored and verified answer.

    `content` has the shape `guard.facts` documents for the task. `provider` is who phrased it
    ("offline" after a fallback, and then `fell_back` is True), `engine` which of the engines.
    `short` names a budget that kept a dearer engine from being asked (`user_day`…, else empty).
    `masked` counts distinct placeholders sent; tokens are those of every try. `verified` says every
    name, number, amount and date was found in the facts. `findings` counts what screening found in
    the facts and in what came back. Times are milliseconds.
    """

    content: Mapping[str, Any]
    provider: str
    masked: int
    tokens_in: int
    tokens_out: int
    verified: bool
    fell_back: bool
    guard_ms: float
    model_ms: float
    findings: Findings = field(default_factory=Findings)
    engine: str = "offline"
    short: str = ""
