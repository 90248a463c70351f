"""What the store promises holds on either engine: once, in order, whatever happens meanwhile."""

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy import func, make_url
from sqlalchemy.sql import insert, select

from copilot.inbox import Inbox, Letter
from copilot.ledger import SqlLedger
from copilot.notes import Notes
from copilot.person import Person, erase, export, forget_traces
from copilot.places import Places
from copilot.retention import sweep
from copilot.settings import Settings
from copilot.steering.coaching import coaching
from copilot.steering.service import acceptance, resolution, satisfaction, times, volumes
from copilot.steering.span import Span
from copilot.stints import Stints
from copilot.store import METADATA, TURNS, Store, stamp
from copilot.transcripts import SAID, TAKEN, WAITING, Line, Transcripts
from copilot.turn import Identity
from copilot.visitor_codes import TRIES, Codes
from copilot.visitors import Visitors
from crm import Proposal
from guard.policy.contract import Retention

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def other(place, store):
    """The same database as another process has it: with connections of its own."""
    other = Store(place)
    yield other
    other.close()


def letter(n, sent=0):
    return Letter(f"e{n}", "slack", "slack:c", "p", f"{sent:03}", "Bonjour", {"channel": "c"})


async def test_an_event_is_accepted_once_and_its_first_answer_stays(store, other):
    assert await asyncio.gather(store.accept("t", "s"), other.accept("t", "s")) == [None, None]
    await store.answered("t", '{"n": 1}', "fr")
    assert await other.accept("t", "s") == '{"n": 1}'
    assert await other.language("s") == "fr"
    taken = await asyncio.gather(
        *(one.accept(letter(1)) for one in [Inbox(store), Inbox(other)] * 3)
    )
    assert sorted(taken) == [False] * 5 + [True]


async def test_whoever_follows_a_conversation_misses_no_line_of_it(store, other):
    """Numbers are given in the order in which lines come to be seen, whoever writes them."""
    writers = [Transcripts(store), Transcripts(other)]
    await writers[0].open("c", "c", "visitor", None, "fr")
    seen, last = [], 0

    async def read():
        nonlocal last
        for line in await writers[0].said("c", last):
            seen.append(line.event)
            last = line.n

    async def write(writer, name):
        for n in range(15):
            await writer.say("c", Line(f"{name}{n}", "customer", "Bonjour", "fr"))
            await writer.say("c", Line(f"{name}{n}", "customer", "Bonjour", "fr"))

    writing = asyncio.gather(*(write(one, name) for one, name in zip(writers, "ab", strict=True)))
    while not writing.done():
        await read()
    await writing
    await read()
    assert sorted(seen) == sorted(f"{name}{n}" for name in "ab" for n in range(15))
    assert [one for one in seen if one[0] == "a"] == [f"a{n}" for n in range(15)]


async def test_of_many_who_confirm_at_once_one_executes(store, other):
    ledgers = [SqlLedger(store), SqlLedger(other)]
    proposal = Proposal("p", "create", "Task", "", "Tâche", (), "", "005", NOW + timedelta(hours=1))
    await ledgers[0].keep(proposal, "c", "crée une tâche")
    claims = await asyncio.gather(
        *(ledgers[0].claim("005", "p", f"t{n}", NOW) for n in range(6)),
    )
    assert sum(claim is not None for claim in claims) == 1
    assert await ledgers[0].claim("005", "p", "late", NOW) is None
    # The other process is a new one: what this one left half done is taken up, and says since when.
    assert (await ledgers[1].claim("005", "p", "again", NOW)).since == NOW


async def test_the_newest_proposal_is_found_whatever_was_done_before(store):
    ledger = SqlLedger(store)
    for name in ("p1", "p2"):
        made = Proposal(name, "create", "Task", "", name, (), "", "005", NOW + timedelta(hours=1))
        await ledger.keep(made, "c", "…")
    assert (await ledger.waiting("005", "c")).id == "p2"
    assert [one.id for one in await ledger.open("005", NOW)] == ["p2"]


