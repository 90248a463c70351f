"""How a proposal is shown: old and new values, the exact list of records, the two buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actions.change_lines import LINES
from actions.contract import Language, Request, Result, Tools
from actions.display import field_at, label_at, shown
from actions.naming import focused
from actions.parts import (
    Button,
    Buttons,
    ChangeView,
    Part,
    ProposalView,
    RecordChange,
    RecordRef,
    Table,
    Text,
)
from actions.wording import first_names, line, text
from crm import (
    Catalogue,
    Change,
    Compare,
    Crm,
    Invalid,
    ObjectInfo,
    Operation,
    Plan,
    Proposal,
    Query,
    Value,
)

MOST_ROWS = 200
_CHUNK = 200


async def made(
    request: Request, tools: Tools, operation: Operation, name: str, record: str,
    values: Mapping[str, Value],
) -> Proposal:  # fmt: skip
    """Make the proposal for one record; what the org would refuse is said by its labels."""
    crm = tools.org()
    try:
        proposal = await crm.propose(operation, name, record, values, tools.clock.now())
        kind = (await crm.catalogue())[name].labels.of(request.language)
        return proposal if proposal.name else replace(proposal, name=kind)
    except Invalid as exc:
        raise labelled(exc, (await crm.catalogue())[name], request.language) from exc


async def made_many(
    request: Request, tools: Tools, operation: Operation, name: str, plans: Sequence[Plan]
) -> Proposal:
    """Make the proposal for several records; see `made`."""
    crm = tools.org()
    try:
        return await crm.propose_many(operation, name, plans, tools.clock.now())
    except Invalid as exc:
        raise labelled(exc, (await crm.catalogue())[name], request.language) from exc


def labelled(error: Invalid, info: ObjectInfo, language: Language) -> Invalid:
    """Return the refusal with the field and its possible values as people call them."""
    field = info.fields.get(error.field)
    if field is None:
        return error
    labels = {entry.value: entry.labels.of(language) for entry in field.picklist}
    allowed = tuple(labels.get(one, one) if isinstance(one, str) else one for one in error.allowed)
    return Invalid(field.labels.of(language), error.reason, allowed, error.detail)


async def propose(
    proposal: Proposal, request: Request, tools: Tools, *, said: str = "", names: str = ""
) -> Result:
    """Keep a proposal and show it; `said` names another line than the operation's own."""
    await tools.ledger.keep(proposal, request.conversation, request.text)
    return await show(proposal, request, tools, said=said, names=names)


async def show(
    proposal: Proposal, request: Request, tools: Tools, *, said: str = "", names: str = ""
) -> Result:
    """Show a proposal with its old and new values and the two buttons."""
    crm, language = tools.org(), request.language
    catalogue = await crm.catalogue()
    viewer = await view(proposal, catalogue, crm, language)
    kind = catalogue[proposal.object].labels.of(language).lower()
    many = "many_" if len(proposal.parts) > 1 and proposal.operation != "convert" else ""
    words = line(
        LINES, said or f"ask_{many}{proposal.operation}", language,
        name=_called(proposal), count=len(proposal.parts), kind=kind, names=names,
    )  # fmt: skip
    record = _one(proposal)
    return Result(
        parts=(
            Text(text=words),
            *_tables(viewer, proposal, catalogue, language),
            *_left_out(proposal, language),
            _buttons(proposal, language),
        ),
        slots={**(focused(record) if record else {}), "pending": proposal.id, "awaiting": None},
        records=(record,) if record else tuple(_refs(viewer.records)),
        proposal=viewer,
    )  # fmt: skip


def _called(proposal: Proposal) -> str:
    """Return what the one record of a proposal is called, a list's of one too."""
    return proposal.parts[0].name if len(proposal.parts) == 1 else proposal.name


def _left_out(proposal: Proposal, language: Language) -> list[Text]:
    """Say which records sharing keeps the change from."""
    names, count = first_names(proposal.withheld, language), len(proposal.withheld)
    return [text(LINES, "withheld", language, count=count, names=names)] if count else []


def _one(proposal: Proposal) -> RecordRef | None:
    if not proposal.record:
        return None
    return RecordRef(object=proposal.object, id=proposal.record, name=proposal.name)


def _refs(records: Iterable[RecordChange]) -> Iterable[RecordRef]:
    for one in records:
        if one.id:
            yield RecordRef(object=one.object, id=one.id, name=one.name)


def _buttons(proposal: Proposal, language: Language) -> Buttons:
    payload = f'{{"proposal": "{proposal.id}"}}'
    deletes = proposal.operation == "delete"
    yes = "yes_delete" if deletes else "yes_anyway" if proposal.accepted else "yes"
    return Buttons(
        buttons=[
            Button(label=line(LINES, yes, language), payload=f"/confirm{payload}",
                   style="danger" if deletes else "primary"),
            Button(label=line(LINES, "no", language), payload=f"/deny{payload}"),
        ]
    )  # fmt: skip


async def view(
    proposal: Proposal, catalogue: Catalogue, crm: Crm, language: Language
) -> ProposalView:
    """Return the proposal as channels and the API show it."""
    every = [*proposal.changes, *(one for part in proposal.parts for one in part.changes)]
    names = await names_of(every, proposal, catalogue, crm)
    teller = Teller(catalogue, language, crm.user.timezone, names)
    return ProposalView(
        id=proposal.id, operation=proposal.operation, object=proposal.object,
        record=proposal.record or None,
        changes=[*teller.views(proposal.object, proposal.changes), *_differing(proposal, teller)],
        records=[
            RecordChange(object=part.object, id=part.record or None, name=part.name,
                         changes=teller.views(part.object, part.changes))
            for part in proposal.parts
        ],
        expires=proposal.expires.isoformat(),
    )  # fmt: skip


