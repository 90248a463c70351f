"""What is read while a model writes: closed sentences the facts hold, whatever the server does."""

import json

import pytest
from model_server import model_server

from guard import Guard, Known, Prompt, ProviderSettings
from guard.masking.masker import Masker
from guard.policy.reading import shipped_policy
from guard.routing.contract import Routing
from guard.routing.engines import open_engines
from guard.routing.router import Router
from guard.screening.screen import Screen

TEXTS = {
    "fr": "Appelez [PERSON_Q7_1] au support. [1] Elle répond de 9 h à 18 h. [1] Merci !",
    "en": "Call [PERSON_Q7_1] at the support desk. [1] She answers from 9 to 18. [1] Thank you!",
}
FACTS = {
    "fr": {
        "question": "Qui appeler ?",
        "passages": [{"id": "p1", "title": "Support", "language": "fr", "text":
                      "Appelez Marie Dupont au support : elle répond de 9 h à 18 h. Merci."}],
    },
    "en": {
        "question": "Whom do I call?",
        "passages": [{"id": "p1", "title": "Support", "language": "en", "text":
                      "Call Marie Dupont at the support desk: she answers from 9 to 18. Thank you."}],
    },
}  # fmt: skip
KNOWN = (Known("Marie Dupont", "PERSON", "003A"),)
RULES = {
    "tasks": {
        name: {"engines": ["small", "large"], "tokens": 500, "seconds": 20}
        for name in ("answer", "email", "summary", "translation")
    },
    "patience": {"tries": 2, "first_wait": 0.001, "longest_wait": 0.001},
}
HASTY = {"answer": {"engines": ["small", "large"], "tokens": 500, "seconds": 0.4}}


def said(text, used=("p1",)):
    """A model's answer."""
    return json.dumps({"used": list(used), "text": text}, ensure_ascii=False)


@pytest.fixture(scope="module")
def server():
    with model_server(said(TEXTS["fr"])) as one:
        yield one


@pytest.fixture(autouse=True)
def rested(server):
    server.behaviours.clear()
    server.bodies.clear()
    server.asked.clear()
    server.size, server.refuses_chunks = 7, False


@pytest.fixture(scope="module")
def parts():
    """What is slow to load and has no state."""
    return {"masker": Masker(), "screen": Screen()}


@pytest.fixture
async def ask(server, parts):
    """Ask a guard whose placeholders have a known tag, and keep what could be read meanwhile."""
    guards = []

    async def ask(task="answer", language="fr", facts=None, *, names=("small", "large"), **rules):
        routing = Routing.model_validate({**RULES, **rules})
        settings = {name: ProviderSettings("openai", server.url, "key", name) for name in names}
        guard = Guard(router=Router(open_engines(settings, routing, shipped_policy()), routing),
                      **parts)  # fmt: skip
        guards.append(guard)
        guard._vaults.of("c1").__init__("Q7")
        seen = []
        prompt = Prompt(task, language, facts or FACTS[language], KNOWN, "c1", "t1")
        return await guard.ask(prompt, seen.append), [one.content for one in seen]

    yield ask
    for guard in guards:
        await guard.close()


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_sentences_are_read_as_they_close_and_no_half_placeholder_ever(
    server, ask, language, size
):
    server.good, server.size = said(TEXTS[language]), size
    answer, seen = await ask(language=language)
    whole = TEXTS[language].replace("[PERSON_Q7_1]", "Marie Dupont")
    assert answer.content["text"] == whole
    assert (answer.engine, answer.verified, answer.tokens_out) == ("small", True, 20)
    texts = [one["text"] for one in seen]
    assert len(texts) == (1 if size == 1000 else 2)
    for text in texts:
        assert whole.startswith(text)
        assert text.endswith("[1]")
        assert "PERSON" not in text


async def test_a_sentence_the_facts_do_not_hold_is_never_read(server, ask):
    lie = "Appelez Voltanis avant 17 h. [1] "
    server.good = said(lie + TEXTS["fr"] + " Bonne journée.")
    answer, seen = await ask()
    assert seen
    for one in [*seen, answer.content]:
        assert "Voltanis" not in one["text"]
        assert "17" not in one["text"]
    assert "Marie Dupont" in answer.content["text"]


async def test_steps_stop_at_one_that_does_not_hold(server, ask):
    steps = "1. Appelez le support. [1]\n2. Appelez Voltanis. [1]\n3. Appelez le support. [1]\n4. …"
    server.good = said(steps)
    facts = json.loads(json.dumps(FACTS["fr"]))
    facts["passages"][0]["text"] = "1. Appelez le support.\n2. Écrivez.\n3. Attendez.\n4. Merci."
    _, seen = await ask(facts=facts)
    assert seen
    assert all("Appelez le support. [1]\n2." not in one["text"] or
               "3." not in one["text"] for one in seen)  # fmt: skip
    assert all("Voltanis" not in one["text"] for one in seen)


async def test_what_cites_is_not_read_before_its_passages_are_known(server, ask):
    server.good = json.dumps({"text": TEXTS["fr"], "used": ["p1"]})
    answer, seen = await ask()
    assert answer.engine == "small"
    assert seen == []


async def test_an_answer_that_rests_on_nothing_is_not_read_early(server, ask):
    server.good = said("Je ne sais pas. Les passages ne le disent pas. Merci.", used=())
    _, seen = await ask()
    assert seen == []


async def test_an_answer_that_rests_on_a_passage_nobody_gave_is_not_read_early(server, ask):
    server.good = said(TEXTS["fr"], used=("p9",))
    answer, seen = await ask()
    assert seen == []
    assert answer.fell_back


