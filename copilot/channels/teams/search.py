"""The message extension: records found by what people call them, with the asker's rights."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from actions import Language
from actions.cards import card_paths
from actions.display import cell, label_at
from copilot.channels.teams.authors import Authors
from copilot.channels.teams.cards import CARD, card
from copilot.channels.teams.elements import grid, link, opening, small
from copilot.channels.teams.wording import line
from copilot.errors import Unauthorised
from copilot.people import People
from copilot.turn import Identity
from crm import Candidate, Catalogue, Crm, CrmError, value_at

MOST, SHORTEST, MOST_FIELDS = 8, 2, 6
COMMAND, PARAMETER = "findRecord", "query"


class Search:
    """Answers the queries of the box under a message."""

    def __init__(self, authors: Authors, people: People) -> None:
        self._authors, self._people = authors, people

    async def answer(self, place: Mapping[str, Any], value: object) -> dict[str, Any]:
        """Return what Teams shows for a query: records, or what is missing, in words."""
        language: Language = place["language"]
        words = _words(value)
        if len(words) < SHORTEST:
            return _saying(line("type_more", language))
        try:
            found = await self._authors.find(place)
            if found == "outsider":
                return _saying(line("outsider", language))
            crm = await self._people.crm(found) if isinstance(found, Identity) else None
            return await self._found(crm, words, language) if crm else await self._link(place)
        except Unauthorised:
            return await self._link(place)
        except CrmError:
            return _saying(line("org_away", language))

    async def _found(self, crm: Crm, words: str, language: Language) -> dict[str, Any]:
        found, catalogue = await crm.find(words, limit=MOST), await crm.catalogue()
        records = list(dict.fromkeys([*([found.match] if found.match else []), *found.candidates]))
        made = await asyncio.gather(
            *(_attachment(crm, catalogue, one, language) for one in records[:MOST])
        )
        return _result(made) if made else _saying(line("nothing_found", language))

    async def _link(self, place: Mapping[str, Any]) -> dict[str, Any]:
        """Return Teams' own invitation to sign in."""
        button = {"type": "openUrl", "value": await self._authors.sign_in_page(place),
                  "title": line("link_button", place["language"])}  # fmt: skip
        return {"composeExtension": {"type": "auth", "suggestedActions": {"actions": [button]}}}


async def _attachment(
    crm: Crm, catalogue: Catalogue, one: Candidate, language: Language
) -> dict[str, Any]:
    """Return a record's card and its line in the list of results."""
    info = catalogue[one.object]
    paths = card_paths(catalogue, info)
    values = await crm.get(one.object, one.id, paths) or {}
    zone = crm.user.timezone
    rows = [
        [label_at(catalogue, one.object, path, language),
         cell(values, catalogue, one.object, path, language, zone)]
        for path in paths if value_at(values, path) not in (None, "")
    ][:MOST_FIELDS]  # fmt: skip
    kind, url = info.labels.of(language), crm.record_url(one.object, one.id)
    body = [small(kind), link(one.name, url), *([grid(rows, headed=False)] if rows else [])]
    opened = [opening(url, line("open", language))] if url.startswith("http") else []
    about = " · ".join([kind, *(value for _, value in rows[:2])])
    preview = {"contentType": "application/vnd.microsoft.card.thumbnail",
               "content": {"title": one.name, "text": about}}  # fmt: skip
    return {"contentType": CARD, "content": card(body, language, opened), "preview": preview}


def _words(value: object) -> str:
    """Return what was typed into the box."""
    told = value if isinstance(value, Mapping) else {}
    found = [one for one in told.get("parameters") or () if one.get("name") == PARAMETER]
    return str(found[0].get("value") or "").strip() if found else ""


def _result(attachments: list[dict[str, Any]]) -> dict[str, Any]:
    return {"composeExtension": {"type": "result", "attachmentLayout": "list",
                                 "attachments": attachments}}  # fmt: skip


def _saying(words: str) -> dict[str, Any]:
    return {"composeExtension": {"type": "message", "text": words}}
