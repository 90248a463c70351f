"""Answer a question about how the work goes: each kind by its own skill."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import cast

from actions.analyses.agents import handle_time, transfers
from actions.analyses.bant import OBJECTS as BANT_OF
from actions.analyses.bant import bant
from actions.analyses.bare import bare_asked, bared, question_in
from actions.analyses.breaches import OBJECTS as BREACHES_OF
from actions.analyses.breaches import policy_breach
from actions.analyses.ends import least_asked
from actions.analyses.following import gone_on, kept_work
from actions.analyses.kinds import RECORDS, Kind, of_what, taught_kinds
from actions.analyses.marks import marked
from actions.analyses.matter import Matter, matter_of
from actions.analyses.outliers import stands_out
from actions.analyses.periods_asked import asked_on
from actions.analyses.purchases import OBJECTS as PURCHASES_OF
from actions.analyses.purchases import product_meant
from actions.analyses.quotes import OBJECTS as QUOTES_OF
from actions.analyses.quotes import quote_check
from actions.analyses.rankings import conversion, fastest_region, top_issue
from actions.analyses.regions_said import names_place
from actions.analyses.routing import OBJECTS as ROUTED
from actions.analyses.routing import routing
from actions.analyses.sales import sales_amount, sales_cycle
from actions.analyses.stages import real_stage, unfit_activities
from actions.analyses.talk import OBJECTS as TALK_OF
from actions.analyses.talk import deal_talk
from actions.contract import Request, Result, Tools
from actions.errors import RecordNeeded
from actions.query_records import answer_reading, read_question
from actions.reading import Reading
from actions.remarks import Remarks

Skill = Callable[[Matter], Awaitable[Result]]
_TAUGHT = (("policies",), ("bant",), ("phases",), ("conduct",), ("rulings",),
           ("feelings", "moods"))  # fmt: skip
# Below it a question that reads as a measure of records is one.
SURE = 0.45
# As likely as this share of the likeliest kind.
NEARLY = 0.4
# How much of the chance of people goes to places where a question names a place.
PLACED = 0.7
_MEASURES: Mapping[Kind, frozenset[str]] = {
    "conversion": frozenset({"rate"}), "fastest_region": frozenset({"duration"}),
    "handle_time": frozenset({"duration"}), "sales_amount": frozenset({"aggregate"}),
    "sales_cycle": frozenset({"duration"}),
}  # fmt: skip
"""Kinds that a question of records may be too, and what it then measures."""
OF: Mapping[Kind, tuple[str, ...]] = {
    "bant": BANT_OF, "deal_talk": TALK_OF, "policy_breach": BREACHES_OF,
    "product_meant": PURCHASES_OF, "quote_check": QUOTES_OF,
    "real_stage": ("Opportunity",), "routing": ROUTED, "unfit_activities": ("Opportunity",),
}  # fmt: skip
"""The objects whose records a kind is about; a kind without is about many records."""
SKILLS: Mapping[Kind, Skill] = {
    "bant": bant,
    "conversion": conversion,
    "deal_talk": deal_talk,
    "fastest_region": fastest_region,
    "handle_time": handle_time,
    "policy_breach": policy_breach,
    "product_meant": product_meant,
    "quote_check": quote_check,
    "real_stage": real_stage,
    "routing": routing,
    "sales_amount": sales_amount,
    "sales_cycle": sales_cycle,
    "stands_out": stands_out,
    "top_issue": top_issue,
    "transfers": transfers,
    "unfit_activities": unfit_activities,
}


async def analyse_work(request: Request, tools: Tools) -> Result:
    """Tell which analysis is asked for, make it with the asker's rights, and say it."""
    request, asked = gone_on(request, tools.clock.today()) or (request, None)
    request = marked(request, await tools.org().catalogue())
    if asked:
        known = cast("Kind", asked)
        certain: dict[str, float] = {one: float(one == known) for one in SKILLS}
        return await _made(known, certain, await matter_of(request, tools))
    chances = await kinds_of(request, tools)
    kind = likeliest(chances, await _pointed(request, tools))
    reading = await _records(request, tools, chances, kind)
    if reading:
        return await answer_reading(request, tools, reading)
    return await _made(kind, chances, await matter_of(request, tools))


