"""Who may call what: tokens, demo users, the webhook, proposals and feedback of others."""

import asyncio
import re
from dataclasses import replace
from typing import get_args

import pytest

from copilot.api import warmth
from copilot.settings import NamedFile, Settings

META = list(get_args(NamedFile)[1:])
CALL = {"next_action": "action_greet", "tracker": {"latest_message": {"metadata": {"turn": "t"}}}}


async def test_the_webhook_refuses_a_wrong_token(service):
    answer = await service.post("/webhook", params={"token": "wrong"}, json=CALL)
    assert answer.status_code == 401


async def test_the_webhook_refuses_a_turn_nobody_registered(service, doors):
    answer = await service.post("/webhook", params={"token": doors.webhook_token}, json=CALL)
    assert answer.status_code == 404


@pytest.mark.parametrize("header", ["Bearer", "Basic abc", "Bearer "])
async def test_a_malformed_authorization_is_refused(service, header):
    message = {"conversation": "c", "text": "x"}
    answer = await service.post("/api/v1/messages", json=message, headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("verb", ["confirm", "cancel", "undo"])
async def test_an_unknown_proposal_is_not_found(service, verb):
    answer = await service.post(f"/api/v1/proposals/p-unknown/{verb}")
    assert answer.status_code == 404


async def test_feedback_is_kept_for_ones_own_answer_only(service):
    message = {"conversation": "c", "id": "m", "text": "Bonjour"}
    turn = (await service.post("/api/v1/messages", json=message)).json()["turn"]
    good = await service.post(f"/api/v1/messages/{turn}/feedback", json={"rating": "up"})
    unknown = await service.post("/api/v1/messages/nope/feedback", json={"rating": "up"})
    bad = await service.post(f"/api/v1/messages/{turn}/feedback", json={"rating": "maybe"})
    assert (good.status_code, unknown.status_code, bad.status_code) == (204, 404, 422)


async def test_readiness_names_the_door_that_is_closed_and_liveness_does_not_wait(service):
    ready = await service.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["doors"]["rasa"] == "ok"
    assert ready.json()["doors"]["org"] != "ok"
    assert ready.json()["doors"]["warm"] != "ok"
    assert (await service.get("/healthz")).json() == {"status": "ok"}


async def test_readiness_waits_until_what_turns_need_is_loaded(doors):
    async def loaded() -> None: ...

    async def broken() -> None:
        raise OSError("no space")

    for work, state in ((loaded, "ok"), (broken, "loading failed: OSError")):
        task = asyncio.create_task(work())
        assert warmth(task) not in {"ok", state}
        await asyncio.wait({task})
        assert warmth(task) == state


async def test_readiness_does_not_wait_for_what_only_analyses_need(doors, monkeypatch):
    learnt = []

    async def learn(remarks):
        learnt.append(remarks)

    async def quick(*_given): ...

    monkeypatch.setattr("copilot.doors.prepare", quick)
    monkeypatch.setattr("copilot.doors.prepare_work", learn)
    monkeypatch.setattr("copilot.doors.SETTLED", 0.0)
    doors = replace(doors, learnt=())
    await doors.warm_up()
    assert not learnt
    await doors.learn_later()
    assert learnt == [doors.remarks]


async def test_metrics_count_turns_by_intent(service):
    await service.post("/api/v1/messages", json={"conversation": "c", "text": "Bonjour"})
    metrics = (await service.get("/metrics")).text
    assert 'comptoir_turns_total{intent="greet",language="fr",refused="no"}' in metrics


async def test_an_unknown_address_is_a_problem_document_too(service):
    answer = await service.get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_api_page_loads_nothing_from_elsewhere(service):
    page = (await service.get("/docs")).text
    files = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert files
    for file in files:
        assert (await service.get(file)).status_code == 200, file


def test_a_file_set_to_nothing_names_none(monkeypatch):
    """As `.env.example` has it: « Empty: data/policy.yml », where a path would be this folder."""
    files = [name for name, one in Settings.model_fields.items() if one.metadata == META]
    assert {"engines", "policy", "handover_policy"} <= set(files)
    for name in files:
        monkeypatch.setenv(f"COMPTOIR_{name.upper()}", "")
    settings = Settings(_env_file=None)
    assert [getattr(settings, name) for name in files] == [None] * len(files)
