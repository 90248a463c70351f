"""Every action's name and its function: a new skill is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from actions.answer_question import answer_question
from actions.change_record import cancel, confirm, propose_update, undo
from actions.contract import Action
from actions.create_report import create_report
from actions.query_records import query_records, refine_query
from actions.show_record import choose, resume, show_detail, show_record
from actions.small_talk import (
    calm,
    clarify,
    decline,
    decline_change,
    greet,
    hand_over,
    help_by_role,
    say_goodbye,
    stop,
    switch_language,
    thank,
)
from actions.summarise import summarise_interactions
from actions.write_email import revise_email, write_email

_RUNNABLE: Mapping[str, Action] = {
    "action_answer_question": answer_question,
    "action_calm": calm,
    "action_cancel": cancel,
    "action_clarify": clarify,
    "action_confirm": confirm,
    "action_create_report": create_report,
    "action_decline": decline,
    "action_decline_change": decline_change,
    "action_goodbye": say_goodbye,
    "action_greet": greet,
    "action_hand_over": hand_over,
    "action_help": help_by_role,
    "action_propose_update": propose_update,
    "action_query_records": query_records,
    "action_refine_query": refine_query,
    "action_revise_email": revise_email,
    "action_show_detail": show_detail,
    "action_show_record": show_record,
    "action_stop": stop,
    "action_summarise_interactions": summarise_interactions,
    "action_switch_language": switch_language,
    "action_thank": thank,
    "action_undo": undo,
    "action_write_email": write_email,
}

ACTIONS: Mapping[str, Action] = {
    **_RUNNABLE,
    "action_choose": partial(choose, _RUNNABLE),
    "action_resume": partial(resume, _RUNNABLE),
}
