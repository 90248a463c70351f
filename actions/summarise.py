"""The last interactions with a customer and what hurts them, each statement with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.contract import Language, Request, Result, Tools
from actions.interactions import Interaction, last_interactions
from actions.known import known_people
from actions.model_use import model_use
from actions.naming import focused, record_meant
from actions.parts import Evidence, RecordRef, Summary, SummaryItem, Text
from actions.remarks import Remark
from actions.sentences import sentences
from actions.wording import Lines, line
from guard import Answer, Prompt
from language import find_counts, find_periods

OBJECTS = ("Account", "Contact", "Opportunity", "Lead")
USUAL, MOST = 5, 20
LINES: Lines = {
    "none": {
        "fr": "Je ne trouve aucune interaction avec **{name}** que vous puissiez voir.",
        "en": "I can’t find any interaction with **{name}** that you can see.",
    },
}


async def summarise_interactions(request: Request, tools: Tools) -> Result:
    """Summarise the last n interactions of any kind, newest first, and the pain points."""
    record = await record_meant(request, tools, OBJECTS)
    asked = how_many(request)
    found = await last_interactions(
        record, tools.org(), asked, tools.clock.now(), period_of(request, tools.clock.today())
    )
    if not found:
        words = line(LINES, "none", request.language, name=record.name)
        return Result(parts=(Text(text=words),), slots=focused(record), records=(record,))
    facts = await gather(record, found, asked, request.language, tools)
    known = await known_people(record, tools.org())
    answer = await tools.guard.ask(
        Prompt("summary", request.language, facts, known, request.conversation, request.turn)
    )
    return Result(
        parts=(Text(text=str(answer.content["overview"])), summary(answer)),
        slots=focused(record),
        records=(record, *map(reference, found)),
        model=model_use(answer),
    )


def how_many(request: Request) -> int:
    """Return how many interactions are asked for, five where nothing is said."""
    counts = [one.value for one in find_counts(request.text) if not one.ordinal and one.value > 0]
    return min(counts[0], MOST) if counts else USUAL


def period_of(request: Request, today: date) -> tuple[date | None, date | None]:
    """Return the period asked about, open where nothing is said."""
    for period in find_periods(request.text, today, prefer="past"):
        return period.start, period.end
    return None, None


async def gather(
    record: RecordRef, found: Sequence[Interaction], asked: int, language: Language, tools: Tools
) -> dict[str, Any]:
    """Return the typed facts of a summary: every sentence with what it is."""
    said = [sentences(one.body) or [one.subject] for one in found]
    remarks = await tools.remarks.read([text for texts in said for text in texts])
    following = iter(remarks)
    interactions = [
        {
            "id": one.id, "object": one.object, "kind": one.kind, "date": one.day.isoformat(),
            "subject": one.subject or None,
            "participants": [one.with_whom] if one.with_whom else [],
            "sentences": [fact(text, next(following), language) for text in texts],
        }
        for one, texts in zip(found, said, strict=True)
    ]  # fmt: skip
    return {
        "name": record.name, "interactions": interactions, "requested": asked, "found": len(found),
    }  # fmt: skip


def fact(text: str, remark: Remark, language: Language) -> dict[str, Any]:
    """Return one sentence as a fact."""
    theme = remark.theme.of(language) if remark.theme else None
    return {"text": text, "kind": remark.kind, "theme": theme}


def summary(answer: Answer) -> Summary:
    """Return the phrased summary as a part."""
    items = [
        SummaryItem(
            text=item["text"], kind=item["kind"],
            evidence=[Evidence(**evidence) for evidence in item["evidence"]],
        )
        for item in answer.content["items"]
    ]  # fmt: skip
    return Summary(title=str(answer.content["title"]), items=items)


def reference(interaction: Interaction) -> RecordRef:
    """Name the record an interaction comes from."""
    name = interaction.subject or interaction.kind
    return RecordRef(object=interaction.object, id=interaction.id, name=name)
