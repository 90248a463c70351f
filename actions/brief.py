"""A brief before a meeting: who, company, history, deals, cases, signals, risks, angles, questions.

Every line stands on a record. Nothing is asked of a model: the lines are the records' own values
and sentences, in the reader's frame.
"""

from __future__ import annotations

import asyncio

from actions.brief_counsel import angles, questions
from actions.brief_history import History, heard_history
from actions.brief_lines import LINES
from actions.brief_lookups import Lookups, look_up
from actions.brief_meeting import Meeting, meeting_meant
from actions.brief_outside import look_outside, outside_items, outside_missing
from actions.brief_sections import Teller, cases, company, deals, risks, signals, who
from actions.contract import Request, Result, Tools
from actions.interactions import last_interactions
from actions.naming import focused, record_meant
from actions.parts import RecordRef, Summary, SummaryItem, Text
from actions.stands import stood_on
from actions.wording import line
from language import counted

OBJECTS = ("Contact", "Account", "Opportunity", "Lead", "Case")
LATEST = 6


async def brief(request: Request, tools: Tools) -> Result:
    """Gather everything side by side and tell it by section."""
    meeting = await meeting_meant(request, tools, OBJECTS)
    if isinstance(meeting, Result):
        return meeting
    record = await _subject(meeting, request, tools)
    crm, now = tools.org(), tools.clock.now()
    reading = tools.progress
    found, exchanges, catalogue, outside = await asyncio.gather(
        reading.of(look_up(record, crm, now)),
        reading.of(last_interactions(record, crm, LATEST, now)),
        crm.catalogue(),
        look_outside(record, tools),
    )
    teller = Teller(catalogue, request.language, crm.user.timezone, tools.clock.today())
    history = await heard_history(exchanges, teller, tools)
    items = [*await told(found, history, teller, tools), *outside_items(outside, teller)]
    title = line(LINES, "title", request.language, name=record.name)
    lead = overview(found, history, teller, meeting) or line(
        LINES, "nothing", request.language, name=record.name
    )
    return Result(
        parts=(
            Text(text=" ".join([lead, *outside_missing(outside, teller)])),
            *([Summary(title=title, items=items)] if items else []),
        ),
        slots=focused(record),
        records=(
            record, *([meeting.itself] if meeting else []),
            *stood_on(one for one in items if one.kind != "outside"),
        ),
    )  # fmt: skip


async def _subject(meeting: Meeting | None, request: Request, tools: Tools) -> RecordRef:
    """Return the record a brief is about: what the meeting is linked to, else what is named."""
    if meeting and meeting.record:
        return meeting.record
    return await record_meant(request, tools, OBJECTS)


async def told(found: Lookups, history: History, teller: Teller, tools: Tools) -> list[SummaryItem]:
    """Return the lines of the brief, section by section."""
    return [
        *who(found, teller), *company(found, teller), *history.items, *deals(found, teller),
        *cases(found, teller), *signals(found, teller), *risks(found, history.last, teller),
        *await angles(found, history, teller, tools), *questions(found, history, teller),
    ]  # fmt: skip


def overview(found: Lookups, history: History, teller: Teller, asked: Meeting | None = None) -> str:
    """Return the next meeting, what is open and when one last spoke, in one paragraph."""
    said = [asked.words] if asked else []
    meeting = found.one("events")
    if meeting and not asked:
        subject = f" ({meeting['Subject']})" if meeting.get("Subject") else ""
        when = teller.moment(meeting["StartDateTime"])
        said.append(teller.line("overview_meeting", when=when, subject=subject))
    open_deals = found.all("deals")
    if open_deals:
        total, count = (
            sum(one.get("Amount") or 0 for one in open_deals),
            _count(open_deals, "deal", teller),
        )
        key = "overview_deals" if total else "overview_unpriced"
        said.append(teller.line(key, count=count, total=teller.money(total)))
    if found.all("cases"):
        count = _count(found.all("cases"), "case", teller)
        said.append(teller.line("overview_cases", count=count))
    said.append(
        teller.line("overview_last", day=teller.day(history.last))
        if history.last
        else teller.line("overview_unreached" if history.items else "overview_never")
    )
    return " ".join(said)


def _count(rows: object, name: str, teller: Teller) -> str:
    many = len(rows) if isinstance(rows, list | tuple) else 0
    return counted(many, teller.line(name), teller.line(f"{name}s"), teller.language)
