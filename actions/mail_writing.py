"""Writing a draft: its facts gathered, phrased by the guard, shown with what to know of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from actions.claims import Claim
from actions.contract import Language, Request, Result, Tools
from actions.deal import Deal, fetch_deal
from actions.hearing import listen
from actions.interactions import Interaction, last_interactions
from actions.known import known_people
from actions.mail_agenda import recalled
from actions.mail_draft import Draft
from actions.mail_facts import argue, gather, shared
from actions.mail_lines import LINES
from actions.model_use import model_use, prompt_of
from actions.naming import focused
from actions.parts import Button, Buttons, Email, Part, RecordRef, Source, Text
from actions.wording import line
from guard import Answer
from language import format_long_date

LOOKED_AT = 15
# What goes out with its quote.
QUOTING = frozenset({"quote_cover", "reminder"})
# How long before its end a contract's renewal is spoken of.
TIMELY = timedelta(days=120)
# What a purpose cannot be written without, as the rep is told.
NEEDED = {"quote_cover": "quote", "renewal": "contract", "confirm_meeting": "event"}


async def draft_email(draft: Draft, request: Request, tools: Tools) -> Result:
    """Gather the facts, have them phrased, and show the draft with its sources."""
    crm, now = tools.org(), tools.clock.now()
    deal, exchanges, known = await asyncio.gather(
        fetch_deal(
            draft.record, crm, request.language, now, draft.purpose,
            to=draft.to, written=draft.written,
        ),
        last_interactions(draft.record, crm, LOOKED_AT, now),
        known_people(draft.record, crm, tools.guard.policy.masking),
    )  # fmt: skip
    if deal.contact is None:
        missing = line(LINES, "nobody", request.language, name=draft.record.name)
        return Result(
            parts=(Text(text=missing),), slots=focused(draft.record), refused="no_contact"
        )
    meant = recalled(exchanges, draft.stated.get("met") or {})
    met = shared(meant, deal.name, deal.email or "")
    claims, heard = await asyncio.gather(argue(draft, deal, tools), listen(met, tools.remarks))
    facts = gather(draft, deal, met, heard, claims, tools)
    answer = await tools.guard.ask(prompt_of(request, "email", deal.language, facts, known))
    sources = used(answer, claims)
    email = Email(
        to=[deal.email] if deal.email else [], cc=list(draft.cc),
        subject=str(answer.content["subject"]), body=str(answer.content["body"]),
        language=deal.language, sources=list(sources),
    )  # fmt: skip
    person = RecordRef(object=deal.reached, id=deal.contact["Id"], name=deal.name)
    return Result(
        parts=tuple(show(draft, deal, email, facts, claims, request.language)),
        slots={
            **focused(draft.record),
            "last_email": {**draft.kept(), "shown": shown(email, deal)},
            "last_text": None,
        },
        records=(draft.record, person, *deal.records, *map(reference, met)),
        sources=sources,
        model=model_use(answer),
    )


def shown(email: Email, deal: Deal) -> dict[str, Any]:
    """Return the e-mail as it was shown, so that this very text can be logged."""
    return {
        "to": email.to, "cc": email.cc, "subject": email.subject, "body": email.body,
        "who": (deal.contact or {}).get("Id"),
    }  # fmt: skip


def reference(one: Interaction) -> RecordRef:
    """Name the record an exchange comes from."""
    return RecordRef(object=one.object, id=one.id, name=one.subject or one.kind)


def used(answer: Answer, claims: tuple[Claim, ...]) -> tuple[Source, ...]:
    """Return the sources of the claims the body states."""
    stated = set(answer.content["used_claims"])
    return tuple(claim.source for claim in claims if claim.id in stated)


def show(
    draft: Draft, deal: Deal, email: Email, facts: Mapping[str, Any], claims: tuple[Claim, ...],
    language: Language,
) -> list[Part]:  # fmt: skip
    """Return the draft and what the rep should know before sending it."""
    said = [line(LINES, "draft", language, name=deal.name)]
    if draft.topics and not claims and not draft.bare:
        said.append(line(LINES, "no_claims", language, topic=draft.topics[-1]))
    day = expiry(facts, language)
    said += [line(LINES, "expired", language, day=day)] if day else []
    end = far_end(facts)
    said += [line(LINES, "early", language, day=format_long_date(end, language))] if end else []
    said += [line(LINES, name, language, name=deal.name) for name in warnings(draft, deal, facts)]
    labels = [line(LINES, name, language) for name in ("shorter", "formal")]
    buttons = [Button(label=label, payload=label) for label in labels]
    if not deal.opted_out:
        buttons.append(Button(label=line(LINES, "log", language), payload="/send_email"))
    return [*(Text(text=one) for one in said), email, Buttons(buttons=buttons)]


def expiry(facts: Mapping[str, Any], language: Language) -> str:
    """Return since when the quote that goes out is no longer valid, "" where it is."""
    until, today = (facts.get("quote") or {}).get("until"), str(facts["today"])
    if facts["purpose"] not in QUOTING or not until or until >= today:
        return ""
    return format_long_date(date.fromisoformat(until), language)


def far_end(facts: Mapping[str, Any]) -> date | None:
    """Return when the contract to renew ends, where that is too far off to be written about yet."""
    if facts["purpose"] != "renewal" or not facts.get("contract"):
        return None
    end = date.fromisoformat(facts["contract"]["end"])
    return end if end - date.fromisoformat(str(facts["today"])) > TIMELY else None


def warnings(draft: Draft, deal: Deal, facts: Mapping[str, Any]) -> list[str]:
    """Return the names of the lines to be read before sending."""
    found = ["opted_out"] if deal.opted_out else []
    found += [] if deal.email else ["no_address"]
    needed = NEEDED.get(draft.purpose)
    if needed and not facts.get(needed):
        found.append(f"no_{needed}")
    elif draft.purpose == "quote_cover":
        found.append("attach")
    if draft.purpose == "first_contact" and (deal.customer or facts["last_interactions"]):
        found.append("known_customer" if deal.customer else "known_person")
    if draft.purpose == "recap":
        found.append("notes" if facts.get("points") else "no_points")
    if draft.stated.get("met") and not facts["last_interactions"] and not facts.get("thanks"):
        found.append("no_met")
    if draft.purpose == "late_payment" and not facts.get("invoice"):
        found.append("no_invoice")
    if draft.purpose == "told" and not facts.get("clause"):
        found.append("foreign")
    return found