async def test_letters_that_waited_are_each_let_go_once(store, other):
    inboxes = [Inbox(store), Inbox(other)]
    for n in range(4):
        await inboxes[0].accept(letter(n, sent=9 - n))
        await inboxes[0].hold(letter(n))
    freed = await asyncio.gather(
        *(one.release("slack", "p", timedelta(hours=1)) for one in inboxes)
    )
    assert sorted(one.id for let in freed for one in let) == ["e0", "e1", "e2", "e3"]
    assert all([one.sent for one in let] == sorted(one.sent for one in let) for let in freed)


async def test_a_code_is_guessed_a_few_times_even_by_many_at_once(store, other):
    codes = [Codes(store, b"k"), Codes(other, b"k")]
    code = await codes[0].make("a@client.example")
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    tries = (codes[n % 2].spend("a@client.example", wrong) for n in range(TRIES))
    assert not any(await asyncio.gather(*tries))
    assert not await codes[1].spend("a@client.example", code)


async def test_a_right_code_opens_once(store, other):
    codes = [Codes(store, b"k"), Codes(other, b"k")]
    code = await codes[0].make("a@client.example")
    spent = await asyncio.gather(*(one.spend("a@client.example", code) for one in codes))
    assert sorted(spent) == [False, True]


async def test_a_token_of_the_host_site_counts_once(store, other, tmp_path):
    settings = Settings(home=tmp_path, _env_file=None)
    doors = [Visitors(settings, one, None) for one in (store, other)]
    assert sorted(await asyncio.gather(*(one._spend("token") for one in doors))) == [False, True]


async def test_of_two_agents_who_take_a_conversation_one_has_it(store, other):
    desks = [Transcripts(store), Transcripts(other)]
    await desks[0].open("c", "c", "visitor", None, "fr")
    await desks[0].change("c", state=WAITING, requested=stamp())
    taken = await asyncio.gather(
        *(desk.change("c", unless=agent, state=TAKEN, agent=agent)
          for desk, agent in zip(desks, ("005A", "005B"), strict=True))
    )  # fmt: skip
    assert sorted(taken) == [False, True]


async def test_who_waits_comes_first_then_what_is_newest(store):
    desk = Transcripts(store)
    for name, changes in (("old", {}), ("late", {"state": WAITING, "requested": stamp()}),
                          ("first", {"state": WAITING, "requested": stamp() - timedelta(hours=1)}),
                          ("new", {})):  # fmt: skip
        await desk.open(name, name, "visitor", None, "fr")
        await desk.change(name, **changes)
    listed = await desk.live(stamp() - timedelta(hours=1), 10)
    assert [row.id for row in listed] == ["first", "late", "new", "old"]


async def test_read_marks_only_go_forward_and_places_are_kept_anew(store):
    desk, notes, places = Transcripts(store), Notes(store), Places(store)
    await desk.open("c", "c", "visitor", None, "fr")
    for n in range(3):
        await desk.say("c", Line(f"e{n}", "customer", "Bonjour", "fr"))
    numbers = [line.n for line in await desk.said("c")]
    await notes.read("005", "c", numbers[1])
    await notes.read("005", "c", numbers[0])
    assert await notes.unread("005", ["c"]) == {"c": 1}
    await places.keep("slack:c", "p", {"at": 1}, "asker")
    await places.keep("slack:c", "p", {"at": 2})
    assert (await places.at("slack:c", "asker")).place == {"at": 2}


async def test_a_hold_is_counted_once(store, other):
    stints = [Stints(store), Stints(other)]
    await stints[0].begin("c", "005", "Nadia", None)
    assert await stints[0].hold("c")
    assert not await stints[1].hold("c")
    resumed = await asyncio.gather(*(one.resume("c") for one in stints))
    assert sorted(resumed) == [False, True]


