"""Rasa's action webhook: in comes an action and a tracker, out go events and an answer.

Each turn in progress is registered under its id before Rasa is called, with the rights of the
person who asks; a call for a turn nobody registered is refused, so Rasa lends no rights.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from pydantic import TypeAdapter

from actions import (
    ACTIONS,
    Action,
    ActionError,
    Audience,
    Entity,
    Intent,
    Request,
    Result,
    Text,
    Tools,
    explain,
)
from actions.customers import for_customers, for_visitors
from actions.model_use import with_budget
from copilot.stopwatch import Stopwatch
from copilot.turn import Language
from copilot.wording import line
from crm import CrmError
from guard import GuardError
from knowledge import KnowledgeError

LOG = logging.getLogger("comptoir.webhook")
CALM = "action_calm"
SMALL = frozenset({"action_greet", "action_thank", "action_goodbye", "action_help"})
FRUITLESS = frozenset({"out_of_scope", "unclear", "unknown", "no_such_name", "bad_query"})
UNHEARD = frozenset({"action_clarify", "action_decline"})
RESULT: TypeAdapter[Result] = TypeAdapter(Result)


@dataclass(frozen=True)
class TurnContext:
    """What Rasa must not carry: the asking user's doors, and where the turn comes from."""

    turn: str
    conversation: str
    language: Language
    audience: Audience
    tools: Tools
    stopwatch: Stopwatch


class Webhook:
    """Runs one action for one registered turn."""

    def __init__(self, actions: Mapping[str, Action] = ACTIONS) -> None:
        self._actions = actions
        self._served: dict[Audience, Mapping[str, Action]] = {
            "internal": actions,
            "customer": for_customers(actions),
            "public": for_visitors(actions),
        }
        self._turns: dict[str, TurnContext] = {}

    def register(self, context: TurnContext) -> None:
        """Let Rasa call back for this turn."""
        self._turns[context.turn] = context

    def forget(self, turn: str) -> None:
        """End the turn: later calls for it are refused."""
        self._turns.pop(turn, None)

    async def call(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """Run the action Rasa asks for; None for an unknown turn or action."""
        tracker = body.get("tracker") or {}
        turn = ((tracker.get("latest_message") or {}).get("metadata") or {}).get("turn")
        context = self._turns.get(str(turn))
        if context is None:
            return None
        action = self._served[context.audience].get(str(body.get("next_action")))
        if action is None:
            return None
        started = perf_counter()
        request = read_request(tracker, context, str(body["next_action"]))
        request, result = await self._calmly(action, request, context)
        result = with_budget(request, result)
        context.stopwatch.spent["action"] += (perf_counter() - started) * 1000
        return answer(request, result)

    async def _calmly(
        self, action: Action, request: Request, context: TurnContext
    ) -> tuple[Request, Result]:
        """Run the action; abuse that asks for nothing we can do is answered calmly."""
        abusive = await context.tools.guard.is_abusive(request.text)
        result = await self._run(action, request, context)
        small = request.action in SMALL or result.refused in FRUITLESS
        # An insult that nobody understood may look like fishing; a request that fishes is refused.
        small = small or (request.action in UNHEARD and result.refused == "confidential")
        if not abusive or not small:
            return request, result
        told = replace(request, intent=Intent("insult", 1.0), action=CALM)
        return told, await self._run(self._actions[CALM], told, context)

    async def _run(self, action: Action, request: Request, context: TurnContext) -> Result:
        try:
            return await action(request, context.tools)
        except (ActionError, CrmError, GuardError, KnowledgeError) as error:
            LOG.info("turn %s: %s", context.turn, type(error).__name__)
            return explain(error, request)
        except Exception as error:
            # The traceback's frames hold record values: only the class and the place are logged.
            LOG.error("turn %s: %s at %s", context.turn, type(error).__name__, place_of(error))
            words = line("bug", context.language, turn=context.turn[:8])
            return Result(parts=(Text(text=words),), refused="error")


def place_of(error: BaseException) -> str:
    """Return `module:line` of the innermost frame."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"


def read_request(tracker: Mapping[str, Any], context: TurnContext, action: str) -> Request:
    """Read what Rasa understood from its tracker."""
    message = tracker.get("latest_message") or {}
    intent = message.get("intent") or {}
    return Request(
        text=str(message.get("text") or ""),
        language=context.language,
        intent=Intent(str(intent.get("name")), float(intent.get("confidence") or 0.0)),
        entities=tuple(read_entity(entity) for entity in message.get("entities") or ()),
        slots=tracker.get("slots") or {},
        turn=context.turn,
        conversation=context.conversation,
        audience=context.audience,
        action=action,
    )


def read_entity(entity: Mapping[str, Any]) -> Entity:
    """Read one entity; payload entities have no place in the text."""
    start, end = entity.get("start") or 0, entity.get("end") or 0
    return Entity(entity["entity"], entity.get("value"), start, end, entity.get("role"))


def answer(request: Request, result: Result) -> dict[str, Any]:
    """Write events and the one custom payload that holds the whole answer."""
    events = [
        {"event": "slot", "name": name, "value": value, "timestamp": None}
        for name, value in {"language": request.language, **result.slots}.items()
    ]
    custom = RESULT.dump_python(result, mode="json", by_alias=True, exclude={"slots"})
    custom["action"] = request.action
    custom["intent"] = {"name": request.intent.name, "confidence": request.intent.confidence}
    return {"events": events, "responses": [{"custom": custom}]}
