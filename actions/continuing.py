"""Going on with a record being made, whatever the dialogue took the answer to our question for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from actions import create_record, schedule_activity
from actions.answers import may_answer, read_answer
from actions.contract import Action, Request, Result, Tools
from actions.deciding import cancel, takes_back
from actions.drafts import Draft, question, recalled
from crm import Value

CONTINUED: Mapping[str, Callable[[Draft, Request, Tools], Awaitable[Result]]] = {
    create_record.ACTION: create_record.go_on,
    schedule_activity.ACTION: schedule_activity.go_on,
}
"""How each action goes on with its draft once a value is given."""


def attentive(name: str, action: Action) -> Action:
    """Return the action, but for an answer to our own question: that goes on with the record."""

    async def act(request: Request, tools: Tools) -> Result:
        answered = await _answered(replace(request, action=name), tools)
        if answered is not None:
            return answered
        result = await action(request, tools)
        if recalled(request.slots) is None or "awaiting" in result.slots:
            return result
        return replace(result, slots={**result.slots, "awaiting": None})

    return act


async def _answered(request: Request, tools: Tools) -> Result | None:
    """Go on with the record being made, where the message answers what was asked of it."""
    draft = recalled(request.slots)
    if draft is None or tools.crm is None or request.first("record"):
        return None
    catalogue = await tools.org().catalogue()
    info = catalogue.get(draft.object)
    wanted = info.fields.get(draft.asked) if info else None
    if info is None or wanted is None:
        return None
    if takes_back(request.text):
        return await cancel(request, tools)
    agreed = bool(draft.offered) and request.action == "action_confirm"
    offered: Mapping[str, Value] = {wanted.name: draft.offered}
    values = offered if agreed else await read_answer(request, wanted, info, tools)
    if not agreed and not may_answer(request, wanted, readable=bool(values)):
        return None
    if not values:
        return await question(draft, wanted, request, tools, again=True)
    return await CONTINUED[draft.action](draft.with_values(values), request, tools)
