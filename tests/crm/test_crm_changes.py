import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from small_org import NOW, door

from crm.errors import Duplicates, Expired, Invalid, NotFound, NotUndoable, Refused, Stale


async def test_a_proposal_shows_old_and_new_values_and_writes_nothing(claire, small_db):
    ids = small_db[1]
    values = {
        "StageName": "Negotiation/Review",
        "Amount": Decimal(45000),
        "CloseDate": date(2026, 12, 15),
    }
    proposal = await claire.propose("update", "Opportunity", ids["pilot"], values, NOW)
    assert [(c.field, c.label, c.old, c.new) for c in proposal.changes] == [
        ("StageName", "Étape", "Prospecting", "Negotiation/Review"),
        ("Amount", "Montant", Decimal("45000.5"), Decimal(45000)),
    ]
    assert proposal.name == "Vidal Énergie – renouvellement Pilot"
    assert (proposal.record, proposal.user) == (ids["pilot"], ids["claire"])
    assert proposal.expires == NOW + timedelta(minutes=15)
    again = await claire.get("Opportunity", ids["pilot"], ("Amount",))
    assert again == {"Amount": Decimal("45000.5")}


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"Stage": "x"}, "Stage", "unknown"),
        ({"StageName": "En négo"}, "StageName", "picklist"),
        ({"StageName": None}, "StageName", "required"),
        ({"Amount": "beaucoup"}, "Amount", "type"),
        ({"Amount": Decimal(10) ** 16}, "Amount", "range"),
        ({"Amount": Decimal("NaN")}, "Amount", "type"),
        ({"CloseDate": "demain"}, "CloseDate", "type"),
        ({"CloseDate": date(1, 1, 1)}, "CloseDate", "range"),
        ({"Name": "x" * 500}, "Name", "length"),
        ({"AccountId": "001"}, "AccountId", "reference"),
        ({"AccountId": "001000000000000AAA"}, "AccountId", "reference"),
        ({"CloseDate": date(2026, 12, 15)}, "", "unchanged"),
    ],
)  # fmt: skip
async def test_what_the_org_would_not_accept_is_said_before_asking(
    values, field, reason, claire, small_db
):
    with pytest.raises(Invalid) as caught:
        await claire.propose("update", "Opportunity", small_db[1]["pilot"], values, NOW)
    assert (caught.value.field, caught.value.reason) == (field, reason)


async def test_a_reference_to_another_kind_of_record_is_refused(claire, small_db):
    ids = small_db[1]
    with pytest.raises(Invalid, match="AccountId: reference"):
        await claire.propose(
            "update", "Opportunity", ids["pilot"], {"AccountId": ids["marie"]}, NOW
        )


async def test_what_the_user_may_not_write_is_refused_by_name(claire, small_db):
    ids = small_db[1]
    with pytest.raises(Refused) as caught:
        await claire.propose("update", "Account", ids["vidal"], {"Rating": "Hot"}, NOW)
    assert (caught.value.object, caught.value.field) == ("Account", "Rating")
    with pytest.raises(Refused):
        await claire.propose("delete", "Account", ids["vidal"], {}, NOW)
    with pytest.raises(Invalid, match="Margin__c: unknown"):
        await claire.propose("update", "Opportunity", ids["pilot"], {"Margin__c": 1}, NOW)


async def test_a_record_that_is_not_there_is_not_found(claire):
    with pytest.raises(NotFound):
        await claire.propose("update", "Account", "001000000000000AAA", {"Name": "x"}, NOW)


async def test_a_new_record_needs_its_required_fields(claire):
    with pytest.raises(Invalid) as caught:
        await claire.propose("create", "Opportunity", "", {"Name": "Nouvelle"}, NOW)
    assert caught.value.reason == "required"


async def test_a_confirmed_change_is_written_once_and_can_be_taken_back(fresh):
    async with door(fresh, "claire") as claire:
        record = fresh.ids["pilot"]
        values = {"Amount": Decimal(45000), "NextStep": "Appeler « O'Brien »"}
        proposal = await claire.propose("update", "Opportunity", record, values, fresh.now)
        fresh.now += timedelta(minutes=1)
        outcome = await claire.execute(proposal, "t-1")
        assert outcome.revision != proposal.revision
        assert await claire.execute(proposal, "t-1") is outcome
        now = await claire.get("Opportunity", record, ("Amount", "NextStep"))
        assert now == {"Amount": Decimal(45000), "NextStep": "Appeler « O'Brien »"}
        fresh.now += timedelta(minutes=1)
        undone = await claire.undo(outcome, "t-2")
        assert undone.undoes == proposal.id
        now = await claire.get("Opportunity", record, ("Amount", "NextStep"))
        assert now == {"Amount": Decimal("45000.5"), "NextStep": None}


