"""What the trail is told of each exchange with a model: types and counts, never values or words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from guard.audit.entry import Entry
from guard.exchange import UNDER_WAY, Exchange
from guard.prompt import Answer
from guard.routing.course import Course
from guard.routing.terms import Terms


class Notes(Protocol):
    """Where lines go: an `audit.trail.Trail`."""

    def note(self, entry: Entry) -> None:
        """Hand a line over to be written; never fails nor waits."""

    def pseudonym(self, known_by: str) -> str:
        """Return what stands for a person or a conversation."""


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
    """Tells the trail what left and what came back; silent without a trail.

    `terms` are those of the model where there is but one.
    """

    def __init__(self, notes: Notes | None = None, terms: Terms | None = None) -> None:
        self._notes, self.terms = notes, terms or Terms()

    def saw(self, masked: dict[str, int]) -> None:
        """Note how many values of each type the request under way holds."""
        under_way = UNDER_WAY.get()
        if under_way:
            under_way.masked = masked

    def sent(self, characters: int, engine: str, terms: Terms) -> None:
        """Say that a request is about to leave: told before, so that a lost one is known."""
        under_way = UNDER_WAY.get()
        if under_way:
            facts = {**_who(terms), "engine": engine, "characters": characters}
            self._note("sent", under_way, facts)

    def answered(self, exchange: Exchange, answer: Answer, course: Course) -> None:
        """Say what came of a request."""
        facts = {
            **self._asked(course, answer.provider), "engine": answer.engine,
            "tokens_in": answer.tokens_in, "tokens_out": answer.tokens_out, **course.told_cost(),
            "guard_ms": round(answer.guard_ms, 1), "model_ms": round(answer.model_ms, 1),
            "attempts": max(1, course.asked), "passed": course.passed, "short": answer.short,
            "verdict": verdict(exchange.events), "verified": answer.verified,
            "found": sorted(one for one in exchange.events if one.startswith(("in_", "out_"))),
        }  # fmt: skip
        self._note("exchange", exchange, facts)

    def refused(self, exchange: Exchange, reason: str, course: Course) -> None:
        """Say that nothing left, and why."""
        facts = {**self._asked(course), "verdict": "refused", "reason": reason}
        self._note("exchange", exchange, facts)

    def _asked(self, course: Course, answered: str | None = None) -> dict[str, Any]:
        """Return who was asked last, and who answered where that is another."""
        terms = course.terms or self.terms
        who = _who(terms)
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


def _who(terms: Terms) -> dict[str, Any]:
    """Return a model's name and place."""
    return {"provider": terms.provider, "model": terms.model, "region": terms.region}


def verdict(events: set[str]) -> str:
    """Return what became of an answer."""
    return next((told for event, told in VERDICTS if event in events), "verified")