@pytest.mark.parametrize(
    "failure", ["cut", "fails_midway", "ends_midway", "too_long", "prose", "empty", "declines",
                "filtered", "busy", "busy_for_long", "broken", "gateway", "denied", "bad_request",
                "page", "no_json", "no_choices", "other_shape"]
)  # fmt: skip
async def test_however_a_server_fails_midway_the_next_engine_answers(server, ask, failure):
    server.good = said(TEXTS["fr"])
    server.behaviours["small"] = [failure]
    answer, seen = await ask()
    assert (answer.engine, answer.verified) == ("large", True)
    assert "Marie Dupont" in answer.content["text"]
    assert all("PERSON" not in one["text"] for one in seen)
    assert seen[-1]["text"].count("[1]") == 2


async def test_an_answer_that_is_cut_is_asked_for_again(server, ask):
    server.good = said(TEXTS["fr"])
    server.behaviours["small"] = ["cut", "good"]
    answer, _ = await ask()
    assert (answer.engine, server.asked) == ("small", ["small", "small"])


async def test_a_server_that_stalls_midway_is_too_slow(server, ask):
    server.good = said(TEXTS["fr"])
    server.behaviours |= {"small": ["stalls"], "large": ["stalls"]}
    answer, _ = await ask(tasks=HASTY)
    assert (answer.engine, answer.fell_back) == ("offline", True)


async def test_the_composer_answers_where_every_engine_breaks_off(server, ask):
    server.good = said(TEXTS["fr"])
    server.behaviours |= {"small": ["cut"], "large": ["ends_midway"]}
    answer, _ = await ask()
    assert (answer.engine, answer.fell_back) == ("offline", True)
    assert "Marie Dupont" in answer.content["text"]


async def test_a_server_that_cannot_be_heard_gives_whole_answers_and_is_not_asked_again(
    server, ask
):
    server.good, server.refuses_chunks = said(TEXTS["fr"]), True
    answer, seen = await ask()
    assert (answer.engine, seen) == ("small", [])
    assert [one.get("stream") for one in server.requests] == [True] * 3 + [None]


async def test_nobody_listening_the_answer_comes_whole(server, parts, ask):
    server.good = said(TEXTS["fr"])
    await ask()
    assert server.requests[-1]["stream"] is True
    routing = Routing.model_validate(RULES)
    settings = {"small": ProviderSettings("openai", server.url, "key", "small")}
    guard = Guard(
        router=Router(open_engines(settings, routing, shipped_policy()), routing), **parts
    )
    await guard.ask(Prompt("answer", "fr", FACTS["fr"], KNOWN, "c1", "t1"))
    await guard.close()
    assert "stream" not in server.requests[-1]


MAIL = {
    "purpose": "follow_up", "contact": {"last_name": "Dupont", "first_name": "Marie",
                                        "salutation": "Mme"},
    "sender": {"name": "Claire Moreau", "company": "Héliade"},
}  # fmt: skip


async def test_a_letter_is_read_line_by_line_with_its_subject(server, ask):
    body = (
        "Bonjour Madame,\n\nMerci pour votre temps. Je reste à votre disposition.\n\nCordialement"
    )
    server.good = json.dumps({"subject": "Merci", "body": body, "used_claims": []})
    answer, seen = await ask("email", facts=MAIL)
    assert answer.engine == "small"
    assert {one["subject"] for one in seen} == {"Merci"}
    bodies = [one["body"] for one in seen if "body" in one]
    assert bodies[0] == "Bonjour Madame,"
    assert bodies[-1] == body
    assert all(body.startswith(one) for one in bodies)


SUMMARY = {
    "name": "Marie Dupont", "requested": 1, "found": 1,
    "interactions": [{
        "id": "e1", "object": "Event", "kind": "call", "date": "2026-11-20",
        "sentences": [{"text": "Le capteur tombe en panne.", "kind": "pain_point"},
                      {"text": "Rappelez le support.", "kind": "next_step"}],
    }],
}  # fmt: skip


def item(text, quote, kind="pain_point"):
    return {
        "text": text,
        "kind": kind,
        "evidence": [{"object": "Event", "id": "e1", "quote": quote}],
    }


async def test_a_summary_is_read_item_by_item_each_with_its_proof(server, ask):
    items = [
        item("Le capteur tombe en panne.", "Le capteur tombe en panne."),
        item("Le capteur est cassé.", "Le capteur est cassé."),
        item("Rappelez le support.", "Rappelez le support.", "next_step"),
    ]
    title = {"title": "Échanges", "overview": "Un appel. Le capteur tombe en panne."}
    server.good = json.dumps({**title, "items": items})
    answer, seen = await ask("summary", facts=SUMMARY)
    assert answer.engine == "small"
    texts = [[one["text"] for one in told.get("items", [])] for told in seen]
    assert texts[-1] == ["Le capteur tombe en panne."]
    assert [one["text"] for one in answer.content["items"]] == [
        "Le capteur tombe en panne.", "Rappelez le support."
    ]  # fmt: skip
    assert seen[-1]["overview"] == title["overview"]


async def test_a_translation_is_not_read_before_it_is_whole(server, ask):
    server.good = json.dumps({"text": "The sensor breaks down. She calls back on Monday."})
    facts = {"text": "Le capteur tombe en panne. Elle rappelle lundi."}
    answer, seen = await ask("translation", "en", facts)
    assert (answer.engine, seen) == ("small", [])


async def test_links_are_inert_in_what_is_read_early_too(server, ask):
    facts = json.loads(json.dumps(FACTS["fr"]))
    server.good = said("Voyez https://voltanis.example/x pour cela. [1] " + TEXTS["fr"])
    _, seen = await ask(facts=facts)
    assert seen
    assert all("voltanis" not in one["text"] for one in seen)
