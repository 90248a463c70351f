"""What the copilot can do: one module a skill; `ACTIONS` maps every action name to its function."""

from actions.analyses import prepare_work
from actions.contract import (
    Action,
    Audience,
    Claim,
    Clock,
    Entity,
    Entry,
    Intent,
    Language,
    Ledger,
    Request,
    Result,
    Tools,
)
from actions.delivery_ways import goes_by_mail, own_address
from actions.errors import ActionError
from actions.parts import ModelUse, Part, ProposalView, QueryReading, RecordRef, Source, Text, Value
from actions.preparing import prepare
from actions.progress import Progress
from actions.refusals import explain
from actions.registry import ACTIONS
from actions.remarks import Remarks
from actions.rhythm_times import next_time
from actions.schedule_report import headed
from actions.scheduled import Scheduled, Schedules
from actions.taught import Taught
from actions.taught_twice import taught_in
from actions.watching import Look, look_again
from actions.wording import Lines, line

__all__ = [
    "ACTIONS",
    "Action",
    "ActionError",
    "Audience",
    "Claim",
    "Clock",
    "Entity",
    "Entry",
    "Intent",
    "Language",
    "Ledger",
    "Lines",
    "Look",
    "ModelUse",
    "Part",
    "Progress",
    "ProposalView",
    "QueryReading",
    "RecordRef",
    "Remarks",
    "Request",
    "Result",
    "Scheduled",
    "Schedules",
    "Source",
    "Taught",
    "Text",
    "Tools",
    "Value",
    "explain",
    "goes_by_mail",
    "headed",
    "line",
    "look_again",
    "next_time",
    "own_address",
    "prepare",
    "prepare_work",
    "taught_in",
]
