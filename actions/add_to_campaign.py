"""Adding people to a campaign: one by name, or every lead or contact of the list on screen."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.contract import Request, Result, Tools
from actions.dictation import own_words
from actions.errors import NoSuchName, NothingToDo, RecordNeeded
from actions.named_spans import Named, blanked, named_in
from actions.naming import chosen, resolve
from actions.parts import RecordRef, Text
from actions.proposals import propose
from actions.targets import Targets, targets
from actions.wanted import read_wanted
from actions.wording import Lines, line
from crm import AllOf, Ambiguous, Compare, Plan, Query
from language import fold_keep_length

PEOPLE = ("Contact", "Lead")
MEMBER = "CampaignMember"
_CHUNK = 200
_CAMPAIGN = re.compile(r"\bcampa\w*")
_BESIDE = re.compile(
    r"\b(?:campagne|campaign)\s+(?:called\s+|appelee\s+)?(?=\w|«|\")([^,;]{4,})\Z|"
    r"\b(?:to|in|into|onto|a|dans|de)\s+(?:the|la|our|notre)\s+([^,;]{4,}?)\s+(?:campaign|campagne)\b"
)
LINES: Lines = {
    "already": {
        "fr": "{count} personnes sont déjà dans cette campagne et ne sont pas concernées.",
        "en": "{count} people are in that campaign already and are left out.",
    },
}


async def add_to_campaign(request: Request, tools: Tools) -> Result:
    """Show who would be added to which campaign."""
    crm = tools.org()
    text = own_words(request.text)
    names = named_in(request, text)
    campaign, named = await _campaign(request, tools, names, text)
    others = [
        one for one in names
        if not named or one.end <= named.start or one.start >= named.end
    ]  # fmt: skip
    people = request
    if (payload := request.first("record")) and str(payload.value) == campaign.id:
        kept = tuple(one for one in request.entities if one is not payload)
        people = replace(request, entities=kept)
    rest = blanked(text, (named.start, named.end)) if named else text
    meant = await targets(people, tools, others, PEOPLE, rest)
    if meant.object not in PEOPLE:
        raise NothingToDo("no_people")
    known = await _members(campaign, meant, tools)
    fresh = [one for one in meant.records if one.id not in known]
    if not fresh:
        raise NothingToDo("all_members")
    catalogue = await crm.catalogue()
    info = catalogue[MEMBER]
    bare = blanked(rest, *((one.start, one.end) for one in others))
    status = read_wanted(bare, info, tools.clock.today(), catalogue, creating=True).get("Status")
    more = {"Status": status} if status else {}
    plans: list[Plan] = [
        ("", {"CampaignId": campaign.id, f"{meant.object}Id": one.id, **more}) for one in fresh
    ]
    proposal = await crm.propose_many("create", MEMBER, plans, tools.clock.now())
    parts = tuple(
        replace(part, name=one.name) for part, one in zip(proposal.parts, fresh, strict=True)
    )
    proposal = replace(proposal, parts=parts, name=campaign.name)
    shown = meant.explained(await propose(proposal, request, tools, said="ask_campaign"))
    if not known:
        return shown
    note = Text(text=line(LINES, "already", request.language, count=len(known)))
    return replace(shown, parts=(*shown.parts, note))


async def _campaign(
    request: Request, tools: Tools, names: list[Named], text: str
) -> tuple[RecordRef, Named | None]:
    """Return the campaign: the chosen one, else the name that « campagne » is next to, or last."""
    for payload in request.all("record"):
        found = await chosen(str(payload.value), tools)
        if found and found.object == "Campaign":
            return found, _nearest(names, text)
    beside = _beside(text)
    if beside is not None:
        try:
            return await resolve(beside.text, tools, ("Campaign",)), beside
        except (Ambiguous, NoSuchName):
            pass
    named = _nearest(names, text)
    if named is None:
        raise RecordNeeded(("Campaign",))
    return await resolve(named.text, tools, ("Campaign",)), named


def _beside(text: str) -> Named | None:
    """Return the words beside « campagne »: the whole name, of which parts may be marked."""
    found = _BESIDE.search(fold_keep_length(text))
    if found is None:
        return None
    start, end = next(span for span in found.regs[1:] if span[0] >= 0)
    return Named(text[start:end].strip(' .!?«»"'), start, end, "to")


def _nearest(names: list[Named], text: str) -> Named | None:
    word = _CAMPAIGN.search(fold_keep_length(text))
    if not names:
        return None
    if word is None:
        return names[-1]
    return min(names, key=lambda one: max(one.start - word.end(), word.start() - one.end))


async def _members(campaign: RecordRef, meant: Targets, tools: Tools) -> set[str]:
    """Return who of them is a member already."""
    field = f"{meant.object}Id"
    ids = [one.id for one in meant.records]
    queries = [
        Query(
            MEMBER,
            (field,),
            AllOf(
                (
                    Compare("CampaignId", "=", campaign.id),
                    Compare(field, "in", tuple(ids[at : at + _CHUNK])),
                )
            ),
        )
        for at in range(0, len(ids), _CHUNK)
    ]
    answers = await tools.org().run_many(queries)
    return {str(one[field]) for rows in answers for one in rows.records}
