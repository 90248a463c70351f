"""What is sent by itself: once, late where it was missed, with its reader's rights, wherever asked."""

import shutil
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from serving import served

from actions import Scheduled
from copilot import Identity, Settings, application, compose
from copilot.places import PLACES
from copilot.scheduler import Scheduler
from copilot.schedules import Book
from crm import AllOf, Compare, Query
from guard import open_guard
from knowledge import SearchResult
from sandbox.app import create_app
from sandbox.clock import system_clock
from sandbox.store import Store

NOW = datetime(2026, 11, 23, 7, 1, tzinfo=UTC)
MONDAY = {"unit": "week", "every": 1, "weekdays": [0], "month_day": None, "nth": None,
          "at": "08:00", "start": "2026-11-23"}  # fmt: skip
CLAIRE = Identity("employee", "claire.moreau@heliade.example")


class StandingClock:
    """A clock that stands where it is put."""

    def __init__(self, moment=NOW):
        self.moment = moment

    def now(self):
        return self.moment

    def today(self):
        return self.moment.date()


class EmptyKnowledge:
    async def search(self, question, **_filters):
        return SearchResult(hits=(), confident=False)

    async def vectors(self, texts):
        raise AssertionError("nothing to embed")


@pytest.fixture
async def office(tmp_path, seeded_org, rasa):
    """The service's doors on the demo's org; `sender` runs the book by a clock of ours."""
    async for one in running(tmp_path, seeded_org, rasa):
        yield one


async def running(home, org, rasa):
    settings = Settings(home=home, webhook_token="secret", today="2026-11-22", _env_file=None,
                        salesforce_login_url=org)  # fmt: skip
    client = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
    doors = compose(settings, rasa=client, guard=open_guard(), knowledge=EmptyKnowledge())
    rasa.app, rasa.token = application(doors), doors.webhook_token
    yield doors
    await doors.close()


def sender(doors, clock):
    return Scheduler(Book(doors.store), doors.deliveries, doors.people, doors.conversation, clock)


def weekly(**more):
    told = {"id": "r1", "kind": "report", "words": "mon rapport hebdomadaire", "language": "fr",
            "said": "chaque lundi à 8 h", "zone": "Europe/Paris", "rule": MONDAY,
            "due": datetime(2026, 11, 23, 7, tzinfo=UTC), "conversation": "web-1"}  # fmt: skip
    return Scheduled(**{**told, **more})


async def shown(doors, identity=CLAIRE):
    return [notice.reply for notice in await doors.deliveries.notices(identity)]


def text(reply):
    return "\n".join(part.text for part in reply.parts if part.type == "text")


async def test_a_report_is_sent_once_when_it_is_due_and_again_the_week_after(office, rasa):
    rasa.intent, rasa.action = "create_report", "action_create_report"
    book, clock = Book(office.store), StandingClock(NOW - timedelta(minutes=2))
    await book.of(CLAIRE, "web-1").keep(weekly())
    await sender(office, clock).tick()
    assert not await shown(office)
    clock.moment = NOW
    for _ in range(3):
        await sender(office, clock).tick()
    (reply,) = await shown(office)
    assert "chaque lundi à 8 h" in text(reply)
    assert any(part.type == "table" for part in reply.parts)
    assert rasa.heard[0]["message"] == "mon rapport hebdomadaire"
    (kept,) = await book.of(CLAIRE, "web-1").all()
    assert kept.due == datetime(2026, 11, 30, 7, tzinfo=UTC)
    clock.moment = datetime(2026, 11, 30, 7, 1, tzinfo=UTC)
    await sender(office, clock).tick()
    assert len(await shown(office)) == 2


async def test_what_was_missed_is_sent_once_and_says_so(office):
    book = Book(office.store)
    await book.of(CLAIRE, "web-1").keep(weekly())
    clock = StandingClock(datetime(2026, 12, 16, 9, tzinfo=UTC))
    for _ in range(2):
        await sender(office, clock).tick()
    (reply,) = await shown(office)
    assert "23/11/2026" in text(reply)
    assert "le service ne tournait pas" in text(reply)
    (kept,) = await book.of(CLAIRE, "web-1").all()
    assert kept.due == datetime(2026, 12, 21, 7, tzinfo=UTC)


async def test_a_kill_between_the_delivery_and_the_book_repeats_nothing(office):
    class KilledBook(Book):
        async def move(self, scheduled, due, rule):
            raise KeyboardInterrupt

    await Book(office.store).of(CLAIRE, "web-1").keep(weekly())
    killed = sender(office, StandingClock())
    killed._book = KilledBook(office.store)
    with pytest.raises(KeyboardInterrupt):
        await killed.tick()
    await sender(office, StandingClock()).tick()
    assert len(await shown(office)) == 1


async def test_a_notice_waits_until_it_is_seen_and_is_its_readers_alone(office, rasa):
    await Book(office.store).of(CLAIRE, "web-1").keep(weekly())
    await sender(office, StandingClock()).tick()
    inside = httpx.ASGITransport(app=rasa.app)
    async with httpx.AsyncClient(transport=inside, base_url="http://service") as client:
        other = {"X-Demo-User": "james.whitfield@heliade.example"}
        assert (await client.get("/api/v1/notices", headers=other)).json() == []
        own = {"X-Demo-User": CLAIRE.name}
        (notice,) = (await client.get("/api/v1/notices", headers=own)).json()
        assert notice["reply"]["parts"][0]["text"].startswith("Votre envoi programmé")
        path = f"/api/v1/notices/{notice['id']}/seen"
        assert (await client.post(path, headers=other)).status_code == 404
        assert (await client.post(path, headers=own)).status_code == 204
        assert (await client.get("/api/v1/notices", headers=own)).json() == []
        assert (await client.get("/api/v1/notices")).json() == []


