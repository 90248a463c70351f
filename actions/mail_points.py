"""What was agreed in an exchange, in words that may go to the customer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.contract import Language
from actions.hearing import Heard
from actions.interactions import Interaction
from actions.voices import owner_of
from language import detect, fold, words

# Whom a note speaks of rather than to, and what stays in the house.
THIRD = re.compile(
    r"\b(?:il|ils|elle|elles|lui|leur|leurs|eux|he|she|they|him|them|his|her|their|client|cliente|"
    r"customer|m|mr|mme|mrs|ms)\b"
)
INTERNAL = re.compile(
    r"\b(?:relanc\w*|marge|margin|remise|discount|budget|concurren\w*|competitor\w*|interne|"
    r"internal|forecast|pipe\w*|chase|closing|upsell|churn|messagerie|voicemail|standard)\b"
)
FIRST = re.compile(r"\b(?:je|j|nous|on|mon|ma|mes|notre|nos|moi|i|we|my|our|us|me)\b")
"""Who speaks: what a customer says of themselves would read as ours in a letter of ours."""
LEAD = re.compile(
    r"^\s*(?:prochaines? etapes?|next steps?|decisions?|decide|decided|agreed|accord|action|"
    r"a faire|to do|todo|suite|engagement|promis|promised)\s*:\s*"
)
MOST = 3
FEWEST = 3


def agreed(
    one: Interaction, heard: Sequence[Heard], language: Language, rivals: Sequence[str]
) -> dict[str, list[str]]:
    """Return decisions, promises (ours and theirs) and next steps that can be sent as they are."""
    found: dict[str, list[str]] = {"decision": [], "us": [], "customer": [], "next_step": []}
    for said, remark in heard:
        if remark.settled or (said.voice == "customer" and FIRST.search(fold(said.text))):
            continue
        kind = str(remark.kind)
        if kind == "promise":
            kind = owner_of(said, [one.with_whom])
        text = sendable(said.text, one, language, rivals)
        if kind in found and text and len(found[kind]) < MOST:
            found[kind].append(text)
    return {kind: texts for kind, texts in found.items() if texts}


def sendable(text: str, one: Interaction, language: Language, rivals: Sequence[str]) -> str:
    """Return a sentence of a note as the customer may read it, "" where they may not."""
    bare = text[len(_lead(text)) :].strip()
    folded, told = fold(bare), set(words(bare))
    people = {word for who in (one.with_whom, one.ours) for word in words(who) if len(word) > 1}
    about = THIRD.search(folded) or INTERNAL.search(folded) or told & people
    rival = any(set(words(name)[:1]) & told for name in rivals)
    foreign = detect(bare).language not in {language, None}
    if about or rival or foreign or len(told) < FEWEST:
        return ""
    return bare[:1].upper() + bare[1:]


def _lead(text: str) -> str:
    found = LEAD.match(fold(text))
    return text[: found.end()] if found and len(fold(text)) == len(text) else ""
