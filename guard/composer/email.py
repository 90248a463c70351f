"""E-mails to customers: each purpose is a list of paragraphs between a greeting and a signature.

Advantages are the claims given and nothing else. What is internal (stage, probability, an amount
that was not quoted, the rep's own notes) is never written, and nobody else is spoken ill of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from guard.composer.letter import Letter
from guard.composer.paragraphs import BODIES, Paragraphs
from guard.composer.subjects import subject
from guard.composer.wording import one_line
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


def compose_email(facts: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the content of the `email` task."""
    letter, claims = Letter(facts, language), _claims(facts, language)
    writer = Paragraphs(letter, [f"– {one_line(claim['text'])}" for claim in claims])
    written = BODIES.get(letter.purpose, Paragraphs.follow_up)(writer)
    paragraphs = [
        facts.get("greeting") or letter.greeting(),
        *written,
        *_asked(facts, letter, writer),
        letter.signature(),
        *(f"P.-S.\u00a0: {said}" if language == "fr" else f"PS: {said}" for said in _post(facts)),
    ]
    return {
        "subject": facts.get("subject") or subject(letter),
        "body": "\n\n".join(part for part in paragraphs if part),
        "used_claims": [claim["id"] for claim in claims] if writer.argued else [],
    }


def _claims(facts: Mapping[str, Any], language: Language) -> list[Mapping[str, Any]]:
    """Return the claims to state: fair ones, in the e-mail's language if there are any."""
    fair = [claim for claim in facts.get("claims") or [] if not _ILL.search(claim["text"])]
    native = [claim for claim in fair if guess_language(claim["text"]) == language]
    most = _CLAIMS.get(facts.get("length") or "normal", 3)
    return (native or fair)[: max(most, int(facts.get("topics") or 1) * 2)]


def _asked(facts: Mapping[str, Any], letter: Letter, writer: Paragraphs) -> list[str]:
    """Return what the rep wants added in their own words, and a day proposed later on."""
    own = [one_line(said) for said in facts.get("added") or []]
    return [*own, letter.say("ask.slot", slot=writer.slot())] if writer.slot_due() else own


def _post(facts: Mapping[str, Any]) -> list[str]:
    """Return the postscript, if the rep asked for one."""
    return [one_line(facts["postscript"])] if facts.get("postscript") else []
