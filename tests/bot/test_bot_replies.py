from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.replies import check_replies_by_one_validator

SLOT = {"event": "slot", "name": "language", "value": "fr", "timestamp": None}


@pytest.fixture(scope="module")
def action() -> RemoteAction:
    check_replies_by_one_validator()
    return RemoteAction("action_greet", None)


def test_a_well_formed_answer_passes(action: RemoteAction) -> None:
    answer = {"events": [SLOT], "responses": [{"custom": {"parts": []}}]}
    assert action._validate_action_result(answer)


@pytest.mark.parametrize(
    "answer", [{"events": "none"}, {"responses": ["text"]}, {"events": [{"event": 3}]}]
)
def test_an_answer_of_another_shape_is_refused(action: RemoteAction, answer: dict) -> None:
    with pytest.raises(ValidationError):
        action._validate_action_result(answer)
