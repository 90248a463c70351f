"""Values that a sentence holds and does not want are refused by name, never put elsewhere."""

from decimal import Decimal

import pytest
from talking import words

from actions.movements import find_movements
from crm import Compare, Query


async def deal_of(talk):
    crm = (await talk.tools()).org()
    mine = Compare("OwnerId", "=", crm.user.id)
    deal = (await crm.run(Query("Opportunity", ("Id", "Name"), where=mine, limit=1))).records[0]
    talk.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "mets la marge à 80 %", "marge"),
        ("en", "set the margin to 80%", "margin"),
        ("fr", "mets la date de création au 3 mars", "Date de création"),
        ("en", "set the created date to 3 March", "Created Date"),
        ("fr", "mets la date de clôture au 31 février", "Date de clôture"),
        ("en", "set the probability to 250%", "Probability"),
        ("fr", "mets l'étape à zorglub", "Qualification"),
    ],
)
async def test_what_cannot_be_set_is_named_and_nothing_is_proposed(talk, language, text, said):
    rep = talk(language=language)
    await deal_of(rep)
    answer = await rep.do("action_propose_update", text)
    assert answer.proposal is None
    assert said in words(answer)


@pytest.mark.parametrize(
    ("language", "text", "stage"),
    [
        ("fr", "elle n'est pas en négociation mais en qualification", "Qualification"),
        ("en", "move it from negotiation to perception analysis", "Perception"),
    ],
)
async def test_a_value_that_is_denied_or_left_behind_is_not_the_new_one(
    talk, language, text, stage
):
    rep = talk(language=language)
    await deal_of(rep)
    answer = await rep.do("action_propose_update", text)
    new = [one.new for one in answer.proposal.changes] if answer.proposal else [words(answer)]
    assert any(stage in value or "déjà" in value or "already" in value for value in new)
    await rep.do("action_cancel", "non")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mets le montant à la moitié", [("times", "0.5")]),
        ("halve it", [("times", "0.5")]),
        ("double le montant", [("times", "2")]),
        ("augmente-le de moitié", [("times", "1.5")]),
        ("+15 % sur le montant", [("percent", "15")]),
        ("knock 5% off the amount", [("percent", "-5")]),
        ("bring it forward two weeks and double the amount", [("week", "-2"), ("times", "2")]),
        ("put 12% discount on the deal", []),
        ("set it to 15k", []),
    ],
)
def test_multiples_signs_and_several_movements_are_read(text, found):
    moves = [
        (one.grain or ("times" if one.times else "percent"), one.count)
        for one in find_movements(text)
    ]
    assert moves == [(kind, Decimal(count)) for kind, count in found]
