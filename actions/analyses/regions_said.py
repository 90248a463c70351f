"""Which field a question’s « région », « ville » or "country" is, on a case or a lead."""

from __future__ import annotations

import re

from actions.analyses.matter import Matter
from crm import AllOf, Compare, Query
from language import words

_KINDS = {
    "City": frozenset({"ville", "villes", "city", "cities", "town", "towns"}),
    "Country": frozenset({"pays", "country", "countries"}),
    "State": frozenset({"state", "states", "departement", "departements", "county", "counties"}),
}
_PLACES = frozenset(
    words("region regions zone zones territoire territoires territory territories secteur area "
          "areas place places lieu lieux endroit coin where parts")
)  # fmt: skip
# « où » asks for a place, "où en est-elle" does not; without its accent only at the beginning.
_WHERE = re.compile(
    r"(?:\boù\b|^\W*ou\b)(?!\s+(?:en|se|s.|elle|il)\b)|\b(?:quelle|which|what) part\b",
    re.IGNORECASE,
)
_MONTHS = frozenset({"mois", "month", "months", "mensuel", "mensuelle", "mensuels", "monthly"})
_PATHS = ("Account.Region__c", "Account.BillingState", "Account.ShippingState")


def names_place(text: str) -> bool:
    """Whether a question is about places, not about months."""
    said = set(words(text))
    named = said & _PLACES.union(*_KINDS.values()) or _WHERE.search(text)
    return not said & _MONTHS and bool(named)


async def region_path(matter: Matter, name: str) -> str:
    """Return the path of the place that is asked for; a region is a country where none is kept."""
    said = set(words(matter.text))
    for kind, called in _KINDS.items():
        if said & called and (kind != "State" or await _has_state(matter)):
            return _of(matter, name, kind)
    for path in _PATHS:
        field = path.split(".")[1]
        if matter.has("Account", field) and await _filled(matter, field):
            return path
    return _of(matter, name, "Country")


async def _has_state(matter: Matter) -> bool:
    return matter.has("Account", "BillingState") and await _filled(matter, "BillingState")


def _of(matter: Matter, name: str, kind: str) -> str:
    own = matter.catalogue[name].fields
    return kind if kind in own else f"Account.Billing{kind}"


async def _filled(matter: Matter, field: str) -> bool:
    return await matter.crm.count(Query("Account", where=AllOf((Compare(field, "!=", None),)))) > 0
