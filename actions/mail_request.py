"""What a request for an e-mail says: what it is for, days to propose, an invoice, a message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from actions.activity import kinds_in
from actions.clock_times import find_time
from actions.contract import Language, Request, Tools
from actions.mail_agenda import agenda, first_order, looks_back, offered, recalled_in
from language import (
    Period,
    detect,
    find_amounts,
    find_periods,
    fold_keep_length,
    format_money,
    words,
)

# Chosen on the development requests: below this a request is for a follow-up.
SURE = 0.25
NAMES = ("record_name", "person")
# Purposes that say by themselves what « dis-lui que … » would say again.
FORTNIGHT = timedelta(days=14)
MEETINGS = frozenset({"confirm_meeting", "reschedule"})
SAYING = MEETINGS | {"late_payment", "service_recovery", "renewal"}
INVOICE = re.compile(
    r"\b(?:facture|factures|invoice|invoices|fact|inv)\b[.\s]*(?:n°|no\.?|num[eé]ro|number|#)?\s*"
    r"([A-Z]{0,4}[-/]?\d[\w/-]*|[A-Z]{1,4}-\w*\d[\w-]*)",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:di[st]|dire|ecri\w*|annonc\w*|inform\w*|prevens|previen\w*|signal\w*|indiqu\w*|expliqu\w*|"
    r"tell|say|write|inform|announc\w*|explain|let (?:\w+ ){1,4}know)\b[^.:;]{0,80}?"
    r"\b(?:que|qu['’]|that)\s*(?=\S)"
)
OTHERS = re.compile(r"\b(?:il|ils|elle|elles|lui|eux|he|she|they|him|them)\b")
THEIRS = (
    (re.compile(r"\b(?:son|sa|leur)\b", re.IGNORECASE), "votre"),
    (re.compile(r"\b(?:ses|leurs)\b", re.IGNORECASE), "vos"),
    (re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE), "your"),
)
MATTER = re.compile(
    r"\b(?:pour|suite a|apres|for|about|over|after)\s+"
    r"((?:la|le|les|l['’]|une?|des|notre|nos|the|our|an?)(?:\s+|(?<=['’]))[^,.;:?!]{3,80})$"
)
KINDNESS = re.compile(
    r"\b(?:pour|de|for)\s+((?:sa|son|ses|leurs?|his|her|their|votre|vos|your)\s+[^,.;:?!]{3,60})$"
)
MET = re.compile(
    r"\b(?:pour|de|for)\s+((?:(?:la|le|les|notre|nos|the|our|this|cette|cet|ce|\w+['’]s)\s+|l['’])"
    r"[^,.;:?!]{3,60})$"
)
"""What was done together, which may be thanked for too: « notre réunion d’hier »."""
RECAPS = re.compile(r"\b(?:recap\w*|(?:resum|summari[sz]|sum up)\w* (?:what|ce))")
"""What asks to write down what was agreed, whatever is thanked for besides."""
RECORDS = frozenset(
    """la le les l the a un une case ticket requete demande dossier compte account client customer
    opportunite affaire deal contact piste lead""".split()  # noqa: SIM905
)
TOLD = re.compile(r"(?:votre|leur|sa|son|his|her|their)\s+(?:visite|accueil|confiance|visit|trust)")


async def purpose_of(request: Request, tools: Tools) -> str:
    """Return what the e-mail asked for is for."""
    said = nameless(request)
    [(purpose, sure)] = await tools.purposes.read([said])
    met = purpose not in MEETINGS or "meeting" in kinds_in(said) or not clause(request)
    if purpose == "thank_you" and RECAPS.search(fold_keep_length(said)):
        return "recap"
    if purpose == "meeting_request" and looks_back(said):
        return "follow_up"
    return purpose if sure >= SURE and met else "follow_up"


def nameless(request: Request) -> str:
    """Return the request without the names in it."""
    text = request.text
    for one in sorted(request.entities, key=lambda one: -one.start):
        if one.name in NAMES and text[one.start : one.end] == str(one.value):
            text = f"{text[: one.start]}{text[one.end :]}"
    return " ".join(text.split())


def stated(request: Request, purpose: str, today: date) -> dict[str, Any]:
    """Return what the request itself states, as small values to keep with the draft."""
    said: dict[str, Any] = {}
    if purpose != "late_payment":
        said["slots"] = slots(request.text, today, purpose)
    if purpose == "late_payment":
        said["invoice"] = invoice(request.text, today)
    if purpose == "service_recovery":
        said["matter"] = matter(nameless(request))
    if purpose in {"thank_you", "recap"}:
        said["thanks"] = thanked_for(nameless(request))
    if purpose == "meeting_request":
        said["agenda"] = read_agenda(nameless(request), today)
        kinds = kinds_in(request.text)
        said["held"] = "call" if "call" in kinds and "meeting" not in kinds else None
    if purpose not in SAYING:
        said["clause"] = clause(request)
    said["met"] = recalled_in(nameless(request), purpose, today)
    return {name: value for name, value in said.items() if value}


def slots(text: str, today: date, purpose: str = "meeting_request") -> list[dict[str, Any]]:
    """Return the moments a text offers from tomorrow on: days with a time or a part, or a week."""
    coming = [one for one in _coming(text, today) if offered(one, text, purpose)]
    ends = [*(one.span[0] for one in coming[1:]), len(text)][: len(coming)]
    return [_slot(one, text[one.span[0] : end]) for one, end in zip(coming, ends, strict=True)]


def _coming(text: str, today: date) -> list[Period]:
    return [
        one for one in find_periods(text, today, prefer="future")
        if one.start and one.end and one.start > today
        and (one.grain in {"day", "week"} or one.end - one.start <= FORTNIGHT)
    ]  # fmt: skip


def read_agenda(text: str, today: date) -> dict[str, str]:
    """Return what a meeting is for, as the customer reads it; nothing where it speaks of others."""
    said = {name: yours(matter) for name, matter in agenda(text, _coming(text, today)).items()}
    return {n: told for n, told in said.items() if not OTHERS.search(fold_keep_length(told))}


def yours(text: str) -> str:
    """Return words about the customer as they read them: « leur devis » is « votre devis »."""
    for pattern, to_them in THEIRS:
        text = pattern.sub(to_them, text)
    return text.replace("'", "’")


def _slot(period: Period, text: str) -> dict[str, Any]:
    first = period.start
    assert first is not None  # noqa: S101 - filtered above
    if period.grain is None and period.end:
        return {"day": first.isoformat(), "until": period.end.isoformat(), **_at(text)}
    if period.grain == "week":
        friday = first + timedelta(days=4 - first.weekday())
        return {"day": first.isoformat(), "until": max(first, friday).isoformat()}
    return {"day": first.isoformat(), **_at(text)}


def _at(text: str) -> dict[str, str]:
    """Return at what time, or in which part of the day."""
    at = find_time(text)
    if at is None:
        return {}
    if not at.vague:
        return {"time": at.time.strftime("%H:%M")}
    part = "morning" if at.time.hour < 12 else "afternoon" if at.time.hour < 17 else "evening"
    return {"part": part}


def invoice(text: str, today: date) -> dict[str, Any]:
    """Return the invoice a request names: its number, what it comes to, when it was due."""
    found = INVOICE.search(text)
    if found is None:
        return {}
    rest = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    amounts = [one for one in find_amounts(rest) if one.currency or one.marked]
    days = [one.day for one in find_periods(rest, today, prefer="past") if one.grain == "day"]
    due = next((day for day in days if day and day <= today), None)
    amount = amounts[0] if amounts else None
    return {
        "number": found[1].rstrip(".,;"),
        "amount": str(amount.value) if amount else None,
        "currency": (amount.currency if amount else None) or "EUR",
        "due": due.isoformat() if due else None,
    }


def written(invoice: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return an invoice with its amount as it is written in a language."""
    amount = invoice.get("amount")
    said = format_money(float(amount), invoice["currency"], language) if amount else None
    return {"number": invoice.get("number"), "amount": said, "due": invoice.get("due")}


