"""A question with two readings asks one short question; what is pressed or said completes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.choices import told_apart
from actions.contract import Request, Result
from actions.parts import Button, Buttons
from actions.query_lines import LINES
from actions.reading import Choice, Tie
from actions.wording import text

_SAID = "said"


def which_record(request: Request, choice: Choice) -> Result:
    """Ask which record a name means; the question is asked again with the record's own id."""
    labels = told_apart(choice.candidates, request.language)
    again = [request.text.replace(choice.word, one.id) for one in choice.candidates]
    return _asked(request, "which", choice.word, list(zip(labels, again, strict=True)))


def which_reading(request: Request, tie: Tie) -> Result:
    """Ask which field a word is about; the question is asked again with the field named."""
    return _asked(request, "which_reading", tie.word, tie.readings)


def completed(request: Request) -> Request:
    """Return the question that was waiting, in the reading just chosen; else the message."""
    chosen = request.first("record")
    waiting = request.slots.get("awaiting") or {}
    if chosen is None or chosen.value not in waiting.get(_SAID, ()):
        return request
    kept = tuple(one for one in request.entities if one is not chosen)
    slots = {**request.slots, "awaiting": None, "candidates": None}
    return replace(request, text=str(chosen.value), entities=kept, slots=slots)


def _asked(request: Request, line: str, word: str, readings: Sequence[tuple[str, str]]) -> Result:
    """Ask, and remember what each answer would complete."""
    buttons = [Button(label=label, payload=said) for label, said in readings]
    candidates = [{"object": "", "id": said, "label": label} for label, said in readings]
    awaiting = {"action": "action_query_records", "text": request.text, "entities": [],
                _SAID: [said for _, said in readings]}  # fmt: skip
    return Result(
        (text(LINES, line, request.language, word=word), Buttons(buttons=buttons)),
        slots={"candidates": candidates, "awaiting": awaiting},
    )