async def test_whatever_a_visitor_writes_is_kept(store):
    desk = Transcripts(store)
    long = "é" * 5_000
    await desk.open("c" * 300, long, "visitor", None, "fr")
    await desk.say("c" * 300, Line("e", "customer", f"a\0b {long} 🙂", "fr", name=long))
    (said,) = await desk.said("c" * 300)
    assert said.text.endswith(f"b {long} 🙂")
    assert (await desk.find("c" * 300)).conversation == long


def test_what_a_killed_process_had_begun_is_gone_and_may_begin_again(place):
    Store(place).close()
    child = os.fork()
    if child == 0:
        with Store(place).engine.begin() as connection:
            connection.execute(insert(TURNS).values(turn="t", sender="s", accepted=stamp()))
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    store = Store(place)
    assert asyncio.run(store.accept("t", "s")) is None
    with store.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(TURNS)).scalar() == 1
    store.close()


async def test_managers_figures_are_the_same(store):
    desk, stints = Transcripts(store), Stints(store)
    for n in range(4):
        await desk.open(f"c{n}", f"c{n}", "visitor", None, "fr")
        await desk.say(f"c{n}", Line(f"q{n}", "customer", "Bonjour", "fr"))
        await store.accept(f"t{n}", f"c{n}")
        await store.answered(f"t{n}", '{"refused": "unknown"}', "fr")
        await desk.say(f"c{n}", Line(f"a{n}", "bot", "…", "fr", turn=f"t{n}"))
    await desk.change("c0", state=TAKEN, agent="005", requested=stamp(), taken=stamp(), rating=5)
    await stints.begin("c0", "005", "Nadia", stamp())
    await stints.end("c0", "released")
    await store.accept("e", "employee")
    await store.rate("t1", "c", "up", "")
    today = stamp().date()
    span = Span(today - timedelta(days=2), today + timedelta(days=2), ZoneInfo("Europe/Paris"))
    counted = await volumes(store, span)
    assert (counted.total, dict(counted.channels)) == (4, {"website": 4, "web": 1})
    went = await resolution(store, span)
    assert (went.total, went.alone, went.passed_on, went.unanswered) == (4, 0, 1, 3)
    assert (await times(store, span)).handling.count == 1
    told = await satisfaction(store, span)
    assert (dict(told.ratings), told.up, told.down) == ({5: 1}, 1, 0)
    assert (await acceptance(store, span)).shown == 0
    assert (await coaching(store, span)).rated == 0


async def test_a_person_leaves_with_everything_and_old_rows_are_swept(store, tmp_path):
    desk = Transcripts(store)
    person = Person(frozenset({"zoe@client.example"}))
    customer = Identity("customer", "zoe@client.example").key
    await desk.open(f"{customer}-1", "c", "customer", "Zoe@client.example", "fr")
    await desk.say(f"{customer}-1", Line("e", "customer", "c’est moi, ZOE@client.example", "fr"))
    await desk.open("another", "c", "visitor", None, "fr")
    with store.engine.begin() as connection:
        assert set(export(connection, person)["held"]) == {"conversations", "said"}
        assert erase(connection, person).deleted == {"conversations": 1, "said": 1}
    forget_traces(store)
    assert [row.id for row in await desk.live(stamp() - timedelta(hours=1), 9)] == ["another"]
    await store.run(lambda one: one.execute(METADATA.tables["turns"].insert(), {
        "turn": "old", "sender": "s", "accepted": stamp() - timedelta(days=4_000)}))  # fmt: skip
    assert sweep(store, tmp_path, Retention()) == {"turns": 1}
    with store.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(SAID)).scalar() == 0


async def test_a_connection_that_was_cut_is_replaced_and_a_database_that_is_gone_is_told(
    cluster, database
):
    store, name = Store(database), make_url(database).database
    await store.accept("t", "s")
    with psycopg.connect(cluster, autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        assert await store.accept("t", "s") is None
        assert await store.check() == "ok"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    assert "does not answer" in await store.check()
    store.close()