def matter(text: str) -> str:
    """Return what an apology is for, as the rep puts it, "" where nothing is said."""
    found = MATTER.search(fold_keep_length(text))
    said = text[found.start(1) : found.end(1)].strip() if found else ""
    # « pour la requête Capteur muet »: the record's kind says nothing once its name is taken out.
    told = "" if TOLD.match(said) or not set(words(said)) - RECORDS else said
    return told.replace("'", "’")


def thanked_for(text: str) -> str:
    """Return what the rep thanks for, as the customer reads it: « votre patience », else ""."""
    folded = fold_keep_length(text)
    found = KINDNESS.search(folded) or MET.search(folded)
    said = first_order(text[found.start(1) : found.end(1)].strip()) if found else ""
    if found and found.re is MET and not (kinds_in(said) or recalled_in(said, "recap", date.max)):
        return ""
    return yours(said)


def clause(request: Request) -> str:
    """Return what « dis-lui que … » wants told, in words meant for the customer, else ""."""
    folded = fold_keep_length(request.text)
    found = TELLS.search(folded)
    if found is None:
        return ""
    said = request.text[found.end() :].strip().rstrip(" .!?")
    if OTHERS.search(fold_keep_length(said)) or len(words(said)) < 3:
        return ""
    return yours(said)


def spoken_in(text: str, language: Language) -> bool:
    """Whether a text is not in the other language."""
    return detect(text).language in {language, None}
