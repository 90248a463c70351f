"""Activities that do not fit a deal’s stage, and the stage that its activities really show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.analyses.conversations import Talk, conversations
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.phases import STRANGER, Shown, Stage, shown_by, stages_of
from actions.contract import Result
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text
from actions.wording import line
from crm import Compare, Order
from language import format_date

LATEST = 3


@dataclass(frozen=True)
class Course:
    """A deal’s stage now and on each day, and what its activities show."""

    stages: Sequence[Stage]
    now: str
    steps: Sequence[tuple[date, str]]
    shown: Sequence[Shown]

    def stage_on(self, day: date) -> str:
        """Return the stage the deal was in on a day."""
        past = [stage for since, stage in self.steps if since <= day]
        return past[-1] if past else self.steps[0][1] if self.steps else self.now

    def stage(self, value: str) -> Stage | None:
        """Return a stage by its value."""
        return next((one for one in self.stages if one.value == value), None)


async def course_of(matter: Matter, record: RecordRef) -> Course:
    """Return how a deal went and what was said about it."""
    found = await matter.crm.get("Opportunity", record.id, ("StageName",)) or {}
    rows = await matter.rows(
        "OpportunityHistory", ("StageName", "CreatedDate"),
        Compare("OpportunityId", "=", record.id), order_by=(Order("CreatedDate"),),
    )  # fmt: skip
    steps = [(matter.day(row["CreatedDate"]), str(row["StageName"])) for row in rows]
    talks = await conversations(matter, record)
    shown = await shown_by(talks, matter.tools.remarks)
    return Course(await stages_of(matter), str(found.get("StageName") or ""), steps, shown)


def unfit(course: Course, today: date) -> list[Shown]:
    """Return the activities that clearly show another phase than their day’s stage."""
    found = []
    for one in course.shown:
        day = today if one.talk.planned else one.talk.day
        # An activity written on the day of a change may belong to either stage.
        stages = {course.stage_on(day), _day_before(course, day)}
        phases = {stage.phase for value in stages if (stage := course.stage(value))}
        own = sum(one.shares.get(phase, 0.0) for phase in phases)
        if one.phase and phases and one.phase not in phases and own < STRANGER:
            found.append(one)
    return found


def _day_before(course: Course, day: date) -> str:
    past = [stage for since, stage in course.steps if since < day]
    return past[-1] if past else course.stage_on(day)


def really(course: Course) -> Stage | None:
    """Return the stage that the latest activities show, None where they show none."""
    telling = [one for one in course.shown if one.phase and not one.talk.planned][-LATEST:]
    sums: dict[str, float] = defaultdict(float)
    for place, one in enumerate(telling, 1):
        for phase, share in one.shares.items():
            sums[phase] += share * place
    if not sums:
        return None
    phase = max(sums, key=lambda one: sums[one])
    now = course.stage(course.now)
    if now and now.phase == phase:
        return now
    return next((one for one in course.stages if one.phase == phase), None)


async def unfit_activities(matter: Matter) -> Result:
    """Show the activities that do not fit the stage of their day, or say that none is."""
    record = await record_meant(matter.request, matter.tools, ("Opportunity",))
    course = await course_of(matter, record)
    odd = unfit(course, matter.today)
    key = "unfit" if odd else "unfit_none"
    parts: list[Part] = [
        Text(text=line(LINES, key, matter.language, name=record.name, count=len(odd)))
    ]
    if odd:
        parts.append(_table(matter, course, odd))
    records = [record, *(reference(one.talk) for one in odd)]
    return Result(tuple(parts), slots=focused(record), records=tuple(records))


async def real_stage(matter: Matter) -> Result:
    """Say which stage a deal’s latest activities show, and by which words."""
    record = await record_meant(matter.request, matter.tools, ("Opportunity",))
    course = await course_of(matter, record)
    shown, now = really(course), course.stage(course.now)
    stage = now.label if now else course.now
    if shown is None:
        key = "stage_silent"
    else:
        key = "stage_fits" if now and shown.phase == now.phase else "stage_other"
    fills: dict[str, Any] = {"name": record.name, "stage": stage}
    fills["shown"] = shown.label if shown else ""
    parts: list[Part] = [Text(text=line(LINES, key, matter.language, **fills))]
    telling = [one for one in course.shown if one.phase and not one.talk.planned][-LATEST:]
    if telling:
        parts.append(_table(matter, course, telling))
    records = [record, *(reference(one.talk) for one in telling)]
    return Result(tuple(parts), slots=focused(record), records=tuple(records))


def reference(talk: Talk) -> RecordRef:
    """Name the record that words come from."""
    return RecordRef(object=talk.object, id=talk.id, name=talk.subject or talk.object)


def _table(matter: Matter, course: Course, shown: Sequence[Shown]) -> Table:
    language = matter.language
    keys = ("activity", "when", "stage_then", "stage_shown", "quote")
    rows = []
    for one in shown:
        then = course.stage(course.stage_on(one.talk.day))
        seen = next((stage for stage in course.stages if stage.phase == one.phase), None)
        rows.append([
            one.talk.subject, format_date(one.talk.day, language), then.label if then else "—",
            seen.label if seen else "—", one.quote,
        ])  # fmt: skip
    columns = [line(LINES, key, language) for key in keys]
    ids = [one.talk.id for one in shown]
    return Table(columns=columns, rows=rows, records=ids, total=len(rows))
