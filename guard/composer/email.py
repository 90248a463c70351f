"""E-mails to customers: a greeting, a hook, what we bring on the point, a step, a signature.

Advantages are the claims given and nothing else. What is internal (stage, probability, an amount
that was not quoted, the rep's own notes) is never written, and nobody else is spoken ill of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from guard.composer import phrases
from guard.composer.familiar import say_tu
from guard.composer.wording import (
    Chooser,
    capital,
    one_line,
    quote,
    read_date,
    say_date,
    say_list,
    shorten,
)
from guard.masking.languages import guess_language
from guard.prompt import Language

_CLAIMS = {"short": 2, "normal": 3, "long": 5}
_ILL = re.compile(
    r"\b(?:concurren\w+|competitors?|contrairement [àa]|unlike|whereas|alors que"
    r"|l[àa] o[ùu] d['’]autres|point faible|weak\w*|"
    r"moins bon\w*|worse|inf[ée]rieur\w*|inferior|d[ée]pass[ée]e?s?|outdated"
    r"|peinent?|struggles?)\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"\b(?:relance|rappeler|[àa] faire|todo|marge|margin|probabilit\w+|budget"
    r"|remise|discount|forecast|pipe(?:line)?|"
    r"concurren\w+|competitor|follow[- ]?up|chase|interne|internal|debrief|d[ée]"
    r"brief|qualif\w+|closing|upsell|churn)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:les?|la|l['’]|un|une|des|vos|votre|nos|notre|leurs?|ces?|cette)(?:\s|(?<=['’]))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:l[’']|(?:les?|la|the|nos|our)\s)", re.IGNORECASE)
_MISTER = re.compile(r"m\.?\Z|mr\.?\Z|monsieur\Z", re.IGNORECASE)
_LADY = re.compile(
    r"mme\.?\Z|mrs\.?\Z|ms\.?\Z|miss\Z|madame\Z|mlle\.?\Z|mademoiselle\Z", re.IGNORECASE
)


def compose_email(facts: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the content of the `email` task."""
    chooser = Chooser(facts)
    claims = _claims(facts, language)
    address = say_tu if facts.get("familiar") and language == "fr" else str
    lead = address(_advantages(facts, bool(claims), language, chooser))
    listed = [f"– {one_line(claim['text'])}" for claim in claims]
    paragraphs = [
        _greeting(facts, language),
        _hook(facts, language, chooser, address),
        "\n".join(part for part in [lead, *listed] if part),
        address(_step(facts, language, chooser)),
        address(_signature(facts, language, chooser)),
    ]
    return {
        "subject": address(_subject(facts, language)),
        "body": "\n\n".join(part for part in paragraphs if part),
        "used_claims": [claim["id"] for claim in claims],
    }


def _claims(facts: Mapping[str, Any], language: Language) -> list[Mapping[str, Any]]:
    """Return the claims to state: fair ones, in the e-mail's language if there are any."""
    fair = [claim for claim in facts.get("claims") or [] if not _ILL.search(claim["text"])]
    native = [claim for claim in fair if guess_language(claim["text"]) == language]
    return (native or fair)[: _CLAIMS.get(facts.get("length") or "normal", 3)]


def _subject(facts: Mapping[str, Any], language: Language) -> str:
    """Return a subject that says what the e-mail is about."""
    topic = shorten(facts.get("topic") or "", 70)
    project = _project_name(facts, language)
    matter = capital(topic) if topic else ""
    if matter and project:
        dash = "\u00a0–" if language == "fr" else " –"
        return f"{capital(project)}{dash} {_ARTICLE.sub('', topic)}"
    fallback = "Suite à nos échanges" if language == "fr" else "Following up on our conversation"
    return matter or capital(project) or fallback


def _greeting(facts: Mapping[str, Any], language: Language) -> str:
    """Return the greeting: « Bonjour Madame Dupont, », "Dear Ms Jones,", "Dear Emily,"."""
    contact, tone = facts["contact"], facts.get("tone") or "neutral"
    salutation = (contact.get("salutation") or "").strip()
    first, last = contact.get("first_name") or "", contact["last_name"]
    if language == "fr":
        if first and facts.get("familiar"):
            return f"Bonjour {first},"
        title = (
            "Monsieur" if _MISTER.match(salutation) else "Madame" if _LADY.match(salutation) else ""
        )
        named = f"{title} {last}" if title else f"{first} {last}".strip()
        return f"{named}," if tone == "formal" and title else f"Bonjour {named},"
    if (salutation and tone == "formal") or not first:
        return f"Dear {_english_title(salutation)} {last},".replace("  ", " ")
    return f"{'Hi' if tone == 'warm' else 'Dear'} {first},"


def _french_title(salutation: str) -> str:
    """Return the title as French letters write it, "" when the CRM does not tell."""
    if _MISTER.match(salutation):
        return "Monsieur"
    return "Madame" if _LADY.match(salutation) else ""


def _english_title(salutation: str) -> str:
    """Return the title as English letters write it."""
    if _MISTER.match(salutation):
        return "Mr"
    if _LADY.match(salutation):
        return "Mrs" if salutation.lower().startswith("mrs") else "Ms"
    return salutation


