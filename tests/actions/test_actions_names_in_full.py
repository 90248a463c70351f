"""A record's whole name is blanked before new values are read: its figures are none of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from test_reading_own_objects import thing

from actions.named_spans import Named
from actions.names_in_full import in_full
from crm import Candidate, Written

OWN = {
    "Deed__c": thing("Deed__c", "Deed", "Acte", "a70"),
    "Account": SimpleNamespace(custom=False),
}


def door(text, *called):
    """Return tools whose org holds those records, wherever their names stand in the text."""
    found = [
        Written(Candidate(kind, f"id-{name}", name, 1.0), text.index(name), text.index(name) + len(name))
        for kind, name in called
    ]  # fmt: skip

    async def catalogue():
        return OWN

    async def written(said, objects):
        return [one for one in found if one.candidate.object in objects]

    return SimpleNamespace(org=lambda: SimpleNamespace(catalogue=catalogue, written=written))


@pytest.mark.parametrize(
    ("text", "marked", "kind", "name"),
    [
        ("mark Deed 2025-002 as urgent", "Deed", "Deed__c", "Deed 2025-002"),
        ("mets la date de signature de l'Acte 2025-040 au 15 décembre", None, "Deed__c",
         "Acte 2025-040"),
        ("passe le Dossier 12/2026 en prêt", "Dossier 12", "Deed__c", "Dossier 12/2026"),
        ("set Lot B-7 to 450k", "Lot B-7 to 450k", "Deed__c", "Lot B-7"),
        ("passe Projet Lyon 2026 en négociation", "Projet Lyon", "Account", "Projet Lyon 2026"),
    ],
)  # fmt: skip
async def test_a_name_is_as_long_as_the_records_own(text, marked, kind, name):
    names = (
        [Named(marked, text.index(marked), text.index(marked) + len(marked), "")] if marked else []
    )
    found = await in_full(names, text, ("Deed__c", "Account"), door(text, (kind, name)))
    assert [one.text for one in found] == [name]
    assert text[found[0].start : found[0].end] == name


async def test_a_name_that_is_no_record_is_left_as_it_was():
    text = "appelle Marie Dubois demain"
    named = Named("Marie Dubois", 8, 20, "")
    assert await in_full([named], text, ("Deed__c",), door(text)) == [named]


async def test_an_account_nothing_marked_is_not_taken_for_a_name():
    text = "note : Projet Lyon 2026 avance"
    assert await in_full([], text, ("Account",), door(text, ("Account", "Projet Lyon 2026"))) == []