async def _made(kind: Kind, chances: Mapping[str, float], matter: Matter) -> Result:
    """Make an analysis and say what the question wants of it."""
    sure = chances[kind]
    try:
        found = await SKILLS[kind](matter)
    except RecordNeeded:
        # Where no record is spoken of, a question read as one about a record may be about all.
        other = max((one for one in SKILLS if one not in OF), key=lambda one: chances[one])
        if sure >= SURE or chances[other] < sure * NEARLY:
            raise
        kind, found = other, await SKILLS[other](matter)
    told = bared(found, kind, matter.text, matter.language)
    if kind in OF or told.refused:
        return told
    return replace(told, slots={**told.slots, "last_query": kept_work(matter.request, kind)})


async def _pointed(request: Request, tools: Tools) -> str | None:
    """Return the object of the record a request carries, None where it carries none."""
    payload = request.first("record")
    if payload is None:
        return None
    start, catalogue = str(payload.value)[:3], await tools.org().catalogue()
    return next((info.name for info in catalogue.values() if info.key_prefix == start), None)


def likeliest(chances: Mapping[str, float], pointed: str | None) -> Kind:
    """Return the likeliest kind; one about a record only where that record may be of the kind."""
    fit = [one for one in SKILLS if pointed is None or pointed in OF.get(one, (pointed,))]
    return max(fit, key=lambda one: chances[one])


async def _records(
    request: Request, tools: Tools, chances: Mapping[str, float], kind: Kind
) -> Reading | None:
    """Return the question as one about records, where it is that rather than an analysis."""
    sure = chances[kind]
    if chances.get(RECORDS, 0.0) > sure and _plain(request, tools):
        reading = await read_question(request, tools, None)
        return None if reading is None or reading.unclear else reading
    if sure >= SURE and (kind not in _MEASURES or bare_asked(request.text)):
        return None
    reading = await _measure(request, tools)
    return reading if reading and _measures(reading, kind, sure) else None


def _measures(reading: Reading, kind: Kind, sure: float) -> bool:
    """Whether a reading measures what a kind does; who leads is told of groups only."""
    if kind in _MEASURES and not reading.query.group_by:
        return False
    return sure < SURE or reading.task in _MEASURES[kind]


def _plain(request: Request, tools: Tools) -> bool:
    """Whether a question points to no record, asks for no least number and no bare answer."""
    least = least_asked(request.text, tools.clock.today())
    return least == 1 and request.first("record") is None and not bare_asked(request.text)


async def _measure(request: Request, tools: Tools) -> Reading | None:
    """Return the question as a measure of records, where every word of it was read as one.

    A minimum number of cases is for the analysis, and so is another day than today to count from.
    """
    today = tools.clock.today()
    if least_asked(request.text, today) > 1 or asked_on(request.text, today)[1] != today:
        return None
    request = replace(request, text=question_in(request.text))
    reading = await read_question(request, tools, None)
    if reading is None or reading.unclear or reading.choice or reading.task == "list":
        return None
    return reading


async def prepare_work(remarks: Remarks) -> None:
    """Learn what the analyses read by, so that the first one waits for nothing."""
    await remarks.taught_by("work", taught_kinds).prepare()
    for folders in _TAUGHT:
        await remarks.taught(*folders).prepare()


async def kinds_of(request: Request, tools: Tools) -> Mapping[str, float]:
    """Return the chance of every kind of question, adding up to 1."""
    taught = tools.remarks.taught_by("work", taught_kinds)
    chances = of_what(request.text, (await taught.weigh([request.text]))[0])
    if names_place(request.text):
        # Whoever asks for places does not ask for people.
        chances["fastest_region"] += chances["handle_time"] * PLACED
        chances["handle_time"] *= 1 - PLACED
    return chances
