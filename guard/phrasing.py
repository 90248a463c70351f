"""Facts put into words: by the engines one after the other, each verified, else by the composer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guard.audit.witness import Witness
from guard.content import Draft, read_content
from guard.errors import ProviderUnavailable, Refused
from guard.exchange import Tally
from guard.instructions import Rendered, render
from guard.kept_prompts import PromptKeeper
from guard.masking.masker import Masker
from guard.providers.contract import Hear, Provider, Telling
from guard.providers.offline import OfflineProvider
from guard.repair import repair
from guard.routing.course import Course
from guard.routing.engines import Engine
from guard.routing.router import CHARACTERS, Router
from guard.screening.abuse import AbuseReader
from guard.unfolding import Show, Unfolding, unfolds
from guard.vault import MaskedPrompt, Vault
from guard.verification import Verifier

MENDABLE = frozenset({"nonsense", "cut"})
"""Kinds of failure that the same engine is asked to put right, once."""
HARMLESS = frozenset({"declined"})
"""Kinds of failure that say nothing about whether an engine works."""


class Phrasing:
    """Asks engines for words and holds what they say against the facts.

    `most` is the policy's limit of a request, in characters.
    """

    def __init__(
        self, router: Router, masker: Masker, abuse: AbuseReader, witness: Witness,
        counters: Tally, most: int, keeper: PromptKeeper,
    ) -> None:  # fmt: skip
        self._router, self._masker, self._abuse = router, masker, abuse
        self._witness, self._counters, self._most = witness, counters, most
        self._keeper, self._offline = keeper, OfflineProvider()

    async def phrase(
        self, masked: MaskedPrompt, vault: Vault, course: Course, show: Show | None = None
    ) -> Draft:
        """Return a model's verified wording, or the offline one. Raises `Refused`.

        What holds of a model's wording is shown while it writes.
        """
        rendered = render(masked)
        course.characters = len(rendered.system) + len(rendered.user)
        tried = self._router.asks_models(masked.task)
        if tried and len(rendered.user) > self._most:
            self._counters["too_large"] += 1
        elif tried:
            draft = await self._ask_models(masked, vault, course, show)
            if draft is not None:
                return draft
        draft = await self._compose(masked, fell_back=tried)
        if any(draft.content.values()):
            self._router.written(course, None, _estimated(course, draft.content))
        return draft

    async def _ask_models(
        self, masked: MaskedPrompt, vault: Vault, course: Course, show: Show | None
    ) -> Draft | None:
        """Return the wording of the first engine whose wording holds; None where none does."""
        invented = False
        async for engine in self._router.choose(masked, course):
            try:
                draft = await self._ask(engine, masked, vault, course, show)
            except ProviderUnavailable as failed:
                course.passed[engine.name] = failed.kind
                if failed.kind not in HARMLESS:
                    engine.breaker.failed(failed.after)
                continue
            engine.breaker.succeeded()
            if draft is not None:
                self._counters[f"engine_{engine.name}_answered"] += 1
                self._router.written(course, engine, (draft.tokens_in, draft.tokens_out))
                return draft
            course.passed[engine.name], invented = "invented", True
        self._counters["fell_back_verification" if invented else "fell_back_provider"] += 1
        return None

    async def _ask(
        self, engine: Engine, masked: MaskedPrompt, vault: Vault, course: Course, show: Show | None
    ) -> Draft | None:
        """Return wording that invents nothing, asked for once more if need be, or None.

        Raises `ProviderUnavailable` where the engine fails, or twice writes no content at all.
        """
        verifier = await asyncio.to_thread(Verifier, masked, vault, self._abuse)
        hear = Unfolding(verifier, show).hear if show and unfolds(masked.task) else None
        asked, found = masked, list[str]()
        for attempt in range(2):
            self._counters["asked_again"] += attempt
            await self._leave(engine, asked, vault)
            try:
                draft = await self._complete(engine, asked, course, hear)
            except ProviderUnavailable as failed:
                if attempt or failed.kind not in MENDABLE:
                    raise
                asked = masked.again((failed.kind,))
                continue
            content, found = await asyncio.to_thread(self._hold, verifier, draft.content)
            if content is not None:
                thinned = content is not draft.content
                self._counters["removed"] += thinned
                self._counters["repaired"] += attempt and not thinned
                return replace(draft, content=content)
            asked = masked.again(found)
        return None

    async def _complete(
        self, engine: Engine, asked: MaskedPrompt, course: Course, hear: Hear | None
    ) -> Draft:
        """Return what an engine answers, its cost on the account whatever it is worth."""
        tokens = (0, 0)
        try:
            text = await _written(engine.provider, asked, hear)
            tokens = (getattr(text, "tokens_in", 0), getattr(text, "tokens_out", 0))
            draft = read_content(asked.task, text)
        except ProviderUnavailable as failed:
            tokens = failed.tokens if tokens == (0, 0) else tokens
            raise
        finally:
            course.charge(engine.name, engine.terms, tokens)
        return replace(draft, provider=engine.provider.name, engine=engine.name)

    async def _leave(self, engine: Engine, asked: MaskedPrompt, vault: Vault) -> None:
        """Refuse when the very text that would leave still holds something personal."""
        rendered: Rendered = render(asked)
        leaving = f"{rendered.system}\n{rendered.user}"
        leaks = await asyncio.to_thread(self._masker.leaks, leaving, vault.values())
        if leaks:
            self._counters["refused"] += 1
            raise Refused("leak", f"{len(leaks)} value(s) of {sorted({s.type for s in leaks})}")
        self._witness.sent(len(leaving) - 1, engine.name, engine.terms)
        await asyncio.to_thread(self._keeper.keep, rendered, engine.name)

    def _hold(
        self, verifier: Verifier, content: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any] | None, list[str]]:
        """Return the content, or what of it the facts hold (None: too little), and the faults."""
        found = verifier.inventions(content)
        for kind in found:
            self._counters[f"out_{kind}"] += 1
        return (repair(verifier, content) if found else content), found

    async def _compose(self, masked: MaskedPrompt, fell_back: bool) -> Draft:
        """Return the offline composer's wording."""
        written = await self._offline.complete(masked)
        content = read_content(masked.task, written).content
        verified = not Verifier(masked, None).inventions(content)
        self._counters["unverified"] += not verified
        return Draft(content, self._offline.name, fell_back=fell_back, verified=verified)


async def _written(provider: Provider, asked: MaskedPrompt, hear: Hear | None) -> str:
    """Return what a provider writes, heard meanwhile where it can be and somebody listens."""
    if hear and isinstance(provider, Telling):
        return await provider.tell(asked, hear)
    return await provider.complete(asked)


def _estimated(course: Course, content: Mapping[str, Any]) -> tuple[int, int]:
    """Return about how many tokens a model would have read and written for that content."""
    return course.characters // CHARACTERS, len(str(content)) // CHARACTERS
