"""A follow-up e-mail: to the right person, in their language, on facts and battle cards."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from actions.claims import Claim, find_claims
from actions.contract import Language, Request, Result, Tools
from actions.deal import Deal, fetch_deal
from actions.errors import NothingToDo
from actions.hearing import Heard, listen
from actions.interactions import Interaction, last_interactions
from actions.known import known_people
from actions.model_use import model_use
from actions.naming import focused, record_meant
from actions.parts import Button, Buttons, Email, Part, RecordRef, Source, Text
from actions.points import ways_to_say
from actions.style import Style, read_style
from actions.voices import voice_of
from actions.wording import Lines, line
from guard import Answer, Prompt
from language import detect, fold, words

OBJECTS = ("Opportunity", "Contact", "Account", "Lead")
RECENT, LOOKED_AT = 3, 15
# Exchanges whose title the customer has seen, and what mail programs put before a subject.
PUBLIC = {"email", "meeting", "case"}
BEFORE = re.compile(r"^\W*(?:(?:e-?mails?|re|fwd?|tr)\s*:\s*)+", re.IGNORECASE)
LINES: Lines = {
    "draft": {
        "fr": "Voici un projet d’e-mail pour **{name}** ; rien n’est envoyé.",
        "en": "Here is a draft e-mail to **{name}**; nothing has been sent.",
    },
    "no_claims": {
        "fr": "Je n’ai trouvé aucun argument sur « {topic} » dans nos fiches concurrentielles : "
        "le texte n’en parle donc pas.",
        "en": "I found nothing about “{topic}” in our battle cards, "
        "so the text does not mention it.",
    },
    "no_address": {
        "fr": "Aucune adresse e-mail n’est enregistrée pour **{name}**.",
        "en": "There is no e-mail address on record for **{name}**.",
    },
    "opted_out": {
        "fr": "Attention : **{name}** a refusé de recevoir nos e-mails.",
        "en": "Careful: **{name}** has opted out of our e-mails.",
    },
    "nobody": {
        "fr": "Je ne trouve aucun contact lié à **{name}** : à qui faut-il écrire ?",
        "en": "I can’t find a contact linked to **{name}**: whom should I write to?",
    },
    "shorter": {"fr": "Plus court", "en": "Shorter"},
    "formal": {"fr": "Plus formel", "en": "More formal"},
}


@dataclass(frozen=True)
class Draft:
    """What a draft is made from, so that it can be revised: ids and small values only."""

    record: RecordRef
    topic: str
    style: Style


async def write_email(request: Request, tools: Tools) -> Result:
    """Draft an e-mail for the record that is meant."""
    record = await record_meant(request, tools, OBJECTS)
    topic = request.first("topic")
    draft = Draft(record, str(topic.value) if topic else "", read_style(request.text, Style()))
    return await draft_email(draft, request, tools)


async def revise_email(request: Request, tools: Tools) -> Result:
    """Draft the last e-mail again, shorter, warmer or more formal, as asked."""
    kept = request.slots.get("last_email")
    if not kept:
        raise NothingToDo("no_email")
    style = read_style(request.text, Style(**kept["style"]))
    topic = request.first("topic")
    draft = Draft(RecordRef(**kept["record"]), str(topic.value) if topic else kept["topic"], style)
    return await draft_email(draft, request, tools)


async def draft_email(draft: Draft, request: Request, tools: Tools) -> Result:
    """Gather the facts, have them phrased, and show the draft with its sources."""
    crm = tools.org()
    deal, exchanges, known = await asyncio.gather(
        fetch_deal(draft.record, crm, request.language),
        last_interactions(draft.record, crm, LOOKED_AT, tools.clock.now()),
        known_people(draft.record, crm),
    )
    if deal.contact is None:
        missing = line(LINES, "nobody", request.language, name=draft.record.name)
        return Result(
            parts=(Text(text=missing),), slots=focused(draft.record), refused="no_contact"
        )
    claims = await argue(draft.topic, deal, tools)
    facts = await gather(draft, deal, shared(exchanges, deal.name), claims, tools)
    answer = await tools.guard.ask(
        Prompt("email", deal.language, facts, known, request.conversation, request.turn)
    )
    sources = used(answer, claims)
    return Result(
        parts=tuple(show(draft, deal, answer, sources, claims, request.language)),
        slots={**focused(draft.record), "last_email": remembered(draft)},
        records=(draft.record, RecordRef(object="Contact", id=deal.contact["Id"], name=deal.name)),
        sources=sources,
        model=model_use(answer),
    )


async def argue(topic: str, deal: Deal, tools: Tools) -> tuple[Claim, ...]:
    """Return our advantages on the point the rep asks for."""
    if not topic:
        return ()
    today = tools.clock.today()
    return await find_claims(topic, deal.language, tools.knowledge, today, deal.rivals)


def sayable(topic: str, deal: Deal) -> str | None:
    """Return the topic as the customer may read it: in their language, and no competitor's name."""
    told = set(words(topic))
    if any(said[0] in told for rival in deal.rivals if (said := words(rival))):
        return None
    named, *_ = ways_to_say(topic, deal.language)
    foreign = detect(topic).language not in {deal.language, None} and named != topic
    said_so = f"{named[:1].lower()}{named[1:]}" if foreign else topic
    return said_so.replace("'", "’").strip(' .?!«»"') or None