def _hook(
    facts: Mapping[str, Any], language: Language, chooser: Chooser, address: Callable[[str], str]
) -> str:
    """Return the opening, on the last exchange if any, and that the customer was heard."""
    purpose = facts.get("purpose") or "follow_up"
    last = _last(facts)
    if last is None:
        table = phrases.PLAIN[language]
        options = table.get(purpose, table["follow_up"])
        project = _project_name(facts, language) or (
            "votre projet" if language == "fr" else "your project"
        )
        return address(chooser.pick("opening", options).format(project=project))
    table = phrases.OPENINGS[language]
    opening = chooser.pick("opening", table.get(purpose, table["follow_up"]))
    when = address(_exchange(last, language)) + _when(last, facts, language)
    said = [address(opening).format(when=when)]
    if last.get("pain_points"):
        said.append(_heard(last, language, chooser, address))
    return " ".join(said)


def _exchange(last: Mapping[str, Any], language: Language) -> str:
    """Return « notre réunion », « votre e-mail », "my email"."""
    ours = last.get("ours")
    if last["kind"] == "email" and ours is not None:
        return phrases.EMAILS[language][ours]
    return phrases.EXCHANGES[language][last["kind"]]


def _last(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the newest exchange."""
    exchanges = facts.get("last_interactions") or []
    return max(exchanges, key=lambda one: one["date"]) if exchanges else None


def _when(last: Mapping[str, Any], facts: Mapping[str, Any], language: Language) -> str:
    """Return « du 12 novembre (« Point sur le déploiement ») », a space before it."""
    day, today = read_date(last["date"]), read_date(facts.get("today"))
    same_year = day is not None and today is not None and day.year == today.year
    date = (
        f" {'du' if language == 'fr' else 'of'} {say_date(day, language, year=not same_year)}"
        if day
        else ""
    )
    gist = shorten(last.get("gist") or "", 70)
    shown = gist and not _INTERNAL.search(gist)
    return date + (f" ({quote(gist, language)})" if shown else "")


def _heard(
    last: Mapping[str, Any], language: Language, chooser: Chooser, address: Callable[[str], str]
) -> str:
    """Return that the difficulty was heard, in the customer's own words if they wrote it."""
    own = last["pain_points"][0] if last["kind"] in {"email", "chat", "case"} else ""
    if own and len(own) < 160 and not _INTERNAL.search(own):
        lead = "Vous nous écriviez" if language == "fr" else "You wrote to us"
        mark = "\u202f:" if language == "fr" else ":"
        end = "" if own.rstrip()[-1:] in ".!?…" else "."
        return f"{address(lead)}{mark} {quote(shorten(own), language)}{end}"
    return address(chooser.pick("heard", phrases.HEARD[language]))


def _advantages(
    facts: Mapping[str, Any], any_claims: bool, language: Language, chooser: Chooser
) -> str:
    """Return the line that leads to the claims; without claims, one on the topic alone."""
    about = _about(facts, language)
    if not any_claims:
        if not facts.get("topic"):
            return ""
        return chooser.pick("topic", phrases.TOPIC_ONLY[language]).format(about=about)
    return chooser.pick("claims", phrases.ADVANTAGES[language]).format(about=about)


def _about(facts: Mapping[str, Any], language: Language) -> str:
    """Return « Concernant la facturation », « Sur le thème « prix » », "On response times"."""
    topic = (facts.get("topic") or "").strip()
    if language == "en":
        return f"On {topic}" if topic else "For your project"
    if not topic:
        return "Pour votre projet"
    if _DETERMINED.match(topic):
        return f"Concernant {topic[0].lower()}{topic[1:]}"
    return f"Sur le thème {quote(topic, 'fr')}"


def _step(facts: Mapping[str, Any], language: Language, chooser: Chooser) -> str:
    """Return the next step and the question that makes it concrete."""
    deal = facts.get("opportunity") or {}
    table = phrases.STEPS[language]
    phase = deal.get("phase") or ""
    said = [_quoted(deal, language), chooser.pick("step", table.get(phase, table[""]))]
    slot = read_date(facts.get("slot"))
    if phase != "lost":
        ask = chooser.pick("ask", phrases.ASKS[language][slot is not None])
        day = say_date(slot, language, year=False, weekday=True) if slot else ""
        said.append(ask.format(slot=day))
    return " ".join(part for part in said if part)


def _quoted(deal: Mapping[str, Any], language: Language) -> str:
    """Return the amount, only if the customer already has it in a quote."""
    if not deal.get("quoted") or not deal.get("amount"):
        return ""
    if language == "fr":
        return f"Pour rappel, notre proposition s’élève à {deal['amount']}."
    return f"As a reminder, our proposal comes to {deal['amount']}."


def _project_name(facts: Mapping[str, Any], language: Language) -> str:
    """Return what the deal is called to the customer: its products, else its name."""
    deal = facts.get("opportunity") or {}
    products = [name for name in deal.get("products") or [] if name][:2]
    if products:
        named = say_list(products, language)
        return f"votre projet {named}" if language == "fr" else f"your {named} project"
    if not deal.get("name"):
        return ""
    named = quote(deal["name"], language)
    return f"votre projet {named}" if language == "fr" else f"your project {named}"


def _signature(facts: Mapping[str, Any], language: Language, chooser: Chooser) -> str:
    """Return the closing and who signs."""
    table = phrases.CLOSINGS[language]
    closing = chooser.pick("closing", table.get(facts.get("tone") or "neutral", table["neutral"]))
    title = _french_title(facts["contact"].get("salutation") or "")
    closing = closing.format(title=f", {title}," if title else "")
    sender = facts["sender"]
    lines = [sender["name"], sender.get("title") or "", sender.get("company") or ""]
    return "\n".join([closing, "", *(line for line in lines if line)])
