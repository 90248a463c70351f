"""Messages that lean on the answer on screen, whatever they were taken for.

« et refusés ? » is taken for a no, "insurance too" for an e-mail's revision, "for James" for a name
given. Where an action has nothing of its own to act on, because no change waits, no e-mail is
drafted, no choice is open, or where the message was not understood, it is read as going on from the
question on screen: all of it must mean something there, and change what is shown.
"""

from __future__ import annotations

import re
from typing import Any

from actions.contract import Action, Request, Result, Tools
from actions.destinations import hands_over
from actions.dictation import own_words
from actions.errors import ActionError, NoSuchName, NothingToDo, RecordNeeded
from actions.led_group import ranked_group
from actions.naming import NAME_ENTITIES
from actions.pointed_rows import utmost_row
from actions.pointing import spoken_of
from actions.query_records import answer_reading, read_question
from actions.reading import Reading, keep, recall
from actions.reading.files_asked import asks_export
from actions.reading.follow_up import page_asked
from actions.rows_shown import row_said
from actions.screen_history import goes_back
from actions.show_record import OF_SOMEBODY
from actions.unplaced import name_unplaced
from crm import CrmError
from language import fold, words

_UNSURE = frozenset({
    "action_clarify", "action_decline", "action_goodbye", "action_resume", "action_stop",
})  # fmt: skip
"""What is done where nothing else fits: the screen is looked at first."""
_BEREFT = frozenset({
    "action_add_to_campaign", "action_answer_question", "action_cancel", "action_choose",
    "action_convert_lead", "action_delete_record", "action_log_activity", "action_propose_update",
    "action_revise_email", "action_schedule_activity", "action_send_email", "action_show_detail",
    "action_show_record", "action_undo", "action_write_email",
})  # fmt: skip
"""What may find that it has nothing to act on."""
_CHANGES = _BEREFT - {
    "action_answer_question", "action_cancel", "action_choose", "action_revise_email",
    "action_send_email", "action_show_detail", "action_show_record", "action_undo",
}  # fmt: skip
_ORDERED = frozenset({"action_clarify", "action_decline", "action_revise_email"})
_LOOKS = frozenset({"action_query_records", "action_refine_query"})
"""What « donne la plus grosse à Hugo » may be taken for."""
_ORDER = re.compile(r"\W*(?:\w+\W+){0,3}?(?:\w{3,}-(?:la|le|les)\b|[a-z]{3,} (?:it|them)\b)")
"""A verb and what is spoken of: « mets-le plutôt en … », "then give it to …"."""
_NOTHING = frozenset({
    "nothing_waiting", "nothing_to_undo", "nothing_to_choose", "no_email", "no_such_change",
})  # fmt: skip
_SEQUEL = frozenset(
    words("et and or ou mais but what pour for only juste just plutot same meme en in as par by ")
    + words("ceux celles those lesquels lesquelles")
)
_OUT = frozenset(
    words("drop remove exclude enleve enlevez retire retirez vire virez exclus excluez ignore skip")
)
_THOSE = frozenset(words("ones those ceux celles"))


def leaning(name: str, action: Action, going_on: Action, change: Action) -> Action:
    """Return the action, `going_on` from what is on screen where it has nothing to act on.

    What orders something of a record spoken of is a `change` first: « donne-la à Claire ».
    """
    if name in _LOOKS:
        return _giving(action, change)
    if name not in _UNSURE | _BEREFT:
        return action

    async def act(request: Request, tools: Tools) -> Result:
        first = _screen_first(name, request)
        if name in _ORDERED and (changed := await _ordered(request, tools, change)):
            return changed
        if first and await _fits(request, tools):
            return await going_on(request, tools)
        if first and (told := await _of_spoken(request, tools)):
            return told
        try:
            result = await action(request, tools)
        except (NothingToDo, RecordNeeded, NoSuchName) as error:
            no_mail = isinstance(error, NothingToDo) and error.what == "no_email"
            if no_mail and (changed := await _changed(request, tools, change)):
                return changed
            if first or not _bereft(name, error, request) or not await _fits(request, tools):
                raise
            return await going_on(request, tools)
        unknown = name == "action_answer_question" and result.refused == "unknown"
        return await going_on(request, tools) if unknown and await _fits(request, tools) else result

    return act


