"""How dates, lists, quotations and choices of words are written in French and in English."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from guard.prompt import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_DAYS: dict[Language, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_PLACEHOLDER = re.compile(r"\[[A-Z]+_[A-Z]\d+_\d+\w*\]")
KINDS: dict[Language, dict[str, tuple[str, str]]] = {
    "fr": {
        "call": ("appel", "appels"),
        "meeting": ("réunion", "réunions"),
        "email": ("e-mail", "e-mails"),
        "chat": ("discussion en ligne", "discussions en ligne"),
        "case": ("demande au support", "demandes au support"),
    },
    "en": {
        "call": ("call", "calls"),
        "meeting": ("meeting", "meetings"),
        "email": ("email", "emails"),
        "chat": ("chat", "chats"),
        "case": ("support case", "support cases"),
    },
}
"""What an interaction is called: one, several."""


class Chooser:
    """Picks among equivalent wordings, always the same one for the same facts.

    Texts are reproducible and yet do not all look alike.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        written = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
        self._seed = _PLACEHOLDER.sub("", written).encode("utf-8", "replace")

    def pick(self, place: str, options: Sequence[str], version: int = 0) -> str:
        """Return one of the options for a place in the text; another `version`, another option."""
        digest = blake2b(self._seed, digest_size=8, person=place.encode()[:16]).digest()
        return options[(int.from_bytes(digest, "big") + version) % len(options)]


def read_date(iso: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time, None when there is none."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def say_date(day: date, language: Language, year: bool = True, weekday: bool = False) -> str:
    """Return « 12 novembre 2026 » or "12 November 2026", without its article."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    words = [number, _MONTHS[language][day.month - 1], str(day.year) if year else ""]
    name = _DAYS[language][day.weekday()] if weekday else ""
    return " ".join(word for word in [name, *words] if word)


def say_list(items: Sequence[str], language: Language) -> str:
    """Return « a, b et c » or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'et' if language == 'fr' else 'and'} {items[-1]}"


_INNER: Mapping[Language, tuple[re.Pattern[str], str]] = {
    "fr": (re.compile(r"«\s*([^«»]*?)\s*»"), r"“\1”"),
    "en": (re.compile(r"[“\"]([^“”\"]*)[”\"]"), r"‘\1’"),
}
"""Quotation marks within quotation marks, and what is written for them."""


def quote(text: str, language: Language) -> str:
    """Return the text between the language's quotation marks; those inside become inner ones."""
    inner = _INNER[language]
    said = inner[0].sub(inner[1], text)
    return f"«\u202f{said}\u202f»" if language == "fr" else f"“{said}”"


def one_line(text: str) -> str:
    """Return the text on one line; its no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def shorten(text: str, limit: int = 180) -> str:
    """Return the text on one line, cut at a word's end when it is longer than `limit`."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def capital(text: str) -> str:
    """Return the text beginning with a capital."""
    return text[:1].upper() + text[1:]


def colon(language: Language) -> str:
    """Return the colon with the space French puts before it."""
    return "\u202f: " if language == "fr" else ": "
