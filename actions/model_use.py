"""Who phrased an answer, for the reply and its audit, and what its reader must know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.contract import Language, Request, Result
from actions.parts import ModelUse, Text
from actions.wording import Lines, line
from guard import Answer, Known, Prompt
from guard.prompt import Task

LINES: Lines = {
    "short": {
        "fr": "{whose} {when} pour les modèles de langage est atteint : ce texte est rédigé {by}.",
        "en": "{whose} language-model budget for {when} is spent: this text was written {by}.",
    },
    "user": {"fr": "Votre budget", "en": "Your"},
    "team": {"fr": "Le budget de votre équipe", "en": "Your team’s"},
    "everyone": {"fr": "Le budget de l’entreprise", "en": "The company’s"},
    "day": {"fr": "du jour", "en": "today"},
    "month": {"fr": "du mois", "en": "this month"},
    "offline": {"fr": "par le rédacteur intégré", "en": "by the built-in composer"},
    "cheaper": {"fr": "par un modèle plus économique", "en": "by a cheaper model"},
}


def prompt_of(
    request: Request, task: Task, language: Language, facts: Mapping[str, Any],
    known: tuple[Known, ...],
) -> Prompt:  # fmt: skip
    """Return what the guard is asked for a request: facts to be put into words."""
    return Prompt(
        task, language, facts, known, request.conversation, request.turn, skill=request.skill
    )


def model_use(answer: Answer) -> ModelUse:
    """Return the guard's account of one answer."""
    return ModelUse(
        provider=answer.provider,
        masked=answer.masked,
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        verified=answer.verified,
        engine=answer.engine,
        short=answer.short or None,
    )


def with_budget(request: Request, result: Result) -> Result:
    """Return the answer with one line where a budget kept a better engine from writing it.

    A customer is not told of our budgets.
    """
    use = result.model
    if use is None or use.short is None or request.audience != "internal":
        return result
    scope, _, period = use.short.partition("_")
    by = "offline" if use.engine == "offline" else "cheaper"
    parts = {name: line(LINES, key, request.language)
             for name, key in (("whose", scope), ("when", period), ("by", by))}  # fmt: skip
    said = Text(text=line(LINES, "short", request.language, **parts))
    return replace(result, parts=(*result.parts, said))
