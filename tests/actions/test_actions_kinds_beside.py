"""The kind of record said beside a name, from describe's labels and everyday words."""

from datetime import UTC, datetime

import pytest

KINDS = ("Opportunity", "Account", "Contact", "Lead", "Case")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Passe l'opportunité Vidal – phase 2 en négociation", ("Opportunity",)),
        ("move the Vidal – phase 2 deal to closed won", ("Opportunity",)),
        ("résume les échanges avec le client Vidal – phase 2 stp", ("Account",)),
        ("which opportunities does Vidal – phase 2 have?", ()),
        ("Vidal – phase 2, c'est quelle opportunité ?", ()),
        ("rappelle Zoé", ()),
    ],
)
async def test_a_kind_is_said_right_beside_the_name(talk, text, kinds):
    from actions.kinds_beside import kinds_beside

    catalogue = await (await talk("claire.moreau").tools()).crm.catalogue()
    assert kinds_beside("Vidal – phase 2", text, KINDS, catalogue) == kinds


async def test_of_two_records_of_one_name_the_kind_said_is_meant(talk):
    from crm import Compare, Query, value_at

    rep = talk("claire.moreau")
    crm = (await rep.tools()).crm
    mine = Compare("OwnerId", "=", crm.user.id)
    deals = await crm.run(Query("Opportunity", ("Id", "Name", "Account.Name"), mine, limit=40))
    deal, when = deals.records[-1], datetime.now(UTC)
    name = str(value_at(deal, "Account.Name"))
    proposal = await crm.propose("update", "Opportunity", deal["Id"], {"Name": name}, when)
    await crm.execute(proposal, "rename-for-kinds")
    for said, kind in (("le compte {}", "Account"), ("l'opportunité {}", "Opportunity"),
                       ("the {} deal", "Opportunity")):  # fmt: skip
        asked = f"montre {said.format(name)}"
        shown = await rep.do("action_show_record", asked, record_name=name)
        assert [part.title for part in shown.parts if part.type == "card"] == [name]
        assert rep.slots["focus_object"] == kind
