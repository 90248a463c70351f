"""When a customer is offered a person, or passed on at once: by the policy file, and by meaning.

What a message is about is taught by example in `data/handover`, how it feels in `data/feelings`.
Of sentences never seen, 31 of 37 French and 34 of 36 English ones were told right, and none of 24
plain questions was taken for more; of 60 that use the words of danger, law and leaving for plain
matters, none was passed on and 11 were offered a person
(`tests/copilot/widget/test_handover_policy.py`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from actions import Taught
from copilot.feelings import Feelings, clauses
from guard.errors import Misconfigured
from guard.policy.reading import parse_rules
from knowledge import KnowledgeError

LOG = logging.getLogger("comptoir.handover")

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "handover_policy.yml"
LEAST_WORDS = 3
Step = Literal["pass", "offer", "ignore"]
Chance = Annotated[float, Field(gt=0, le=1)]


class HandoverPolicy(BaseModel):
    """The policy file; `topics` are the labels of `data/handover`, chances are in (0, 1].

    With no chance for `upset`, feelings offer nobody. A topic to be passed on is offered a person
    between `sure` and `at_once`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    failures: int = Field(ge=1)
    upset: Chance | None
    sure: Chance
    at_once: Chance
    topics: dict[Literal["danger", "legal", "leaving", "unhelped"], Step]


@dataclass(frozen=True)
class Sign:
    """Why a person should take part (a topic, or "upset"), and whether at once."""

    why: str
    at_once: bool


class Signs:
    """Reads a customer's message for what the policy wants a person for."""

    def __init__(self, policy: HandoverPolicy, topics: Taught, feelings: Feelings) -> None:
        self.policy = policy
        said = policy.topics.items()
        self._steps: dict[str, Step] = {name: step for name, step in said if step != "ignore"}
        self._topics, self._feelings = topics, feelings

    async def of(self, text: str) -> Sign | None:
        """Return the sign a message gives; None for a plain one, and where nothing can be read."""
        if text.startswith("/") or len(text.split()) < LEAST_WORDS:
            return None
        try:
            topic = await self._topic(text)
            # An answer that did not help is the least that an angry message says.
            if topic and topic.why != "unhelped":
                return topic
            return await self._upset(text) or topic
        except KnowledgeError as error:
            # A message is answered all the same.
            LOG.warning("no sign was read: %s", type(error).__name__)
            return None

    async def _upset(self, text: str) -> Sign | None:
        least = self.policy.upset
        if least is None or await self._feelings.displeased(text) < least:
            return None
        return Sign("upset", at_once=False)

    async def _topic(self, text: str) -> Sign | None:
        if not self._steps:
            return None
        weighed = await self._topics.weigh_lightly(clauses(text))
        read = [max((chance, topic) for topic, chance in one.items()) for one in weighed]
        chance, topic = max((one for one in read if one[1] in self._steps), default=(0.0, ""))
        if chance < self.policy.sure:
            return None
        passed = self._steps[topic] == "pass" and chance >= self.policy.at_once
        return Sign(topic, at_once=passed)


def read_handover_policy(path: Path | None = None) -> HandoverPolicy:
    """Return the policy of a file, the shipped one without any. Raises `Misconfigured`."""
    try:
        text = (path or SHIPPED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise Misconfigured(
            f"the hand-over policy {path or SHIPPED} cannot be read ({type(exc).__name__}); "
            "COMPTOIR_HANDOVER_POLICY names the file"
        ) from exc
    return parse_rules(HandoverPolicy, text, str(path or SHIPPED), "data/handover_policy.yml")
