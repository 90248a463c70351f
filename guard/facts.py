"""The shapes of facts an action hands to the guard, and of the content it gets back.

Facts are what is true; content is how it is said. Each task has one shape of each, and
`CONTENT_SCHEMAS` holds the JSON schema of every content, which a model is asked to follow and is
checked against. Dates are ISO 8601 (`YYYY-MM-DD`), amounts are already formatted for the reader,
keys marked `NotRequired` may be left out or be None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict

from guard.prompt import Task

Kind = Literal["event", "decision", "pain_point", "promise", "next_step"]
InteractionKind = Literal["call", "meeting", "email", "chat", "case"]


class FactSentence(TypedDict):
    """One sentence of a record, word for word, and what it is.

    `theme` is a short name of the subject of a pain point in the reader's language
    (« facturation », "response time"): pain points of one theme are told together. `owner` is who
    owes what is promised, `late` the day it was for where that is past, `settled` the day later
    words put it right.
    """

    text: str
    kind: Kind
    theme: NotRequired[str | None]
    owner: NotRequired[Literal["us", "customer"] | None]
    late: NotRequired[str]
    settled: NotRequired[str]


class FactInteraction(TypedDict):
    """One exchange with the customer. `object` and `id` are the CRM record it comes from.

    `gist` is the sentence that tells best what happened, word for word, None where none does;
    without the key the first plain sentence stands for it. `incoming` is whether a message came
    from the customer, where the record tells.
    """

    id: str
    object: str
    kind: InteractionKind
    date: str
    subject: NotRequired[str | None]
    participants: NotRequired[list[str]]
    gist: NotRequired[str | None]
    incoming: NotRequired[bool | None]
    sentences: list[FactSentence]


class SummaryFacts(TypedDict):
    """Facts of the `summary` task.

    `name` is whom the exchanges were with, or what they were `about`. `requested` is how many
    interactions were asked for, `found` how many there are; `interactions` are newest first or in
    any order. `kind` is the kind of exchange the request is about, where it names one.
    """

    name: str
    about: NotRequired[bool]
    interactions: list[FactInteraction]
    requested: int
    found: int
    kind: NotRequired[str | None]


class ContentEvidence(TypedDict):
    """The record a statement rests on and the exact sentence quoted from it."""

    object: str
    id: str
    quote: str


class ContentItem(TypedDict):
    """One statement with its evidence, at least one."""

    text: str
    kind: Kind
    evidence: list[ContentEvidence]


class SummaryContent(TypedDict):
    """Content of the `summary` task.

    Events newest first, then pain points, decisions, promises and next steps.
    """

    title: str
    overview: str
    items: list[ContentItem]


class FactContact(TypedDict):
    """Whom the e-mail is for. `salutation` is the CRM's (`M.`, `Mme`, `Mr.`, `Ms.`, `Dr`…)."""

    last_name: str
    first_name: NotRequired[str | None]
    salutation: NotRequired[str | None]


class FactSender(TypedDict):
    """Who signs the e-mail. `name` is the full name."""

    name: str
    company: NotRequired[str | None]
    title: NotRequired[str | None]


class FactOpportunity(TypedDict):
    """The deal an e-mail is about.

    Internal fields (`stage`, `amount`, `close_date`) tell the composer where the deal stands; they
    are never written to the customer, except the amount once `quoted` is true. `phase` is the
    stage's meaning: `early` (prospecting, qualification), `proposal` (a quote is out),
    `negotiation`, `won` or `lost`. `next_step` is the rep's own note and is not written out.
    """

    name: str
    phase: NotRequired[Literal["early", "proposal", "negotiation", "won", "lost"] | None]
    stage: NotRequired[str | None]
    amount: NotRequired[str | None]
    quoted: NotRequired[bool]
    close_date: NotRequired[str | None]
    next_step: NotRequired[str | None]
    products: NotRequired[list[str]]


class FactExchange(TypedDict):
    """A last exchange to hook on.

    `gist` is its subject in a few words, `pain_points` the customer's own sentences; `ours` says of
    an e-mail whether we sent it.
    """

    date: str
    kind: InteractionKind
    gist: NotRequired[str | None]
    ours: NotRequired[bool | None]
    pain_points: NotRequired[list[str]]


class FactClaim(TypedDict):
    """An advantage a knowledge article supports, as a full sentence fit to send to a customer."""

    id: str
    text: str
    article: NotRequired[str]
    title: NotRequired[str]


