"""Changing records: one by name, or every one of the list, with new values or moved ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.account_records import ACCOUNT, open_one_of
from actions.addressed import addressed
from actions.asked_change import Asked, check_known, dictated_spans, names_of_records
from actions.attaching import attached
from actions.change_lines import LINES
from actions.contract import Request, Result, Tools
from actions.destinations import destination
from actions.dictation import own_words
from actions.errors import NothingToDo
from actions.field_mentions import find_mentions, full_mentions
from actions.free_texts import free_texts
from actions.given_roles import GivenRoles, given_roles
from actions.movements import Movement, find_movements
from actions.moving import Moving, moved_names, moving_fields, plans_of, slotted
from actions.named_sets import named_set
from actions.named_spans import Named, blanked, named_in, overlaps
from actions.names_in_full import in_full
from actions.parts import Button, Buttons, Text
from actions.placed_in import placed_in
from actions.proposals import labelled, made, made_many, propose
from actions.schedule_activity import is_task, schedule_activity
from actions.several_values import listed
from actions.stated import Stated, name_stated, stated_values, town_stated
from actions.states import reopens, state_verbs, status_by_verb, status_wanted
from actions.targets import Targets, targets, without
from actions.wanted import find_wanted
from actions.wording import line
from crm import Catalogue, Invalid, ObjectInfo, Plan, Value

OBJECTS = ("Opportunity", "Account", "Contact", "Lead", "Case", "Task", "Event")
_PERSON_OF = re.compile(
    r"(?:^|(?<=\s))([A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)+)\s+"
    r"(?:de la|de l['’]|de|du|des|d['’]|chez|of|at|from)\s*$"
)
_STATED = frozenset(["Case", "Task"])


async def propose_update(request: Request, tools: Tools) -> Result:
    """Read which records and what change, and show it before anything is written."""
    text = own_words(request.text)
    if is_task(text):
        return await schedule_activity(request, tools)
    return await _changed(request, text, await tools.org().catalogue(), tools)


async def _changed(request: Request, text: str, catalogue: Catalogue, tools: Tools) -> Result:
    """Read which records change, and what of them."""
    objects = changeable(catalogue)
    guess = catalogue.get("Opportunity") or next(iter(catalogue.values()))
    text = blanked(text, *(address := addressed(text)).spans)
    said = [one for one in named_in(request, text) if not overlaps(one, address.spans)]
    said = await in_full(said, text, objects, tools)
    roles = await _parts_given(text, said, request, objects, tools)
    text = roles.hidden(text)
    named = [one for one in said if not overlaps(one, roles.spans)]
    names = _with_people(names_of_records(named, text, request, catalogue, objects), text)
    if renamed := name_stated(text):
        names = [one for one in names if not overlaps(one, [renamed.span])]
    asked = Asked(text, names, await destination(request, tools, names, guess, text))
    asked, town = _apart_from_town(asked)
    moves, today = find_movements(_undictated(asked, guess)), tools.clock.today()
    scope = asked.scope(moves)
    whole = named_set(without(scope, asked.of_record), catalogue, today)
    new = whole.new_values(asked, today, catalogue) if whole and not moves else []
    scope = blanked(scope, *((one.start, one.end) for one in new), *state_verbs(scope))
    meant = roles.targets or await targets(request, tools, asked.of_record, objects, scope)
    meant = await _deal_of(asked, moves, meant, tools, catalogue)
    info = catalogue[meant.object]
    wanted = {**_given(asked, info), **roles.values(info.name), **await address.values(info, tools)}
    if whole is None:
        stated = stated_values(asked.text, town, renamed, info)
        known = asked.without(*(one.span for one in (town, renamed) if one and stated))
        wanted |= {**stated, **_said(known, moves, info, tools, catalogue, many=meant.many)}
    wanted |= {one.field.name: one.value for one in new}
    moving: list[Moving] = [*moving_fields(asked, moves, info), *listed(asked.bare, wanted, info)]
    moving += slotted(asked.bare, info, tools) if whole is None and not moves else []
    gone = moved_names(moving)
    wanted = {name: one for name, one in wanted.items() if name not in gone}
    wanted |= await _state_beside(asked, meant, info, wanted, tools)
    if not wanted and not moving:
        found = await _by_status(asked, meant, info, request, tools)
        if isinstance(found, Result):
            return found
        wanted = found
    return await _proposed(request, tools, meant, wanted, moving)


async def _parts_given(
    text: str, names: list[Named], request: Request, objects: tuple[str, ...], tools: Tools
) -> GivenRoles:
    """Return what a record is put in or under, or who is given a part in it."""
    catalogue = await tools.org().catalogue()
    roles = await placed_in(text, catalogue, objects, tools)
    if not roles.filled:
        roles = await attached(text, names, request, catalogue, objects, tools)
    return roles if roles.filled else await given_roles(text, names, catalogue, objects, tools)


async def _by_status(
    asked: Asked, meant: Targets, info: ObjectInfo, request: Request, tools: Tools
) -> dict[str, Value] | Result:
    """Return the status a verb alone asks for, « ferme-la »; a question where several do."""
    status = await status_wanted(asked.bare, info.name, tools.org(), tools.clock.today())
    status = status or status_by_verb(asked.bare, info)
    if status is None:
        raise _not_understood(asked, request, info)
    field, values = status
    if len(values) > 1:
        return _which_status(request, info, field, values)
    if reopens(asked.bare) and not meant.many:
        await _check_closed(meant, tools)
    return {field: values[0]}


def _with_people(names: list[Named], text: str) -> list[Named]:
    """Return the names, a company's with the person before it: « Damien Petit de Granval … »."""
    if len(names) != 1 or names[0].lead not in ("of", "at"):
        return names
    one = names[0]
    person = _PERSON_OF.search(text[: one.start])
    return [replace(one, text=text[person.start(1) : one.end], start=person.start(1), lead="")
            if person else one]  # fmt: skip


