"""Answer a question about how the work goes: each kind by its own skill."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from actions.analyses.agents import handle_time, transfers
from actions.analyses.bant import bant
from actions.analyses.kinds import Kind, taught_kinds
from actions.analyses.matter import Matter, matter_of
from actions.analyses.outliers import stands_out
from actions.analyses.purchases import product_meant
from actions.analyses.quotes import quote_check
from actions.analyses.rankings import conversion, fastest_region, top_issue
from actions.analyses.routing import routing
from actions.analyses.stages import real_stage, unfit_activities
from actions.analyses.talk import deal_talk
from actions.contract import Request, Result, Tools
from actions.query_records import answer_reading, read_question
from actions.reading import Reading
from actions.remarks import Remarks
from language import find_counts

Skill = Callable[[Matter], Awaitable[Result]]
_TAUGHT = (("policies",), ("bant",), ("phases",), ("feelings", "moods"))
# Below it a question that reads as a measure of records is one.
SURE = 0.5
_MEASURES = frozenset({"conversion", "fastest_region", "handle_time"})
SKILLS: Mapping[Kind, Skill] = {
    "bant": bant,
    "conversion": conversion,
    "deal_talk": deal_talk,
    "fastest_region": fastest_region,
    "handle_time": handle_time,
    "product_meant": product_meant,
    "quote_check": quote_check,
    "real_stage": real_stage,
    "routing": routing,
    "stands_out": stands_out,
    "top_issue": top_issue,
    "transfers": transfers,
    "unfit_activities": unfit_activities,
}


async def analyse_work(request: Request, tools: Tools) -> Result:
    """Tell which analysis is asked for, make it with the asker's rights, and say it."""
    kind, sure = await kind_of(request, tools)
    if (sure < SURE or kind in _MEASURES) and (reading := await _measure(request, tools)):
        return await answer_reading(request, tools, reading)
    return await SKILLS[kind](await matter_of(request, tools))


async def _measure(request: Request, tools: Tools) -> Reading | None:
    """Return the question as a measure of records, where every word of it was read as one.

    A minimum number of cases is for the analysis: a measure does not leave agents out.
    """
    if any(not one.ordinal for one in find_counts(request.text)):
        return None
    reading = await read_question(request, tools, None)
    if reading is None or reading.unclear or reading.choice or reading.task == "list":
        return None
    return reading


async def prepare_work(remarks: Remarks) -> None:
    """Learn what the analyses read by, so that the first one waits for nothing."""
    await remarks.taught_by("work", taught_kinds).prepare()
    for folders in _TAUGHT:
        await remarks.taught(*folders).prepare()


async def kind_of(request: Request, tools: Tools) -> tuple[Kind, float]:
    """Return the likeliest kind of a question and its chance in [0, 1]."""
    taught = tools.remarks.taught_by("work", taught_kinds)
    weighed = (await taught.weigh([request.text]))[0]
    kind = max(SKILLS, key=lambda one: weighed[one])
    return kind, weighed[kind]
