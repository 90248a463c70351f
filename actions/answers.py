"""An answer to our question for a value: read by the type of the field that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actions.contract import Request, Tools
from actions.errors import NoSuchName
from actions.field_mentions import DATES, NUMBERS
from actions.naming import resolve
from actions.new_names import person_name
from actions.unmeant import day_meant
from actions.wanted import CHOICES, read_wanted
from crm import Ambiguous, Catalogue, FieldInfo, ObjectInfo, Value, picklist_value
from language import find_amounts, find_contacts, find_counts, find_periods

_ITSELF = frozenset(
    ["action_cancel", "action_confirm", "action_undo", "action_stop", "action_greet", "action_help",
     "action_thank", "action_goodbye", "action_hand_over", "action_switch_language",
     "action_calm", "action_show_changes"]
)  # fmt: skip
_VAGUE = frozenset(
    ["action_resume", "action_choose", "action_clarify", "action_decline", "action_show_record",
     "action_show_detail"]
)  # fmt: skip
_MOST_WORDS = 8
_SURE = 0.75


def may_answer(request: Request, wanted: FieldInfo, *, readable: bool) -> bool:
    """Whether a message goes on with our question rather than asking for something else."""
    if pressed(request) is not None:
        return True
    if request.action in _ITSELF:
        return False
    if request.action in _VAGUE:
        return True
    short = len(request.text.split()) <= _MOST_WORDS and "?" not in request.text
    free = wanted.type not in CHOICES | DATES | NUMBERS | {"email", "phone"}
    unsure = request.intent.confidence < _SURE
    return readable and short and (unsure or not free)


def pressed(request: Request) -> str | None:
    """Return the value of a button that was pressed: its payload is the whole message."""
    value = request.first("value")
    return str(value.value) if value and request.text.startswith("/") else None


async def read_answer(
    request: Request, wanted: FieldInfo, info: ObjectInfo, tools: Tools
) -> dict[str, Value]:
    """Return the value asked for and others said with it, or instead; empty where none is read."""
    button = pressed(request)
    if button is not None:
        return {wanted.name: button}
    text, today = request.text.strip(), tools.clock.today()
    catalogue = await tools.org().catalogue()
    if wanted.type == "reference":
        return await _referred(text, wanted, tools, catalogue)
    value = _read(text, wanted, info, today, catalogue)
    if value is None:
        return read_wanted(text, info, today, catalogue, creating=True)
    if wanted.name == "LastName":
        return person_name(str(value), info)
    if wanted.type not in CHOICES | DATES | NUMBERS:
        return {wanted.name: value}
    others = read_wanted(text, info, today, catalogue, creating=True)
    return {**others, wanted.name: value}


def _read(
    text: str, wanted: FieldInfo, info: ObjectInfo, today: date, catalogue: Catalogue
) -> Value:
    if wanted.picklist:
        return _choice(text, wanted, info, today, catalogue)
    if wanted.type in DATES:
        said = find_periods(text, today, prefer="future")
        return next((day for one in said if (day := day_meant(text, one))), None)
    if wanted.type in NUMBERS:
        amounts: list[Value] = [one.value for one in find_amounts(text)]
        amounts += [one.value for one in find_counts(text)]
        return amounts[0] if amounts else None
    if wanted.type in {"email", "phone"}:
        points = [one.value for one in find_contacts(text) if one.kind == wanted.type]
        return points[0] if points else None
    return text or None


def _choice(
    text: str, wanted: FieldInfo, info: ObjectInfo, today: date, catalogue: Catalogue
) -> Value:
    """Return the picklist value said, by its label, by a part of it or by an everyday name."""
    value, _near = picklist_value(wanted, text)
    if value:
        return value
    return read_wanted(f"en {text}", info, today, catalogue, creating=True).get(wanted.name)


async def _referred(
    text: str, wanted: FieldInfo, tools: Tools, catalogue: Mapping[str, ObjectInfo]
) -> dict[str, Value]:
    objects = tuple(name for name in wanted.reference_to if name in catalogue)
    try:
        return {wanted.name: (await resolve(text, tools, objects)).id}
    except (Ambiguous, NoSuchName):
        return {}