async def test_a_report_waits_for_a_dialogue_service_that_is_away(office, rasa):
    await Book(office.store).of(CLAIRE, "web-1").keep(weekly())
    rasa.answers = []
    await sender(office, StandingClock()).tick()
    assert await shown(office) == []
    rasa.answers = None
    (reply,) = await shown(office)
    assert "Bonjour Claire" in text(reply)


async def test_a_place_is_kept_as_long_as_something_is_sent_there(office):
    places, book = office.deliveries._places, Book(office.store)
    for conversation in ("slack:T1:D1", "slack:T1:D2"):
        await places.keep(conversation, "p1", {"user": "U1"}, CLAIRE.key)
    long_ago = datetime(2020, 1, 1)
    await office.store.run(lambda c: c.execute(PLACES.update().values(seen=long_ago)))
    await book.of(CLAIRE, "slack:T1:D1").keep(weekly(conversation=""))
    await book.hold_places()
    rows = await office.store.run(lambda c: c.execute(PLACES.select()).all())
    assert {row.conversation for row in rows if row.seen > long_ago} == {"slack:T1:D1"}


async def test_nobody_sees_moves_or_stops_anothers(office):
    book, james = Book(office.store), Identity("employee", "james.whitfield@heliade.example")
    await book.of(CLAIRE, "web-1").keep(weekly())
    assert await book.of(james, "web-1").all() == []
    await book.of(james, "web-1").keep(weekly(words="tout"))
    assert not await book.of(james, "web-1").stop("r1")
    (kept,) = await book.of(CLAIRE, "web-1").all()
    assert kept.words == "mon rapport hebdomadaire"
    assert await book.of(CLAIRE, "web-1").stop("r1")


async def test_who_was_deactivated_holds_nobody_else_up(office):
    gone = Identity("employee", "nobody@heliade.example")
    book = Book(office.store)
    await book.of(gone, "web-1").keep(weekly(id="a0", kind="alert", rule={"event": "new"}))
    await book.of(CLAIRE, "web-1").keep(weekly())
    await sender(office, StandingClock()).tick()
    assert len(await shown(office)) == 1


@pytest.fixture
async def changing(tmp_path, seeded_db, rasa):
    """The same on an org of one's own, to change records in."""
    path = tmp_path / "org.db"
    shutil.copy(seeded_db, path)
    clock = system_clock({"COMPTOIR_TODAY": "2026-11-22"})
    with served(create_app(Store(path), clock)) as org:
        async for one in running(tmp_path / "home", org, rasa):
            yield one


async def asked(doors, rasa, words, language="en"):
    """Ask for an alert in a conversation, through the whole service."""
    from copilot.turn import Turn

    rasa.intent, rasa.action = "schedule_report", "action_schedule_report"
    return await doors.conversation.reply(Turn("web-1", words, words, CLAIRE, language))


async def test_a_deal_that_slips_is_told_once_and_again_where_it_slips_further(changing, rasa):
    set_up = await asked(changing, rasa, "tell me when a deal over 10k slips")
    assert "€10,000" in text(set_up)
    crm = await changing.people.crm(CLAIRE)
    where = AllOf((Compare("Amount", ">", 10_000), Compare("IsClosed", "=", value=False),
                   Compare("OwnerId", "=", crm.user.id), Compare("CloseDate", ">", NOW.date())))  # fmt: skip
    query = Query("Opportunity", ("Id", "Name", "CloseDate"), where, limit=1)
    deal = (await crm.run(query)).records[0]
    clock, day = StandingClock(NOW), deal["CloseDate"]
    await sender(changing, clock).tick()
    assert not await shown(changing)
    for days, told in ((30, 1), (-30, 1), (30, 2)):
        day += timedelta(days=days)
        change = await crm.propose(
            "update", "Opportunity", deal["Id"], {"CloseDate": day}, clock.now()
        )
        await crm.execute(change, f"turn-{told}-{days}")
        for _ in range(2):
            clock.moment += timedelta(minutes=16)
            await sender(changing, clock).tick()
        assert len(await shown(changing)) == told
    assert deal["Name"] in text((await shown(changing))[0])


async def test_a_new_urgent_case_is_told_once(changing, rasa):
    await asked(changing, rasa, "préviens-moi dès qu'un nouveau ticket prioritaire arrive", "fr")
    crm, clock = await changing.people.integration(), StandingClock(NOW)
    for priority in ("High", "Low"):
        values = {"Subject": f"Panne {priority}", "Priority": priority, "Status": "New"}
        made = await crm.propose("create", "Case", None, values, NOW)
        await crm.execute(made, f"case-{priority}")
    for _ in range(2):
        clock.moment += timedelta(minutes=16)
        await sender(changing, clock).tick()
    replies = await shown(changing)
    seen = [part for reply in replies for part in reply.parts if part.type == "table"]
    assert len(replies) <= 1
    assert [table.total for table in seen] in ([], [1])
