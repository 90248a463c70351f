"""Every action's name and its function: a new skill is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from actions.account import disconnect, tell_view
from actions.add_to_campaign import add_to_campaign
from actions.added_words import adding
from actions.analyses import after_work, analyse_work
from actions.answer_question import answer_question
from actions.brief import brief
from actions.continuing import attentive
from actions.contract import Action
from actions.convert_lead import convert_lead
from actions.create_record import create_record
from actions.create_report import create_report
from actions.deciding import cancel, confirm, undo
from actions.delete_record import delete_record
from actions.describe_product import describing
from actions.leaning import leaning
from actions.log_activity import log_activity
from actions.manage_schedules import manage_schedules
from actions.plan_day import plan_day
from actions.pointed_rows import detailing, pointing
from actions.query_records import query_records, refine_query
from actions.schedule_activity import schedule_activity
from actions.schedule_report import schedule_report
from actions.send_email import send_email
from actions.several_questions import each_question
from actions.show_changes import show_changes
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
from actions.update_record import propose_update
from actions.write_email import revise_email, write_email

_DETAIL = pointing(show_detail, bare=True)
_REFINE = after_work(detailing(refine_query, _DETAIL), analyse_work)
_NEXT = detailing(query_records, _DETAIL)
_GOING_ON = each_question(_REFINE, _NEXT, _DETAIL)

_RUNNABLE: Mapping[str, Action] = {
    "action_add_to_campaign": add_to_campaign,
    "action_analyse_work": pointing(analyse_work),
    "action_answer_question": answer_question,
    "action_brief": pointing(brief),
    "action_calm": calm,
    "action_cancel": cancel,
    "action_clarify": adding(clarify, revise_email),
    "action_confirm": confirm,
    "action_convert_lead": pointing(convert_lead),
    "action_create_record": create_record,
    "action_create_report": create_report,
    "action_decline": decline,
    "action_decline_change": decline_change,
    "action_delete_record": delete_record,
    "action_goodbye": say_goodbye,
    "action_greet": greet,
    "action_hand_over": hand_over,
    "action_help": help_by_role,
    "action_log_activity": adding(pointing(log_activity), revise_email),
    "action_manage_schedules": manage_schedules,
    "action_plan_day": plan_day,
    "action_propose_update": propose_update,
    "action_query_records": each_question(query_records, _NEXT, _DETAIL),
    "action_refine_query": _GOING_ON,
    "action_revise_email": revise_email,
    "action_schedule_activity": adding(pointing(schedule_activity), revise_email),
    "action_schedule_report": schedule_report,
    "action_send_email": send_email,
    "action_show_changes": show_changes,
    "action_show_detail": _DETAIL,
    "action_show_record": show_record,
    "action_stop": stop,
    "action_disconnect": disconnect,
    "action_tell_view": tell_view,
    "action_summarise_interactions": pointing(summarise_interactions),
    "action_switch_language": switch_language,
    "action_thank": thank,
    "action_undo": undo,
    "action_write_email": pointing(write_email),
}

_ALL: Mapping[str, Action] = {
    **_RUNNABLE,
    "action_choose": partial(choose, _RUNNABLE),
    "action_resume": partial(resume, _RUNNABLE),
}

# What « rédige une description du produit X » may be taken for.
_WRITING = frozenset({
    "action_answer_question", "action_brief", "action_clarify", "action_create_record",
    "action_revise_email", "action_show_detail", "action_show_record",
    "action_summarise_interactions", "action_write_email",
})  # fmt: skip

ACTIONS: Mapping[str, Action] = {
    name: attentive(
        name,
        leaning(
            name, describing(action) if name in _WRITING else action, _GOING_ON, propose_update
        ),
    )
    for name, action in _ALL.items()
}
"""Each first hears whether the message answers what we asked of a record being made."""
