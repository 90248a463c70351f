"""The text shown last, in the other language: by a model, faithfully, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.contract import Language, Request, Result, Tools
from actions.known import known_people
from actions.model_use import model_use, prompt_of
from actions.parts import Part, RecordRef, Summary, Text
from actions.wording import Lines, line, typeset

LONGEST = 4_000
LINES: Lines = {
    "same": {
        "fr": "Ce texte est déjà en {language}.",
        "en": "That text is already in {language}.",
    },
    "no_model": {
        "fr": "Je ne peux pas traduire ce texte : aucun modèle de langage n’est configuré.",
        "en": "I can’t translate that text: no language model is set up for it.",
    },
    "failed": {
        "fr": "Je n’ai pas obtenu de traduction fidèle de ce texte : je n’en montre donc aucune.",
        "en": "I did not get a faithful translation of that text, and I’d rather show none.",
    },
    "over_budget": {
        "fr": "Le budget des modèles de langage est atteint : je ne peux pas traduire ce texte "
        "pour le moment.",
        "en": "The language-model budget is spent: I can’t translate that text for now.",
    },
    "fr": {"fr": "français", "en": "French"},
    "en": {"fr": "anglais", "en": "English"},
}


def shown_last(
    text: str, language: Language, record: RecordRef | None = None
) -> dict[str, Any] | None:
    """Return a text as the conversation keeps it, so that it can be translated."""
    if len(text) > LONGEST:
        return None
    kept = record.model_dump() if record else None
    return {"text": text, "language": language, "record": kept}


def written(parts: tuple[Part, ...]) -> str:
    """Return the words of a summary as one text."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Text):
            lines.append(part.text)
        elif isinstance(part, Summary):
            lines += [f"- {item.text}" for item in part.items]
    return "\n".join(lines)


async def translate(
    kept: Mapping[str, Any], language: Language, request: Request, tools: Tools
) -> Result:
    """Show the kept text in a language, or say in one sentence why not."""
    if kept["language"] == language:
        named = line(LINES, language, request.language)
        return _said("same", request, language=named)
    if not tools.guard.asks_models("translation"):
        return _said("no_model", request)
    record = RecordRef(**kept["record"]) if kept["record"] else None
    masking = tools.guard.policy.masking
    known = await known_people(record, tools.org(), masking) if record and tools.crm else ()
    facts = {"text": str(kept["text"])}
    answer = await tools.guard.ask(prompt_of(request, "translation", language, facts, known))
    text = typeset(str(answer.content["text"]), language)
    if not text:
        told = _said("over_budget" if answer.short else "failed", request)
        return replace(told, model=model_use(replace(answer, short="")))
    return Result(
        parts=(Text(text=text),), slots={"last_text": shown_last(text, language, record)},
        model=model_use(answer),
    )  # fmt: skip


def _said(name: str, request: Request, **values: object) -> Result:
    return Result(parts=(Text(text=line(LINES, name, request.language, **values)),))
