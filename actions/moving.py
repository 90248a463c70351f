"""Changes that start from what each record holds: which fields move, and what they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.asked_change import Asked, moved_field
from actions.contract import Tools
from actions.field_mentions import NUMBERS
from actions.movements import Movement
from actions.several_values import Listed
from actions.targets import Targets
from actions.unmeant import nobody_guesses
from actions.wanted import usual
from crm import FieldInfo, Invalid, ObjectInfo, Plan, Value

Moving = tuple[FieldInfo, Movement | Listed]


def moving_fields(asked: Asked, moves: Sequence[Movement], info: ObjectInfo) -> list[Moving]:
    """Return the fields that move: those named, else the ones people mean."""
    found: list[Moving] = []
    for move in moves:
        fitting = tuple(one for one in info.fields.values() if one.updateable and move.fits(one))
        guess = usual(fitting)
        guess = None if guess and nobody_guesses(guess, info) else guess
        if field := moved_field(asked, move, info, guess):
            found.append((field, move))
    return found


async def plans_of(
    meant: Targets, wanted: Mapping[str, Value], moving: Sequence[Moving], tools: Tools
) -> list[Plan]:
    """Return each record's id and new values, moved ones from what it holds now."""
    if not moving:
        return [(one.id, wanted) for one in meant.records]
    ids = [one.id for one in meant.records]
    fields = tuple(dict.fromkeys(field.name for field, _ in moving))
    held = await tools.org().get_many(meant.object, ids, fields)
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
    return {
        name: _rounded(value, field) for name, (field, value) in values.items() if value is not None
    }


def _rounded(value: Value, field: FieldInfo) -> Value:
    """Keep whole numbers whole where the field has no decimals."""
    if field.type in NUMBERS and field.scale == 0 and not isinstance(value, str | bool):
        return round(value) if isinstance(value, int | float) else value
    return value
