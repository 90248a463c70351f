"""Briefs before a meeting: every line stands on a record that holds it."""

import pytest
from talking import part, words

from crm import AllOf, Compare, Order, Query

ASKED = {
    "fr": "prépare-moi pour mon rendez-vous avec eux demain",
    "en": "brief me before I see them tomorrow",
}
HELD = {
    "Contact": "Name", "Account": "Name", "Opportunity": "Name", "Quote": "QuoteNumber",
    "Contract": "ContractNumber", "Lead": "Name",
}  # fmt: skip


async def busy_account(rep):
    """Return the user's account with an open deal and the latest exchange."""
    crm = (await rep.tools()).org()
    query = Query(
        "Opportunity", ("Id", "Name", "Account.Id", "Account.Name"),
        AllOf((Compare("OwnerId", "=", crm.user.id),
               Compare("StageName", "=", "Negotiation/Review"))),
        order_by=(Order("LastActivityDate", descending=True),), limit=1,
    )  # fmt: skip
    return (await crm.run(query)).records[0]


async def brief(rep, name, record, title):
    rep.slots |= {"focus_object": name, "focus_id": record, "focus_name": title}
    return await rep.do("action_brief", ASKED[rep.language])


@pytest.mark.parametrize(("user", "language"), [("claire.moreau", "fr"), ("emily.hart", "en")])
async def test_every_line_of_a_brief_stands_on_a_record_that_holds_it(talk, user, language):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    deal = await busy_account(rep)
    for name, row in (("Opportunity", deal), ("Account", deal["Account"])):
        items = part(await brief(rep, name, row["Id"], row["Name"]), "summary").items
        assert {"who", "company", "deal", "question"} <= {item.kind for item in items}
        for item in items:
            assert item.evidence
            proof = item.evidence[0]
            field = HELD.get(proof.object)
            if field:
                held = await crm.get(proof.object, proof.id, (field,))
                assert proof.quote in str(held[field])


async def test_a_brief_has_at_most_three_angles_and_never_repeats_itself(talk):
    rep = talk()
    deal = await busy_account(rep)
    answer = await brief(rep, "Account", deal["Account"]["Id"], deal["Account"]["Name"])
    items = part(answer, "summary").items
    told = [item.text for item in items]
    assert 0 < len([item for item in items if item.kind == "angle"]) <= 3
    assert len(told) == len(set(told))
    assert words(answer)


async def test_a_lead_is_briefed_without_a_company(talk):
    rep = talk()
    crm = (await rep.tools()).org()
    lead = (await crm.run(Query("Lead", ("Id", "Name"), limit=1))).records[0]
    answer = await brief(rep, "Lead", lead["Id"], lead["Name"])
    items = part(answer, "summary").items
    assert items[0].kind == "who"
    assert lead["Name"] in items[0].text