async def gather(
    draft: Draft, deal: Deal, exchanges: list[Interaction], claims: tuple[Claim, ...], tools: Tools
) -> dict[str, Any]:
    """Return the typed facts of the e-mail."""
    heard = await listen(exchanges, tools.remarks)
    return {
        "purpose": "follow_up",
        "contact": deal.addressee(),
        "sender": {
            "name": tools.org().user.name, "company": deal.company, "title": deal.sender_title,
        },
        "opportunity": deal.opportunity,
        "account": deal.account,
        "last_interactions": [
            exchange(one, told) for one, told in zip(exchanges, heard, strict=True)
        ],
        "topic": sayable(draft.topic, deal) if claims else None,
        "claims": [claim.fact() for claim in claims],
        "tone": draft.style.tone,
        "familiar": draft.style.familiar,
        "length": draft.style.length,
        "slot": None,
        "today": tools.clock.today().isoformat(),
    }  # fmt: skip


def exchange(one: Interaction, heard: Sequence[Heard]) -> dict[str, Any]:
    """Return one recent exchange and what hurt in it; a call's title is our own note."""
    hurting = [said.text for said, remark in heard if remark.kind == "pain_point"]
    ours = voice_of(one) == "us" if one.kind == "email" else None
    return {
        "date": one.day.isoformat(), "kind": one.kind, "ours": ours,
        "gist": BEFORE.sub("", one.subject) or None if one.kind in PUBLIC else None,
        "pain_points": hurting[:2],
    }  # fmt: skip


def shared(exchanges: Sequence[Interaction], person: str) -> list[Interaction]:
    """Return the last exchanges the person was in: no one else's, and no call they missed."""
    theirs = [
        one for one in exchanges if not one.missed and fold(one.with_whom) in {fold(person), ""}
    ]
    return [one for one in theirs if one.with_whom or one.kind == "email"][:RECENT]


def used(answer: Answer, claims: tuple[Claim, ...]) -> tuple[Source, ...]:
    """Return the sources of the claims the body states."""
    stated = set(answer.content["used_claims"])
    return tuple(claim.source for claim in claims if claim.id in stated)


def show(
    draft: Draft, deal: Deal, answer: Answer, sources: tuple[Source, ...],
    claims: tuple[Claim, ...], language: Language,
) -> list[Part]:  # fmt: skip
    """Return the draft and what the rep should know before sending it."""
    parts: list[Part] = [Text(text=line(LINES, "draft", language, name=deal.name))]
    if draft.topic and not claims:
        parts.append(Text(text=line(LINES, "no_claims", language, topic=draft.topic)))
    if deal.opted_out:
        parts.append(Text(text=line(LINES, "opted_out", language, name=deal.name)))
    if not deal.email:
        parts.append(Text(text=line(LINES, "no_address", language, name=deal.name)))
    parts.append(
        Email(
            to=[deal.email] if deal.email else [], subject=str(answer.content["subject"]),
            body=str(answer.content["body"]), language=deal.language, sources=list(sources),
        )
    )  # fmt: skip
    labels = [line(LINES, name, language) for name in ("shorter", "formal")]
    parts.append(Buttons(buttons=[Button(label=label, payload=label) for label in labels]))
    return parts


def remembered(draft: Draft) -> Mapping[str, Any]:
    """Return what the conversation keeps of a draft."""
    return {
        "record": draft.record.model_dump(),
        "topic": draft.topic,
        "style": asdict(draft.style),
    }
