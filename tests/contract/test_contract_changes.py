"""What the door promises about changes, held by whichever org is behind it."""

import uuid
from datetime import UTC, datetime

import pytest

from crm.errors import Invalid, NotFound, NotUndoable, Stale


@pytest.fixture
def now():
    return datetime(2026, 11, 22, 12, tzinfo=UTC)


async def moved(author, account, city, now):
    """Propose another city."""
    return await author.propose("update", "Account", account.record, {"BillingCity": city}, now)


async def city(author, account):
    """Read the city."""
    return (await author.get("Account", account.record, ("BillingCity",)))["BillingCity"]


@pytest.fixture
async def account(author, now):
    """An account of the suite's own, deleted afterwards."""
    values = {"Name": f"Contrat {uuid.uuid4().hex[:12]}", "BillingCity": "Lyon"}
    made = await author.execute(
        await author.propose("create", "Account", "", values, now), "contract"
    )
    yield made
    try:
        gone = await author.propose("delete", "Account", made.record, {}, now)
        await author.execute(gone, "contract")
    except NotFound:
        pass


async def test_a_change_is_written_read_back_and_undone(author, now, account):
    change = await author.propose(
        "update", "Account", account.record, {"BillingCity": "Nantes"}, now
    )
    assert [(c.old, c.new) for c in change.changes] == [("Lyon", "Nantes")]
    done = await author.execute(change, "contract")
    assert await city(author, account) == "Nantes"
    await author.undo(done, "contract")
    assert await city(author, account) == "Lyon"


async def test_an_older_revision_is_stale(author, now, account):
    older = await author.propose(
        "update", "Account", account.record, {"BillingCity": "Nantes"}, now
    )
    newer = await moved(author, account, "Lille", now)
    # SystemModstamp has whole seconds in a real org: the write below must fall into another one.
    await author.execute(newer, "contract")
    if (await author.get("Account", account.record, ("SystemModstamp",)))["SystemModstamp"] == (
        datetime.fromisoformat(older.revision)
    ):
        pytest.skip("both writes fell into one second")
    with pytest.raises(Stale) as caught:
        await author.execute(older, "contract")
    assert caught.value.current == {"BillingCity": "Lille"}


async def test_a_created_record_can_be_taken_back_and_a_deleted_one_restored(author, account):
    deleted = await author.undo(account, "contract")
    assert await author.get("Account", account.record, ("Id",)) is None
    await author.undo(deleted, "contract")
    assert await author.get("Account", account.record, ("Id",)) is not None
    with pytest.raises(NotUndoable):
        await author.undo(deleted, "contract")


async def test_what_the_org_would_refuse_is_refused_before_asking(author, now, account):
    for values in ({"Name": None}, {"Name": "x" * 1000}, {"Nom": "x"}):
        with pytest.raises(Invalid):
            await author.propose("update", "Account", account.record, values, now)


async def test_the_account_of_the_suite_is_found_by_name(author, account):
    name = account.proposal.name
    assert (await author.find(name.upper(), ("Account",))).match.id == account.record
    assert (await author.find(account.record, ())).match.id == account.record