def _apart_from_town(asked: Asked) -> tuple[Asked, Stated | None]:
    """Return the request with the place a record is said to have moved to, which names none."""
    town = town_stated(asked.text)
    given = asked.given.named if asked.given else None
    if town is None or (given and overlaps(given, [town.span])):
        return asked, None
    names = [one for one in asked.names if not overlaps(one, [town.span])]
    return replace(asked, names=names), town


def _undictated(asked: Asked, info: ObjectInfo) -> str:
    """Return the bare words without what they dictate: "next step: double-check the quote"."""
    return blanked(asked.bare, *dictated_spans(asked.bare, (), (info,)))


async def _state_beside(
    asked: Asked, meant: Targets, info: ObjectInfo, wanted: Mapping[str, Value], tools: Tools
) -> dict[str, Value]:
    """Return the state told beside other changes: "reopen it and hand it to Nadia"."""
    if not wanted or info.name not in _STATED or not state_verbs(asked.bare):
        return {}
    status = await status_wanted(asked.bare, info.name, tools.org(), tools.clock.today())
    if status is None or status[0] in wanted:
        return {}
    if reopens(asked.bare) and not meant.many:
        held = await tools.org().get(info.name, meant.records[0].id, ("IsClosed",))
        if held and not held["IsClosed"]:
            return {}
    return {status[0]: status[1][0]}


async def _deal_of(
    asked: Asked, moves: Sequence[Movement], meant: Targets, tools: Tools, catalogue: Catalogue
) -> Targets:
    """Return the account's one open deal where only a deal can change so: « Ysold, gagnée »."""
    deal = catalogue.get("Opportunity")
    if meant.object != ACCOUNT or meant.many or deal is None:
        return meant
    own = _worded(asked, deal) - _worded(asked, catalogue[ACCOUNT])
    for info, fits in () if own else ((catalogue[ACCOUNT], False), (deal, True)):
        said = _said(asked, moves, info, tools, catalogue, many=False)
        if bool(said or moving_fields(asked, moves, info)) is not fits:
            return meant
    one = meant.records[0]
    return Targets(deal.name, (await open_one_of(one, one.name, (deal.name,), tools),))


def _worded(asked: Asked, info: ObjectInfo) -> set[str]:
    """Return what the text fields are called that get new words: « … devient l'étape »."""
    fields = [one for one in info.fields.values() if one.updateable]
    said = free_texts(asked.bare, full_mentions(find_mentions(asked.bare, fields)))
    return {field.labels.en for field, *_ in said}


