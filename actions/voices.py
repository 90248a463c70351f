"""Who says a sentence of an interaction: a customer's pain is not what we wrote ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from actions.interactions import Interaction
from actions.sentences import QUOTED, SPEAKER, plain, sentences, turns
from language import fold, words

Voice = Literal["us", "customer", "note"]
CUSTOMERS = {"visitor", "visiteur", "visiteuse", "client", "cliente", "customer", "guest", "user"}
AGENTS = {"agent", "support", "bot", "chatbot", "conseiller", "conseillere", "advisor", "operator"}
ROUND_SIGNATURE = 6
# A transcript has at least as many turns, and says who speaks on as many of its lines.
TURNS, SPOKEN = 4, 0.7
FIRST = re.compile(r"\b(?:je|j|nous|on|i|we|me|moi|ll)\b")
SECOND = re.compile(r"\b(?:vous|votre|vos|tu|you|your)\b")
THIRD = re.compile(
    r"\b(?:il|elle|ils|elles|he|she|they|(?:le |la |the )?(?:client|cliente|customer)|"
    r"m\.|mr|mme|mrs|ms|monsieur|madame)(?=\W|$)"
)
NAMED = re.compile(
    r"^[A-ZÀ-Ý][a-zà-ÿ-]+(?: [A-ZÀ-Ý][\w-]+)?,? (?:will|to|is|has|said|doit|va|nous|s[’']|m[’']|a )"
)


@dataclass(frozen=True)
class Said:
    """One sentence, word for word, and whose it is; a note is ours, about the customer."""

    text: str
    voice: Voice


def said_in(one: Interaction) -> list[Said]:
    """Return the sentences of an interaction; its subject where it has no text."""
    if one.kind == "chat" or (one.kind != "email" and transcribed(one.body)):
        found = list(chatted(one))
    else:
        voice = voice_of(one)
        found = [Said(text, voice) for text in sentences(one.body)]
    return found or [Said(one.subject, "note")]


def voice_of(one: Interaction) -> Voice:
    """Return whose words an e-mail, a case or a note is."""
    if one.kind != "email":
        return "customer" if one.kind == "case" else "note"
    incoming = one.incoming if one.incoming is not None else came_in(one)
    return "customer" if incoming else "us"


def came_in(one: Interaction) -> bool:
    """Whether a logged e-mail is the customer's: it greets or quotes ours, or they sign it.

    Mail programs log what is sent; what says nothing else counts as sent.
    """
    lines = [line.strip() for line in plain(one.body).splitlines() if line.strip()]
    quoted = next((n for n, line in enumerate(lines) if QUOTED.match(fold(line))), len(lines))
    own, thread = lines[:quoted], lines[quoted : quoted + 2]
    signature = " ".join(own[-ROUND_SIGNATURE:][1:] if len(own) > 1 else [])
    if names(one.ours) and names(one.ours) <= names(signature):
        return False
    greets = bool(own and names(one.ours) & names(own[0][:40]))
    answers = any(names(one.ours) & names(line) for line in thread)
    signs = bool(names(one.with_whom)) and names(one.with_whom) <= names(signature)
    return greets or answers or signs


def transcribed(body: str) -> bool:
    """Whether a note is the transcript of a call: nearly every line says who speaks, by turns."""
    lines = [line for line in plain(body).splitlines() if line.strip()]
    heads = [head[1] for line in lines if (head := SPEAKER.match(line))]
    return TURNS <= len(heads) >= len(lines) * SPOKEN and len(set(heads)) < len(heads) / 2 + 1


def chatted(one: Interaction) -> Iterator[Said]:
    """Yield a chat's sentences; who is known by name or by role, the other one by elimination."""
    spoken = turns(one.body)
    ours = {who for who, _ in spoken if names(who) & (names(one.ours) | AGENTS)}
    theirs = {who for who, _ in spoken if names(who) & (names(one.with_whom) | CUSTOMERS)} - ours
    for who, text in spoken:
        agent = who in ours or bool(theirs and who and who not in theirs and not ours)
        yield Said(text, "us" if agent else "customer")


def names(text: str) -> set[str]:
    """Return the words of a name or a line, folded; initials tell nobody apart."""
    return {word for word in words(text) if len(word) > 1}


def owner_of(said: Said, people: Iterable[str]) -> Literal["us", "customer"]:
    """Return who owes what a sentence promises; a note without a subject is its writer's."""
    folded = fold(said.text)
    first, third = FIRST.search(folded), THIRD.search(folded)
    if said.voice == "customer":
        return "us" if SECOND.search(folded) and not first else "customer"
    if said.voice == "us":
        return "us"
    named = NAMED.match(said.text) or names(said.text) & {
        name for person in people for name in names(person)
    } & set(words(said.text)[:3])
    third_first = third and (not first or third.start() < first.start())
    return "customer" if third_first or (named and not (first and first.start() < 3)) else "us"
