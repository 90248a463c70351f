"""How letters say the moments they propose, and the invoices they ask to be paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from guard.composer.letter import Letter
from guard.composer.wording import read_date
from guard.prompt import Language

AWAITED = frozenset({"service_recovery.open", "service_recovery.waiting"})
"""Where a request stands that the customer still waits for."""
_LONG = timedelta(days=90)
"""From then on the wait itself is to be excused, or an end is long past."""


def say_slot(one: Mapping[str, Any], letter: Letter) -> str:
    """Return one proposed moment: a day, at a time or in a part of it, or a week."""
    french = letter.language == "fr"
    day = letter.day(one["day"], weekday=not one.get("until"))
    if one.get("until"):
        last = letter.day(one["until"])
        day = _in_same_month(day, last)
        return f"entre le {day} et le {last}" if french else f"between {day} and {last}"
    part = {
        "morning": ("au matin", "in the morning"),
        "afternoon": ("dans l’après-midi", "in the afternoon"),
        "evening": ("en fin de journée", "at the end of the day"),
    }.get(one.get("part") or "")
    at = (
        part[not french]
        if part
        else say_time(one["time"], letter.language)
        if one.get("time")
        else ""
    )
    return f"{'le' if french else 'on'} {day} {at}".rstrip()


def _in_same_month(first: str, last: str) -> str:
    """Return the first of two days without the month that the last one says: « le 23 et le 27 »."""
    number, _, month = first.partition(" ")
    return number if month == last.partition(" ")[2] else first


def say_time(time: str, language: Language) -> str:
    """Return « à 10 h 30 » or "at 10:30"."""
    hour, minute = time[:2].lstrip("0") or "0", time[3:5]
    if language == "fr":
        return f"à {hour}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")
    return f"at {hour}:{minute}"


def say_invoice(invoice: Mapping[str, Any], letter: Letter) -> str:
    """Return « F-2026-118, d’un montant de 4 500 €, échue le 12 octobre »."""
    french = letter.language == "fr"
    said = [invoice["number"]]
    if invoice.get("amount"):
        said.append(f"{'d’un montant de' if french else 'for'} {invoice['amount']}")
    if invoice.get("due"):
        said.append(f"{'échue le' if french else 'due on'} {letter.day(invoice['due'])}")
    return (
        ", ".join(said) + ("," if said[2:] else "")
        if french
        else " ".join([*said[:2], *(f"({d})" for d in said[2:])])
    )


def introduced(sender: Mapping[str, Any], language: Language) -> str:
    """Return « Claire Moreau, ingénieure commerciale chez Héliade »."""
    title, company = sender.get("title") or "", sender.get("company") or ""
    if language == "fr" and title[1:2].islower():
        title = title[:1].lower() + title[1:]
    at = f"{'chez' if language == 'fr' else 'at'} {company}" if company else ""
    what = " ".join(part for part in (title, at) if part) if title else company
    return ", ".join(part for part in (sender["name"], what) if part)


def standing(case: Mapping[str, Any], today: str | None) -> str:
    """Return where a request stands: open, waiting for long, closed lately or long ago, or over."""
    now = read_date(today)

    def ago(name: str) -> bool:
        day = read_date(case.get(name))
        return bool(now and day and now - day > _LONG)

    if case.get("closed"):
        return "closed.long" if ago("closed") else "closed"
    if case.get("over"):
        return "over"
    return "waiting" if ago("opened") else "open"
