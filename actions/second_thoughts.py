"""Whether a message speaks to the change that waits, though the dialogue took it for another."""

from __future__ import annotations

import re
from datetime import date

from actions.clock_times import find_minutes, find_time
from actions.contract import Request
from actions.destinations import hands_it_over
from actions.held_values import days_alone, references_told
from actions.label_words import SMALL
from actions.movements import find_stretch
from actions.named_sets import named_set
from actions.named_spans import blanked, named_in
from actions.names_alone import names_alone
from actions.provisos import begins_with_yes, gives_up, goes_on, has_proviso, left_aside
from crm import Catalogue, ObjectInfo, Proposal
from language import find_amounts, find_contacts, find_counts, find_periods, fold, words

YES, NO, UNSURE = "action_confirm", "action_cancel", "action_clarify"
_STOP, _UPDATE = "action_stop", "action_propose_update"
_VAGUE = frozenset(
    ["action_resume", "action_choose", "action_clarify", "action_decline", "action_decline_change",
     "action_show_record", "action_show_detail", "action_refine_query", "action_query_records",
     "action_schedule_activity", "action_log_activity", "action_plan_day", "action_revise_email"]
)  # fmt: skip
"""What « ok mais plutôt vendredi » may be taken for."""
_MAY_SPARE = _VAGUE | {NO, _UPDATE, _STOP, "action_delete_record"}
_CREATE = "action_create_record"
_TELLS = frozenset(["action_show_record", "action_show_detail"])
_ADDS = _TELLS | {_UPDATE, UNSURE, _CREATE}
"""What « ajoute la société Delmas » may be taken for, of a record that is about to be made."""
_ONLY = SMALL | frozenset(
    words(
        "plutot rather instead finalement finally actually fait enfin non no oui yes ok "
        "okay euh hmm make it that them this them disons mettons say let s mets met put donc so "
        "pas not jusqu by until please pls stp svp merci thanks c est ce sera be is should "
        "alors then well sorry pardon desole a oh ah pendant durant lasting et demie half"
    )
)
"""Words beside a bare value: « plutôt 45 % », "make it Friday", « non, disons 3 semaines »."""

_PART = re.compile(r"\W*\S+\s+(?:la|le|l'|son|sa|ses|lui|the|his|her|its|their)\b")
"""A verb and something that is there already: « ajoute son mobile », "add the phone"."""


def may_speak(request: Request, today: date) -> bool:
    """Whether a message may be about a change that waits; `speaks` then tells with it in hand."""
    spares = request.action in _MAY_SPARE and any(left_aside(request.text))
    alone = request.slots.get("pending") and names_alone(request.text)
    return bool(alone) or spares or request.action in _ADDS or speaks_to_it(request, today)


def speaks_to_it(request: Request, today: date) -> bool:
    """Whether the words of a message, however it was taken, amend or answer what waits."""
    text = request.text
    if request.action == YES:
        return True
    if request.action == NO:
        return not gives_up(text)
    if request.action == _STOP:
        return agrees_but(text)
    return is_bare_value(text, today) or (request.action in _VAGUE and goes_on(text))


def agrees_but(text: str) -> bool:
    """Whether a message begins with a yes and holds something back: "yes but leave it open"."""
    return begins_with_yes(text) and has_proviso(text)


def changes_again(request: Request, proposal: Proposal, catalogue: Catalogue, today: date) -> bool:
    """Whether a further change is of the very list or new record that waits: it names no other."""
    if proposal.operation == "create" and not proposal.parts:
        return request.action in _ADDS and _of_new(request, catalogue[proposal.object])
    if request.action != _UPDATE or not proposal.parts or proposal.operation != "update":
        return False
    others = [one for one in named_in(request, request.text) if one.lead != "to"]
    ranked = any(one.ordinal for one in find_counts(request.text))
    return not (others or ranked or named_set(request.text, catalogue, today))


def _of_new(request: Request, info: ObjectInfo) -> bool:
    """Whether a message tells more of the record about to be made, and names no other."""
    names = named_in(request, request.text)
    if names and all(one.lead == "to" for one in names) and hands_it_over(request.text):
        return True
    if names:
        return bool(references_told(request.text, info))
    if request.action in _TELLS:  # "her phone is 020 7946 0111"
        return bool(find_contacts(request.text))
    return request.action != _CREATE or bool(_PART.match(fold(request.text.replace("’", "'"))))


def is_bare_value(text: str, today: date) -> bool:
    """Whether a message says a figure, a day, an hour or a stretch of time and nothing else."""
    amounts = find_amounts(text)
    if any(one.comparator != "eq" for one in amounts):
        return False
    spans = [one.span for one in amounts]
    spans += [one.span for one in find_periods(text, today, prefer="future")]
    spans += [one.span for one in find_counts(text) if not one.ordinal]
    stretch = find_stretch(text)
    spans += [stretch.span] if stretch else []
    spans += days_alone(text)
    at, lasts = find_time(text), find_minutes(text)
    spans += [one.span for one in [at] if one] + [one[1] for one in [lasts] if one]
    return bool(spans) and {*words(blanked(text, *spans))} <= _ONLY