class FactSlot(TypedDict):
    """A moment to propose: a day (ISO), or all days `until` another.

    `time` is `HH:MM`, `part` a part of the day: morning, afternoon or evening.
    """

    day: str
    until: NotRequired[str]
    time: NotRequired[str]
    part: NotRequired[str]


class EmailFacts(TypedDict):
    """Facts of the `email` task.

    `purpose`: follow_up, first_contact, meeting_request, confirm_meeting, reschedule, recap,
    quote_cover, reminder, objection, late_payment, service_recovery, renewal, thank_you or told.
    `topic` is the point to stand on, as the rep said it. `slots` are the moments to propose; none
    asks for availability. `today` lets dates be told apart.
    `tone`: neutral, warm, formal or firm. `length`: short, normal or long. `familiar`
    says « tu » to the contact, in French.

    What a purpose may state: `quote` (number, total, until, lines), `contract` (number, end, auto,
    product), `case` (number, subject, opened, closed, over), `event` (day, time), `invoice`
    (number, amount, due), `points` (decision, us, customer, next_step: sentences agreed),
    `matter` (what an apology is for), `thanks` (what they are thanked for), `clause`
    (what to tell, after "that"), `source` (web, event, referral).
    In the rep's own words: `added` sentences, `postscript`, `subject`, `greeting`, `signed`.
    """

    purpose: str
    contact: FactContact
    sender: FactSender
    opportunity: NotRequired[FactOpportunity | None]
    account: NotRequired[str | None]
    last_interactions: NotRequired[list[FactExchange]]
    topic: NotRequired[str | None]
    claims: NotRequired[list[FactClaim]]
    tone: NotRequired[str]
    familiar: NotRequired[bool]
    length: NotRequired[str]
    slots: NotRequired[list[FactSlot]]
    today: NotRequired[str | None]
    quote: NotRequired[dict[str, Any] | None]
    contract: NotRequired[dict[str, Any] | None]
    case: NotRequired[dict[str, Any] | None]
    event: NotRequired[dict[str, Any] | None]
    invoice: NotRequired[dict[str, Any] | None]
    points: NotRequired[dict[str, list[str]]]
    matter: NotRequired[str]
    thanks: NotRequired[str]
    clause: NotRequired[str]
    source: NotRequired[str | None]
    added: NotRequired[list[str]]
    postscript: NotRequired[str]
    subject: NotRequired[str]
    greeting: NotRequired[str]
    signed: NotRequired[str]


class EmailContent(TypedDict):
    """Content of the `email` task. `used_claims` are the ids of the claims the body states."""

    subject: str
    body: str
    used_claims: list[str]


class FactPassage(TypedDict):
    """A passage of the knowledge base that may answer; best first. `language` is `fr` or `en`."""

    id: str
    text: str
    title: str
    article: NotRequired[str]
    language: NotRequired[str]


class AnswerFacts(TypedDict):
    """Facts of the `answer` task."""

    question: str
    passages: list[FactPassage]


class AnswerContent(TypedDict):
    """Content of the `answer` task: `[1]` in `text` cites the first id of `used`, and so on.

    `used` is empty when the passages do not answer; `text` then says so.
    """

    text: str
    used: list[str]


class TranslationFacts(TypedDict):
    """Facts of the `translation` task: a text that was shown. The prompt's language is wanted."""

    text: str


class TranslationContent(TypedDict):
    """Content of the `translation` task: "" where nobody could translate it."""

    text: str


def _object(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_KINDS = {"type": "string", "enum": ["event", "decision", "pain_point", "promise", "next_step"]}
_EVIDENCE = {"type": "array", "items": _object(object=_TEXT, id=_TEXT, quote=_TEXT)}
_ITEMS = {"type": "array", "items": _object(text=_TEXT, kind=_KINDS, evidence=_EVIDENCE)}

CONTENT_SCHEMAS: Mapping[Task, dict[str, Any]] = {
    "summary": _object(title=_TEXT, overview=_TEXT, items=_ITEMS),
    "email": _object(subject=_TEXT, body=_TEXT, used_claims=_TEXTS),
    # The passages first: what cites them can then be held against them as it is written.
    "answer": _object(used=_TEXTS, text=_TEXT),
    "translation": _object(text=_TEXT),
}
