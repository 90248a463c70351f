"""The subject of an e-mail: what it is about, in a few words a recipient sorts mail by."""

from __future__ import annotations

import re

from guard.composer.letter import Letter, project_of
from guard.composer.wording import capital, shorten
from guard.prompt import Language

_ARTICLE = re.compile(r"^(?:l[’']|(?:les?|la|the|nos|our)\s)", re.IGNORECASE)
_FIXED: dict[Language, dict[str, str]] = {
    "fr": {
        "first_contact": "Prise de contact{of}",
        "meeting_request": "Proposition {held}{of}",
        "confirm_meeting": "Confirmation de notre rendez-vous{on}",
        "reschedule": "Report de notre rendez-vous{on}",
        "recap": "Compte rendu de {exchange}",
        "quote_cover": "Notre devis{number}{of}",
        "reminder": "Notre devis{number}{of}",
        "late_payment": "Règlement en attente{invoice}",
        "service_recovery": "Nos excuses{case}",
        "renewal": "Renouvellement de [votre|ton] contrat{number}",
        "thank_you": "Merci",
    },
    "en": {
        "first_contact": "Introduction{of}",
        "meeting_request": "Suggested {held}{of}",
        "confirm_meeting": "Confirming our meeting{on}",
        "reschedule": "Rescheduling our meeting{on}",
        "recap": "Summary of {exchange}",
        "quote_cover": "Our quote{number}{of}",
        "reminder": "Our quote{number}{of}",
        "late_payment": "Outstanding payment{invoice}",
        "service_recovery": "Our apologies{case}",
        "renewal": "Renewal of your contract{number}",
        "thank_you": "Thank you",
    },
}


def subject(letter: Letter) -> str:
    """Return the subject line."""
    fixed = _FIXED[letter.language].get(letter.purpose)
    if fixed is None or (letter.purpose == "reminder" and not letter.facts.get("quote")):
        return _matter(letter)
    return " ".join(letter.addressed(fixed).format(**_blanks(letter)).split(" "))


def _blanks(letter: Letter) -> dict[str, str]:
    """Return what may stand in a subject: a number, a day, the project."""
    facts, french = letter.facts, letter.language == "fr"
    dash = "\u00a0– " if french else " – "
    named = project_of(facts, letter.language)
    record = facts.get("quote") or facts.get("contract") or facts.get("case") or {}
    number = f" n°\u00a0{record.get('number')}" if french else f" no. {record.get('number')}"
    invoice = (facts.get("invoice") or {}).get("number")
    day = letter.day((facts.get("event") or {}).get("day"))
    last = letter.last()
    exchange = (
        letter.when().split(" (")[0] if last else "notre échange" if french else "our exchange"
    )
    return {
        "of": f"{dash}{named}" if named else "",
        "number": number if record.get("number") else "",
        "case": f"{dash}{'demande' if french else 'case'}{number}" if record.get("number") else "",
        "invoice": f"{dash}{'facture' if french else 'invoice'} {invoice}" if invoice else "",
        "on": f" {'du' if french else 'on'} {day}" if day else "",
        "exchange": exchange,
        "held": letter.held("de rendez-vous", "d’appel"),
    }


def _matter(letter: Letter) -> str:
    """Return the project and the point asked for, whichever there is."""
    topic = shorten(letter.facts.get("topic") or "", 70)
    named = project_of(letter.facts, letter.language)
    if topic and named:
        dash = "\u00a0–" if letter.language == "fr" else " –"
        return f"{capital(letter.project())}{dash} {_ARTICLE.sub('', topic)}"
    french = letter.language == "fr"
    fallback = "Suite à nos échanges" if french else "Following up on our conversation"
    return capital(topic) or (capital(letter.project()) if named else fallback)
