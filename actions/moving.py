"""Changes that start from what each record holds: which fields move, and what they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.asked_change import Asked, moved_field
from actions.contract import Tools
from actions.field_mentions import NUMBERS
from actions.movements import Movement
from actions.several_values import Listed
from actions.slots import Slot, begins, ends_of, find_slot, kept_length
from actions.targets import Targets
from actions.unmeant import nobody_guesses
from actions.wanted import usual
from crm import FieldInfo, Invalid, ObjectInfo, Plan, Value

_DAY = "ActivityDate"
Moving = tuple[FieldInfo, Movement | Listed | Slot]


def moving_fields(asked: Asked, moves: Sequence[Movement], info: ObjectInfo) -> list[Moving]:
    """Return the fields that move: those named, else the ones people mean."""
    found: list[Moving] = []
    for move in moves:
        fitting = tuple(one for one in info.fields.values() if one.updateable and move.fits(one))
        guess = (begins(info) if move.grain else None) or usual(fitting)
        guess = None if guess and nobody_guesses(guess, info) else guess
        if field := moved_field(asked, move, info, guess):
            found.append((field, move))
    return found


def slotted(text: str, info: ObjectInfo, tools: Tools) -> list[Moving]:
    """Return when what takes place is put: « décale le rendez-vous à 16h », "move it to Friday"."""
    field = begins(info)
    slot = find_slot(text, tools.clock.today(), tools.org().user.timezone) if field else None
    return [(field, slot)] if field and slot else []


def moved_names(moving: Sequence[Moving]) -> set[str]:
    """Return the fields that move; the day of what has a beginning follows it."""
    placed = any(isinstance(move, Slot) for _, move in moving)
    return {field.name for field, _ in moving} | ({_DAY} if placed else set())


async def plans_of(
    meant: Targets, wanted: Mapping[str, Value], moving: Sequence[Moving], tools: Tools
) -> list[Plan]:
    """Return each record's id and new values, moved ones from what it holds now."""
    if not moving:
        return [(one.id, wanted) for one in meant.records]
    ids = [one.id for one in meant.records]
    fields = tuple(dict.fromkeys(field.name for field, _ in moving))
    known = (await tools.org().catalogue())[meant.object].fields
    read = (*fields, *(end for one in fields if (end := ends_of(one)) in known))
    held = await tools.org().get_many(meant.object, ids, read)
    plans: list[Plan] = []
    for one in meant.records:
        moved = _moved(held.get(one.id) or {}, moving)
        if moved:
            plans.append((one.id, {**wanted, **moved}))
    if not plans:
        raise Invalid(fields[0], "unchanged")
    return plans


def _moved(held: Mapping[str, Value], moving: Sequence[Moving]) -> dict[str, Value]:
    """Return the moved values of one record; an empty field cannot move."""
    values = {field.name: (field, move.moved(held.get(field.name))) for field, move in moving}
    moved = {
        name: _rounded(value, field) for name, (field, value) in values.items() if value is not None
    }
    length = next((move.length for _, move in moving if isinstance(move, Slot)), None)
    return {**moved, **kept_length(held, moved, length)}


def _rounded(value: Value, field: FieldInfo) -> Value:
    """Keep whole numbers whole where the field has no decimals."""
    if field.type in NUMBERS and field.scale == 0 and not isinstance(value, str | bool):
        return round(value) if isinstance(value, int | float) else value
    return value
