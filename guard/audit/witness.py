"""What the trail is told of each exchange with a model: types and counts, never values or words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from guard.audit.entry import Entry
from guard.exchange import UNDER_WAY, Exchange
from guard.policy.contract import Price
from guard.prompt import Answer


class Notes(Protocol):
    """Where lines go: an `audit.trail.Trail`."""

    def note(self, entry: Entry) -> None:
        """Hand a line over to be written; never fails nor waits."""

    def pseudonym(self, known_by: str) -> str:
        """Return what stands for a person or a conversation."""


@dataclass(frozen=True)
class Terms:
    """Under which terms a model is used; `price` where the policy tells one."""

    provider: str = "offline"
    model: str = ""
    region: str = "local"
    price: Price | None = None

    def cost(self, tokens_in: int, tokens_out: int) -> dict[str, Any]:
        """Return what an exchange cost, as facts; empty where no price is known."""
        if self.price is None:
            return {}
        cost = (tokens_in * self.price.input + tokens_out * self.price.output) / 1e6
        return {"cost": round(cost, 6), "currency": self.price.currency}


VERDICTS = (
    ("refused", "refused"),
    ("fell_back_verification", "replaced"),
    ("fell_back_provider", "unavailable"),
    ("too_large", "too_large"),
    ("unverified", "unverified"),
    ("repaired", "repaired"),
    ("removed", "repaired"),
)
"""Event the guard counts → the verdict it means; the first that happened counts."""


class Witness:
    """Tells the trail what left and what came back; silent without a trail."""

    def __init__(self, notes: Notes | None, terms: Terms) -> None:
        self._notes, self._terms = notes, terms

    def saw(self, masked: dict[str, int]) -> None:
        """Note how many values of each type the request under way holds."""
        under_way = UNDER_WAY.get()
        if under_way:
            under_way.masked = masked

    def sent(self, characters: int) -> None:
        """Say that a request is about to leave: told before, so that a lost one is known."""
        under_way = UNDER_WAY.get()
        if under_way:
            self._note("sent", under_way, {**self._who(), "characters": characters})

    def answered(self, exchange: Exchange, answer: Answer) -> None:
        """Say what came of a request."""
        facts = {
            **self._who(answer.provider),
            "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out,
            **self._terms.cost(answer.tokens_in, answer.tokens_out),
            "guard_ms": round(answer.guard_ms, 1), "model_ms": round(answer.model_ms, 1),
            "attempts": 2 if "asked_again" in exchange.events else 1,
            "verdict": verdict(exchange.events), "verified": answer.verified,
            "found": sorted(one for one in exchange.events if one.startswith(("in_", "out_"))),
        }  # fmt: skip
        self._note("exchange", exchange, facts)

    def refused(self, exchange: Exchange, reason: str) -> None:
        """Say that nothing left, and why."""
        facts = {**self._who(), "verdict": "refused", "reason": reason}
        self._note("exchange", exchange, facts)

    def _who(self, answered: str | None = None) -> dict[str, Any]:
        """Return who was asked, and who answered where that is another."""
        terms = self._terms
        who = {"provider": terms.provider, "model": terms.model, "region": terms.region}
        return who if answered in {None, terms.provider} else {**who, "answered_by": answered}

    def _note(self, kind: str, exchange: Exchange, facts: Mapping[str, Any]) -> None:
        """Hand the line over."""
        if self._notes is None:
            return
        prompt = exchange.prompt
        conversation = self._notes.pseudonym(prompt.conversation)
        told = {"language": prompt.language, "masked": exchange.masked, **facts}
        self._notes.note(
            Entry(kind, conversation=conversation, turn=prompt.turn, action=prompt.task, facts=told)
        )


def verdict(events: set[str]) -> str:
    """Return what became of an answer."""
    return next((told for event, told in VERDICTS if event in events), "verified")
