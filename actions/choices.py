"""Several records that may be meant: a page of buttons that tell them apart, and what is kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.contract import Language, Request, Result
from actions.parts import Button, Buttons, Text
from actions.refusal_lines import LINES, OBJECTS
from actions.wording import line
from crm import Candidate
from language import format_date

PAGE = 6
MOST_KEPT = 60
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def awaiting(request: Request) -> dict[str, Any]:
    """Return what the conversation must remember to take the request up again."""
    kept = [[one.name, one.value, one.start, one.end, one.role] for one in request.entities]
    return {"action": request.action, "text": request.text, "entities": kept}


def told_apart(candidates: Sequence[Candidate], language: Language) -> list[str]:
    """Return each candidate's name with what tells it apart: no two are the same."""
    labels = [told(one, language) for one in candidates]
    labels = _distinct(labels, [_kind(one, language) for one in candidates])
    return _distinct(labels, [one.id[-6:] for one in candidates])


def _distinct(labels: Sequence[str], more: Sequence[str]) -> list[str]:
    said = Counter(labels)
    return [
        f"{label} ({other})" if said[label] > 1 and other else label
        for label, other in zip(labels, more, strict=True)
    ]


def _kind(candidate: Candidate, language: Language) -> str:
    return OBJECTS[candidate.object][language] if candidate.object in OBJECTS else ""


def told(candidate: Candidate, language: Language) -> str:
    """Return a candidate's name with its details."""
    details = ", ".join(dated(value, language) for _key, value in candidate.details if value)
    return f"{candidate.name} — {details}" if details else candidate.name


def dated(value: str, language: Language) -> str:
    """Return a date as the reader writes it, anything else as it is."""
    if not ISO_DATE.match(value):
        return value
    day = format_date(date.fromisoformat(value[:10]), language)
    return line(LINES, "last_seen", language, day=day)


def choices(candidates: Sequence[Candidate], language: Language) -> Buttons:
    """Return one button a candidate."""
    labels = told_apart(candidates, language)
    return Buttons(
        buttons=[_button(label, one.id) for label, one in zip(labels, candidates, strict=True)]
    )


def _button(label: str, record: str) -> Button:
    return Button(label=label, payload=f"/choose{json.dumps({'record': record})}")


def remembered(candidates: Sequence[Candidate], request: Request) -> dict[str, Any]:
    """Return the slots that let the person choose by ordinal, by words or by button."""
    return {"candidates": _kept(candidates, request.language), "awaiting": awaiting(request)}


def _kept(candidates: Sequence[Candidate], language: Language) -> list[dict[str, str]]:
    labels = told_apart(candidates[:MOST_KEPT], language)
    return [
        {"object": one.object, "id": one.id, "label": label}
        for one, label in zip(candidates, labels, strict=False)
    ]


def offered(
    candidates: Sequence[Candidate], request: Request, waiting: Mapping[str, Any]
) -> Result:
    """Ask which record is meant, all of them counted, a page of them shown."""
    kept = _kept(candidates, request.language)
    return _page(kept, 0, len(candidates), request, waiting)


def more_offered(request: Request) -> Result | None:
    """Return the next page of the choices on screen; None where there is none."""
    kept, waiting = request.slots.get("candidates"), request.slots.get("awaiting") or {}
    shown = waiting.get("shown", 0)
    if not kept or not shown or shown >= waiting["total"]:
        return None
    return _page(kept, shown, waiting["total"], request, waiting)


def _page(
    kept: list[dict[str, str]], shown: int, total: int, request: Request, waiting: Mapping[str, Any]
) -> Result:
    """Return one page; what it shows comes first in what is kept, so that ordinals mean it."""
    start = PAGE if shown else 0
    page = kept[start : start + PAGE]
    language = request.language
    buttons = [_button(one["label"], one["id"]) for one in page]
    last = shown + len(page)
    name = "ambiguous_page" if total > PAGE else "ambiguous"
    said = line(LINES, name, language, count=total, first=shown + 1, last=last)
    if last < min(total, MOST_KEPT):
        more = line(LINES, "more_choices", language)
        buttons.append(Button(label=more, payload=more.lower()))
    slots = {
        "candidates": [*kept[start:], *kept[:start]],
        "awaiting": {**waiting, "shown": last, "total": min(total, MOST_KEPT)},
    }
    return Result(parts=(Text(text=said), Buttons(buttons=buttons)), slots=slots)
