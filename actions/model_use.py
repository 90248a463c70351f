"""Who phrased an answer, for the reply and its audit."""

from __future__ import annotations

from actions.parts import ModelUse
from guard import Answer


def model_use(answer: Answer) -> ModelUse:
    """Return the guard's account of one answer."""
    return ModelUse(
        provider=answer.provider,
        masked=answer.masked,
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        verified=answer.verified,
    )
