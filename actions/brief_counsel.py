"""The three angles of a brief and the questions to ask, each from what a record shows or lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from actions.brief_history import History, stood
from actions.brief_lookups import Lookups
from actions.brief_sections import Teller, decided_by, decider_of, rival_of
from actions.claims import Claim, find_claims
from actions.contract import Tools
from actions.parts import Evidence, SummaryItem
from language import quoted

ANGLES, QUESTIONS, DEALS_ASKED = 3, 5, 2


async def angles(
    found: Lookups, history: History, teller: Teller, tools: Tools
) -> list[SummaryItem]:
    """Return up to three ways into the conversation, the most pressing first."""
    argued = await _argued(history, teller, tools)
    first = [*_cases(found, teller), *argued, *_promises(history, teller)]
    return [*first, *_deals(found, teller)][:ANGLES]


async def _argued(history: History, teller: Teller, tools: Tools) -> list[SummaryItem]:
    """Return the advantage that answers the latest pain our battle cards treat."""
    for pain in history.pains:
        if not pain.theme:
            continue
        claims = await find_claims(pain.theme, teller.language, tools.knowledge, teller.today)
        if claims:
            claim = await _nearest(pain.text, claims, tools)
            text = teller.line("angle_pain", theme=pain.theme, claim=claim.text)
            proofs = [
                Evidence(object=pain.one.object, id=pain.one.id, quote=pain.text),
                Evidence(object="Knowledge", id=claim.source.article, quote=claim.text),
            ]
            return [SummaryItem(text=text, kind="angle", evidence=proofs)]
    return []


async def _nearest(said: str, claims: Sequence[Claim], tools: Tools) -> Claim:
    """Return the advantage nearest in meaning to what was said."""
    vectors = await tools.knowledge.vectors([said, *(claim.text for claim in claims)])
    return claims[int(np.argmax(vectors[1:] @ vectors[0]))]


def _cases(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    for row in found.all("cases")[:1]:
        subject = str(row.get("Subject") or "")
        text = teller.line("angle_case", number=row["CaseNumber"], subject=subject)
        yield teller.item("angle", "Case", row, text, subject)


def _promises(history: History, teller: Teller) -> Iterator[SummaryItem]:
    for point in history.ours[:1]:
        said = quoted(point.text, teller.language)
        text = teller.line("angle_promise", day=teller.day(point.one.day), said=said)
        yield stood("angle", point.one, text, point.text)


def _deals(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    for row in found.all("deals"):
        for quote in (row.get("Quotes") or ())[:1]:
            number = str(quote["QuoteNumber"])
            last = quote.get("ExpirationDate")
            key = "angle_expired" if last and last < teller.today else "angle_quote"
            text = teller.line(key, number=number, day=teller.day(last))
            yield teller.item("angle", "Quote", quote, text, number)
        if row.get("NextStep"):
            step, name = str(row["NextStep"]).rstrip("."), str(row["Name"])
            text = teller.line("angle_step", name=name, step=step)
            yield teller.item("angle", "Opportunity", row, text, name)
    for row in found.all("contracts")[:1]:
        number = str(row["ContractNumber"])
        text = teller.line("angle_contract", number=number, day=teller.day(row["EndDate"]))
        yield teller.item("angle", "Contract", row, text, number)
    for row in [one for one in found.all("past") if one.get("IsWon")][:1]:
        text = teller.line("angle_won", name=row["Name"])
        yield teller.item("angle", "Opportunity", row, text, str(row["Name"]))


def questions(found: Lookups, history: History, teller: Teller) -> list[SummaryItem]:
    """Return what to ask: what the records lack, then what is not settled."""
    asked = [*_unsettled(history, teller), *_lacking(found, teller)]
    if not asked:
        for row in (*found.all("company"), *found.all("who")):
            name = "Account" if row in found.all("company") else "Lead"
            text = teller.line("ask_needs")
            return [teller.item("question", name, row, text, str(row["Name"]))]
    return asked[:QUESTIONS]


def _unsettled(history: History, teller: Teller) -> Iterator[SummaryItem]:
    for pain in history.pains[:1]:
        theme = pain.theme or quoted(pain.text, teller.language)
        text = teller.line("ask_pain", day=teller.day(pain.one.day), theme=theme)
        yield stood("question", pain.one, text, pain.text)
    for point in history.theirs[:1]:
        text = teller.line("ask_theirs", day=teller.day(point.one.day))
        yield stood("question", point.one, text, point.text)


def _lacking(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    for row in found.all("deals")[:DEALS_ASKED]:
        name, close, rival = str(row["Name"]), row.get("CloseDate"), rival_of(row)
        lacks = {
            "ask_decider": not (decided_by(row) or decider_of(found)),
            "ask_date": bool(close and teller.days_since(close) > 0),
            "ask_amount": not row.get("Amount"),
            "ask_step": not row.get("NextStep"),
            "ask_rival": bool(rival),
        }
        for key in (key for key, lacking in lacks.items() if lacking):
            text = teller.line(key, name=name, rival=rival)
            yield teller.item("question", "Opportunity", row, text, name)
