import time
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from faulty import Faulty, half_a_body, refusing, slow, times
from serving import served
from small_org import address, door

from crm.connection import Patience
from crm.errors import CrmUnavailable, QuotaSpent, Refused, SignedOut
from crm.query import Compare, Query
from crm.session import Org
from crm.transport import Timeouts
from sandbox.credentials import DEMO_PASSWORD

ONE = Query("Account", ("Name",), Compare("Name", "=", "Delmas SA"))
HASTY = Timeouts(connect=0.5, read=0.2, whole=1.0)


@pytest.fixture
def faulty(fresh):
    """The fresh org behind a faulty proxy."""
    proxy = Faulty(fresh.url)
    with served(proxy.app) as url:
        yield SimpleNamespace(**{**vars(fresh), "url": url, "proxy": proxy, "fresh": fresh})


@pytest.mark.parametrize(
    ("status", "code"),
    [(500, "UNKNOWN_EXCEPTION"), (503, "SERVER_UNAVAILABLE"), (403, "REQUEST_LIMIT_EXCEEDED")],
)
async def test_a_passing_failure_is_waited_out(status, code, faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        faulty.proxy.fail = times(2, refusing(status, code))
        assert (await claire.run(ONE)).total == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (500, "UNKNOWN_EXCEPTION"),
        (502, ""),
        (503, "SERVER_UNAVAILABLE"),
        (403, "REQUEST_LIMIT_EXCEEDED"),
    ],
)
async def test_a_lasting_failure_ends_after_a_few_calls(status, code, faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        before = len(faulty.proxy.calls)
        faulty.proxy.fail = refusing(status, code)
        with pytest.raises(CrmUnavailable) as caught:
            await claire.run(ONE)
        assert len(faulty.proxy.calls) - before == 4
        assert "refused by the proxy" not in str(caught.value)
        assert "SELECT" not in str(caught.value)


async def test_a_session_that_ended_is_renewed_once(faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        faulty.proxy.fail = times(1, refusing(401, "INVALID_SESSION_ID"))
        assert (await claire.run(ONE)).total == 1
        assert len(faulty.proxy.sign_ins) == 2


async def test_a_session_that_is_never_accepted_is_no_loop(faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        before = len(faulty.proxy.data_calls)
        faulty.proxy.fail = refusing(401, "INVALID_SESSION_ID")
        with pytest.raises(SignedOut):
            await claire.run(ONE)
        assert len(faulty.proxy.data_calls) - before == 2
        assert len(faulty.proxy.sign_ins) == 2


async def test_an_org_that_asks_for_too_long_a_wait_says_when_to_return(faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        faulty.proxy.fail = refusing(503, "SERVER_UNAVAILABLE", headers={"Retry-After": "120"})
        with pytest.raises(CrmUnavailable) as caught:
            await claire.run(ONE)
        assert caught.value.retry_after == 120


async def test_half_a_body_is_asked_for_again(faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        faulty.proxy.fail = times(1, half_a_body)
        assert (await claire.run(ONE)).total == 1
        faulty.proxy.fail = half_a_body
        with pytest.raises(CrmUnavailable):
            await claire.run(ONE)


async def test_a_slow_org_is_not_waited_for(faulty):
    async with door(faulty, "claire") as warm:
        catalogue = await warm.catalogue()
    async with door(faulty, "claire", timeouts=HASTY) as claire:
        claire._keeper._shelf = warm._keeper._shelf
        assert await claire.catalogue() is catalogue
        faulty.proxy.fail = slow
        started = time.perf_counter()
        with pytest.raises(CrmUnavailable):
            await claire.run(ONE)
        assert time.perf_counter() - started < 1.0


async def test_an_org_that_is_not_there_is_unavailable():
    org = Org(address("http://127.0.0.1:9"), patience=Patience(first=0.01, total=0.1))
    with pytest.raises(CrmUnavailable):
        await org.as_user("claire@heliade.example", DEMO_PASSWORD)
    await org.aclose()


async def test_the_days_calls_are_spent_only_to_the_reserve(faulty):
    async with door(faulty, "claire", reserve=0.999999) as claire:
        before = len(faulty.proxy.calls)
        with pytest.raises(QuotaSpent):
            await claire.run(ONE)
        assert len(faulty.proxy.calls) == before


async def test_a_quota_spent_elsewhere_is_said_and_not_retried_for_long(faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        faulty.proxy.fail = refusing(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
        with pytest.raises(QuotaSpent):
            await claire.run(ONE)


async def test_a_refusal_is_not_retried(faulty):
    async with door(faulty, "claire") as claire:
        await claire.catalogue()
        before = len(faulty.proxy.calls)
        faulty.proxy.fail = refusing(403, "INSUFFICIENT_ACCESS")
        with pytest.raises(Refused):
            await claire.run(ONE)
        assert len(faulty.proxy.calls) - before == 1


async def test_a_write_whose_answer_was_lost_is_looked_up_not_repeated(faulty):
    async with door(faulty, "claire") as claire:
        record = faulty.ids["pilot"]
        proposal = await claire.propose("update", "Opportunity", record, {"Amount": 7}, faulty.now)
        faulty.fresh.now += timedelta(minutes=1)

        async def written_then_lost(request):
            await faulty.proxy.passed_on(request)
            return await half_a_body(request)

        before = len(faulty.proxy.calls)
        faulty.proxy.fail = times(1, written_then_lost)
        outcome = await claire.execute(proposal, "t-1")
        assert outcome.revision != proposal.revision
        assert len(faulty.proxy.calls) - before == 2


async def test_a_write_that_never_arrived_may_be_tried_again(faulty):
    async with door(faulty, "claire") as claire:
        record = faulty.ids["pilot"]
        proposal = await claire.propose("update", "Opportunity", record, {"Amount": 7}, faulty.now)
        faulty.proxy.fail = times(1, half_a_body)
        with pytest.raises(CrmUnavailable) as caught:
            await claire.execute(proposal, "t-1")
        assert not caught.value.in_doubt
        assert (await claire.execute(proposal, "t-2")).record == record


async def test_a_create_whose_answer_was_lost_stays_in_doubt_and_is_not_repeated(faulty):
    async with door(faulty, "ada") as ada:
        values = {"Name": "Nouvelle SARL"}
        proposal = await ada.propose("create", "Account", "", values, faulty.now)
        before = len(faulty.proxy.calls)
        faulty.proxy.fail = refusing(500, "UNKNOWN_EXCEPTION")
        with pytest.raises(CrmUnavailable) as caught:
            await ada.execute(proposal, "t-1")
        assert caught.value.in_doubt
        assert sum(method == "POST" for method, _ in faulty.proxy.calls[before:]) == 1


async def test_no_error_shows_a_secret_or_a_body(faulty):
    wrong = replace(address(faulty.url), client_secret="not-the-secret")
    assert "not-the-secret" not in repr(wrong)
    org = Org(wrong)
    with pytest.raises(SignedOut) as caught:
        await org.as_user("claire@heliade.example", DEMO_PASSWORD)
    assert DEMO_PASSWORD not in str(caught.value)
    await org.aclose()
