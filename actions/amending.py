"""What a message says to a proposal that waits: it is amended rather than confirmed or dropped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.contract import Request, Result, Tools
from actions.destinations import destination
from actions.dictated_again import dictated_again
from actions.dictation import own_words
from actions.field_mentions import NUMBERS
from actions.fields_kept import fields_kept
from actions.held_values import in_scale, meant_instead, month_kept, named_instead, retitled
from actions.moved_again import moved_again, moves_meant
from actions.named_spans import blanked, named_in
from actions.names_alone import names_alone
from actions.proposals import made, made_many, propose, show
from actions.provisos import (
    has_proviso,
    is_negated,
    kept_parts,
    leaves_out,
    opening,
)
from actions.second_thoughts import (
    NO,
    UNSURE,
    YES,
    agrees_but,
    changes_again,
    is_bare_value,
    may_speak,
    speaks_to_it,
)
from actions.slots import find_slot, slot_values
from actions.unmeant import day_meant, is_now
from actions.unplaced import name_unplaced
from actions.wanted import Wanted, find_wanted
from crm import Catalogue, Change, FieldInfo, ObjectInfo, Part, Proposal, Value
from crm.proposing_many import shared_changes
from language import find_amounts, find_counts, find_periods

DECIDES = frozenset([YES, NO, "action_undo"])


async def answered_proposal(request: Request, tools: Tools) -> Result | None:
    """Amend or show again what waits, where the message is about it but is no plain yes or no.

    A button says exactly which proposal it means, and is no message.
    """
    if tools.crm is None or request.first("proposal"):
        return None
    agrees, today = request.action == YES, tools.clock.today()
    if not may_speak(request, today):
        return None
    proposal = await tools.ledger.waiting(tools.org().user.id, request.conversation)
    if proposal is None or proposal.expires <= tools.clock.now():
        return None
    if request.slots.get("pending") != proposal.id:
        return await show(proposal, request, tools, said="still_waiting") if agrees else None
    catalogue = await tools.org().catalogue()
    speaks = speaks_to_it(request, today) or changes_again(request, proposal, catalogue, today)
    spares = _spared(proposal, request.text, catalogue)
    fewer = len(kept_parts(request.text, proposal.parts)) < len(proposal.parts)
    alone = bool(names_alone(request.text)) or is_bare_value(request.text, today)
    wanted = speaks or spares or fewer or alone
    amended = await _amended(proposal, request, tools) if wanted else None
    if amended is not None:
        asked = replace(request, text=await _words(proposal, request, tools))
        shown = await propose(amended, asked, tools)
        return (
            shown
            if spares or fewer or alone
            else await name_unplaced(shown, request.text, request, tools)
        )
    held_back = (agrees or request.action == UNSURE) and has_proviso(request.text)
    held_back = held_back or agrees_but(request.text) or (speaks and leaves_out(request.text))
    return await show(proposal, request, tools, said="proviso") if held_back else None


def _spared(proposal: Proposal, text: str, catalogue: Catalogue) -> set[str]:
    """Return the fields a message takes out of what would change: « non, laisse le montant »."""
    held = [one.field for one in _changes(proposal)]
    info = catalogue.get(proposal.object)
    return {*held} - fields_kept(text, info, held) if info else set()


async def _words(proposal: Proposal, request: Request, tools: Tools) -> str:
    """Return all the words that asked: the first request and what amends it."""
    first = await tools.ledger.words(proposal.user, proposal.id)
    return f"{first} / {request.text}" if first else request.text


async def _amended(proposal: Proposal, request: Request, tools: Tools) -> Proposal | None:
    """Return the proposal with what the message changes of it; None where it changes nothing."""
    if proposal.parts and proposal.operation != "convert":
        left = kept_parts(request.text, proposal.parts)
        if 0 < len(left) < len(proposal.parts):
            fresh = f"p-{uuid.uuid4().hex[:16]}"
            changes = shared_changes(left) if proposal.changes else ()
            return replace(proposal, id=fresh, parts=left, changes=changes)
    if proposal.operation not in ("create", "update"):
        return None
    held = {change.field: change.new for change in _changes(proposal)}
    first = await tools.ledger.words(proposal.user, proposal.id)
    moves = moves_meant(request.text, first) if proposal.operation == "update" else []
    if moves and (moved := moved_again(proposal, moves, (await tools.org().catalogue()))):
        many = await made_many(request, tools, "update", proposal.object, moved) if (
            proposal.parts) else await made(
            request, tools, "update", proposal.object, *moved[0])  # fmt: skip
        return replace(many, parts=_called(many.parts, proposal.parts), name=proposal.name)
    said = dictated_again(own_words(request.text), held, tools.clock.today())
    said = said or await _said(proposal, held, request, tools, before=first)
    new = {name: value for name, value in said.items() if held.get(name) != value}
    new |= await retitled(held, new, tools)
    gone = _spared(proposal, request.text, await tools.org().catalogue()) - {*new}
    if not (new or gone) or not ({*held} - gone):
        return None
    if not proposal.parts:
        values = {name: one for name, one in {**held, **new}.items() if name not in gone}
        record = proposal.record
        return await made(request, tools, proposal.operation, proposal.object, record, values)
    plans = [
        (
            part.record,
            {**{one.field: one.new for one in part.changes if one.field not in gone}, **new},
        )
        for part in proposal.parts
    ]
    many = await made_many(request, tools, proposal.operation, proposal.object, plans)
    return replace(many, parts=_called(many.parts, proposal.parts), name=proposal.name)


def _called(new: tuple[Part, ...], old: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with the names that were shown; those of new records by their place."""
    names = {part.record: part.name for part in old}
    if "" in names:
        return tuple(replace(one, name=was.name) for one, was in zip(new, old, strict=True))
    return tuple(replace(one, name=names.get(one.record, one.name)) for one in new)


