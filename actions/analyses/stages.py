"""Activities that do not fit a deal’s stage, and the stage that its activities really show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from actions.analyses.conversations import Talk, conversations
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.phases import (
    NEIGHBOUR,
    STRANGER,
    Shown,
    Stage,
    apart,
    shown_by,
    stages_of,
    texts_of,
)
from actions.contract import Result
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text, Value
from actions.wording import line
from crm import Compare, Order
from language import format_date

LATEST = 4
# Another stage than the deal's own must be shown this many times as clearly.
CLEARER = 2.0
# Of several stages of a phase, those are meant that are it this much as surely as the surest.
AS_SURE = 0.5


@dataclass(frozen=True)
class Course:
    """A deal’s stage now and on each day, and what its activities show.

    `likeness` is how much the latest activities speak like what the org writes of each stage.
    """

    stages: Sequence[Stage]
    now: str
    steps: Sequence[tuple[date, str]]
    shown: Sequence[Shown]
    likeness: Mapping[str, float] = field(default_factory=dict)

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
    course = Course(await stages_of(matter), str(found.get("StageName") or ""), steps, shown)
    return replace(course, likeness=await _likeness(matter, course))


async def _likeness(matter: Matter, course: Course) -> dict[str, float]:
    """Return the cosine of the latest activities with what is written about each stage."""
    texts = [" ".join(texts_of(one.talk)) for one in telling(course)]
    if not texts:
        return {}
    vectors = matter.tools.knowledge.light_vectors
    said, written = await vectors(texts), await vectors([one.about for one in course.stages])
    near = (written @ said.T).mean(axis=1)
    return {one.value: float(like) for one, like in zip(course.stages, near, strict=True)}


def telling(course: Course) -> list[Shown]:
    """Return the latest activities that show a phase, what is only planned left out."""
    return [one for one in course.shown if one.phase and not one.talk.planned][-LATEST:]


def unfit(course: Course, today: date) -> list[Shown]:
    """Return the activities that clearly show another phase than their day’s stage."""
    found = []
    for one in course.shown:
        day = today if one.talk.planned else one.talk.day
        # An activity written on the day of a change may belong to either stage.
        stages = {course.stage_on(day), _day_before(course, day)}
        own_stages = [stage for value in stages if (stage := course.stage(value))]
        phases = {phase for stage in own_stages for phase in stage.phases}
        own = sum(one.shares.get(phase, 0.0) for phase in phases)
        if one.phase and phases and one.phase not in phases:
            # What is next door is spoken of early and late: it must show nothing of the stage.
            most = NEIGHBOUR if apart(one.phase, phases) == 1 else STRANGER
            found += [one] if own < most else []
    return found


def _day_before(course: Course, day: date) -> str:
    past = [stage for since, stage in course.steps if since < day]
    return past[-1] if past else course.stage_on(day)


def really(course: Course) -> Stage | None:
    """Return the stage that the latest activities show, None where they show none.

    The deal’s own stays where they do not speak clearly of another.
    """
    sums: dict[str, float] = defaultdict(float)
    for place, one in enumerate(telling(course), 1):
        for phase, share in one.shares.items():
            sums[phase] += share * place
    if not sums:
        return None
    phase = max(sums, key=lambda one: sums[one])
    now = course.stage(course.now)
    if now and sum(sums[one] for one in now.phases) * CLEARER >= sums[phase]:
        return now
    fitting = [one for one in course.stages if phase in one.phases]
    surest = max((one.sure for one in fitting), default=0.0)
    fitting = [one for one in fitting if one.sure >= surest * AS_SURE]
    return max(fitting, key=lambda one: course.likeness.get(one.value, 0.0), default=None)


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
    told = "stage_fits" if shown is now else "stage_other"
    key = told if shown else "stage_silent"
    fills: dict[str, Any] = {"name": record.name, "stage": stage}
    fills["shown"] = shown.label if shown else ""
    parts: list[Part] = [Text(text=line(LINES, key, matter.language, **fills))]
    latest = telling(course)
    if latest:
        parts.append(_table(matter, course, latest))
    records = [record, *(reference(one.talk) for one in latest)]
    values = (_value(shown, matter),) if shown else ()
    return Result(tuple(parts), slots=focused(record), records=tuple(records), values=values)


def _value(stage: Stage, matter: Matter) -> Value:
    return Value(
        measure="STAGE", label=line(LINES, "stage_shown", matter.language), unit=None, value=1.0,
        group={"Opportunity.StageName": stage.label},
    )  # fmt: skip


def reference(talk: Talk) -> RecordRef:
    """Name the record that words come from."""
    return RecordRef(object=talk.object, id=talk.id, name=talk.subject or talk.object)


def _table(matter: Matter, course: Course, shown: Sequence[Shown]) -> Table:
    language = matter.language
    keys = ("activity", "when", "stage_then", "stage_shown", "quote")
    rows = []
    for one in shown:
        then = course.stage(course.stage_on(one.talk.day))
        seen = next((stage for stage in course.stages if one.phase in stage.phases), None)
        rows.append([
            one.talk.subject, format_date(one.talk.day, language), then.label if then else "—",
            seen.label if seen else "—", one.quote,
        ])  # fmt: skip
    columns = [line(LINES, key, language) for key in keys]
    ids = [one.talk.id for one in shown]
    return Table(columns=columns, rows=rows, records=ids, total=len(rows))
