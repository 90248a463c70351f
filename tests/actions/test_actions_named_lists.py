"""A list named in the words that change it: which records, read how, what becomes of them."""

import pytest
from talking import part, words

from crm import AllOf, Compare, Query

CLAIRE, JAMES = ("fr", "claire.moreau"), ("en", "james.whitfield")


async def owned(rep, *more):
    """Return the ids of the user's own deals that meet the conditions."""
    crm = (await rep.tools()).org()
    where = AllOf((Compare("OwnerId", "=", crm.user.id), *more))
    return {row["Id"] for row in (await crm.run(Query("Opportunity", ("Id",), where))).records}


@pytest.mark.parametrize(
    ("who", "text", "stage"),
    [
        (CLAIRE, "toutes mes affaires en négociation deviennent perdues", "Negotiation/Review"),
        (CLAIRE, "chaque opportunité à moi en négociation doit passer en perdu", "Negotiation/Review"),
        (JAMES, "every deal of mine in qualification becomes lost", "Qualification"),
        (JAMES, "all my opportunities in qualification should be set to lost", "Qualification"),
    ],
)  # fmt: skip
async def test_what_becomes_of_a_set_is_told_after_it(talk, who, text, stage):
    rep = talk(who[1], who[0])
    shown = await rep.do("action_propose_update", text)
    assert {one.id for one in shown.proposal.records} == await owned(
        rep, Compare("StageName", "=", stage)
    )
    assert {(one.field, one.new) for one in shown.proposal.changes} == {
        ("StageName", {"fr": "Fermée perdue", "en": "Closed Lost"}[who[0]])
    }


@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        (
            CLAIRE,
            "passe toutes mes affaires de plus de 30 k€ en perdu",
            "plus de 30\u202f000\u00a0€",
        ),
        (JAMES, "set all my deals over 30k to lost", "Amount above €30,000"),
    ],
)
async def test_the_proposal_says_how_the_list_was_read(talk, who, text, said):
    shown = await talk(who[1], who[0]).do("action_propose_update", text)
    assert said in words(shown)


@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        (CLAIRE, "supprime toutes mes opportunités de plus de 900 M€", "plus de 900\u202f000\u202f000\u00a0€"),
        (JAMES, "delete all my deals over 900m", "above €900,000,000"),
    ],
)  # fmt: skip
async def test_an_empty_list_says_what_was_looked_for(talk, who, text, said):
    shown = await talk(who[1], who[0]).do("action_delete_record", text)
    assert shown.proposal is None
    assert said in words(shown)


@pytest.mark.parametrize(
    ("who", "text"),
    [
        (CLAIRE, "vide la prochaine étape de toutes mes affaires en négociation"),
        (CLAIRE, "mets la prochaine étape à vide pour toutes mes affaires en négociation"),
        (JAMES, "clear the next step of all my deals in negotiation"),
        (JAMES, "set the next step to blank for all my deals in negotiation"),
    ],
)
async def test_a_field_is_emptied(talk, who, text):
    shown = await talk(who[1], who[0]).do("action_propose_update", text)
    assert {one.field for one in shown.proposal.changes} == {"NextStep"}
    assert {one.new for one in shown.proposal.changes} == {None}
    assert part(shown, "table").rows


@pytest.mark.parametrize(
    ("who", "text", "action"),
    [
        (CLAIRE, "mets l'opportunité {account} à 12 000 €", "action_propose_update"),
        (CLAIRE, "supprime l'opportunité {account}", "action_delete_record"),
        (JAMES, "set the amount of the {account} deal to 12,000", "action_propose_update"),
        (JAMES, "delete the {account} deal", "action_delete_record"),
    ],
)
async def test_a_deal_told_by_its_account_is_never_the_account(talk, who, text, action):
    rep = talk(who[1], who[0])
    crm = (await rep.tools()).org()
    mine = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", False)))
    deals = (await crm.run(Query("Opportunity", ("Id", "Account.Name"), mine, limit=1))).records
    name = deals[0]["Account"]["Name"]
    shown = await rep.do(action, text.format(account=name), record_name=name)
    kinds = {one.object for one in shown.records} | {shown.proposal and shown.proposal.object}
    assert "Account" not in kinds
