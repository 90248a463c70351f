"""What an action answers, checked against Rasa's schema by a validator made once.

Rasa 3.6 hands the schema to `jsonschema.validate` with every answer, which checks the schema
itself each time: a constant, and over 40 % of a turn's processor time (docs/benchmarks.md).
"""

from __future__ import annotations

from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def check_replies_by_one_validator() -> None:
    """Have Rasa check every action's answer by the same schema, made ready once."""
    schema = RemoteAction.action_response_format_spec()
    checker = validator_for(schema)(schema)

    def validate(_action: RemoteAction, reply: dict[str, Any]) -> bool:
        """Return True; raise `jsonschema.ValidationError` for an answer of another shape."""
        checker.validate(reply)
        return True

    RemoteAction._validate_action_result = validate
