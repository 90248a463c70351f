"""What a deal’s conversations are about and how they feel, subject by subject, with quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from actions.analyses.conversations import Talk, conversations
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter, said_in
from actions.analyses.stages import reference
from actions.contract import Result
from actions.naming import focused, record_meant
from actions.parts import Part, Table, Text, Value
from actions.remarks import Remark, Remarks
from actions.wording import line
from crm import Catalogue

Mood = Literal["negative", "neutral", "positive"]
OBJECTS = ("Opportunity", "Lead", "Account")
# Chosen on the generated org's development half.
SURE_POINT, SURE_MOOD = 0.6, 0.55
_CLEAR = 0.35
_NO_RIVAL = {"none", "other", "unknown", "in-house", "aucun", "autre"}


@dataclass(frozen=True)
class Said:
    """One sentence with its subjects and its mood."""

    talk: Talk
    text: str
    subjects: tuple[str, ...]
    mood: Mood


@dataclass(frozen=True)
class Subject:
    """A subject that comes up: in how many conversations, and how it feels."""

    name: str
    talks: int
    mood: Mood
    example: Said


async def deal_talk(matter: Matter) -> Result:
    """Say what the conversations about a deal are about, and their tone."""
    record = await record_meant(matter.request, matter.tools, OBJECTS)
    talks = [
        one for one in await conversations(matter, record) if not one.planned and one.body.strip()
    ]
    said = await _said(matter, talks)
    subjects = subjects_of(said)
    tone = mood_of(said)
    key = "deal_talk" if subjects else "deal_talk_no_subject" if talks else "deal_talk_none"
    words = line(
        LINES, key, matter.language, name=record.name, count=len(talks),
        mood=line(LINES, tone, matter.language), subjects=", ".join(one.name for one in subjects),
    )  # fmt: skip
    parts: list[Part] = [Text(text=words)]
    if subjects:
        parts.append(_table(matter, subjects))
    records = [record, *(reference(one.example.talk) for one in subjects)]
    values = tuple(
        Value(measure="SUBJECT", label=one.name, unit=None, value=float(one.talks),
              group={"subject": one.name, "mood": one.mood})
        for one in subjects
    )  # fmt: skip
    return Result(tuple(parts), slots=focused(record), records=tuple(records), values=values)


async def _said(matter: Matter, talks: Sequence[Talk]) -> list[Said]:
    rows = [(talk, text) for talk in talks for _, text in talk.said()]
    texts = [text for _, text in rows]
    remarks = matter.tools.remarks
    read = await remarks.read(texts)
    points = await remarks.taught("bant").read(texts)
    moods = await moods_of(texts, remarks)
    known = rivals(matter.catalogue)
    return [
        Said(talk, text, tuple(_subjects(matter, text, remark, point, known)), mood)
        for (talk, text), remark, point, mood in zip(rows, read, points, moods, strict=True)
    ]


async def moods_of(texts: Sequence[str], remarks: Remarks) -> list[Mood]:
    """Return how each sentence feels; one that is not clear feels nothing."""
    read = await remarks.taught("feelings", "moods").read(texts)
    moods: Mapping[str, Mood] = {"negative": "negative", "positive": "positive"}
    return [moods.get(label, "neutral") if sure >= SURE_MOOD else "neutral" for label, sure in read]


def _subjects(
    matter: Matter, text: str, remark: Remark, point: tuple[str, float], known: Sequence[str]
) -> Iterator[str]:
    if remark.theme:
        yield remark.theme.of(matter.language)
    label, sure = point
    name, _, state = label.partition("_")
    if state in {"known", "open"} and sure >= SURE_POINT and name != "need":
        yield line(LINES, name, matter.language)
    for one in known:
        if said_in(one, text):
            yield line(LINES, "competitor", matter.language, name=one)


def rivals(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the competitors the org lists on its deals."""
    info = catalogue.get("Opportunity")
    listed = (
        entry.value
        for field in (info.fields.values() if info else ())
        if "competitor" in field.name.casefold()
        for entry in field.picklist
    )
    return tuple(one for one in listed if one.casefold() not in _NO_RIVAL)


def subjects_of(said: Sequence[Said]) -> list[Subject]:
    """Return the subjects, those of the most conversations first."""
    names = dict.fromkeys(name for one in said for name in one.subjects)
    found = []
    for name in names:
        own = [one for one in said if name in one.subjects]
        found.append(Subject(name, len({one.talk.id for one in own}), mood_of(own), own[-1]))
    return sorted(found, key=lambda one: -one.talks)


def mood_of(said: Sequence[Said]) -> Mood:
    """Return the tone of sentences: the side that clearly outweighs the other."""
    good = sum(one.mood == "positive" for one in said)
    bad = sum(one.mood == "negative" for one in said)
    # Two sentences stand for doubt: one alone does not make the tone.
    lean = (good - bad) / (good + bad + 2)
    return "positive" if lean > _CLEAR else "negative" if lean < -_CLEAR else "neutral"


def _table(matter: Matter, subjects: Sequence[Subject]) -> Table:
    language = matter.language
    columns = [line(LINES, key, language) for key in ("subject", "times", "mood", "example")]
    rows = [
        [one.name, str(one.talks), line(LINES, one.mood, language), one.example.text]
        for one in subjects
    ]
    ids = [one.example.talk.id for one in subjects]
    return Table(columns=columns, rows=rows, records=ids, total=len(rows))
