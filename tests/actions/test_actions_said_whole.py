"""What a request says is in its proposal, or is named: nothing is dropped in silence."""

import pytest
from talking import words

from actions.moved_again import moves_meant
from actions.provisos import left_aside
from actions.stated import name_stated, role_stated, town_stated
from crm import Compare, Order, Query


async def spoken_deal(talk):
    """Speak of one of the user's deals that has an amount; return it."""
    crm = (await talk.tools()).org()
    query = Query(
        "Opportunity", ("Id", "Name", "Amount"), order_by=(Order("CreatedDate"),), limit=1,
        where=Compare("OwnerId", "=", crm.user.id),
    )  # fmt: skip
    deal = (await crm.run(query)).records[0]
    talk.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip
    return deal


def new_values(result):
    return {change.field: change.new for change in result.proposal.changes}


@pytest.mark.parametrize(
    ("user", "language", "text", "left"),
    [
        ("claire.moreau", "fr", "mets le montant à 9 100 €, vu chez Zorglub", "Zorglub"),
        ("james.whitfield", "en", "set the amount to 9.1k, they loved the brochure", "brochure"),
        ("james.whitfield", "en", "set the amount to 9.1k, next step: ring Zorglub", None),
    ],
)
async def test_what_a_proposal_leaves_out_is_named(talk, user, language, text, left):
    rep = talk(user, language)
    await spoken_deal(rep)
    told = words(await rep.do("action_propose_update", text)).split("\n")
    assert (left in told[-1]) if left else len(told) == 1


@pytest.mark.parametrize(
    ("language", "action", "said", "kept"),
    [
        ("en", "action_clarify", "yes but leave the amount", {"Probability"}),
        ("en", "action_refine_query", "only the amount", {"Amount"}),
    ],
)
async def test_a_field_is_taken_out_of_what_waits(talk, language, action, said, kept):
    rep = talk(language=language)
    await spoken_deal(rep)
    await rep.do("action_propose_update", "set amount 9.3k and probability 35%")
    assert {*new_values(await rep.do(action, said))} == kept


async def test_a_new_account_has_the_town_it_is_in(talk):
    shown = await talk("james.whitfield", "en").do(
        "action_create_record", "create an account Copper Mill Joinery in York, 80 employees",
        record_name="Copper Mill Joinery", value="York",
    )  # fmt: skip
    assert (new_values(shown)["BillingCity"], new_values(shown)["Name"]) == (
        "York", "Copper Mill Joinery",
    )  # fmt: skip


def test_what_is_stated_of_a_record_is_found():
    assert town_stated("Northgate moved to Leeds, phone 020 7946 0222").value == "Leeds"
    assert town_stated("la clinique a déménagé à Aix-en-Provence").value == "Aix-en-Provence"
    assert town_stated("it moved to negotiation") is None
    assert role_stated("Damien est maintenant directeur technique, son mail").value == (
        "directeur technique"
    )
    assert name_stated("renomme le compte Ubaye en Ubaye Industrie et 310").value == (
        "Ubaye Industrie"
    )


def test_a_bare_figure_moves_again_where_it_is_like_the_first():
    assert [one.count for one in moves_meant("no, 12k", "add 10k to the amount")] == [12000]
    assert moves_meant("no, 140k", "add 10k to the amount") == []
    assert moves_meant("non, 12 k€", "mets 10 k€") == []


def test_what_is_left_aside_ends_where_the_rest_begins():
    assert "date" not in left_aside("pas le montant mais la date")[0]
    assert left_aside("oui, pas de souci") == ("", "")


async def test_where_a_new_person_is_is_no_role(talk):
    rep = talk("emily.hart", "en")
    made = await rep.do("action_create_record",
                        "create a contact Jane Porter, buyer at Marlow Group, in York",
                        person="Jane Porter", record_name="Marlow Group")  # fmt: skip
    new = {one.field: one.new for one in made.proposal.changes}
    assert new["LastName"] == "Porter"
    assert "York" not in str(new.get("Title"))
