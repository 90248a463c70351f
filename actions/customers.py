"""What customers may ask of the copilot: their own records, a case opened, the documentation.

Their CRM is confined to what is theirs; this table says, besides, which skills are meant for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from actions.answer_question import answer_question
from actions.appointments import appointments
from actions.asked_next import asked_next, supposing
from actions.continuing import attentive
from actions.contract import Action, Request, Result, Tools
from actions.counterpart import counterpart
from actions.create_record import create_record
from actions.deciding import cancel, confirm
from actions.discretion import discreet
from actions.own_equipment import own_equipment
from actions.own_records import own_records
from actions.parts import Text
from actions.show_record import choose, resume
from actions.small_talk import clarify, decline, decline_change
from actions.wording import Lines, line
from language import fold

LINES: Lines = {
    "opened": {
        "fr": "Votre demande est enregistrée sous le numéro **{number}**. Vous serez prévenu de "
        "chaque réponse ; demandez-moi « où en est ma demande » quand vous voulez.",
        "en": "Your request is registered as number **{number}**. You’ll be told about every "
        "answer; ask me “where is my request” any time.",
    },
}
ASKING = frozenset(
    {
        "action_answer_question", "action_clarify", "action_decline", "action_query_records",
        "action_refine_query", "action_show_detail", "action_show_record", "action_create_report",
        "action_summarise_interactions", "action_write_email", "action_decline_change",
        "action_propose_update", "action_help",
    }
)  # fmt: skip
"""What a question may be taken for."""
OWN_NEXT = re.compile(
    r"\W*(?:et|and|mais|but|what about|how about|quid de)\W+(?:pour |for )?"
    r"(?:mon|ma|mes|notre|nos|my|our)\b"
)
"""« Et ma commande ? »: a sequel about something of one's own."""
OPEN_TO_ALL = (
    "action_calm", "action_goodbye", "action_greet", "action_hand_over",
    "action_help", "action_stop", "action_switch_language", "action_thank",
)  # fmt: skip


async def find_out(request: Request, tools: Tools) -> Result:
    """Answer from the documentation; where it has no answer, from the customer's own records.

    When somebody comes is in no article.
    """
    told = await appointments(request, tools) or await counterpart(request, tools)
    if told := told or await own_equipment(request, tools):
        return told
    found = await answer_question(request, tools)
    if found.refused != "unknown":
        return found
    return await own_records(request, tools, only_mine=True) or found


async def look_up(request: Request, tools: Tools) -> Result:
    """Answer from the customer's own records; where they are not meant, the documentation."""
    return (
        await appointments(request, tools)
        or await counterpart(request, tools)
        or await own_records(request, tools)
        or await answer_question(request, tools)
    )


def theirs_first(otherwise: Action) -> Action:
    """Return an action that answers from the customer's records where the words are about those.

    « Le suivi de mon dossier » is taken for many things; what it asks of a customer is clear.
    """

    async def act(request: Request, tools: Tools) -> Result:
        found = await appointments(request, tools) or await counterpart(request, tools)
        found = found or await own_records(request, tools, only_mine=True)
        return found or await otherwise(request, tools)

    return act


def of_their_own(otherwise: Action) -> Action:
    """Return an action that answers « et ma commande ? »; of somebody unknown, it asks who."""

    async def act(request: Request, tools: Tools) -> Result:
        own = OWN_NEXT.match(fold(request.text)) and await own_records(request, tools)
        return own or await otherwise(request, tools)

    return act


async def open_case(request: Request, tools: Tools) -> Result:
    """Open a case on a yes, and give its number."""
    done = await confirm(request, tools)
    opened = next((one for one in done.records if one.object == "Case"), None)
    if done.refused or opened is None:
        return done
    found = await tools.org().get("Case", opened.id, ("CaseNumber",))
    number = str((found or {}).get("CaseNumber") or opened.id)
    words = line(LINES, "opened", request.language, number=number)
    return Result(parts=(Text(text=words),), slots=done.slots, records=done.records)


def for_customers(actions: Mapping[str, Action]) -> Mapping[str, Action]:
    """Return every action's name with what it does for a customer; most are declined."""
    served: dict[str, Action] = {
        **{name: actions[name] for name in OPEN_TO_ALL if name in actions},
        "action_answer_question": find_out,
        "action_cancel": cancel,
        "action_clarify": asked_next(of_their_own(theirs_first(clarify))),
        "action_confirm": open_case,
        "action_create_record": create_record,
        "action_decline": asked_next(of_their_own(theirs_first(decline))),
        "action_decline_change": decline_change,
        "action_help": of_their_own(actions["action_help"]),
        "action_propose_update": decline_change,
        "action_query_records": look_up,
        "action_refine_query": look_up,
        "action_show_detail": look_up,
        "action_show_record": look_up,
    }
    served |= {"action_choose": partial(choose, served), "action_resume": partial(resume, served)}
    heard = {name: attentive(name, action) for name, action in served.items()}
    return {name: _kept(name, heard.get(name, heard["action_decline"])) for name in actions}


def for_visitors(actions: Mapping[str, Action]) -> Mapping[str, Action]:
    """Return every action as it serves somebody we do not know."""
    served = {
        **actions,
        "action_clarify": asked_next(actions["action_clarify"]),
        "action_help": of_their_own(actions["action_help"]),
        "action_refine_query": supposing(actions["action_refine_query"]),
    }
    return {name: _kept(name, action) for name, action in served.items()}


def _kept(name: str, action: Action) -> Action:
    """Return an action that does not answer what fishes; a plain yes or goodbye never does."""
    return discreet(action) if name in ASKING else action
