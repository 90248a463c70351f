"""What sharing would refuse is known before anyone is asked, not after the yes."""

import pytest
from small_org import door

from crm.errors import Withheld
from sandbox.access import FULL, Permission, grant


def shared_out(fresh):
    """Give Hugo one account, and let his profile delete; the others stay Claire's."""
    seller = Permission(create=True, read=True, edit=True, delete=True)
    grant(fresh.store, fresh.ids["Sales User"], "*", seller)
    sql = 'UPDATE "Account" SET "OwnerId" = ? WHERE "Id" = ?'
    fresh.store.execute(sql, (fresh.ids["hugo"], fresh.ids["green"]))


@pytest.mark.parametrize(("operation", "values"), [("update", {"Name": "X"}), ("delete", {})])
async def test_a_record_one_only_sees_is_refused_before_the_question(operation, values, fresh):
    shared_out(fresh)
    async with door(fresh, "hugo") as hugo:
        with pytest.raises(Withheld) as caught:
            await hugo.propose(operation, "Account", fresh.ids["vidal"], values, fresh.now)
        assert (caught.value.operation, caught.value.names) == (operation, ("Vidal Énergie",))
        assert "Vidal" not in str(caught.value)
        own = await hugo.propose(operation, "Account", fresh.ids["green"], values, fresh.now)
        assert own.record == fresh.ids["green"]


@pytest.mark.parametrize(("operation", "values"), [("update", {"Phone": "1"}), ("delete", {})])
async def test_of_several_those_one_may_not_change_are_left_out_by_name(operation, values, fresh):
    shared_out(fresh)
    async with door(fresh, "hugo") as hugo:
        plans = [(fresh.ids[key], values) for key in ("vidal", "green", "obrien")]
        proposal = await hugo.propose_many(operation, "Account", plans, fresh.now)
        assert [part.record for part in proposal.parts] == [fresh.ids["green"]]
        assert proposal.withheld == ("Vidal Énergie", "O'Brien & Sons Ltd")
        with pytest.raises(Withheld) as caught:
            await hugo.propose_many(operation, "Account", plans[:1], fresh.now)
        assert caught.value.names == ("Vidal Énergie",)


async def test_who_may_change_everything_is_told_nothing(fresh):
    grant(fresh.store, fresh.ids["System Administrator"], "*", FULL)
    async with door(fresh, "ada") as ada:
        plans = [(fresh.ids[key], {}) for key in ("vidal", "green")]
        proposal = await ada.propose_many("delete", "Account", plans, fresh.now)
        assert (len(proposal.parts), proposal.withheld) == (2, ())
