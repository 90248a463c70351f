"""What visitors and employees read of an answer while it is made, over the HTTP API."""

import asyncio

import httpx
import pytest
from writer import ANSWERS, BOT_ALONE, FIRST, QUESTIONS, OneArticle, Writer, guard_of

from actions import Progress, Result, Text
from copilot import Settings, application, compose
from copilot.transcripts import TAKEN

EVENTS, PARTIAL = "/api/v1/conversations/c-1/events", "/api/v1/conversations/c-1/partial"
NOBODY = pytest.param({}, id="visitor")
CLAIRE = pytest.param({"X-Demo-User": "claire.moreau@heliade.example"}, id="rep")


class Service:
    """The service over a scripted Rasa, a writer and one article."""

    def __init__(self, home, org, rasa, language="fr", **writing):
        rasa.intent, rasa.action = "answer_question", "action_answer_question"
        self.writer = Writer(language, **writing)
        settings = Settings(home=home, webhook_token="secret", today="2026-11-22", _env_file=None,
                            salesforce_login_url=org, handover_policy=BOT_ALONE)  # fmt: skip
        client = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
        self.doors = compose(
            settings, rasa=client, guard=guard_of(self.writer), knowledge=OneArticle(language)
        )
        rasa.app, rasa.token = application(self.doors), self.doors.webhook_token
        inside = httpx.ASGITransport(app=rasa.app, client=("127.0.0.1", 1))
        self.client = httpx.AsyncClient(transport=inside, base_url="http://service", timeout=60)

    def ask(self, text, **headers):
        message = {"conversation": "c-1", "id": "m-1", "text": text}
        call = self.client.post("/api/v1/messages", json=message, headers=headers)
        return asyncio.create_task(call)

    async def get(self, path, headers=None, **query):
        answer = await self.client.get(path, params=query, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def told(self, seen=0):
        """Poll as the widget does, until there is more of the answer being made."""
        for _ in range(20):
            heard = await self.get(EVENTS, seen=seen, wait=20, after=1)
            if heard["partial"] and heard["partial"]["n"] != seen:
                return heard["partial"]
        raise AssertionError("nothing was told")


@pytest.fixture
async def service(tmp_path, seeded_org, rasa):
    opened = []

    def service(language="fr", **writing):
        opened.append(Service(tmp_path, seeded_org, rasa, language, **writing))
        return opened[-1]

    yield service
    for one in opened:
        await one.client.aclose()
        await one.doors.close()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_visitor_reads_each_sentence_as_it_is_written_and_then_the_answer(
    service, language
):
    here = service(language)
    asking = here.ask(QUESTIONS[language])
    first = await here.told()
    assert (first["text"], first["draft"], first["language"]) == (FIRST[language], True, language)
    here.writer.go_on()
    more = await here.told(first["n"])
    assert more["text"].startswith(first["text"])
    assert len(more["text"]) > len(first["text"])
    here.writer.go_on(9)
    answer = (await asking).json()
    assert answer["parts"][0]["text"] == ANSWERS[language]
    assert answer["turn"] == more["turn"]
    told = await here.get(EVENTS)
    assert told["partial"] is None
    assert [one["from"] for one in told["events"]] == ["customer", "bot"]


@pytest.mark.parametrize("who", [NOBODY, CLAIRE])
async def test_whoever_asked_reads_their_own_answer_being_made_and_nobody_else(service, who):
    here = service()
    asking = here.ask(QUESTIONS["fr"], **who)
    told = await here.get(PARTIAL, headers=who, seen=0, wait=20)
    assert told["partial"]["text"] == FIRST["fr"]
    other = {"X-Demo-User": "hugo.lefevre@heliade.example"}
    assert await here.get(PARTIAL, headers=other) == {"partial": None}
    here.writer.go_on(9)
    assert (await asking).json()["model"]["provider"] == "scripted"
    assert await here.get(PARTIAL, headers=who, seen=told["partial"]["n"], wait=20) == {
        "partial": None
    }


async def test_who_does_not_ask_for_it_is_not_woken_by_it(service):
    here = service()
    asking = here.ask(QUESTIONS["fr"])
    await here.writer.said.wait()
    waiting = asyncio.create_task(here.get(EVENTS, wait=20, after=1))
    here.writer.go_on(9)
    await asking
    assert [one["from"] for one in (await waiting)["events"]] == ["bot"]


async def test_what_a_cut_model_wrote_gives_way_to_the_composers_answer(service):
    here = service(broken=True)
    answer = (await here.ask(QUESTIONS["fr"])).json()
    assert answer["model"]["provider"] == "offline"
    assert "passerelle" in answer["parts"][0]["text"]
    assert (await here.get(EVENTS))["partial"] is None


async def test_a_draft_is_not_shown_once_a_person_is_in_charge(service):
    here = service()
    asking = here.ask(QUESTIONS["fr"])
    await here.told()
    transcripts = here.doors.handovers.transcripts
    (sender,) = here.doors.conversation.underways._now
    await transcripts.change(sender, state=TAKEN, agent="005", agent_name="Nadia Benali")
    assert (await here.get(EVENTS))["partial"] is None
    here.writer.go_on(9)
    assert (await asking).json()["parts"] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "2 sources lues sur 3…"), ("en", "2 of 3 sources read…")],
)
async def test_long_reading_tells_how_far_it_is_without_a_model(service, rasa, language, words):
    here = service(language)
    held = asyncio.Event()

    async def read(request, tools):
        tools.progress.expect(3)
        tools.progress.one()
        tools.progress.one()
        await held.wait()
        return Result(parts=(Text(text="Lu."),))

    here.doors.webhook._served["public"] = {"action_answer_question": read}
    asking = here.ask(QUESTIONS[language])
    told = await here.told()
    if told["read"] < 2:
        told = await here.told(told["n"])
    assert (told["text"], told["draft"], told["read"], told["expected"]) == (words, False, 2, 3)
    held.set()
    assert (await asking).status_code == 200


async def test_progress_expects_work_before_it_counts_it():
    heard = []
    progress = Progress(lambda *seen: heard.append(seen))

    async def work():
        return 1

    works = [progress.of(work()) for _ in range(3)]
    assert heard == []
    assert await asyncio.gather(*works) == [1, 1, 1]
    assert heard == [(1, 3), (2, 3), (3, 3)]
