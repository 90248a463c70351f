"""The door itself: screen, mask, check, ask, verify, restore."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from guard.audit.witness import Notes, Witness
from guard.content import Draft
from guard.errors import Refused
from guard.exchange import Tally, exchange
from guard.kept_prompts import PromptKeeper
from guard.masking.masker import Masker
from guard.phrasing import Phrasing
from guard.policy.contract import Policy
from guard.policy.reading import shipped_policy
from guard.prompt import Answer, Glimpse, Language, Prompt, Task
from guard.providers.contract import Provider, ProviderSettings
from guard.routing.contract import ModelName, Routing
from guard.routing.course import Course
from guard.routing.engines import open_engines
from guard.routing.purse import Purse
from guard.routing.reading import shipped_routing
from guard.routing.router import Router, only
from guard.screening.abuse import AbuseReader
from guard.screening.findings import Findings
from guard.screening.fishing import FishingReader
from guard.screening.meaning import Meaning, Vectors
from guard.screening.orders import OrderReader
from guard.screening.screen import Screen, Screened
from guard.spans import Span
from guard.vault import MaskedPrompt, Vault
from guard.vaults import Vaults

Told = Callable[[Glimpse], None]


@dataclass(frozen=True)
class Readiness:
    """Whether the guard can work; `detail` says what is there or how to repair what is not."""

    ready: bool
    provider: str
    detail: str


@dataclass(frozen=True)
class MaskedText:
    """A text without personal values, and where they were (code points of the original)."""

    text: str
    spans: tuple[Span, ...]


class Guard:
    """The only way to a model. One instance serves every conversation.

    `counters` counts events by name (`asked`, `asked_again`, `repaired`, `removed`, `refused`,
    `fell_back_provider`, `fell_back_verification`, `too_large`, `unverified`, `masked_values`,
    `in_…` and `out_…` for what screening finds, `engine_…` for how engines ended, `tokens_…`,
    `cost_…` in billionths, `short_…` for budgets that were spent); it holds no text.
    """

    def __init__(
        self,
        provider: Provider | None = None,
        masker: Masker | None = None,
        vaults: Vaults | None = None,
        policy: Policy | None = None,
        witness: Witness | None = None,
        screen: Screen | None = None,
        router: Router | None = None,
        keeper: PromptKeeper | None = None,
    ) -> None:
        """Take the parts; `provider` is the one model where no `router` chooses among several."""
        self._meaning = Meaning()
        self._screen = screen or Screen(OrderReader(meaning=self._meaning))
        self._abuse = AbuseReader(meaning=self._meaning)
        self._fishing = FishingReader(meaning=self._meaning)
        self.policy = policy or shipped_policy()
        self._masker = masker or Masker(self.policy.masking.kept())
        self._witness = witness or Witness()
        self._router = router or only(provider, self._witness.terms)
        self._vaults = vaults or Vaults()
        self.counters = Tally()
        self._phrasing = Phrasing(
            self._router, self._masker, self._abuse, self._witness, self.counters,
            self.policy.models.prompt_characters, keeper or PromptKeeper(),
        )  # fmt: skip

    async def ask(self, prompt: Prompt, told: Told | None = None) -> Answer:
        """Return the facts in words, verified and restored.

        While a model writes, `told` is given what of it may be read already: closed sentences that
        the facts hold, restored. The answer stands in the place of them all.

        Raises `Refused` if they must not leave; never fails because a model does.
        """
        course = Course(prompt.payer, prompt.skill or prompt.task)
        with exchange(prompt) as seen:
            try:
                answer = await self._ask(prompt, course, told)
            except Refused as refused:
                self._witness.refused(seen, refused.reason, course)
                raise
            finally:
                self._counted(course)
                await self._router.settle(course)
        self._witness.answered(seen, answer, course)
        return answer

    def _counted(self, course: Course) -> None:
        """Count what engines were asked for and why others were not."""
        for engine, why in course.passed.items():
            self.counters[f"engine_{engine}_{why}"] += 1
        for one in course.charges:
            self.counters[f"tokens_{one.engine}_in"] += one.tokens_in
            self.counters[f"tokens_{one.engine}_out"] += one.tokens_out
            self.counters[f"cost_{one.engine}"] += one.cost
        if course.short:
            self.counters[f"short_{course.short.name}"] += 1

    async def _ask(self, prompt: Prompt, course: Course, told: Told | None) -> Answer:
        """Do what `ask` says."""
        started = perf_counter()
        self.counters["asked"] += 1
        vault = await asyncio.to_thread(self._vaults.of, prompt.conversation)
        followed = self._router.asks_models(prompt.task)
        screened = await asyncio.to_thread(self._screen.incoming, prompt, followed=followed)
        masked = await asyncio.to_thread(self._seal, screened.prompt, vault)
        asked = perf_counter()
        show = partial(self._glimpse, prompt, vault, screened, told) if told else None
        draft = await self._phrasing.phrase(masked, vault, course, show)
        answered = perf_counter()
        content, findings = self._give_back(draft.content, vault, screened)
        guard_ms = (asked - started + perf_counter() - answered) * 1000
        model_ms = (answered - asked) * 1000
        return _answer(draft, content, masked, findings, course, guard_ms, model_ms)

    def _glimpse(
        self, prompt: Prompt, vault: Vault, screened: Screened, told: Told, content: dict[str, Any]
    ) -> None:
        """Tell what may be read already, its values back and its links inert."""
        told(Glimpse(prompt.task, prompt.language, self._restored(content, vault, screened)[0]))

    def _restored(
        self, content: Mapping[str, Any], vault: Vault, screened: Screened
    ) -> tuple[dict[str, Any], Counter[str]]:
        """Return a content with its values back and its links inert, and what was found."""
        # Twice: no value is put into an address, and no address comes back out of the vault.
        inert, masked = self._screen.outgoing(content, screened.links)
        restored, more = self._screen.outgoing(_restore(inert, vault), screened.links)
        return restored, masked + more

    def _give_back(
        self, content: Mapping[str, Any], vault: Vault, screened: Screened
    ) -> tuple[dict[str, Any], Findings]:
        """Return the content with its values back and its links inert, and what was found."""
        restored, found = self._restored(content, vault, screened)
        findings = Findings(dict(screened.found), dict(found))
        self.counters.update(findings.counts())
        return restored, findings

    def _seal(self, prompt: Prompt, vault: Vault) -> MaskedPrompt:
        """Return the masked prompt; names only the tagger would find stay where nobody is asked."""
        known = -1
        leaves = self._router.asks_models(prompt.task)
        finds = self._masker.finder if leaves else self._masker.untagged_finder
        # What is found in one text of the prompt is personal in all of them: seal until no more is.
        while known < len(vault.values()):
            known = len(vault.values())
            finder = finds((*prompt.known, *vault.values()))
            masked = vault.seal(prompt.task, prompt.language, prompt.facts, finder)
        self.counters["masked_values"] += len(masked.tokens)
        self._witness.saw(vault.kinds(masked.tokens))
        self._vaults.keep(prompt.conversation, vault)
        return masked

    def mask_text(self, text: str, language: Language | None = None) -> MaskedText:
        """Return the text with every personal value replaced, each time anew (no vault kept).

        `language` is found out when it is not given.
        """
        spans = self._masker.find(text, language)
        return MaskedText(Vault().mask(text, spans), tuple(spans))

    def weigh_meaning(self, vectors: Vectors) -> None:
        """Have screening weigh what sentences mean too, by the vectors of `meaning.MODEL`."""
        self._meaning.vectors = vectors

    async def is_abusive(self, text: str) -> bool:
        """Say whether somebody's message holds insults, threats or contempt for people."""
        abusive = await asyncio.to_thread(self._abuse.is_abusive, text)
        self.counters["in_abuse"] += abusive
        return abusive

    async def fishes(self, text: str) -> bool:
        """Say whether a customer's or a visitor's question asks for what is not theirs."""
        fishes = await asyncio.to_thread(self._fishing.fishes, text)
        self.counters["in_fishing"] += fishes
        return fishes

    def forget(self, conversation: str) -> None:
        """Erase what is remembered of a conversation."""
        self._vaults.forget(conversation)

    async def close(self) -> None:
        """Let go of the connections to models."""
        await self._router.close()

    @property
    def provider(self) -> str:
        """Return the name of whom answers are asked of first; `offline` where there is no model."""
        engines = self._router.engines.values()
        return next((one.provider.name for one in engines), "offline")

    def asks_models(self, task: Task) -> bool:
        """Say whether a kind of text is written by a model where all goes well."""
        return self._router.asks_models(task)

    @property
    def currency(self) -> str:
        """Return the currency that models are paid in."""
        return self._router.routing.currency

    @property
    def resting(self) -> Mapping[str, bool]:
        """Return for each model whether its circuit is open: it keeps failing, and is not asked."""
        return {name: one.breaker.open for name, one in self._router.engines.items()}

    def readiness(self) -> Readiness:
        """Say whether the language pipelines load, and which provider phrases answers."""
        problem = self._masker.problem()
        return Readiness(not problem, self.provider, problem or "masking ready")


