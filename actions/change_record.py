"""Changing a record: show old and new, ask, write once on a yes, refuse what is stale, undo."""

from __future__ import annotations

import logging

from actions.contract import Language, Request, Result, Tools
from actions.display import label_at, shown
from actions.errors import NothingToDo
from actions.naming import NAME_ENTITIES, focused, record_meant
from actions.parts import (
    Button,
    Buttons,
    Card,
    CardField,
    ChangeView,
    ProposalView,
    RecordRef,
    Table,
    Text,
)
from actions.wanted import read_wanted
from actions.wording import Lines, line
from crm import Catalogue, Crm, Proposal, Stale

LOG = logging.getLogger("comptoir.changes")
OBJECTS = ("Opportunity", "Account", "Contact", "Lead", "Case")
LINES: Lines = {
    "ask": {
        "fr": "Voici ce que je vais modifier sur **{name}**. Je confirme ?",
        "en": "Here is what I’m about to change on **{name}**. Shall I go ahead?",
    },
    "stale": {
        "fr": "**{name}** a changé depuis que je vous l’ai montrée ; rien n’a été enregistré. "
        "Voici la modification à partir des valeurs actuelles. Je confirme ?",
        "en": "**{name}** changed since I showed it to you; nothing was saved. Here is the change "
        "from its current values. Shall I go ahead?",
    },
    "done": {
        "fr": "C’est enregistré : {changes}. Dites « annule » pour revenir en arrière.",
        "en": "Saved: {changes}. Say “undo” to take it back.",
    },
    "cancelled": {
        "fr": "D’accord, je n’ai rien modifié.",
        "en": "All right, nothing was changed.",
    },
    "undone": {
        "fr": "C’est annulé : **{name}** a retrouvé ses valeurs précédentes ({changes}).",
        "en": "Undone: **{name}** has its previous values again ({changes}).",
    },
    "yes": {"fr": "Confirmer", "en": "Confirm"},
    "no": {"fr": "Annuler", "en": "Cancel"},
    "field": {"fr": "Champ", "en": "Field"},
    "old": {"fr": "Actuellement", "en": "Now"},
    "new": {"fr": "Après", "en": "After"},
}


async def propose_update(request: Request, tools: Tools) -> Result:
    """Read which record and what change, and show it before anything is written."""
    record = await record_meant(request, tools, OBJECTS)
    catalogue = await tools.org().catalogue()
    wanted = read_wanted(without_names(request), catalogue[record.object], tools.clock.today())
    if not wanted:
        raise NothingToDo("no_such_change")
    proposal = await tools.org().propose(
        "update", record.object, record.id, wanted, tools.clock.now()
    )
    await tools.ledger.keep(proposal, request.conversation, request.text)
    return ask("ask", proposal, catalogue, tools.org(), request.language)


def without_names(request: Request) -> str:
    """Return the text with blanks where the record's own name stands."""
    text = request.text
    for entity in request.entities:
        if entity.name in NAME_ENTITIES and entity.end > entity.start:
            text = text[: entity.start] + " " * (entity.end - entity.start) + text[entity.end :]
    return text


def ask(
    name: str, proposal: Proposal, catalogue: Catalogue, crm: Crm, language: Language
) -> Result:
    """Show a proposal with its old and new values and the two buttons."""
    changes = views(proposal, catalogue, language, crm.user.timezone)
    columns = [line(LINES, key, language) for key in ("field", "old", "new")]
    rows = [[view.label, view.old or "—", view.new or "—"] for view in changes]
    payload = f'{{"proposal": "{proposal.id}"}}'
    record = RecordRef(object=proposal.object, id=proposal.record, name=proposal.name)
    return Result(
        parts=(
            Text(text=line(LINES, name, language, name=proposal.name)),
            Table(columns=columns, rows=rows, total=len(rows)),
            Buttons(
                buttons=[
                    Button(label=line(LINES, "yes", language), payload=f"/confirm{payload}",
                           style="primary"),
                    Button(label=line(LINES, "no", language), payload=f"/deny{payload}"),
                ]
            ),
        ),
        slots={**focused(record), "pending": proposal.id},
        records=(record,),
        proposal=ProposalView(
            id=proposal.id, object=proposal.object, record=proposal.record, changes=changes,
            expires=proposal.expires.isoformat(),
        ),
    )  # fmt: skip


def views(
    proposal: Proposal, catalogue: Catalogue, language: Language, zone: str
) -> list[ChangeView]:
    """Return the changes with labels and values as the reader writes them."""
    fields = catalogue[proposal.object].fields
    return [
        ChangeView(
            field=change.field,
            label=label_at(catalogue, proposal.object, change.field, language),
            old=shown(change.old, fields.get(change.field), language, zone),
            new=shown(change.new, fields.get(change.field), language, zone),
        )
        for change in proposal.changes
    ]


