"""What is changed is of the kind that was said: no lead goes where a deal is to be deleted."""

import pytest

from crm import AllOf, Compare, Query


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("claire.moreau", "fr", "supprime l'opportunité {name}"),
        ("emily.hart", "en", "delete the {name} opportunity"),
    ],
)
async def test_a_deal_told_by_its_account_is_a_deal(talk, user, language, text):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    where = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", False)))
    deals = (await crm.run(Query("Opportunity", ("Id", "Account.Name"), where, limit=3))).records
    for deal in deals:
        name = deal["Account"]["Name"]
        shown = await rep.do("action_delete_record", text.format(name=name), record_name=name)
        assert shown.proposal is None or shown.proposal.object == "Opportunity"
    await rep.do("action_cancel", "non")


@pytest.mark.parametrize(
    ("user", "language", "text"),
    [
        ("claire.moreau", "fr", "elle n'est plus intéressée, passe sa piste en non convertie"),
        ("emily.hart", "en", "disqualify the lead, set it to closed not converted"),
    ],
)
async def test_a_lead_that_must_not_be_converted_is_not(talk, user, language, text):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    where = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("Status", "=", "Nurturing")))
    lead = (await crm.run(Query("Lead", ("Id", "Name"), where, limit=1))).records[0]
    rep.slots |= {"focus_object": "Lead", "focus_id": lead["Id"], "focus_name": lead["Name"]}
    shown = await rep.do("action_convert_lead", text)
    assert shown.proposal.operation == "update"
    assert [one.field for one in shown.proposal.changes] == ["Status"]
    await rep.do("action_cancel", "non")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "j'ai rappelé le client du ticket {number}, il attend une pièce"),
        ("en", "I called the customer of case {number} back, they're waiting for a part"),
    ],
)
async def test_a_call_is_logged_on_the_case_of_that_number(talk, language, text):
    rep = talk("nadia.benali", language)
    crm = (await rep.tools()).org()
    case = (await crm.run(Query("Case", ("Id", "CaseNumber"), limit=1))).records[0]
    shown = await rep.do("action_log_activity", text.format(number=case["CaseNumber"]))
    waiting = await (await rep.tools()).ledger.waiting(crm.user.id, "c-1")
    assert shown.proposal is not None
    assert case["Id"] in {change.new for change in waiting.changes}
    await rep.do("action_cancel", "non")


async def test_a_kind_of_record_beside_a_name_is_no_part_given_to_a_colleague(talk):
    rep = talk("james.whitfield", "en")
    crm = (await rep.tools()).org()
    where = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("IsClosed", "=", False)))
    deal = (await crm.run(Query("Opportunity", ("Id", "Name"), where, limit=1))).records[0]
    rep.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip
    shown = await rep.do(
        "action_propose_update", "assign the opportunity to Priya and set it to 61%", person="Priya"
    )
    assert {one.field for one in shown.proposal.changes} == {"OwnerId", "Probability"}
    await rep.do("action_cancel", "no")