def _changes(proposal: Proposal) -> tuple[Change, ...]:
    return proposal.changes or tuple(one for part in proposal.parts[:1] for one in part.changes)


async def _said(
    proposal: Proposal, held: Mapping[str, Value], request: Request, tools: Tools, *, before: str
) -> dict[str, Value]:
    """Return the values a message says, first for the fields that change already."""
    catalogue = await tools.org().catalogue()
    info = catalogue[proposal.object]
    text = own_words(request.text)
    names = named_in(request, text)
    given = await destination(request, tools, names, info, text)
    bare = blanked(text, opening(text), *((one.start, one.end) for one in names))
    # A plain yes may hold a day or a number that changes nothing: « oui, bon week-end ».
    plain = request.action == YES and not has_proviso(text)
    own = _for_held(bare, info, held, tools, catalogue, plain=plain, before=before)
    found = {one.field.name: one.value for one in own}
    if request.action != NO:
        wide = find_wanted(bare, info, tools.clock.today(), catalogue, led=plain,
                           creating=proposal.operation == "create")  # fmt: skip
        kinds = {info.fields[name].type for name in found}
        rest = (one for one in wide if one.field.type not in kinds and not _against(one, bare))
        found = {**{one.field.name: one.value for one in rest}, **found}
    if given and given.field in info.fields:
        found[given.field] = given.record
    elif one := await meant_instead(names, text, held, info, tools):
        found |= one
    elif new := {} if proposal.record else named_instead(names_alone(text), held):
        found |= new
    elif not (found or plain):
        found |= await meant_instead(names_alone(text), text, held, info, tools)
    slot = find_slot(bare, tools.clock.today(), tools.org().user.timezone)
    moved = slot_values(slot, held) if slot and not (plain and slot.hour is None) else {}
    return {**{name: one for name, one in found.items() if not (moved and name == "ActivityDate"
            and "StartDateTime" in held)}, **moved}  # fmt: skip


def _against(one: Wanted, text: str) -> bool:
    return is_negated(text, one.start)


def _for_held(
    text: str,
    info: ObjectInfo,
    held: Mapping[str, Value],
    tools: Tools,
    catalogue: Catalogue,
    *,
    plain: bool,
    before: str,
) -> list[Wanted]:
    """Return new values for the fields that change already: they need no name again.

    `before` are the words that asked until now.
    """
    fields = {name: one for name, one in info.fields.items() if name in held}
    if not fields:
        return []
    today = tools.clock.today()
    found = find_wanted(text, replace(info, fields=fields), today, catalogue, led=plain)
    taken = {one.field.name for one in found}
    if plain:
        return found
    if same := month_kept(text, fields, held):
        return [same, *(one for one in found if one.field.name != same.field.name)]
    left = [fields[name] for name in fields if name not in taken]
    found += _bare_values(left, text, tools)
    return [in_scale(one, text, before) for one in found if not _against(one, text)]


def _bare_values(fields: Sequence[FieldInfo], text: str, tools: Tools) -> list[Wanted]:
    """Return the one number or day a message holds, for the one field it can be for."""
    numbers = [one for one in fields if one.type in NUMBERS]
    days = [one for one in fields if one.type == "date"]
    found: list[Wanted] = []
    counts = [(one.value, one.span) for one in find_counts(text) if not one.ordinal]
    amounts = [one for one in find_amounts(text) if one.value is not None]
    if any(one.unit == "%" for one in amounts):  # 10 % is no amount of money
        numbers = [one for one in numbers if one.type == "percent"]
    said = [(one.value, one.span) for one in amounts] or counts
    periods = [one for one in find_periods(text, tools.clock.today(), prefer="future")
               if one.day and not is_now(text, one)]  # fmt: skip
    if len(numbers) == 1 and len(said) == 1 and not periods:
        found.append(Wanted(numbers[0], said[0][0], *said[0][1]))
    if len(days) == 1 and len(periods) == 1:
        found.append(Wanted(days[0], day_meant(text, periods[0]), *periods[0].span))
    return found