async def waiting(request: Request, tools: Tools) -> Proposal:
    """Return the proposal a yes or a no is about: the button's, else the conversation's."""
    user, payload = tools.org().user.id, request.first("proposal")
    if payload:
        found = await tools.ledger.proposal(user, str(payload.value))
    else:
        found = await tools.ledger.waiting(user, request.conversation)
    if found is None:
        raise NothingToDo("nothing_waiting")
    return found


async def confirm(request: Request, tools: Tools) -> Result:
    """Write the proposal that was shown, once, against the revision that was shown."""
    proposal, crm = await waiting(request, tools), tools.org()
    if not await tools.ledger.claim(crm.user.id, proposal.id, request.turn):
        raise NothingToDo("already_done")
    outcome = None
    try:
        outcome = await crm.execute(proposal, request.turn)
    except Stale:
        LOG.info("turn %s: proposal %s is stale", request.turn, proposal.id)
    finally:
        if outcome is None:
            await tools.ledger.release(crm.user.id, proposal.id)
    if outcome is None:
        return await show_again(proposal, request, tools)
    await tools.ledger.settle(outcome, request.turn)
    catalogue = await crm.catalogue()
    words = line(
        LINES, "done", request.language, changes=sentence(proposal, catalogue, request, crm)
    )
    record = RecordRef(object=proposal.object, id=outcome.record, name=proposal.name)
    return Result(
        parts=(Text(text=words), card(proposal, record, catalogue, request.language, crm)),
        slots={**focused(record), "pending": None},
        records=(record,),
    )


async def show_again(proposal: Proposal, request: Request, tools: Tools) -> Result:
    """Propose the same new values again from what the record holds now."""
    crm = tools.org()
    values = {change.field: change.new for change in proposal.changes}
    await tools.ledger.cancel(crm.user.id, proposal.id)
    fresh = await crm.propose(
        proposal.operation, proposal.object, proposal.record, values, tools.clock.now()
    )
    await tools.ledger.keep(fresh, request.conversation, request.text)
    return ask("stale", fresh, await crm.catalogue(), crm, request.language)


def sentence(proposal: Proposal, catalogue: Catalogue, request: Request, crm: Crm) -> str:
    """Return the changes as one line: « Étape : Négociation/Révision (avant : …) »."""
    colon = "\u202f: " if request.language == "fr" else ": "
    return ", ".join(
        f"{view.label}{colon}{view.new}"
        for view in views(proposal, catalogue, request.language, crm.user.timezone)
    )


def card(
    proposal: Proposal, record: RecordRef, catalogue: Catalogue, language: Language, crm: Crm
) -> Card:
    """Return the record with its new values."""
    changes = views(proposal, catalogue, language, crm.user.timezone)
    return Card(
        object=record.object, id=record.id, title=record.name,
        fields=[CardField(label=view.label, value=view.new or "—") for view in changes],
        url=crm.record_url(record.object, record.id),
    )  # fmt: skip


async def cancel(request: Request, tools: Tools) -> Result:
    """Drop the proposal that was shown."""
    proposal = await waiting(request, tools)
    if not await tools.ledger.cancel(tools.org().user.id, proposal.id):
        raise NothingToDo("already_done")
    words = line(LINES, "cancelled", request.language)
    return Result(parts=(Text(text=words),), slots={"pending": None})


async def undo(request: Request, tools: Tools) -> Result:
    """Take back the last change of this conversation; a waiting proposal is simply dropped."""
    crm = tools.org()
    if not request.first("proposal") and await tools.ledger.waiting(
        crm.user.id, request.conversation
    ):
        return await cancel(request, tools)
    outcome = await tools.ledger.last_outcome(crm.user.id, request.conversation)
    payload = request.first("proposal")
    if outcome is None or (payload and payload.value != outcome.proposal.id):
        raise NothingToDo("nothing_to_undo")
    await crm.undo(outcome, request.turn)
    proposal = outcome.proposal
    await tools.ledger.undone(crm.user.id, proposal.id)
    catalogue, colon = await crm.catalogue(), "\u202f: " if request.language == "fr" else ": "
    changes = ", ".join(
        f"{view.label}{colon}{view.old}"
        for view in views(proposal, catalogue, request.language, crm.user.timezone)
    )
    words = line(LINES, "undone", request.language, name=proposal.name, changes=changes)
    record = RecordRef(object=proposal.object, id=outcome.record, name=proposal.name)
    return Result(parts=(Text(text=words),), slots=focused(record), records=(record,))
