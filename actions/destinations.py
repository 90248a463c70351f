"""To whom a record is given: « à Hugo », "to me", « change le propriétaire, mets Hugo »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.contract import Request, Tools
from actions.errors import NoSuchName
from actions.field_mentions import find_mentions
from actions.named_spans import Named
from actions.naming import resolve
from crm import ObjectInfo
from language import fold_keep_length

OWNER = "OwnerId"
_TO_ME = re.compile(
    r"(?:-moi\b(?=.{0,40}$)|\ba moi\b|\bto me\b|\b(?:a|in|under|en) (?:mon|my) (?:nom|name)\b)"
)
_HANDS_OVER = re.compile(
    r"\b(?:assign\w*|reassign\w*|attribu\w*|reattribu\w*|affect\w*|reaffect\w*|confi\w*|donn\w*|"
    r"transfer\w*|give|giv\w*|hand\w*|pren\w*|tak\w*|move)\b"
)
_IT = re.compile(r"\b(?:it|this|that|him|her|them)\b|\w-(?:la|le|les)\b")
"""What has been named already: « donne-la à », "assign it to"."""

_CHANGES = re.compile(
    r"\W*(?:change\w*|modifi\w*|set|update\w*|mets|edit\w*|corrig\w*|replac\w*|remplac\w*)"
)


_AS_OWNER = re.compile(
    r"\s+(?:(?:becomes?|devient|est|is|sera|should be|will be|doit etre|comme|en|as|now|maintenant|"
    r"desormais|le|la|l'|the|new|nouve(?:au|lle))\s*)*"
)
_TAKES = re.compile(
    r"\s+(?:(?:should|will|must|doit|va)\s+)?(?:reprend(?:re)?|recuper(?:e|er)|takes?|owns?|"
    r"gere(?:r|ra)?|s'occupe(?:ra)?)\s+(?:over\s+)?(?:de\s+)?"
    r"(?:it|this|that|la main|le suivi|l'|le\b|la\b|les\b|the\b|ce|cet)"
)
"""What says that somebody is the new owner, before the record: « Inès reprend le dossier »."""


def hands_it_over(text: str) -> bool:
    """Whether a text gives somebody what is spoken of: "assign it to Emily"."""
    folded = fold_keep_length(text.replace("’", "'"))
    return hands_over(text) and bool(_IT.search(folded))


def hands_over(text: str) -> bool:
    """Whether a text speaks of giving something: « donne la plus grosse », "assign the first"."""
    return bool(_HANDS_OVER.search(fold_keep_length(text)))


@dataclass(frozen=True)
class Destination:
    """The reference field that changes, the record it will point to, and the name that said so."""

    field: str
    record: str
    named: Named | None


async def destination(
    request: Request, tools: Tools, names: list[Named], info: ObjectInfo, text: str
) -> Destination | None:
    """Return what a reference of the record should point to, or None where nothing says so."""
    folded = fold_keep_length(text)
    if OWNER in info.fields and _TO_ME.search(folded) and _HANDS_OVER.search(folded):
        return Destination(OWNER, tools.org().user.id, None)
    if names and OWNER in info.fields and _changes_owner(text, info, names[-1]):
        found = await resolve(names[-1].text, tools, ("User",))
        return Destination(OWNER, found.id, names[-1])
    if OWNER in info.fields and (taker := _takes_over(text, info, names)):
        found = await resolve(taker.text, tools, ("User",))
        return Destination(OWNER, found.id, taker)
    given = [one for one in names if one.lead == "to"]
    given = given or [one for one in names if one.kind == "person" and _HANDS_OVER.search(folded)]
    if given and OWNER in info.fields:
        user = await _user(given[-1], tools, certain=bool(_HANDS_OVER.search(folded)))
        return Destination(OWNER, user, given[-1]) if user else None
    return None


async def _user(named: Named, tools: Tools, *, certain: bool) -> str | None:
    """Return the colleague's id; without a verb of handing over the name may be of anything."""
    try:
        return (await resolve(named.text, tools, ("User",))).id
    except NoSuchName:
        if certain:
            raise
        return None


def _takes_over(text: str, info: ObjectInfo, names: list[Named]) -> Named | None:
    """Return the name said to be the owner, or to take a record over: "make Emily the owner"."""
    folded = fold_keep_length(text)
    called = [one.start for one in find_mentions(text, (info.fields[OWNER],)) if one.share == 1]
    for one in names:
        beside = any(
            start > one.end and _AS_OWNER.fullmatch(folded[one.end : start]) for start in called
        )
        if beside or _TAKES.match(folded, one.end):
            return one
    return None


def _changes_owner(text: str, info: ObjectInfo, last: Named) -> bool:
    """Whether the owner's field is named before the last name: « change le propriétaire … »."""
    return any(
        one.share == 1 and one.end <= last.start
        for one in find_mentions(text, (info.fields[OWNER],))
        if _CHANGES.match(fold_keep_length(text))
    )
