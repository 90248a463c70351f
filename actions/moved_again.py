"""A proposal moved otherwise: « non, d'une semaine » counts again from what the records hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from actions.movements import Movement, find_movements, find_stretch
from crm import Catalogue, Change, Plan, Proposal, Value
from language import find_amounts

_ALIKE = 5


def moves_meant(text: str, first: str) -> list[Movement]:
    """Return the movements a message says; a bare figure is one where it is like the first asked.

    After "by two weeks", "make it three weeks" moves by three; after "by 5%", "10% rather" by
    ten; after "add 10k", "no, 12k" adds 12k, while "no, 140k" is a new amount.
    """
    moves, before = find_movements(text), find_movements(first)
    stretch = find_stretch(text)
    if not moves and stretch and any(one.grain for one in before):
        return [stretch]
    shares = [one for one in find_amounts(text) if one.unit == "%"]
    share = next((one for one in before if one.percent), None)
    if not moves and share and len(shares) == 1:
        sign = 1 if share.count > 0 else -1
        return [replace(share, span=shares[0].span, count=sign * shares[0].value)]
    said = [one for one in find_amounts(text) if one.unit is None and one.value > 0]
    if moves or len(said) != 1:
        return moves
    amounts = [one for one in before if not (one.grain or one.percent or one.times)]
    if len(amounts) != 1 or not amounts[0].count:
        return []
    ratio = said[0].value / abs(amounts[0].count)
    alike = Decimal(1) / _ALIKE < ratio < _ALIKE
    sign = 1 if amounts[0].count > 0 else -1
    return [replace(amounts[0], span=said[0].span, count=sign * said[0].value)] if alike else []


def moved_again(proposal: Proposal, moves: Sequence[Movement], catalogue: Catalogue) -> list[Plan]:
    """Return each record's new values, moved from the old ones; empty where nothing moves so.

    The way is that of the first request where the message only says how far.
    """
    info = catalogue.get(proposal.object)
    each = [(one.record, one.changes) for one in proposal.parts]
    each = each or [(proposal.record, proposal.changes)]
    plans: list[Plan] = []
    any_moved = False
    for record, changes in each:
        values: dict[str, Value] = {}
        for change in changes:
            field = info.fields.get(change.field) if info else None
            move = next((one for one in moves if field and one.fits(field)), None)
            moved = _moved(change, move) if move else None
            any_moved = any_moved or moved is not None
            values[change.field] = change.new if moved is None else moved
        plans.append((record, values))
    return plans if any_moved else []


def _moved(change: Change, move: Movement) -> Value:
    """Return the old value moved the way it was moved before; None where it was not."""
    old, new = change.old, change.new
    if old is None or move.times:
        return None
    moved = move.moved(old)
    if isinstance(old, datetime) and isinstance(new, datetime) and isinstance(moved, datetime):
        return old - (moved - old) if (new < old) != (moved < old) else moved
    if isinstance(old, date) and isinstance(new, date) and isinstance(moved, date):
        return old - (moved - old) if (new < old) != (moved < old) else moved
    if isinstance(moved, Decimal | int | float) and isinstance(new, Decimal | int | float):
        was, now, then = Decimal(str(old)), Decimal(str(new)), Decimal(str(moved))
        return was - (then - was) if (now < was) != (then < was) else then
    return None
