"""Which field a question’s « région », « ville » or "country" is, on a case or a lead."""

from __future__ import annotations

from actions.analyses.matter import Matter
from crm import AllOf, Compare, Query
from language import words

_KINDS = {
    "City": frozenset({"ville", "villes", "city", "cities", "town", "towns"}),
    "Country": frozenset({"pays", "country", "countries"}),
}
_PATHS = ("Account.Region__c", "Account.BillingState", "Account.ShippingState")


async def region_path(matter: Matter, name: str) -> str:
    """Return the path of the place that is asked for; a region is a country where none is kept."""
    said = set(words(matter.text))
    for kind, called in _KINDS.items():
        if said & called:
            return _of(matter, name, kind)
    for path in _PATHS:
        field = path.split(".")[1]
        if matter.has("Account", field) and await _filled(matter, field):
            return path
    return _of(matter, name, "Country")


def _of(matter: Matter, name: str, kind: str) -> str:
    own = matter.catalogue[name].fields
    return kind if kind in own else f"Account.Billing{kind}"


async def _filled(matter: Matter, field: str) -> bool:
    return await matter.crm.count(Query("Account", where=AllOf((Compare(field, "!=", None),)))) > 0
