"""What every e-mail has: a greeting, a hook on the last exchange, a closing, who signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from guard.composer.address import address
from guard.composer.mail_en import ENGLISH
from guard.composer.mail_fr import FRENCH
from guard.composer.wording import Chooser, quote, read_date, say_date, say_list, shorten
from guard.prompt import Language

_TABLES: dict[Language, dict[str, tuple[str, ...]]] = {"fr": FRENCH, "en": ENGLISH}
_INTERNAL = re.compile(
    r"\b(?:relance|rappeler|[àa] faire|todo|marge|margin|probabilit\w+|budget|remise|discount|"
    r"forecast|pipe(?:line)?|concurren\w+|competitor|follow[- ]?up|chase|interne|internal|debrief|"
    r"d[ée]brief|qualif\w+|closing|upsell|churn)\b",
    re.IGNORECASE,
)
_MISTER = re.compile(r"m\.?\Z|mr\.?\Z|monsieur\Z", re.IGNORECASE)
_LADY = re.compile(
    r"mme\.?\Z|mrs\.?\Z|ms\.?\Z|miss\Z|madame\Z|mlle\.?\Z|mademoiselle\Z", re.IGNORECASE
)
_DOCTOR = re.compile(r"dr\.?\Z|docteur\Z|doctor\Z", re.IGNORECASE)
_TEACHER = re.compile(r"prof\.?\Z|professeure?\Z|professor\Z", re.IGNORECASE)
_OURS: dict[Language, dict[str, str]] = {
    "fr": {
        "call": "notre échange téléphonique", "meeting": "notre réunion",
        "email": "notre échange d’e-mails", "chat": "notre échange en ligne",
        "case": "[votre|ta] demande", "sent": "mon e-mail", "received": "[votre|ton] e-mail",
    },
    "en": {
        "call": "our call", "meeting": "our meeting", "email": "our email exchange",
        "chat": "our chat", "case": "your request", "sent": "my email", "received": "your email",
    },
}  # fmt: skip
_FRESH = timedelta(days=60)
"""How long one may still thank for an exchange."""
_STEADY = ("purpose", "opportunity", "account", "last_interactions", "sender")


class Letter:
    """One e-mail's facts and the words for them, always the same ones for the same facts."""

    def __init__(self, facts: Mapping[str, Any], language: Language) -> None:
        self.facts, self.language = facts, language
        self.purpose = str(facts.get("purpose") or "follow_up")
        self.tone = str(facts.get("tone") or "neutral")
        self.short = facts.get("length") == "short"
        self._familiar = bool(facts.get("familiar")) and language == "fr"
        self._chooser = Chooser({name: facts.get(name) for name in _STEADY})

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of that kind with its blanks filled; a new version takes another."""
        options = _TABLES[self.language][key]
        said = self._chooser.pick(key, options, int(self.facts.get("version") or 0))
        return self.addressed(said).format(held=self.held(), **values)

    def held(self, meeting: str = "rendez-vous", call: str = "appel") -> str:
        """Return what is asked for, a meeting or a call; in French as the place wants it."""
        called = self.facts.get("held") == "call"
        if self.language == "en":
            return "call" if called else "meeting"
        return call if called else meeting

    def addressed(self, text: str) -> str:
        """Return words of ours for somebody one says « tu » to, or « vous »."""
        return address(text, self._familiar)

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that kind."""
        return key in _TABLES[self.language]

    def ours(self, kind: str) -> str:
        """Return what an exchange is called: « notre réunion », "my email"."""
        return self.addressed(_OURS[self.language][kind])

    def wrote(self, text: str) -> str:
        """Return a text between quotation marks."""
        return quote(text, self.language)

    def day(self, iso: str | None, weekday: bool = False) -> str:
        """Return a day as it is written, the year left out where it is this one; "" for none."""
        day, today = read_date(iso), read_date(self.facts.get("today"))
        if day is None:
            return ""
        same = today is not None and day.year == today.year
        return say_date(day, self.language, year=not same, weekday=weekday)

    def project(self) -> str:
        """Return what the deal is called to the customer: its products, else its name."""
        named = project_of(self.facts, self.language)
        french = self.addressed("[votre|ton] projet")
        if not named:
            return french if self.language == "fr" else "your project"
        products = (self.facts.get("opportunity") or {}).get("products") or []
        if len(products) > 1:
            return f"{french if self.language == 'fr' else 'your project'} ({named})"
        if self.language == "fr":
            return f"{french} {named}"
        return f"your project {named}" if named.startswith("“") else f"your {named} project"

    def last(self) -> Mapping[str, Any] | None:
        """Return the newest exchange."""
        exchanges = self.facts.get("last_interactions") or []
        return max(exchanges, key=lambda one: one["date"]) if exchanges else None

    def met(self) -> Mapping[str, Any] | None:
        """Return the newest exchange one can thank for: neither our own message nor a case."""
        exchanges = self.facts.get("last_interactions") or []
        theirs = [one for one in exchanges if not one.get("ours") and one["kind"] != "case"]
        last = max(theirs, key=lambda one: one["date"]) if theirs else None
        day, today = read_date((last or {}).get("date")), read_date(self.facts.get("today"))
        stale = bool(day and today and today - day > _FRESH)
        return None if stale else last

    def when(self, last: Mapping[str, Any] | None = None) -> str:
        """Return « notre réunion du 12 novembre (« Point sur le déploiement ») », "" for none."""
        last = last or self.last()
        if last is None:
            return ""
        ours = last.get("ours")
        own = last["kind"] if ours is None else "sent" if ours else "received"
        day, gist = self.day(last["date"]), shorten(last.get("gist") or "", 70)
        link = "du" if self.language == "fr" else "of"
        kept = gist and not self.short and not _INTERNAL.search(gist) and not self._names_them(gist)
        shown = f" ({self.wrote(gist)})" if kept else ""
        return self.ours(own) + (f" {link} {day}" if day else "") + shown

    def _names_them(self, title: str) -> bool:
        """Whether a title names the customer's company: it was written for our own calendar."""
        account = str(self.facts.get("account") or "").casefold()
        return bool(account) and account in title.casefold()

    def opened(self, key: str) -> str:
        """Return the opening of that kind: on the last exchange where there is one."""
        when = self.when()
        if when and self.has(f"{key}.when"):
            return self.say(f"{key}.when", when=when)
        return self.say(key, project=self.project())

    def heard(self) -> str:
        """Return that the difficulty was heard, in the customer's own words if they wrote it."""
        last = self.last()
        if last is None or not last.get("pain_points") or self.short:
            return ""
        own = last["pain_points"][0] if last["kind"] in {"email", "chat", "case"} else ""
        if own and len(own) < 160 and not _INTERNAL.search(own):
            end = "" if own.rstrip()[-1:] in ".!?…" else "."
            return self.say("heard.quote", quote=self.wrote(shorten(own)) + end)
        return self.say("heard")

    def greeting(self) -> str:
        """Return « Bonjour Madame Dupont, », "Dear Ms Jones,", "Dear Emily,"."""
        contact = self.facts["contact"]
        first, last = contact.get("first_name") or "", contact.get("last_name") or ""
        title = title_of(contact, self.language)
        if self.language == "fr":
            return self._bonjour(title, first, last)
        if self.tone in {"formal", "firm"} or not first:
            named = f"{title} {last}" if title else f"{first} {last}" if first else ""
            return f"Dear {named}," if named else "Dear Sir or Madam,"
        return f"{'Hi' if self.tone == 'warm' else 'Dear'} {first},"

    def _bonjour(self, title: str, first: str, last: str) -> str:
        if first and self._familiar:
            return f"Bonjour {first},"
        if self.tone == "formal":
            named = f"{title} {last}" if title in {"Docteur", "Professeur"} else title
            return f"{named or 'Madame, Monsieur'},"
        named = f"{title} {last}" if title else f"{first} {last}" if first else ""
        return f"Bonjour {named},".replace(" ,", ",")

    def signature(self) -> str:
        """Return the closing and who signs."""
        contact, key = self.facts["contact"], f"closing.{self.tone}"
        title = title_of(contact, self.language)
        if (
            self.language == "en"
            and self.tone == "formal"
            and not (title or contact.get("first_name"))
        ):
            key = "closing.formal.unknown"
        closing = self.say(
            key if self.has(key) else "closing.neutral", title=title or "Madame, Monsieur"
        )
        sender = self.facts["sender"]
        signed = self.facts.get("signed") or sender["name"]
        lines = [signed, sender.get("title") or "", sender.get("company") or ""]
        return "\n".join([closing, "", *(line for line in lines if line)])


def title_of(contact: Mapping[str, Any], language: Language) -> str:
    """Return the contact's title as letters write it, "" when the CRM does not tell."""
    said = (contact.get("salutation") or "").strip()
    french = language == "fr"
    if _MISTER.match(said):
        return "Monsieur" if french else "Mr"
    if _LADY.match(said):
        return "Madame" if french else "Mrs" if said.lower().startswith("mrs") else "Ms"
    if _DOCTOR.match(said):
        return "Docteur" if french else "Dr"
    return ("Professeur" if french else "Professor") if _TEACHER.match(said) else ""


def project_of(facts: Mapping[str, Any], language: Language) -> str:
    """Return the products of the deal, else its name in quotation marks, "" without a deal."""
    deal = facts.get("opportunity") or {}
    products = [name for name in deal.get("products") or [] if name][:2]
    if products:
        return say_list(products, language)
    return quote(deal["name"], language) if deal.get("name") else ""
