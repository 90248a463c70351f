"""The last interactions with a customer and what hurts them, each statement with its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from actions.contract import Language, Request, Result, Tools
from actions.gist import gist, weight
from actions.hearing import Heard, listen
from actions.interactions import Interaction, last_interactions
from actions.known import known_people
from actions.model_use import model_use
from actions.naming import focused, record_meant
from actions.parts import Evidence, RecordRef, Summary, SummaryItem, Text
from actions.remarks import Remark
from actions.voices import Said, owner_of
from actions.wording import Lines, line
from guard import Answer, Prompt
from language import find_counts, find_periods, fold, words

OBJECTS = ("Account", "Contact", "Opportunity", "Lead")
USUAL, MOST = 5, 20
# What mail programs put before the subject of an e-mail they log.
LOGGED = re.compile(r"^\W*e-?mails?\s*:\s*", re.IGNORECASE)
# Out of 100: masking and restoring changes a name in a quotation, not the rest of it.
NEAR = 85
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
    known = await known_people(record, tools.org(), tools.guard.policy.masking)
    answer = await tools.guard.ask(
        Prompt("summary", request.language, facts, known, request.conversation, request.turn)
    )
    return Result(
        parts=(Text(text=str(answer.content["overview"])), summary(answer, facts)),
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
    heard = await listen(found, tools.remarks)
    interactions = [
        facts_of(one, told, record.name, language) for one, told in zip(found, heard, strict=True)
    ]
    return {
        "name": record.name, "interactions": interactions, "requested": asked, "found": len(found),
    }  # fmt: skip


def facts_of(
    one: Interaction, heard: Sequence[Heard], name: str, language: Language
) -> dict[str, Any]:
    """Return one interaction as facts: with whom, what about, the gist, every sentence."""
    people = [who for who in (one.with_whom, one.ours) if who]
    news = [said.text for said, remark in heard if remark.kind == "event"]
    subject = LOGGED.sub("", one.subject)
    tells = weight(subject, {word for who in people for word in words(who)})
    return {
        "id": one.id, "object": one.object, "kind": one.kind, "date": one.day.isoformat(),
        "subject": subject if tells else None,
        "participants": [one.with_whom] if one.with_whom not in {"", name} else [],
        "gist": None if one.kind == "case" and tells else gist(news, people),
        "sentences": [fact(said, remark, one, language) for said, remark in heard],
    }  # fmt: skip


def fact(said: Said, remark: Remark, one: Interaction, language: Language) -> dict[str, Any]:
    """Return one sentence as a fact."""
    theme = remark.theme.of(language) if remark.theme else None
    owner = owner_of(said, [one.with_whom]) if remark.kind == "promise" else None
    return {"text": said.text, "kind": remark.kind, "theme": theme, "owner": owner}


def summary(answer: Answer, facts: Mapping[str, Any]) -> Summary:
    """Return the phrased summary as a part; what stands on no sentence of the records is left out.

    Names were masked and restored on the way, and a model may have retyped a quotation: each is
    replaced by the very sentence of the record.
    """
    told = {
        one["id"]: [sentence["text"] for sentence in one["sentences"]]
        for one in facts["interactions"]
    }
    items = []
    for item in answer.content["items"]:
        evidence = [
            Evidence(object=one["object"], id=one["id"], quote=quote)
            for one in item["evidence"]
            if (quote := exact(one["quote"], told.get(one["id"], ())))
        ]
        if evidence:
            items.append(SummaryItem(text=item["text"], kind=item["kind"], evidence=evidence))
    return Summary(title=str(answer.content["title"]), items=items)


def exact(quote: str, texts: Sequence[str]) -> str | None:
    """Return the sentence that was quoted, None where none is near."""
    if quote in texts:
        return quote
    found = extractOne(quote, texts, scorer=ratio, processor=fold, score_cutoff=NEAR)
    return found[0] if found else None


def reference(interaction: Interaction) -> RecordRef:
    """Name the record an interaction comes from."""
    name = interaction.subject or interaction.kind
    return RecordRef(object=interaction.object, id=interaction.id, name=name)
