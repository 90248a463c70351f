"""What a lead’s calls and notes tell of budget, authority, need and timing, with the words.

A call is questions and answers: an answer is about what was asked, unless it clearly speaks of
something else. The newest clear word on a point counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.analyses.conversations import Talk, conversations
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.contract import Result
from actions.display import cell
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text, Value
from actions.remarks import Remarks
from actions.wording import line
from crm import value_at
from language import format_date

POINTS = ("budget", "authority", "need", "timing")
OBJECTS = ("Lead", "Opportunity")
# Chosen on the generated org's development half.
SURE, SURE_ANSWER = 0.45, 0.25
_OPENING = re.compile(
    r"^(?:(?:oh|ah|well|no|yes|yeah|right|non|oui|ben|bah|eh bien|euh|er|um)\b[\s,.]+)+",
    re.IGNORECASE,
)
_MORE = 4
FIELDS = {"budget": ("Budget__c",), "timing": ("Timeline__c",)}
"""Fields of a record that hold a point: told beside the calls, never in their place."""


@dataclass(frozen=True)
class Word:
    """One sentence on a point: whether it settles it, and where it was said."""

    point: str
    known: bool
    text: str
    talk: Talk


@dataclass(frozen=True)
class Standing:
    """Where a point stands: the word that counts, None where it was never raised."""

    point: str
    word: Word | None

    @property
    def known(self) -> bool:
        """Whether the point is settled."""
        return self.word is not None and self.word.known


async def bant(matter: Matter) -> Result:
    """Say which of budget, authority, need and timing a lead’s calls leave open."""
    record = await record_meant(matter.request, matter.tools, OBJECTS)
    talks = [one for one in await conversations(matter, record) if not one.planned]
    words = await words_on(talks, matter.tools.remarks)
    points = [standing(point, words) for point in POINTS]
    return await _answer(matter, record, talks, points)


def standing(point: str, words: Sequence[Word]) -> Standing:
    """Return where a point stands: what was last settled, else what was last left open."""
    about = [one for one in words if one.point == point]
    settled = [one for one in about if one.known]
    return Standing(point, next(reversed(settled or about), None))


async def words_on(talks: Sequence[Talk], remarks: Remarks) -> list[Word]:
    """Return every sentence that speaks of one of the points, oldest first."""
    rows = [(talk, who, text) for talk in talks for who, text in talk.said()]
    weighed = await remarks.taught("bant").weigh([_told(text) for _, _, text in rows])
    found: list[Word] = []
    asked: tuple[str, str, Talk] | None = None
    for (talk, who, text), chances in zip(rows, weighed, strict=True):
        if asked and (asked[2] is not talk or asked[1] == who):
            asked = None
        label, sure = max(chances.items(), key=lambda pair: pair[1])
        point, _, state = label.partition("_")
        if text.rstrip().endswith("?") or state == "asked":
            point, sure = _asked_most(chances)
            asked = (point, who, talk) if sure >= SURE_ANSWER else None
            continue
        if asked and (told := _answered(asked[0], chances)) is not None:
            found.append(Word(asked[0], told, text, talk))
        if state in {"known", "open"} and sure >= SURE and not (asked and asked[0] == point):
            found.append(Word(point, state == "known", text, talk))
    return found


def _told(text: str) -> str:
    """Return a sentence without the yes, no or oh it begins with, where it goes on to say more."""
    rest = _OPENING.sub("", text)
    return rest if len(rest.split()) >= _MORE else text


def _asked_most(chances: Mapping[str, float]) -> tuple[str, float]:
    """Return the point a question is about most, and the chance that it is."""
    point = max(POINTS, key=lambda one: chances[f"{one}_asked"])
    return point, chances[f"{point}_asked"]


def _answered(point: str, chances: Mapping[str, float]) -> bool | None:
    """Return whether an answer settles what was asked; None where it speaks of something else."""
    known, left = chances[f"{point}_known"], chances[f"{point}_open"]
    return known > left if known + left >= SURE_ANSWER else None


async def _answer(
    matter: Matter, record: RecordRef, talks: Sequence[Talk], points: Sequence[Standing]
) -> Result:
    language = matter.language
    gaps = [line(LINES, one.point, language) for one in points if not one.known]
    key = "bant_silent" if not talks else "bant_gaps" if gaps else "bant_none"
    said = line(LINES, key, language, name=record.name, gaps=", ".join(gaps))
    parts: list[Part] = [Text(text=said)]
    if talks:
        parts.append(_table(points, matter))
    parts += await _fields(matter, record, [one for one in points if not one.known])
    proofs = [one.word.talk for one in points if one.word]
    records = [RecordRef(object=one.object, id=one.id, name=one.subject) for one in proofs]
    values = tuple(
        Value(measure="BANT", label=line(LINES, one.point, language), unit=None,
              value=float(one.known), group={"point": one.point})
        for one in points
    )  # fmt: skip
    return Result(tuple(parts), focused(record), records=(record, *records), values=values)


def _table(points: Sequence[Standing], matter: Matter) -> Table:
    language = matter.language
    columns = [line(LINES, key, language) for key in ("point", "known", "quote", "when")]
    rows, ids = [], []
    for one in points:
        word = one.word
        rows.append([
            line(LINES, one.point, language), line(LINES, "yes" if one.known else "no", language),
            word.text if word else line(LINES, "never", language),
            format_date(word.talk.day, language) if word else "—",
        ])  # fmt: skip
        ids.append(word.talk.id if word else "")
    return Table(columns=columns, rows=rows, records=ids, total=len(rows))


async def _fields(matter: Matter, record: RecordRef, gaps: Sequence[Standing]) -> list[Part]:
    """Say what the record itself holds on a point that the calls leave open."""
    paths = [path for one in gaps for path in FIELDS.get(one.point, ())]
    paths = list(matter.seen(record.object, paths))
    found = await matter.crm.get(record.object, record.id, paths) if paths else None
    told: list[Part] = []
    for path in paths:
        if found and value_at(found, path) is not None:
            label = matter.catalogue[record.object].fields[path].labels.of(matter.language)
            value = cell(found, matter.catalogue, record.object, path, matter.language)
            told.append(Text(text=line(LINES, "field_says", matter.language, label=label,
                                       value=value)))  # fmt: skip
    return told
