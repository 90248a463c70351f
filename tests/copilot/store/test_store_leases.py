"""Who answers a conversation where several processes share one database, on either engine."""

import asyncio

import pytest

from copilot.store import Store


@pytest.fixture
def pair(place):
    """The stores of two processes that share their conversations."""
    stores = Store(place), Store(place)
    for one in stores:
        one.leases.shared, one.leases.again = True, 0.01
    yield stores
    for one in stores:
        one.close()


def claims(store, sender, turn):
    return store.run(lambda connection: store.leases.claim(connection, sender, turn))


async def test_an_answer_in_one_conversation_frees_no_other(pair):
    one, two = pair
    assert await one.accept("x1", "x") is None
    assert await one.accept("y1", "y") is None
    await one.answered("y1", "{}", "fr")
    assert not await claims(two, "x", "x2")
    assert await claims(two, "y", "y2")
    await one.answered("x1", "{}", "fr")
    assert await claims(two, "x", "x2")
    await one.leases.close()


async def test_what_was_answered_while_the_lease_was_taken_is_not_answered_again(pair):
    one, two = pair
    assert await one.accept("x1", "x") is None
    reply, loop, claim = '{"n": 1}', asyncio.get_running_loop(), two.leases.claim

    def answered_before(*asked):
        kept = one.answered("x1", reply, "fr")
        asyncio.run_coroutine_threadsafe(kept, loop).result()
        return claim(*asked)

    async with asyncio.timeout(60):
        if two.engine.dialect.name == "postgresql":
            two.leases.claim = answered_before
        else:  # SQLite has one writer: it is either before or after
            await one.answered("x1", reply, "fr")
        assert await two.accept("x1", "x") == reply
    assert await one.accept("x2", "x") is None
    await one.leases.close()
