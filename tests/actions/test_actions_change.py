"""Changing a record: shown, asked, written once, undone; in both languages."""

import asyncio

import pytest
from talking import part, words

from crm import Compare, Order, Query


async def open_deal(talk):
    """Return one of the user's open deals."""
    crm = (await talk.tools()).org()
    mine = Compare("OwnerId", "=", crm.user.id)
    query = Query(
        "Opportunity", ("Id", "Name", "StageName", "Amount", "CloseDate"),
        where=mine, order_by=(Order("CreatedDate", descending=True),), limit=1,
    )  # fmt: skip
    return (await crm.run(query)).records[0]


async def stored(talk, record):
    crm = (await talk.tools()).org()
    return await crm.get("Opportunity", record, ("StageName", "Amount", "CloseDate"))


def focus(talk, deal):
    talk.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("user", "language", "text", "expected"),
    [
        ("claire.moreau", "fr", "Passe-la en négociation et mets le montant à 45 123 €",
         {"StageName": "Negotiation/Review", "Amount": 45123}),
        ("hugo.lefevre", "fr", "mets la date de cloture au 15/01/2027",
         {"CloseDate": "2027-01-15"}),
        ("james.whitfield", "en", "move the close date to the end of next month",
         {"CloseDate": "2026-12-31"}),
        ("emily.hart", "en", "set the stage to qualification and the amount to 12.5k",
         {"StageName": "Qualification", "Amount": 12500}),
    ],
)  # fmt: skip
async def test_a_change_is_shown_confirmed_and_undone(talk, user, language, text, expected):
    rep = talk(user, language)
    deal = await open_deal(rep)
    focus(rep, deal)
    shown = await rep.do("action_propose_update", text)
    assert {change.field for change in shown.proposal.changes} == set(expected)
    before = await stored(rep, deal["Id"])
    assert part(shown, "buttons").buttons[0].style == "primary"
    await rep.do("action_confirm", "oui")
    after = await stored(rep, deal["Id"])
    assert {name: str(after[name]) for name in expected} == {
        name: str(value) for name, value in expected.items()
    } or all(float(after[n]) == float(v) for n, v in expected.items() if n == "Amount")
    await rep.do("action_undo", "annule")
    assert await stored(rep, deal["Id"]) == before


async def test_a_yes_writes_once_however_often_it_is_said(talk):
    rep = talk()
    deal = await open_deal(rep)
    focus(rep, deal)
    shown = await rep.do("action_propose_update", "mets le montant à 77 001 €")
    answers = [await rep.do("action_confirm", "oui", proposal=shown.proposal.id) for _ in range(3)]
    assert [answer.refused for answer in answers] == [None, "already_done", "already_done"]
    await rep.do("action_undo", "annule")


async def test_a_record_changed_meanwhile_is_shown_again_and_not_written(talk):
    rep, other = talk(conversation="c-1"), talk(conversation="c-2")
    deal = await open_deal(rep)
    focus(rep, deal)
    focus(other, deal)
    await rep.do("action_propose_update", "mets le montant à 10 001 €")
    await other.do("action_propose_update", "mets le montant à 20 002 €")
    await other.do("action_confirm", "oui")
    again = await rep.do("action_confirm", "oui")
    assert "a changé" in words(again)
    assert again.proposal.changes[0].old.startswith("20")
    assert float((await stored(rep, deal["Id"]))["Amount"]) == 20002
    await rep.do("action_cancel", "non")
    await other.do("action_undo", "annule")


async def test_nobody_confirms_another_persons_change(talk):
    rep, colleague = talk(), talk("hugo.lefevre")
    deal = await open_deal(rep)
    focus(rep, deal)
    shown = await rep.do("action_propose_update", "mets le montant à 31 000 €")
    stolen = await colleague.do("action_confirm", "oui", proposal=shown.proposal.id)
    assert stolen.refused == "nothing_waiting"
    await rep.do("action_cancel", "non")


@pytest.mark.parametrize(("language", "said"), [("fr", "quoi modifier"), ("en", "what to change")])
async def test_a_change_that_names_no_value_is_asked_for(talk, language, said):
    rep = talk(language=language)
    focus(rep, await open_deal(rep))
    answer = await rep.do("action_propose_update", "change ça" if language == "fr" else "change it")
    assert said in words(answer)


async def test_two_yeses_at_the_same_time_write_once(talk):
    rep = talk()
    deal = await open_deal(rep)
    focus(rep, deal)
    shown = await rep.do("action_propose_update", "mets le montant à 88 001 €")
    answers = await asyncio.gather(
        *(rep.do("action_confirm", "oui", proposal=shown.proposal.id) for _ in range(4))
    )
    assert sorted(answer.refused or "" for answer in answers)[0] == ""
    assert sum(answer.refused is None for answer in answers) == 1
    await rep.do("action_undo", "annule")
