"""A yes that holds something back never writes: it amends what waits, or shows it again."""

import pytest
from talking import words

from actions.provisos import has_proviso, kept_parts
from crm import Compare, Order, Part, Query


@pytest.mark.parametrize(
    "text",
    [
        "oui mais seulement si Hugo est d'accord", "ok sauf la deuxième", "oui, enfin non",
        "d'accord mais plutôt vendredi", "oui à condition qu'elle signe", "oui, attends",
        "yes but make it 18k", "ok, only if James agrees", "sure, except the last one",
        "yes, actually no", "go ahead unless it is closed", "fine, just not today",
        "ok on verra", "oui ?", "maybe yes", "yes later", "oui quand il aura signé",
        "ok let me check", "oui je crois", "yes cancel it",
    ],
)  # fmt: skip
def test_a_condition_a_but_or_another_no_is_a_proviso(text):
    assert has_proviso(text)


@pytest.mark.parametrize(
    "text",
    [
        "oui vas-y", "c'est bon pour moi, fais-le", "mais oui, bien sûr", "oui, pas de souci",
        "pourquoi pas, oui", "ok, bon week-end", "yep do it", "yes, no problem", "why not, yes",
        "go for it", "sure, no worries", "just do it",
    ],
)  # fmt: skip
def test_agreement_without_reserve_has_none(text):
    assert not has_proviso(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("oui sauf la deuxième", ["Ysold", "Granval"]),
        ("yes, all but Harrow", ["Ysold", "Granval"]),
        ("ok sauf la dernière", ["Ysold", "Harrow Capital"]),
        ("oui pour toutes", ["Ysold", "Harrow Capital", "Granval"]),
    ],
)
def test_records_are_left_out_by_rank_or_by_name(text, left):
    parts = tuple(Part("Opportunity", n, n) for n in ("Ysold", "Harrow Capital", "Granval"))
    assert [one.name for one in kept_parts(text, parts)] == left


async def deal_of(talk):
    """Return one of the user's deals, as the one being spoken of."""
    crm = (await talk.tools()).org()
    query = Query(
        "Opportunity", ("Id", "Name", "Amount"), where=Compare("OwnerId", "=", crm.user.id),
        order_by=(Order("CreatedDate"),), limit=1,
    )  # fmt: skip
    deal = (await crm.run(query)).records[0]
    talk.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip
    return deal


async def amount(talk, deal):
    crm = (await talk.tools()).org()
    return (await crm.get("Opportunity", deal["Id"], ("Amount",)))["Amount"]


def new_values(result):
    return {change.field: change.new for change in result.proposal.changes}


@pytest.mark.parametrize(
    ("language", "asked", "action", "said", "new"),
    [
        ("fr", "mets le montant à 41 000 €", "action_confirm", "oui mais plutôt 42 000 €", "42"),
        ("en", "set the amount to 41k", "action_confirm", "yes but make it 42k", "42"),
        ("fr", "mets le montant à 41 000 €", "action_clarify", "ah non, enfin si, 43 000", "43"),
        ("en", "set the amount to 41k", "action_cancel", "no, 44k", "44"),
    ],
)
async def test_a_new_value_in_the_answer_amends_the_proposal(
    talk, language, asked, action, said, new
):
    rep = talk(language=language)
    deal = await deal_of(rep)
    before = await amount(rep, deal)
    await rep.do("action_propose_update", asked)
    amended = await rep.do(action, said)
    assert new_values(amended)["Amount"].replace("€", "").strip().startswith(new)
    assert await amount(rep, deal) == before
    await rep.do("action_cancel", "non")


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [
        ("fr", "mets le montant à 41 500 €", "oui mais seulement si le client est d'accord"),
        ("en", "set the amount to 41.5k", "yes, only if the customer agrees"),
    ],
)
async def test_a_yes_with_a_condition_is_shown_again_and_writes_nothing(
    talk, language, asked, said
):
    rep = talk(language=language)
    deal = await deal_of(rep)
    before = await amount(rep, deal)
    first = await rep.do("action_propose_update", asked)
    again = await rep.do("action_confirm", said)
    assert again.proposal.id == first.proposal.id
    assert await amount(rep, deal) == before
    await rep.do("action_cancel", "non")


async def test_a_yes_after_something_else_was_asked_shows_what_waits_before_it_writes(talk):
    rep = talk()
    deal = await deal_of(rep)
    before = await amount(rep, deal)
    await rep.do("action_propose_update", "mets le montant à 41 700 €")
    await rep.do("action_show_record", "qui est le contact principal ?")
    again = await rep.do("action_confirm", "oui")
    assert "attendait encore" in words(again)
    assert await amount(rep, deal) == before
    await rep.do("action_confirm", "oui")
    assert await amount(rep, deal) == 41700
    await rep.do("action_undo", "annule")


async def test_a_second_change_of_the_same_record_joins_the_one_that_waits(talk):
    rep = talk(language="en")
    await deal_of(rep)
    await rep.do("action_propose_update", "set the amount to 41.9k")
    both = await rep.do("action_propose_update", "and also set the probability to 35%")
    assert set(new_values(both)) == {"Amount", "Probability"}
    await rep.do("action_cancel", "no")