async def test_a_record_that_changed_since_is_stale_and_nothing_is_written(fresh):
    async with door(fresh, "claire") as claire, door(fresh, "ada") as ada:
        record = fresh.ids["pilot"]
        mine = await claire.propose("update", "Opportunity", record, {"Amount": 1}, fresh.now)
        theirs = await ada.propose("update", "Opportunity", record, {"Amount": 2}, fresh.now)
        fresh.now += timedelta(seconds=0.2)
        done = await ada.execute(theirs, "t-1")
        with pytest.raises(Stale) as caught:
            await claire.execute(mine, "t-2")
        assert caught.value.current == {"Amount": Decimal(2)}
        assert caught.value.revision == done.revision
        again = await claire.propose("update", "Opportunity", record, {"Amount": 3}, fresh.now)
        fresh.now += timedelta(seconds=0.2)
        await claire.execute(again, "t-3")
        with pytest.raises(Stale):
            await ada.undo(done, "t-4")


async def test_of_two_confirmations_at_once_one_wins(fresh):
    async with door(fresh, "claire") as claire, door(fresh, "ada") as ada:
        record = fresh.ids["pilot"]
        one = await claire.propose("update", "Opportunity", record, {"Amount": 1}, fresh.now)
        two = await ada.propose("update", "Opportunity", record, {"Amount": 2}, fresh.now)
        fresh.now += timedelta(seconds=5)
        results = await asyncio.gather(
            claire.execute(one, "t-1"), ada.execute(two, "t-2"), return_exceptions=True
        )
        assert sorted(type(result).__name__ for result in results) == ["Outcome", "Stale"]


async def test_a_proposal_expires_and_is_its_owners_alone(fresh):
    async with door(fresh, "claire") as claire, door(fresh, "ada") as ada:
        proposal = await claire.propose(
            "update", "Opportunity", fresh.ids["pilot"], {"Amount": 1}, fresh.now
        )
        with pytest.raises(Refused):
            await ada.execute(proposal, "t-1")
        fresh.now += timedelta(minutes=15)
        with pytest.raises(Expired):
            await claire.execute(proposal, "t-2")


async def test_a_new_record_can_be_taken_back_while_nobody_touched_it(fresh):
    async with door(fresh, "ada") as ada:
        values = {
            "Subject": "Rappeler le client",
            "WhatId": fresh.ids["pilot"],
            "ActivityDate": date(2026, 11, 30),
            "Status": "Not Started",
            "Priority": "Normal",
        }
        proposal = await ada.propose("create", "Task", "", values, fresh.now)
        assert proposal.record == proposal.revision == ""
        outcome = await ada.execute(proposal, "t-1")
        made = await ada.get("Task", outcome.record, ("Subject", "ActivityDate", "What.Name"))
        assert made["What"]["Name"] == "Vidal Énergie – renouvellement Pilot"
        assert made["ActivityDate"] == date(2026, 11, 30)
        await ada.undo(outcome, "t-2")
        assert await ada.get("Task", outcome.record, ("Id",)) is None


async def test_a_deletion_is_bound_to_the_revision_and_comes_back_from_the_bin_once(fresh):
    async with door(fresh, "ada") as ada:
        proposal = await ada.propose("delete", "Case", fresh.ids["00001234"], {}, fresh.now)
        assert proposal.changes == ()
        outcome = await ada.execute(proposal, "t-1")
        assert await ada.get("Case", fresh.ids["00001234"], ("Id",)) is None
        assert (await ada.undo(outcome, "t-2")).undoes == proposal.id
        assert await ada.get("Case", fresh.ids["00001234"], ("Id",)) is not None
        with pytest.raises(NotUndoable):
            await ada.undo(outcome, "t-3")


async def test_a_moment_is_written_as_a_moment(fresh):
    async with door(fresh, "ada") as ada:
        start = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
        values = {"Subject": "Démo", "StartDateTime": start, "DurationInMinutes": 30}
        values["EndDateTime"] = start + timedelta(minutes=30)
        outcome = await ada.execute(
            await ada.propose("create", "Event", "", values, fresh.now), "t-1"
        )
        assert (await ada.get("Event", outcome.record, ("StartDateTime",)))[
            "StartDateTime"
        ] == start


async def test_the_orgs_duplicate_rules_are_heard(fresh):
    async with door(fresh, "ada") as ada:
        values = {
            "LastName": "Lefèvre",
            "FirstName": "Marie",
            "Email": "marie.lefevre@delmas.example",
        }
        proposal = await ada.propose("create", "Contact", "", values, fresh.now)
        with pytest.raises(Duplicates) as caught:
            await ada.execute(proposal, "t-1")
        assert [found.id for found in caught.value.candidates] == [fresh.ids["marie"]]
