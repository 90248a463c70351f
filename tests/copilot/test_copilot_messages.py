"""`POST /api/v1/messages`: once, in order, and clear about what it cannot take."""

import asyncio
import logging

import pytest

MESSAGE = {"conversation": "c-1", "id": "m-1", "text": "Bonjour"}


async def test_a_message_is_answered_in_its_language(service):
    french = (await service.post("/api/v1/messages", json=MESSAGE)).json()
    english = (
        await service.post("/api/v1/messages", json={**MESSAGE, "id": "m-2", "text": "Hello there"})
    ).json()
    assert french["language"] == "fr"
    assert french["parts"][0]["text"].startswith("Bonjour")
    assert english["language"] == "en"
    assert english["parts"][0]["text"].startswith("Hello")
    assert french["intent"] == {"name": "greet", "confidence": 0.9}
    assert set(french["timings_ms"]) == {"total", "nlu", "crm", "knowledge", "guard", "model"}


async def test_the_same_id_gets_the_first_answer_and_does_nothing_twice(service, rasa):
    answers = await asyncio.gather(
        *(service.post("/api/v1/messages", json=MESSAGE) for _ in range(5))
    )
    assert len({answer.text for answer in answers}) == 1
    assert len(rasa.heard) == 1


async def test_another_conversation_with_the_same_id_is_another_turn(service, rasa):
    await service.post("/api/v1/messages", json=MESSAGE)
    await service.post("/api/v1/messages", json={**MESSAGE, "conversation": "c-2"})
    assert len({heard["sender"] for heard in rasa.heard}) == 2


async def test_an_empty_answer_of_rasa_is_an_error_that_may_be_retried(service, rasa):
    rasa.answers = []
    failed = (await service.post("/api/v1/messages", json=MESSAGE)).json()
    rasa.answers = None
    again = (await service.post("/api/v1/messages", json=MESSAGE)).json()
    assert failed["refused"] == "unavailable"
    assert again["refused"] is None


@pytest.mark.parametrize(
    ("text", "refused"),
    [("x" * 20_000, "too_long"), ("🙂🙂 !!", "no_words"), ("   \u200b ", "no_words")],
)
async def test_what_cannot_be_read_is_answered_in_words(service, rasa, text, refused):
    answer = (await service.post("/api/v1/messages", json={**MESSAGE, "text": text})).json()
    assert answer["refused"] == refused
    assert answer["parts"][0]["text"]
    assert not rasa.heard


async def test_another_language_is_declined_in_both_of_ours(service):
    text = "Können Sie mir bitte alle offenen Verkaufschancen meines Teams zeigen?"
    answer = (await service.post("/api/v1/messages", json={**MESSAGE, "text": text})).json()
    assert answer["refused"] == "other_language"
    assert "français" in answer["parts"][0]["text"]
    assert "English" in answer["parts"][0]["text"]


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"conversation": "c"}', '{"conversation": "c", "text": ""}',
     '{"conversation": "", "text": "x"}', '{"conversation": "c", "text": 3}',
     '{"conversation": "c", "text": "x", "language": "de"}'],
)  # fmt: skip
async def test_malformed_requests_get_a_problem_document(service, body):
    headers = {"Content-Type": "application/json"}
    answer = await service.post("/api/v1/messages", content=body, headers=headers)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("text", ["/restart", "/session_start", "/etc/passwd", "/back"])
async def test_rasas_own_commands_are_not_the_users(service, rasa, text):
    await service.post("/api/v1/messages", json={**MESSAGE, "text": text})
    assert not rasa.heard[0]["message"].startswith("/")


async def test_a_button_reaches_rasa_as_it_is(service, rasa):
    payload = '/choose{"record": "003000000000001AAA"}'
    await service.post("/api/v1/messages", json={**MESSAGE, "text": payload})
    assert rasa.heard[0]["message"] == payload


async def test_nothing_personal_reaches_rasas_sender_id(service, rasa):
    await service.post("/api/v1/messages", json={**MESSAGE, "conversation": "claire@x.example"})
    assert "claire" not in rasa.heard[0]["sender"]


async def test_a_bug_in_an_action_becomes_an_apology_and_its_values_stay_out_of_the_log(
    service, doors, rasa, caplog
):
    async def broken(_request, _tools):
        raise ValueError("Sophie Martin owes 3000")

    doors.webhook._served["public"] = {"action_greet": broken}
    with caplog.at_level(logging.INFO):
        answer = (await service.post("/api/v1/messages", json=MESSAGE)).json()
    assert answer["refused"] == "error"
    assert "Sophie" not in caplog.text
    assert "ValueError" in caplog.text


async def test_a_visitor_is_asked_to_sign_in_for_records(service, rasa):
    rasa.intent, rasa.action = "show_record", "action_show_record"
    answer = (await service.post("/api/v1/messages", json=MESSAGE)).json()
    assert answer["refused"] == "sign_in"
