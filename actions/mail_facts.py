"""The typed facts of an e-mail: the deal’s, the last exchanges’, and what the request says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.claims import Claim, find_claims
from actions.contract import Tools
from actions.deal import Deal
from actions.hearing import Heard
from actions.interactions import Interaction
from actions.mail_draft import Draft
from actions.mail_points import agreed
from actions.mail_request import spoken_in, written
from actions.points import ways_to_say
from actions.settling import due
from actions.voices import voice_of
from language import detect, fold, fold_keep_length, words

RECENT, STEM = 3, 5
# Exchanges whose title the customer has seen, and what mail programs put before a subject.
PUBLIC = {"email", "meeting", "case"}
BEFORE = re.compile(r"^\W*(?:(?:e-?mails?|re|fwd?|tr)\s*:\s*)+", re.IGNORECASE)
SOURCES = (("event", r"trade|show|event|webinar|seminar|salon|conference"), ("web", r"web|site"),
           ("referral", r"referral|parrain|recommand|word of mouth"))  # fmt: skip


async def argue(draft: Draft, deal: Deal, tools: Tools) -> tuple[Claim, ...]:
    """Return our advantages on the points the rep asks for."""
    if draft.bare:
        return ()
    today, found = tools.clock.today(), dict[str, Claim]()
    for topic in draft.topics:
        for claim in await find_claims(topic, deal.language, tools.knowledge, today, deal.rivals):
            found.setdefault(claim.text, claim)
    return tuple(found.values())


_LEADS = re.compile(r"^(?:(?:de|du|des|of|la|le|les|the)\s+|[dl]['’]\s*)+", re.IGNORECASE)
"""What leads a topic and is no part of its name: « sur le point *de la* garantie »."""


_JUDGED = re.compile(
    r"\b(?:est|sont|serait|seraient|is|are|was|were|being|trop|too|pas assez|not enough|"
    r"insuffisa\w*|plus (?:cher|lent|long)\w*)\b.*"
)
"""What is held against a point, which is no part of its name: « abonnement *trop cher* »."""


def sayable(topic: str, deal: Deal) -> str | None:
    """Return the topic as the customer may read it: in their language, and no competitor's name."""
    told = set(words(topic))
    if any(said[0] in told for rival in deal.rivals if (said := words(rival))):
        return None
    named, *others = ways_to_say(topic, deal.language)
    judged = _JUDGED.search(fold_keep_length(topic))
    point = topic[: judged.start()].strip() if judged else topic
    foreign = detect(point).language not in {deal.language, None}
    instead = others and (foreign or not point)
    said_so = f"{named[:1].lower()}{named[1:]}" if instead else _LEADS.sub("", point)
    return said_so.replace("'", "’").strip(' .?!«»"') or None


def gather(
    draft: Draft, deal: Deal, exchanges: list[Interaction], heard: Sequence[Sequence[Heard]],
    claims: tuple[Claim, ...], tools: Tools,
) -> dict[str, Any]:  # fmt: skip
    """Return the typed facts of the e-mail."""
    topics = [said for topic in draft.topics if (said := sayable(topic, deal))]
    joint = " et " if deal.language == "fr" else " and "
    own = {name: value for name, value in draft.own.items() if value}
    user = tools.org().user.name
    if own.get("signed") == "first":
        own["signed"] = user.split()[0]
    return {
        "purpose": draft.purpose,
        "contact": deal.addressee(),
        "sender": {"name": user, "company": deal.company, "title": deal.sender_title},
        "opportunity": deal.opportunity,
        "account": deal.account,
        "last_interactions": [
            exchange(one, told) for one, told in zip(exchanges, heard, strict=True)
        ],
        "topic": joint.join(topics) or None if claims or draft.purpose == "objection" else None,
        "topics": len(draft.topics),
        "claims": [claim.fact() for claim in claims],
        "tone": draft.style.tone,
        "familiar": draft.style.familiar,
        "length": draft.style.length,
        "version": draft.version,
        "today": tools.clock.today().isoformat(),
        **deal.facts,
        **said_facts(draft, deal),
        **more_facts(draft, deal, exchanges, heard, tools.clock.today()),
        **own,
    }


