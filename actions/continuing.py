"""Going on with what waits, a record being made or a proposal, whatever an answer was taken for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from actions import create_record, schedule_activity
from actions.amending import DECIDES, answered_proposal
from actions.answers import may_answer, read_answer
from actions.contract import Action, Request, Result, Tools
from actions.deciding import cancel, takes_back
from actions.dictation import own_words
from actions.drafts import Draft, question, recalled
from actions.errors import ActionError
from actions.proposals import labelled
from actions.refusals import explain
from actions.taking_back import was_done
from actions.unplaced import name_unplaced
from actions.update_record import changeable
from crm import CrmError, Invalid, Value
from guard import GuardError
from knowledge import KnowledgeError

CONTINUED: Mapping[str, Callable[[Draft, Request, Tools], Awaitable[Result]]] = {
    create_record.ACTION: create_record.go_on,
    schedule_activity.ACTION: schedule_activity.go_on,
}
"""How each action goes on with its draft once a value is given."""


_CHANGING = frozenset({
    "action_add_to_campaign", "action_choose", "action_convert_lead", "action_create_record",
    "action_delete_record", "action_log_activity", "action_propose_update", "action_resume",
    "action_schedule_activity",
})  # fmt: skip
"""What makes a proposal from the words of a message."""

_LOOKS_BACK = "action_show_changes"
"""What shows the last change leaves it at hand."""
Made = TypeVar("Made", Result, Result | None)


def attentive(name: str, action: Action) -> Action:
    """Return the action, but for an answer to our own question: that goes on with the record.

    Nor does a yes with a proviso confirm: it amends the proposal, or shows it again.
    """

    async def act(request: Request, tools: Tools) -> Result:
        request = replace(request, action=name)
        try:
            answered = await _answered(request, tools)
            if answered is not None:
                return await _told_whole(answered, request, tools)
            if (amended := await _passing(request, tools, answered_proposal)) is not None:
                return amended
            result = await _told_whole(await _aside(request, tools, action), request, tools)
        except Invalid as error:
            raise await _labelled(error, request, tools) from error
        if recalled(request.slots) is None or "awaiting" in result.slots:
            return result
        return replace(result, slots={**result.slots, "awaiting": None})

    return act


async def _told_whole(result: Result, request: Request, tools: Tools) -> Result:
    """Return a change that was asked for with the words of the request it leaves out, named.

    An answer to our own question goes on with the words that asked.
    """
    if result.proposal is None or request.action not in _CHANGING:
        return result
    before = request.slots.get("awaiting") or {}
    text = own_words(str(before.get("text") or request.text))
    return await name_unplaced(result, text, request, tools)


async def _labelled(error: Invalid, request: Request, tools: Tools) -> Invalid:
    """Return the refusal with its field as people call it, where an API name stands there."""
    catalogue = await tools.org().catalogue()
    named = [info for info in catalogue.values() if error.field in info.fields]
    spoken = [info for info in named if info.name == request.slots.get("focus_object")]
    standard = [info for info in named if info.name in changeable(catalogue)]
    found = next(iter([*spoken, *standard, *named]), None)
    return labelled(error, found, request.language) if found else error


async def _aside(request: Request, tools: Tools, action: Action) -> Result:
    """Run the action; a proposal it passes over is no longer the last thing that was said.

    A yes to it later shows it again, so that a yes to something else writes nothing.
    """
    looks = request.action == _LOOKS_BACK and was_done(request)
    if request.action in DECIDES or looks or not request.slots.get("pending"):
        return await action(request, tools)
    result = await _passing(request, tools, action)
    return replace(result, slots={"pending": None, **result.slots})


async def _passing(
    request: Request, tools: Tools, act: Callable[[Request, Tools], Awaitable[Made]]
) -> Made | Result:
    """Do it; where it is refused what waits is passed over: a yes shows it again first."""
    try:
        return await act(request, tools)
    except Invalid as error:
        result = explain(await _labelled(error, request, tools), request)
    except (ActionError, CrmError, GuardError, KnowledgeError) as error:
        result = explain(error, request)
    return replace(result, slots={"pending": None, **result.slots})


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