async def _check_closed(meant: Targets, tools: Tools) -> None:
    """Raise `Invalid` where what should be reopened is open."""
    held = await tools.org().get(meant.object, meant.records[0].id, ("IsClosed",))
    if held and not held["IsClosed"]:
        raise Invalid("", "unchanged")


def changeable(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds of record a name is looked for in: the usual ones, and the org's own."""
    own = (name for name, info in catalogue.items() if info.custom and info.updateable)
    return (*OBJECTS, *own)


def _said(
    asked: Asked, moves: Sequence[Movement], info: ObjectInfo, tools: Tools, catalogue: Catalogue,
    *, many: bool,
) -> dict[str, Value]:  # fmt: skip
    """Return the new values that are the same for every record."""
    text = blanked(asked.bare, *(move.span for move in moves))
    found = find_wanted(text, info, tools.clock.today(), catalogue, led=many)
    check_known(asked, found, info)
    return {one.field.name: one.value for one in found}


def _given(asked: Asked, info: ObjectInfo) -> dict[str, Value]:
    """Return the new owner, where the request gives the record to somebody."""
    given = asked.given
    return {given.field: given.record} if given and given.field in info.fields else {}


def _which_status(request: Request, info: ObjectInfo, field: str, values: Sequence[str]) -> Result:
    """Ask how a record ends; pressing a button asks the same again with the answer in it."""
    language = request.language
    into = {"fr": "en", "en": "to"}[language]
    entries = [entry for entry in info.fields[field].picklist if entry.value in values]
    buttons = [
        Button(label=entry.labels.of(language),
               payload=f"{request.text} {into} {entry.labels.of(language)}")
        for entry in entries
    ]  # fmt: skip
    said = line(LINES, "which_status", language)
    return Result(parts=(Text(text=said), Buttons(buttons=buttons)))


def _not_understood(asked: Asked, request: Request, info: ObjectInfo) -> Exception:
    """Return why nothing can be proposed: a value the org does not know, or no change at all."""
    fields = [one for one in info.fields.values() if one.picklist and one.updateable]
    needed = [one.field for one in full_mentions(find_mentions(asked.bare, fields))]
    if request.all("stage"):
        needed += [one for one in fields if not one.nillable]
    if not needed:
        return NothingToDo("no_such_change")
    values = tuple(entry.value for entry in needed[0].picklist)
    return labelled(Invalid(needed[0].name, "picklist", values), info, request.language)


async def _proposed(
    request: Request, tools: Tools, meant: Targets, wanted: Mapping[str, Value],
    moving: Sequence[Moving],
) -> Result:  # fmt: skip
    """Make the proposal for one record or for all of the list."""
    plans = await plans_of(meant, wanted, moving, tools)
    if not meant.many:
        record, values = plans[0]
        values = {**await _waiting_for(record, request, tools), **values}
        proposal = await made(request, tools, "update", meant.object, record, values)
        return await propose(proposal, request, tools)
    plans = await _with_waiting(plans, request, tools)
    proposal = await made_many(request, tools, "update", meant.object, plans)
    shown = meant.explained(await propose(proposal, request, tools))
    left = len(meant.records) - len(proposal.parts) - len(proposal.withheld)
    if not left:
        return shown
    note = line(LINES, "left_out", request.language, count=left)
    return replace(shown, parts=(*shown.parts, Text(text=note)))


async def _with_waiting(plans: list[Plan], request: Request, tools: Tools) -> list[Plan]:
    """Return the plans with what still waits for the very same records: a second change of them."""
    proposal = await tools.ledger.waiting(tools.org().user.id, request.conversation)
    if proposal is None or proposal.id != request.slots.get("pending"):
        return plans
    held = {part.record: {one.field: one.new for one in part.changes} for part in proposal.parts}
    if proposal.operation != "update" or {*held} != {record for record, _ in plans}:
        return plans
    return [(record, {**held[record], **values}) for record, values in plans]


async def _waiting_for(record: str, request: Request, tools: Tools) -> dict[str, Value]:
    """Return what was just proposed for this record and still waits: more is being asked of it."""
    proposal = await tools.ledger.waiting(tools.org().user.id, request.conversation)
    if proposal is None or proposal.id != request.slots.get("pending"):
        return {}
    if (proposal.operation, proposal.record) != ("update", record):
        return {}
    return {change.field: change.new for change in proposal.changes}