def open_guard(
    settings: ProviderSettings | None = None,
    policy: Policy | None = None,
    notes: Notes | None = None,
    vaults: Vaults | None = None,
    small: ProviderSettings | None = None,
    routing: Routing | None = None,
    purse: Purse | None = None,
    keeper: PromptKeeper | None = None,
) -> Guard:
    """Return a guard with the model of the settings; the offline composer without any.

    `small` is a cheaper model beside it, `routing` says which of them writes what, `purse` keeps
    count of what is spent, `keeper` of what leaves.

    Raises `Misconfigured` where the policy does not allow a model.
    """
    policy, routing = policy or shipped_policy(), routing or shipped_routing()
    wanted: dict[ModelName, ProviderSettings] = {"large": settings or ProviderSettings()}
    wanted |= {"small": small} if small else {}
    router = Router(open_engines(wanted, routing, policy), routing, purse)
    return Guard(vaults=vaults, policy=policy, witness=Witness(notes), router=router, keeper=keeper)


def _restore(node: Any, vault: Vault) -> Any:
    """Return the content with its values back."""
    if isinstance(node, str):
        return vault.restore(node).text
    if isinstance(node, Mapping):
        return {key: _restore(value, vault) for key, value in node.items()}
    if isinstance(node, list):
        return [_restore(value, vault) for value in node]
    return node


def _answer(
    draft: Draft,
    content: Mapping[str, Any],
    masked: MaskedPrompt,
    findings: Findings,
    course: Course,
    guard_ms: float,
    model_ms: float,
) -> Answer:
    """Return what the caller gets."""
    return Answer(
        content=content,
        provider=draft.provider,
        masked=len(masked.tokens),
        tokens_in=course.tokens[0],
        tokens_out=course.tokens[1],
        verified=draft.verified,
        fell_back=draft.fell_back,
        guard_ms=guard_ms,
        model_ms=model_ms,
        findings=findings,
        engine=draft.engine,
        short=course.short.name if course.short else "",
    )
