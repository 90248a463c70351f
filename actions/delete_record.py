"""Deleting: one record or the list on screen, shown by name and number before anything goes."""

from __future__ import annotations

from actions.contract import Request, Result, Tools
from actions.dictation import own_words
from actions.named_spans import named_in
from actions.proposals import propose
from actions.targets import targets
from crm import Plan

OBJECTS = (
    "Contact", "Lead", "Account", "Opportunity", "Case", "Task", "Event", "Campaign", "Quote",
)  # fmt: skip


async def delete_record(request: Request, tools: Tools) -> Result:
    """Show what would be deleted."""
    crm, now = tools.org(), tools.clock.now()
    text = own_words(request.text)
    catalogue = await crm.catalogue()
    objects = tuple(name for name in OBJECTS if name in catalogue)
    objects += tuple(name for name, info in catalogue.items() if info.custom and info.deletable)
    meant = await targets(request, tools, named_in(request, text), objects, text)
    if meant.many:
        plans: list[Plan] = [(one.id, {}) for one in meant.records]
        proposal = await crm.propose_many("delete", meant.object, plans, now)
    else:
        proposal = await crm.propose("delete", meant.object, meant.records[0].id, {}, now)
    return meant.explained(await propose(proposal, request, tools))