def _differing(proposal: Proposal, teller: Teller) -> list[ChangeView]:
    """Return the fields whose new value differs from record to record, without one."""
    shared = {change.field for change in proposal.changes}
    each = [change for part in proposal.parts for change in part.changes]
    fields = {change.field: change for change in each if change.field not in shared}
    bare = [replace(change, old=None, new=None) for change in fields.values()]
    return teller.views(proposal.object, bare) if proposal.operation == "update" else []


class Teller:
    """Says changes in the reader's language; `names` are the names of records referred to."""

    def __init__(
        self, catalogue: Catalogue, language: Language, zone: str, names: Mapping[str, str]
    ) -> None:
        self._catalogue, self._language, self._zone, self._names = catalogue, language, zone, names

    def views(self, name: str, changes: Sequence[Change]) -> list[ChangeView]:
        """Return the changes with labels and values as the reader writes them."""
        return [
            ChangeView(
                field=change.field,
                label=label_at(self._catalogue, name, change.field, self._language),
                old=self._shown(change.old, name, change.field),
                new=self._shown(change.new, name, change.field),
            )
            for change in changes
        ]

    def _shown(self, value: Value, name: str, field: str) -> str | None:
        if value is None or value == "":
            return None
        known = self._names.get(value) if isinstance(value, str) else None
        found = field_at(self._catalogue, name, field)
        return known or shown(value, found, self._language, self._zone)


async def names_of(
    changes: Sequence[Change], proposal: Proposal, catalogue: Catalogue, crm: Crm
) -> dict[str, str]:
    """Read what the records are called that the changes refer to."""
    objects = [proposal.object, *(part.object for part in proposal.parts)]
    referring = {
        field.name
        for name in {*objects} & {*catalogue}
        for field in catalogue[name].fields.values()
        if field.type == "reference"
    }
    ids = {str(v) for c in changes if c.field in referring for v in (c.old, c.new) if v}
    prefixes = {info.key_prefix: info for info in catalogue.values()}
    queries = []
    for prefix in {one[:3] for one in ids} & prefixes.keys():
        info = prefixes[prefix]
        found = sorted(one for one in ids if one[:3] == prefix)
        for at in range(0, len(found), _CHUNK):
            where = Compare("Id", "in", tuple(found[at : at + _CHUNK]))
            queries.append(Query(info.name, ("Id", info.name_field), where))
    answers = await crm.run_many(queries)
    return {
        record["Id"]: str(record.get(prefixes[record["Id"][:3]].name_field) or record["Id"])
        for rows in answers
        for record in rows.records
    }


def _tables(
    viewer: ProposalView, proposal: Proposal, catalogue: Catalogue, language: Language
) -> list[Part]:
    """Return the values of one record, or one row a record."""
    if not proposal.parts:
        return [_one_table(viewer.changes, proposal, language)] if viewer.changes else []
    if proposal.operation == "convert":
        return [_led_to(viewer, catalogue, language)]
    return [_many_table(viewer.records, proposal, language)]


def _one_table(changes: Sequence[ChangeView], proposal: Proposal, language: Language) -> Table:
    names = ("field", "new") if proposal.operation == "create" else ("field", "old", "new")
    rows = [[view.label, *(getattr(view, name) or "—" for name in names[1:])] for view in changes]
    return Table(columns=[line(LINES, key, language) for key in names], rows=rows, total=len(rows))


def _led_to(viewer: ProposalView, catalogue: Catalogue, language: Language) -> Table:
    """Return what a lead becomes."""
    rows = [[view.label, view.new or "—"] for view in viewer.changes]
    for record in viewer.records:
        state = "existing" if record.id else "to_create"
        label = catalogue[record.object].labels.of(language)
        rows.append([label, line(LINES, state, language, name=record.name)])
    columns = [line(LINES, key, language) for key in ("field", "new")]
    return Table(columns=columns, rows=rows, total=len(rows))


def _many_table(records: Sequence[RecordChange], proposal: Proposal, language: Language) -> Table:
    """Return one row a record, with the value each changed field has and will have."""
    labels = {view.field: view.label for record in records for view in record.changes}
    updates = proposal.operation == "update"
    columns = [line(LINES, "record", language)]
    for label in labels.values():
        if updates:
            columns.append(line(LINES, "now_of", language, label=label))
        columns.append(line(LINES, "after_of", language, label=label) if updates else label)
    rows = [_row(record, labels, updates=updates) for record in records[:MOST_ROWS]]
    shown_ids = [record.id for record in records[:MOST_ROWS]]
    return Table(
        columns=columns, rows=rows, total=len(records), truncated=len(records) > MOST_ROWS,
        records=[one for one in shown_ids if one] if all(shown_ids) else [],
    )  # fmt: skip


def _row(record: RecordChange, labels: Mapping[str, str], *, updates: bool) -> list[str]:
    held = {view.field: view for view in record.changes}
    row = [record.name]
    for field in labels:
        view = held.get(field)
        row += [(view.old if view else None) or "—"] if updates else []
        row.append((view.new if view else None) or "—")
    return row