def _giving(action: Action, change: Action) -> Action:
    """Return an action that looks things up; a row that is given to somebody is a change first."""

    async def act(request: Request, tools: Tools) -> Result:
        if await _hands_row(request, tools):
            return await _changed(request, tools, change) or await action(request, tools)
        return await action(request, tools)

    return act


async def _hands_row(request: Request, tools: Tools) -> bool:
    """Whether a message gives a row on screen to somebody: « donne la plus grosse à Hugo »."""
    if tools.crm is None or not request.slots.get("last_query") or not hands_over(request.text):
        return False
    return row_said(request) is not None or await utmost_row(request, tools) is not None


async def _ordered(request: Request, tools: Tools, change: Action) -> Result | None:
    """Return the change that a message orders of what is spoken of, where it is one."""
    orders = tools.crm is not None and bool(_ORDER.match(fold(request.text)))
    orders = orders or await _hands_row(request, tools)
    return await _changed(request, tools, change) if orders else None


async def _changed(request: Request, tools: Tools, change: Action) -> Result | None:
    """Return the change that a message makes; None where it makes none."""
    try:
        result = await change(request, tools)
    except (ActionError, CrmError):
        return None
    if result.proposal is None:
        return None
    return await name_unplaced(result, own_words(request.text), request, tools)


def _screen_first(name: str, request: Request) -> bool:
    """Whether the screen is looked at before the action has its say."""
    said = words(request.text)
    if name == "action_stop":
        return bool({*said[:1]} & _OUT)
    if name == "action_goodbye":  # « à demain » is one
        return bool({*said[:1]} & _SEQUEL)
    if name == "action_resume":
        return not request.slots.get("awaiting") and not _only_a_name(request)
    if name == "action_show_detail":
        return not request.slots.get("focus_id") and not OF_SOMEBODY & {*said}
    if name in {"action_propose_update", "action_delete_record"}:
        return bool({*said[:3]} & _OUT and {*said} & _THOSE)
    return name in _UNSURE


def _bereft(name: str, error: ActionError, request: Request) -> bool:
    """Whether the action found nothing at all to act on; a change that was ordered stays one."""
    if name in _CHANGES:
        sequel = bool({*words(request.text)[:1]} & _SEQUEL)
        return sequel and (isinstance(error, RecordNeeded) or _nothing(error))
    if isinstance(error, NothingToDo):
        return _nothing(error)
    return isinstance(error, RecordNeeded) or name == "action_show_record"


def _nothing(error: ActionError) -> bool:
    return isinstance(error, NothingToDo) and error.what in _NOTHING


def _only_a_name(request: Request) -> bool:
    named = [one for kind in NAME_ENTITIES for one in request.all(kind)]
    said = {word for one in named for word in words(request.text[one.start : one.end])}
    return {*words(request.text)} <= said


async def _fits(request: Request, tools: Tools) -> bool:
    """Whether all of a message means something on screen, and changes what is shown there."""
    last = request.slots.get("last_query")
    if tools.crm is None or not last or "object" not in last:
        return False
    if goes_back(request.text):
        return "before" in last
    if page_asked(request.text):
        return True
    if ranked_group(request.text, recall(last, await tools.crm.catalogue())):
        return True
    try:
        spoken = spoken_of(request, await tools.crm.catalogue())
        reading = await read_question(request, tools, spoken, refines=True)
    except (ActionError, CrmError):
        return False
    whole = reading is not None and not reading.unclear
    return whole and reading is not None and _follows(reading, last, request)


async def _of_spoken(request: Request, tools: Tools) -> Result | None:
    """Answer what is asked of the record spoken of: "who's the CFO?" of the account on screen."""
    if tools.crm is None or not request.slots.get("focus_id"):
        return None
    try:
        spoken = spoken_of(request, await tools.crm.catalogue(), certain=True)
        reading = await read_question(request, tools, spoken)
        whole = reading is not None and reading.belongs is not None and not reading.unclear
        return await answer_reading(request, tools, reading) if reading and whole else None
    except (ActionError, CrmError):
        return None


def _follows(reading: Reading, last: dict[str, Any], request: Request) -> bool:
    """Whether a reading is the question on screen, changed or put in a file."""
    if reading.query.object != last["object"]:
        return False
    asks = reading.choice is not None or asks_export(request.text)
    return asks or _changes(keep(reading), last)


def _changes(made: dict[str, Any], last: dict[str, Any]) -> bool:
    """Whether a question differs from the one on screen by more than its columns."""
    return any(made.get(name) != last.get(name) for name in made if name not in {"select", "names"})
