"""Abuse is answered calmly, whatever the dialogue took it for; a request in it is still served."""

import pytest

RUDE = {"fr": "espèce de sale c0nnard", "en": "you stupid piece of sh1t"}


@pytest.mark.parametrize("language", RUDE)
@pytest.mark.parametrize(
    ("intent", "action"), [("out_of_scope", "action_decline"), ("nlu_fallback", "action_clarify")]
)
async def test_an_insult_nobody_understood_is_answered_calmly(
    service, rasa, doors, language, intent, action
):
    rasa.intent, rasa.action = intent, action
    message = {"conversation": "c", "id": "1", "text": RUDE[language], "language": language}
    answer = (await service.post("/api/v1/messages", json=message)).json()
    assert answer["intent"]["name"] == "insult"
    assert answer["refused"] is None
    assert doors.guard.counters["in_abuse"] == 1


async def test_anger_at_a_thing_is_no_insult(service, rasa):
    rasa.intent, rasa.action = "out_of_scope", "action_decline"
    message = {"conversation": "c", "id": "1", "text": "Ce bug est mortel, rien ne marche."}
    answer = (await service.post("/api/v1/messages", json=message)).json()
    assert answer["intent"]["name"] == "out_of_scope"


async def test_what_the_guard_found_is_a_metric(service, rasa):
    rasa.intent, rasa.action = "out_of_scope", "action_decline"
    message = {"conversation": "c", "id": "1", "text": RUDE["fr"], "language": "fr"}
    await service.post("/api/v1/messages", json=message)
    told = (await service.get("/metrics")).text
    assert 'comptoir_guard_findings_total{direction="in",kind="abuse"} 1.0' in told
    assert 'comptoir_guard_answers_total{outcome="replaced"} 0.0' in told
