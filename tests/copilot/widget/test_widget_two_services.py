"""Two services over one database: one answer a message, one at a time, silence while a person has it."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from website import NADIA, TOM, Site, Visitor, words

from copilot.store import LEASES, stamp


class SlowRasa:
    """Answers by the scripted Rasa, after a while; counts how many conversations it has at once."""

    def __init__(self, rasa, counts):
        self.rasa, self.counts, self.gate, self.entered = rasa, counts, None, asyncio.Event()

    async def __call__(self, request):
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        self.counts["now"] += 1
        self.entered.set()
        self.counts["most"] = max(self.counts["most"], self.counts["now"])
        await (self.gate.wait() if self.gate else asyncio.sleep(0.02))
        try:
            return await self.rasa(request)
        finally:
            self.counts["now"] -= 1

    def __getattr__(self, name):
        return getattr(self.rasa, name)

    def __setattr__(self, name, value):
        own = name in {"rasa", "counts", "gate", "entered"}
        object.__setattr__(self if own else self.rasa, name, value)


@pytest.fixture
def pair(tmp_path, own_org, rasa):
    """Two services of one home, each with its own Rasa, which share their counts."""
    counts = {"now": 0, "most": 0}
    sites = []
    for one in (rasa, type(rasa)()):
        site = Site(tmp_path, own_org, SlowRasa(one, counts), {"several": True})
        site.client()
        site.doors.store.leases.again = site.doors.handovers.transcripts.glance = 0.02
        sites.append(site)
    return (*sites, counts)


async def both(visitor, other, texts):
    """Send every text to both services at once, under the same id."""

    async def send(client, n, text):
        message = {"conversation": visitor.conversation, "id": f"m-{n}", "text": text}
        return (await client.post("/api/v1/messages", json={**message, "language": "fr"})).json()

    sent = [send(one, n, text) for n, text in enumerate(texts) for one in (visitor.client, other)]
    return await asyncio.gather(*sent)


def at(site, visitor):
    """Return the same visitor, who now reaches this service."""
    given = {"Authorization": visitor.client.headers["Authorization"]}
    return Visitor(site.client(**given), visitor.conversation)


async def test_what_comes_twice_is_answered_once_and_never_two_at_a_time(pair):
    one, two, counts = pair
    visitor = await one.visitor()
    answers = await both(visitor, at(two, visitor).client, [f"Bonjour {n}" for n in range(8)])
    assert len({answer["turn"] for answer in answers}) == 8
    pairs = zip(answers[::2], answers[1::2], strict=True)
    assert all(left["parts"] == right["parts"] != [] for left, right in pairs)
    heard = [body["message"] for site in (one, two) for body in site.rasa.heard]
    assert sorted(heard) == [f"Bonjour {n}" for n in range(8)]
    assert counts["most"] == 1
    said = (await visitor.news())["events"]
    assert [row["from"] for row in said].count("bot") == 8


async def test_what_a_killed_process_held_is_answered_by_the_other_once_it_ran_out(pair):
    one, two, _ = pair
    visitor = await one.visitor()
    other = at(two, visitor)
    one.rasa.gate = asyncio.Event()
    hung = asyncio.create_task(visitor.say("Bonjour", id="m-1", language="fr"))
    await one.rasa.entered.wait()
    waits = asyncio.create_task(other.say("Bonjour", id="m-1", language="fr"))
    assert not (await asyncio.wait({waits}, timeout=0.1))[0]
    one.doors.store.leases._held.clear()
    hung.cancel()
    gone = LEASES.update().values(until=stamp() - timedelta(seconds=1), holder="killed")
    await two.doors.store.run(lambda connection: connection.execute(gone))
    assert words(await waits)
    assert words(await other.say("Toujours là ?", language="fr"))
    assert [body["message"] for body in two.rasa.heard] == ["Bonjour", "Toujours là ?"]


async def test_a_take_over_in_one_silences_the_bot_in_the_other_and_words_cross(pair):
    one, two, _ = pair
    visitor = await one.visitor()
    await visitor.say("/talk_to_person", language="fr")
    nadia, tom = one.client(**NADIA), two.client(**TOM)
    (listed,) = (await tom.get("/api/v1/conversations")).json()["conversations"]
    address = f"/api/v1/conversations/{listed['id']}"
    assert (await nadia.post(f"{address}/take")).is_success
    other = at(two, visitor)
    assert (await other.say("Vous êtes là ?"))["parts"] == []
    assert not two.rasa.heard
    assert (await tom.post(f"{address}/take")).status_code == 409
    seen = (await nadia.get(address)).json()
    assert seen["viewers"] == []
    assert (await tom.get(address)).json()["viewers"] == ["Nadia Benali"]
    last = seen["transcript"][-1]["n"]
    news = asyncio.create_task(other.news(after=last, wait=20))
    await asyncio.sleep(0)
    assert (await nadia.post(f"{address}/reply", json={"text": "Me voici."})).is_success
    assert [row["text"] for row in (await news)["events"]] == ["Me voici."]


async def test_alone_a_service_writes_no_lease(site):
    visitor = await site.visitor()
    await visitor.say("Bonjour", language="fr")
    rows = await site.doors.store.run(lambda one: one.execute(LEASES.select()).all())
    assert rows == []
