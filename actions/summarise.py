"""The last interactions with a customer and what hurts them, each statement with its evidence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from actions.contract import Language, Request, Result, Tools
from actions.contradictions import contradicted
from actions.gist import gist, weight
from actions.hearing import Heard, listen
from actions.interactions import Interaction, last_interactions
from actions.known import known_people
from actions.model_use import model_use, prompt_of
from actions.moods import felt, mood_item
from actions.naming import focused
from actions.parts import Evidence, Part, RecordRef, Summary, SummaryItem, Text
from actions.remarks import PAIN, Remark
from actions.sentences import cut
from actions.settling import due, solves
from actions.stands import stands, stood_on
from actions.style import Style, read_style
from actions.summary_request import (
    MOST,
    Asked,
    asked_of,
    period_asked,
    sentences_asked,
    without,
)
from actions.translation import shown_last, written
from actions.unanswered import silences
from actions.voices import Said, owner_of
from actions.wording import Lines, line
from guard import Answer
from language import fold, words

# One has exchanges with people, and about these.
ABOUT = frozenset({"Opportunity", "Case"})
# What mail programs put before the subject of an e-mail they log or answer.
LOGGED = re.compile(r"^\W*(?:(?:e-?mails?|re|fwd?|tr)\s*:\s*)+", re.IGNORECASE)
# Out of 100: masking and restoring changes a name in a quotation, not the rest of it.
NEAR = 85
# A short summary gives one quotation of a pain point.
MORE_QUOTES = re.compile(r"(?<=[»”])\u202f?; .*$", re.DOTALL)
ENDED = re.compile(r"[.!?…][»”\s]*$")
# A pain point whose theme is not known is told as that.
UNNAMED = ("Point de douleur", "Pain point")
# What a short summary tells first.
TELLING = ("pain_point", "risk", "promise", "next_step", "decision", "mood", "case", "deal")
LINES: Lines = {
    "none": {
        "fr": "Je ne trouve aucune interaction avec **{name}** que vous puissiez voir.",
        "en": "I can’t find any interaction with **{name}** that you can see.",
    },
    "call": {
        "fr": "Je ne trouve aucun appel avec **{name}** que vous puissiez voir.",
        "en": "I can’t find any call with **{name}** that you can see.",
    },
    "meeting": {
        "fr": "Je ne trouve aucune réunion avec **{name}** que vous puissiez voir.",
        "en": "I can’t find any meeting with **{name}** that you can see.",
    },
    "email": {
        "fr": "Je ne trouve aucun e-mail échangé avec **{name}** que vous puissiez voir.",
        "en": "I can’t find any e-mail with **{name}** that you can see.",
    },
    "chat": {
        "fr": "Je ne trouve aucune discussion en ligne avec **{name}** que vous puissiez voir.",
        "en": "I can’t find any chat with **{name}** that you can see.",
    },
    "once": {"fr": "En 1 phrase :", "en": "In 1 sentence:"},
    "shortest": {"fr": "Je ne peux pas faire plus court.", "en": "I can’t make it any shorter."},
    "longest": {"fr": "Je n’ai rien à ajouter.", "en": "I have nothing to add."},
    "pain": {
        "fr": "Au cœur des difficultés, {pain}",
        "en": "Chief among the difficulties, {pain}",
    },
}


async def summarise_interactions(request: Request, tools: Tools) -> Result:
    """Summarise the last n interactions of any kind, newest first, and the pain points."""
    record, wanted = await asked_of(request, tools)
    crm, today = tools.org(), tools.clock.today()
    (found, heard), standing, known = await asyncio.gather(
        # What was said is read while the rest is looked up.
        heard_in(exchanges(record, request, wanted, tools), tools),
        # Who counts the interactions wants these, not the whole account.
        nothing()
        if wanted.counted or wanted.kind
        else stands(record, crm, request.language, today),
        known_people(record, crm, tools.guard.policy.masking),
    )
    if not found:
        words = line(LINES, wanted.kind or "none", request.language, name=record.name)
        return Result(parts=(Text(text=words),), slots=focused(record), records=(record,))
    facts = gather(record, found, heard, wanted, request.language, today)
    answer, feelings = await asyncio.gather(
        tools.guard.ask(prompt_of(request, "summary", request.language, facts, known)),
        nothing() if wanted.counted else felt(found, heard, tools),
    )
    moods = mood_item(feelings, request.language)
    told = summary(answer, facts)
    quiet = [] if wanted.counted or wanted.kind else silences(found, heard, request.language, today)
    apart = contradicted(found, heard, request.language)
    items = [*apart, *told.items, *([moods] if moods else []), *quiet, *standing]
    whole = told.model_copy(update={"items": items})
    lead, most = str(answer.content["overview"]), sentences_asked(request.text)
    parts = (
        (Text(text=in_short(lead, whole, most, request.language, hurting=hurts(heard))),)
        if most
        else (Text(text=lead), whole)
    )
    return Result(
        parts=parts,
        slots={**focused(record), "last_text": kept(parts, request, record)},
        records=(record, *map(reference, found), *stood_on(standing)),
        model=model_use(answer),
    )


def kept(parts: tuple[Part, ...], request: Request, record: RecordRef) -> dict[str, Any] | None:
    """Return a summary as the conversation keeps it: its text, and what asked for it."""
    shown = shown_last(written(parts), request.language, record)
    return shown and {**shown, "summary": request.text}


async def resized(request: Request, tools: Tools) -> Result | None:
    """Summarise again as short or as long as asked, where a summary is what was shown last."""
    shown = request.slots.get("last_text") or {}
    sized = sentences_asked(request.text) or read_style(request.text, Style()).length != "normal"
    if not sized or not shown.get("summary") or not shown.get("record"):
        return None
    slots = {**request.slots, **focused(RecordRef(**shown["record"]))}
    text = f"{shown['summary']} {request.text}"
    shorter = read_style(request.text, Style()).length == "short"
    once = f"{line(LINES, 'once', request.language)} {shown['summary']}"
    for asked in (text, once) if shorter else (text,):
        again = replace(request, text=asked, entities=(), slots=slots)
        made = await summarise_interactions(again, tools)
        if (made.slots.get("last_text") or {}).get("text") != shown["text"]:
            return made
    words = line(LINES, "shortest" if shorter else "longest", request.language)
    return Result(parts=(Text(text=words),))


async def exchanges(
    record: RecordRef, request: Request, wanted: Asked, tools: Tools
) -> list[Interaction]:
    """Return the last exchanges that are wanted, newest first."""
    period = period_asked(without(request.text, record.name), tools.clock.today())
    most = MOST if wanted.kind else wanted.limit
    found = await last_interactions(record, tools.org(), most, tools.clock.now(), period)
    return [one for one in found if wanted.kind in {None, one.kind}][: wanted.limit]


async def heard_in(
    looked_up: Awaitable[list[Interaction]], tools: Tools
) -> tuple[list[Interaction], list[list[Heard]]]:
    """Return the interactions and what was said in them."""
    found = await looked_up
    return found, await listen(found, tools.remarks)


async def nothing() -> list[Any]:
    """Return nothing."""
    return []


def hurts(heard: Sequence[Sequence[Heard]]) -> bool:
    """Whether something still hurts."""
    return any(one.kind == PAIN and not one.settled for told in heard for _, one in told)


def in_short(
    opened: str, whole: Summary, most: int, language: Language, *, hurting: bool = True
) -> str:
    """Return that many sentences: what happened, then what hurts, is promised, and comes next.

    Of pain that is over, the opening tells.
    """
    first: dict[str, str] = {}
    for item in whole.items:
        first.setdefault(item.kind, item.text)
    told = MORE_QUOTES.sub("", first.get(PAIN, ""))
    if told and not told.startswith(UNNAMED):
        named = f"{told[:1].lower()}{told[1:]}"
        first[PAIN] = line(LINES, "pain", language, pain=named)
    kept = [first[kind] for kind in TELLING if kind in first and (hurting or kind != PAIN)]
    opening = [one for one in cut(opened) if one.strip()]
    newest = [first["event"]] if "event" in first and most <= len(kept) + 1 else []
    leads = 1 if hurting else len(opening)
    # In few sentences, what the last exchange told rather than how many there were.
    over = opening[-1:] if newest and not hurting and PAIN in first else []
    said = [*(newest or opening[:leads]), *over, *kept, *opening[leads:]]
    return " ".join(one if ENDED.search(one) else f"{one}." for one in said[:most])


def gather(
    record: RecordRef, found: Sequence[Interaction], heard: Sequence[Sequence[Heard]],
    wanted: Asked, language: Language, today: date,
) -> dict[str, Any]:  # fmt: skip
    """Return the typed facts of a summary: every sentence with what it is."""
    interactions = [
        facts_of(one, told, record.name, language, today)
        for one, told in zip(found, heard, strict=True)
    ]
    return {
        "name": record.name, "about": record.object in ABOUT, "interactions": interactions,
        "requested": wanted.limit if wanted.counted else len(found), "found": len(found),
        "kind": wanted.kind,
    }  # fmt: skip


def facts_of(
    one: Interaction, heard: Sequence[Heard], name: str, language: Language, today: date
) -> dict[str, Any]:
    """Return one interaction as facts: with whom, what about, the gist, every sentence."""
    people = [who for who in (one.with_whom, one.ours) if who]
    news = [
        said.text for said, remark in heard
        if remark.kind == "event" and (one.kind != "chat" or said.voice == "customer")
    ]  # fmt: skip
    subject = LOGGED.sub("", one.subject)
    solved = next((said.text for said, _ in heard if solves(said.text)), None)
    tells = weight(subject, {word for who in people for word in words(who)})
    return {
        "id": one.id, "object": one.object, "kind": one.kind, "date": one.day.isoformat(),
        "subject": subject if tells else None,
        "participants": [one.with_whom] if one.with_whom not in {"", name} else [],
        "gist": None if one.kind == "case" and tells else solved or gist(news, people),
        "incoming": one.incoming if one.kind == "email" else None,
        "sentences": [fact(said, remark, one, language, today) for said, remark in heard],
    }  # fmt: skip


def fact(
    said: Said, remark: Remark, one: Interaction, language: Language, today: date
) -> dict[str, Any]:
    """Return one sentence as a fact; `late` is the day of a promise or step, where it is past."""
    theme = remark.theme.of(language) if remark.theme else None
    owner = owner_of(said, [one.with_whom]) if remark.kind == "promise" else None
    known = {"text": said.text, "kind": remark.kind, "theme": theme, "owner": owner}
    owed = remark.kind in {"promise", "next_step"}
    late = due(said.text, one.day, today) if owed else None
    known |= {"late": late.isoformat()} if late else {}
    return {**known, "settled": remark.settled.isoformat()} if remark.settled else known


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
