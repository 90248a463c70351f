"""The address a request gives a record, in the record's own fields and the org's own spelling."""

from __future__ import annotations

from dataclasses import dataclass

from actions.addresses import NOUN, Address, address_fields, address_values, find_address
from actions.contract import Tools
from actions.reading.places import place_at
from crm import Compare, ObjectInfo, Query, Value, picklist_value
from language import fold_keep_length
from language.tokens import tokenize


def spellings_of(said: str) -> tuple[str, ...]:
    """Return how a country may be written; nothing where the words are no country."""
    spoken = tokenize(said)
    found = place_at(spoken, 0, len(spoken))
    return found[1] if found and found[0] == len(spoken) else ()


@dataclass(frozen=True)
class Addressed:
    """An address found in a text, and where it stands."""

    text: str
    found: Address | None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the address stands, and what it is called."""
        if self.found is None:
            return []
        return [
            self.found.span,
            *(one.span() for one in NOUN.finditer(fold_keep_length(self.text))),
        ]

    async def values(self, info: ObjectInfo, tools: Tools) -> dict[str, Value]:
        """Return its parts by field, for a record of that kind."""
        if self.found is None:
            return {}
        country = await _written(self.found.country, self.text, info, tools)
        return address_values(self.found, self.text, info, country)


def addressed(text: str) -> Addressed:
    """Return the address a text gives, if it gives one."""
    return Addressed(text, find_address(text, lambda said: bool(spellings_of(said))))


async def _written(said: str, text: str, info: ObjectInfo, tools: Tools) -> str:
    """Return a country as this org's records write it, else as it was said."""
    field = address_fields(text, info).get("Country")
    if not said or field is None:
        return said
    if field.picklist:
        return picklist_value(field, said)[0] or said
    where = Compare(field.name, "in", spellings_of(said))
    rows = await tools.org().run(Query(info.name, ("Id", field.name), where, limit=1))
    return next((str(row[field.name]) for row in rows.records), said)
