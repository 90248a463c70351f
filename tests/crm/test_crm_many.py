"""Changes to several records at once: listed, written one by one, each reported."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from faulty import Faulty, refusing
from serving import served
from small_org import door
from starlette.responses import JSONResponse

from crm import batches
from crm.conversion import Conversion
from crm.errors import Invalid, NotFound, NotUndoable, Refused, Stale
from crm.query import Compare, Query


async def accounts(ada, fresh, count, prefix="Lot"):
    """Create some accounts and return their ids."""
    plans = [("", {"Name": f"{prefix} {place}"}) for place in range(count)]
    proposal = await ada.propose_many("create", "Account", plans, fresh.now)
    outcome = await ada.execute(proposal, f"t-{prefix}")
    assert not [one for one in outcome.each if one.problem]
    return [one.record for one in outcome.each]


async def test_a_proposal_for_several_lists_each_with_its_own_old_and_new_values(fresh):
    async with door(fresh, "claire") as claire:
        ids = [fresh.ids["pilot"], fresh.ids["sensors"]]
        plans = [(ids[0], {"Amount": Decimal(5), "StageName": "Qualification"}),
                 (ids[1], {"Amount": Decimal(6), "StageName": "Qualification"})]  # fmt: skip
        proposal = await claire.propose_many("update", "Opportunity", plans, fresh.now)
        assert proposal.record == ""
        assert [part.record for part in proposal.parts] == ids
        assert [(c.field, c.new) for c in proposal.changes] == [("StageName", "Qualification")]
        assert [c.new for part in proposal.parts for c in part.changes if c.field == "Amount"] == [
            Decimal(5), Decimal(6)
        ]  # fmt: skip


async def test_records_that_hold_the_new_values_already_are_left_out(fresh):
    async with door(fresh, "claire") as claire:
        plans = [
            (fresh.ids[key], {"CloseDate": date(2026, 12, 15)}) for key in ("pilot", "sensors")
        ]
        proposal = await claire.propose_many("update", "Opportunity", plans, fresh.now)
        assert [part.record for part in proposal.parts] == [fresh.ids["sensors"]]
        with pytest.raises(Invalid) as caught:
            await claire.propose_many("update", "Opportunity", plans[:1], fresh.now)
        assert caught.value.reason == "unchanged"


async def test_values_and_rights_are_checked_before_anyone_is_asked(fresh):
    async with door(fresh, "claire") as claire:
        ids = fresh.ids
        with pytest.raises(Invalid):
            await claire.propose_many("update", "Opportunity",
                                      [(ids["pilot"], {"StageName": "perdu"})], fresh.now)  # fmt: skip
        with pytest.raises(Refused):
            await claire.propose_many("update", "Account", [(ids["vidal"], {"Rating": "Hot"})],
                                      fresh.now)  # fmt: skip
        with pytest.raises(NotFound):
            await claire.propose_many("update", "Account", [("001000000000000AAA", {"Name": "x"})],
                                      fresh.now)  # fmt: skip


async def test_what_cannot_be_written_is_reported_and_the_rest_is_done(fresh):
    async with door(fresh, "ada") as ada, door(fresh, "claire") as claire:
        ids = [fresh.ids[key] for key in ("pilot", "sensors", "gateway")]
        proposal = await ada.propose_many(
            "update", "Opportunity", [(id_, {"NextStep": "Appeler"}) for id_ in ids], fresh.now
        )
        fresh.now += timedelta(seconds=2)
        other = await claire.propose("update", "Opportunity", ids[0], {"Amount": 9}, fresh.now)
        await claire.execute(other, "t-1")
        gone = await ada.propose("delete", "Opportunity", ids[1], {}, fresh.now)
        await ada.execute(gone, "t-2")
        done = await ada.execute(proposal, "t-3")
        assert [one.problem for one in done.each] == ["stale", "missing", None]
        held = await ada.get("Opportunity", ids[2], ("NextStep",))
        assert held == {"NextStep": "Appeler"}
        fresh.now += timedelta(seconds=2)
        undone = await ada.undo(done, "t-4")
        assert [one.record for one in undone.each] == [ids[2]]
        assert (await ada.get("Opportunity", ids[2], ("NextStep",)))["NextStep"] is None


async def test_a_lists_proposal_is_written_once(fresh):
    async with door(fresh, "ada") as ada:
        plans = [("", {"Name": "Une seule fois"}), ("", {"Name": "Une autre fois"})]
        proposal = await ada.propose_many("create", "Account", plans, fresh.now)
        first = await ada.execute(proposal, "t-1")
        assert await ada.execute(proposal, "t-1") is first
        total = await ada.count(Query("Account", where=Compare("Name", "like", "Une %")))
        assert total == 2


async def test_a_resumed_list_writes_only_what_is_left(fresh):
    async with door(fresh, "ada") as ada, door(fresh, "ada") as after:
        plans = [("", {"Name": "Repris un"}), ("", {"Name": "Repris deux"})]
        proposal = await ada.propose_many("create", "Account", plans, fresh.now)
        begun = fresh.now
        half = await ada.propose("create", "Account", "", {"Name": "Repris un"}, fresh.now)
        made = await ada.execute(half, "t-1")
        done = await after.execute(proposal, "t-1", begun)
        assert done.each[0].record == made.record
        assert await ada.count(Query("Account", where=Compare("Name", "like", "Repris %"))) == 2


async def test_more_than_a_collections_worth_goes_in_several(fresh):
    async with door(fresh, "ada") as ada:
        ids = await accounts(ada, fresh, batches.CHUNK + 5)
        fresh.now += timedelta(seconds=2)
        plans = [(id_, {"BillingCity": "Brest"}) for id_ in ids]
        proposal = await ada.propose_many("update", "Account", plans, fresh.now)
        done = await ada.execute(proposal, "t-1")
        assert len(done.each) == len(ids)
        assert all(one.problem is None and one.revision for one in done.each)
        brest = Compare("BillingCity", "=", "Brest")
        assert await ada.count(Query("Account", where=brest)) == len(ids)


async def test_beyond_two_thousand_the_bulk_api_writes_and_reports(fresh, monkeypatch):
    monkeypatch.setattr(batches, "MOST_IN_COLLECTIONS", 10)
    async with door(fresh, "ada") as ada:
        ids = await accounts(ada, fresh, 12, "Vrac")
        fresh.now += timedelta(seconds=2)
        plans = [(id_, {"BillingCity": "Cahors, « Lot »\nFrance"}) for id_ in ids]
        proposal = await ada.propose_many("update", "Account", plans, fresh.now)
        gone = await ada.propose("delete", "Account", ids[3], {}, fresh.now)
        await ada.execute(gone, "t-1")
        done = await ada.execute(proposal, "t-2")
        assert [one.problem for one in done.each] == [None] * 3 + ["missing"] + [None] * 8
        held = await ada.get("Account", ids[0], ("BillingCity",))
        assert held == {"BillingCity": "Cahors, « Lot »\nFrance"}


async def test_a_list_salesforce_does_not_answer_for_is_in_doubt_not_done(fresh):
    proxy = Faulty(fresh.url)
    with served(proxy.app) as url:
        through = SimpleNamespace(**{**vars(fresh), "url": url})
        async with door(through, "ada") as ada:
            plans = [("", {"Name": "Douteux un"}), ("", {"Name": "Douteux deux"})]
            proposal = await ada.propose_many("create", "Account", plans, fresh.now)

            async def silent(request):
                if request.url.path.rstrip("/").endswith("composite/sobjects"):
                    return JSONResponse([{"errorCode": "UNKNOWN_EXCEPTION", "message": ""}], 500)
                return None

            proxy.fail = silent
            done = await ada.execute(proposal, "t-1")
            assert {one.problem for one in done.each} == {"in_doubt"}


async def test_a_lead_becomes_an_account_a_contact_and_a_deal_once(fresh):
    async with door(fresh, "ada") as ada:
        values = {"LastName": "Rivoire", "FirstName": "Chantal", "Company": "Scierie Humbert"}
        made = await ada.execute(await ada.propose("create", "Lead", "", values, fresh.now), "t-1")
        wanted = Conversion(opportunity="Scierie – capteurs")
        proposal = await ada.propose_conversion(made.record, wanted, fresh.now)
        assert [(part.object, part.record) for part in proposal.parts] == [
            ("Account", ""), ("Contact", ""), ("Opportunity", "")
        ]  # fmt: skip
        done = await ada.execute(proposal, "t-2")
        assert await ada.execute(proposal, "t-2") is done
        account = await ada.get("Account", done.each[0].record, ("Name",))
        assert account == {"Name": "Scierie Humbert"}
        with pytest.raises(NotUndoable):
            await ada.undo(done, "t-3")
        with pytest.raises(Invalid):
            await ada.propose_conversion(made.record, wanted, fresh.now)


async def test_a_lead_that_changed_since_is_not_converted(fresh):
    async with door(fresh, "ada") as ada:
        values = {"LastName": "Rivoire", "Company": "Scierie Humbert"}
        made = await ada.execute(await ada.propose("create", "Lead", "", values, fresh.now), "t-1")
        proposal = await ada.propose_conversion(made.record, Conversion(), fresh.now)
        fresh.now += timedelta(seconds=2)
        change = await ada.propose("update", "Lead", made.record, {"Company": "Humbert"}, fresh.now)
        await ada.execute(change, "t-2")
        with pytest.raises(Stale):
            await ada.execute(proposal, "t-3")


async def test_a_conversion_nobody_answered_for_is_looked_up(fresh):
    proxy = Faulty(fresh.url)
    with served(proxy.app) as url:
        through = SimpleNamespace(**{**vars(fresh), "url": url})
        async with door(through, "ada") as ada:
            values = {"LastName": "Rivoire", "Company": "Scierie Humbert"}
            proposal = await ada.propose("create", "Lead", "", values, fresh.now)
            made = await ada.execute(proposal, "t-1")
            convert = await ada.propose_conversion(made.record, Conversion(), fresh.now)

            async def lost(request):
                if "/Soap/" not in request.url.path:
                    return None
                await proxy.passed_on(request)
                return await refusing(500, "UNKNOWN_EXCEPTION")(request)

            proxy.fail = lost
            done = await ada.execute(convert, "t-2")
            assert [one.record[:3] for one in done.each] == ["001", "003"]


async def test_what_was_deleted_with_a_record_comes_back_with_it(fresh):
    async with door(fresh, "ada") as ada:
        account = fresh.ids["vidal"]
        before = await ada.count(Query("Contact", where=Compare("AccountId", "=", account)))
        gone = await ada.propose("delete", "Account", account, {}, fresh.now)
        outcome = await ada.execute(gone, "t-1")
        assert await ada.count(Query("Contact", where=Compare("AccountId", "=", account))) == 0
        await ada.undo(outcome, "t-2")
        after = await ada.count(Query("Contact", where=Compare("AccountId", "=", account)))
        assert (before > 0, after) == (True, before)
        with pytest.raises(NotUndoable):
            await ada.undo(outcome, "t-3")