def said_facts(draft: Draft, deal: Deal) -> dict[str, Any]:
    """Return what the rep's own request states, as far as the letter's language is theirs."""
    said = {name: value for name, value in draft.stated.items() if value}
    if "invoice" in said:
        said["invoice"] = written(said["invoice"], deal.language)
    for name in ("matter", "clause", "thanks", "agenda"):
        if name in said and not spoken_in(str(said[name]), deal.language):
            del said[name]
    if said.get("matter") and not alike(said["matter"], deal.facts.get("case") or {}):
        said["case"] = None
    if draft.purpose == "told":
        said |= {"slots": None} if "clause" in said else {"purpose": "follow_up"}
    return said | moved(draft.purpose, said.get("slots") or [], deal.facts.get("event"))


def moved(
    purpose: str, days: Sequence[Mapping[str, Any]], event: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the meeting that is confirmed or moved, and to when, where the request names days."""
    if purpose == "confirm_meeting" and days:
        return {"event": event or {"day": days[0]["day"], "time": days[0].get("time")}, "slots": []}
    if purpose != "reschedule" or not days:
        return {}
    first, *rest = days
    if first.get("until"):
        last = {name: value for name, value in first.items() if name != "until"}
        rest = [{**last, "day": first["until"]}]
    if not rest:
        same = event is not None and event["day"] == first["day"]
        return {"slots": [] if same else [first]}
    return {"event": event or {"day": first["day"], "time": None}, "slots": rest}


def alike(matter: str, case: Mapping[str, Any]) -> bool:
    """Whether what an apology is for and a request share most of what tells something."""
    told = {word[:STEM] for word in words(matter) if len(word) >= STEM}
    shared = told & {word[:STEM] for word in words(str(case.get("subject") or ""))}
    return 2 * len(shared) > len(told)


def more_facts(
    draft: Draft, deal: Deal, exchanges: Sequence[Interaction], heard: Sequence[Sequence[Heard]],
    today: date,
) -> dict[str, Any]:  # fmt: skip
    """Return what only some purposes need: what was agreed, where a contact comes from."""
    if draft.purpose == "recap":
        # The one that was named, not an older one of its kind.
        most = 1 if draft.stated.get("met") else len(exchanges)
        return recapped(deal, exchanges[:most], heard[:most], today) or {"purpose": "thank_you"}
    source = fold(str((deal.contact or {}).get("LeadSource") or ""))
    how = next((name for name, said in SOURCES if re.search(said, source)), None)
    return {"source": how} if draft.purpose == "first_contact" else {}


def recapped(
    deal: Deal, exchanges: Sequence[Interaction], heard: Sequence[Sequence[Heard]], today: date
) -> dict[str, Any]:
    """Return the newest exchange in which something was agreed, and what was.

    A promise or a step whose day is past is not told as to come.
    """
    for one, told in zip(exchanges, heard, strict=True):
        standing = [
            (said, remark) for said, remark in told
            if remark.kind == "decision" or not due(said.text, one.day, today)
        ]  # fmt: skip
        if points := agreed(one, standing, deal.language, deal.rivals):
            return {"points": points, "last_interactions": [exchange(one, told)]}
    return {}


def exchange(one: Interaction, heard: Sequence[Heard]) -> dict[str, Any]:
    """Return one recent exchange and what hurt in it; a call's title is our own note."""
    hurting = [
        said.text for said, remark in heard if remark.kind == "pain_point" and not remark.settled
    ]
    ours = voice_of(one) == "us" if one.kind == "email" else None
    return {
        "date": one.day.isoformat(), "kind": one.kind, "ours": ours,
        "gist": BEFORE.sub("", one.subject) or None if one.kind in PUBLIC else None,
        "pain_points": hurting[:2],
    }  # fmt: skip


def shared(exchanges: Sequence[Interaction], person: str, email: str = "") -> list[Interaction]:
    """Return the last exchanges the person was in: no one else's, and no call they missed.

    A mail of ours is the one's it was sent to, where their address and its are known.
    """
    theirs = [
        one for one in exchanges if not one.missed and fold(one.with_whom) in {fold(person), ""}
    ]
    meant = [one for one in theirs if one.with_whom or not sent_elsewhere(one, email)]
    return [one for one in meant if one.with_whom or one.kind == "email"][:RECENT]


def sent_elsewhere(one: Interaction, email: str) -> bool:
    """Whether a mail went to others than that address."""
    return bool(one.to and email) and email.casefold() not in one.to
