"""Changing records: one by name, or every one of the list, with new values or moved ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actions.change_lines import LINES
from actions.contract import Request, Result, Tools
from actions.destinations import Destination, destination
from actions.dictation import own_words
from actions.errors import NothingToDo
from actions.movements import Movement, find_movement
from actions.named_sets import named_set
from actions.named_spans import Named, blanked, named_in
from actions.parts import Button, Buttons, Text
from actions.proposals import labelled, made, made_many, propose
from actions.states import reopens, state_verbs, status_wanted
from actions.targets import Targets, codes_in, targets, without
from actions.wanted import NUMBERS, find_mentions, find_wanted, usual
from actions.wording import line
from crm import Catalogue, FieldInfo, Invalid, ObjectInfo, Plan, Value
from language import find_counts, words

_SOON = 4
OBJECTS = ("Opportunity", "Account", "Contact", "Lead", "Case", "Task", "Event")


@dataclass(frozen=True)
class Asked:
    """A request for a change, cut up: its words, its names, and where the record goes."""

    text: str
    names: list[Named]
    given: Destination | None

    @property
    def of_record(self) -> list[Named]:
        """The names that may be the record's own."""
        return [one for one in self.names if not self.given or one is not self.given.named]

    @property
    def bare(self) -> str:
        """The words with blanks where names, numbers of records and ranks stand.

        « la deuxième » is no day, "SIN-00003" no amount.
        """
        spans = [(one.start, one.end) for one in self.names]
        return blanked(self.text, *spans, *self._rank, *codes_in(self.text))

    @property
    def _rank(self) -> list[tuple[int, int]]:
        """Where the message points to a row of the list: right after its verb."""
        ranks = [one.span for one in find_counts(self.text) if one.ordinal]
        return [span for span in ranks if len(words(self.text[: span[0]])) < _SOON][:1]


async def propose_update(request: Request, tools: Tools) -> Result:
    """Read which records and what change, and show it before anything is written."""
    catalogue = await tools.org().catalogue()
    text = own_words(request.text)
    names = named_in(request, text)
    guess = catalogue.get("Opportunity") or next(iter(catalogue.values()))
    given = await destination(request, tools, names, guess, text)
    asked = Asked(text, names, given)
    move = find_movement(asked.bare)
    scope, today = _scope(asked, move), tools.clock.today()
    whole = named_set(without(scope, asked.of_record), catalogue, today)
    new = whole.new_values(asked.bare, today, catalogue) if whole and not move else []
    scope = blanked(scope, *((one.start, one.end) for one in new), *state_verbs(scope))
    meant = await targets(request, tools, asked.of_record, changeable(catalogue), scope)
    info = catalogue[meant.object]
    wanted = _given(asked, info)
    if whole is None:
        wanted |= _said(asked, move, info, tools, catalogue, many=meant.many)
    wanted |= {one.field.name: one.value for one in new}
    if not wanted and not move:
        status = await status_wanted(asked.bare, info.name, tools.org(), today)
        if status is None:
            raise _not_understood(request, info)
        field, values = status
        if len(values) > 1:
            return _which_status(request, info, field, values)
        wanted = {field: values[0]}
        if reopens(asked.bare) and not meant.many:
            await _check_closed(meant, tools)
    return await _proposed(request, tools, meant, wanted, _moving(asked, move, info))


async def _check_closed(meant: Targets, tools: Tools) -> None:
    """Raise `Invalid` where what should be reopened is open."""
    held = await tools.org().get(meant.object, meant.records[0].id, ("IsClosed",))
    if held and not held["IsClosed"]:
        raise Invalid("", "unchanged")


def changeable(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the kinds of record a name is looked for in: the usual ones, and the org's own."""
    own = (name for name, info in catalogue.items() if info.custom and info.updateable)
    return (*OBJECTS, *own)


def _scope(asked: Asked, move: Movement | None) -> str:
    """Return the words that may say which records: without the movement and the destination."""
    spans = [move.span] if move else []
    if asked.given and asked.given.named:
        spans.append((asked.given.named.start, asked.given.named.end))
    return blanked(asked.text, *spans)


def _said(
    asked: Asked, move: Movement | None, info: ObjectInfo, tools: Tools, catalogue: Catalogue,
    *, many: bool,
) -> dict[str, Value]:  # fmt: skip
    """Return the new values that are the same for every record."""
    text = blanked(asked.bare, move.span) if move else asked.bare
    found = find_wanted(text, info, tools.clock.today(), catalogue, led=many)
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


def _not_understood(request: Request, info: ObjectInfo) -> Exception:
    """Return why nothing can be proposed: a state the org does not know, or no change at all."""
    if not request.all("stage"):
        return NothingToDo("no_such_change")
    needed = [one for one in info.fields.values() if one.picklist and not one.nillable]
    values = tuple(entry.value for field in needed[:1] for entry in field.picklist)
    if not needed:
        return NothingToDo("no_such_change")
    return labelled(Invalid(needed[0].name, "picklist", values), info, request.language)


def _moving(
    asked: Asked, move: Movement | None, info: ObjectInfo
) -> tuple[FieldInfo, Movement] | None:
    """Return the field that moves: the one named, else the one people mean."""
    if move is None:
        return None
    fields = tuple(one for one in info.fields.values() if one.updateable and move.fits(one))
    named = sorted(find_mentions(asked.bare, fields), key=lambda one: -one.share)
    field = named[0].field if named else usual(fields)
    if field is None:
        raise NothingToDo("no_such_change")
    return field, move


async def _proposed(
    request: Request, tools: Tools, meant: Targets, wanted: Mapping[str, Value],
    moving: tuple[FieldInfo, Movement] | None,
) -> Result:  # fmt: skip
    """Make the proposal for one record or for all of the list."""
    plans = await _plans(meant, wanted, moving, tools)
    if not meant.many:
        record, values = plans[0]
        proposal = await made(request, tools, "update", meant.object, record, values)
        return await propose(proposal, request, tools)
    proposal = await made_many(request, tools, "update", meant.object, plans)
    shown = meant.explained(await propose(proposal, request, tools))
    left = len(meant.records) - len(proposal.parts)
    if not left:
        return shown
    note = line(LINES, "left_out", request.language, count=left)
    return replace(shown, parts=(*shown.parts, Text(text=note)))


async def _plans(
    meant: Targets, wanted: Mapping[str, Value], moving: tuple[FieldInfo, Movement] | None,
    tools: Tools,
) -> list[Plan]:  # fmt: skip
    """Return each record's id and new values, moved ones from what it holds now."""
    if moving is None:
        return [(one.id, wanted) for one in meant.records]
    field, move = moving
    ids = [one.id for one in meant.records]
    held = await tools.org().get_many(meant.object, ids, (field.name,))
    plans: list[Plan] = []
    for one in meant.records:
        value = move.moved((held.get(one.id) or {}).get(field.name))
        if value is not None:
            plans.append((one.id, {**wanted, field.name: _rounded(value, field)}))
    if not plans:
        raise Invalid(field.name, "unchanged")
    return plans


def _rounded(value: Value, field: FieldInfo) -> Value:
    """Keep whole numbers whole where the field has no decimals."""
    if field.type in NUMBERS and field.scale == 0 and not isinstance(value, str | bool):
        return round(value) if isinstance(value, int | float) else value
    return value
