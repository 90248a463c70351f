"""The door itself: screen, mask, check, ask, verify, restore."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from guard.audit.witness import Notes, Terms, Witness
from guard.content import Draft, read_content
from guard.errors import ProviderUnavailable, Refused
from guard.exchange import Tally, exchange
from guard.instructions import Rendered, render
from guard.masking.masker import Masker
from guard.policy.contract import Policy
from guard.policy.reading import shipped_policy
from guard.prompt import Answer, Language, Prompt
from guard.providers.contract import Provider, ProviderSettings
from guard.providers.offline import OfflineProvider
from guard.providers.table import build_provider
from guard.repair import repair
from guard.screening.abuse import AbuseReader
from guard.screening.findings import Findings
from guard.screening.fishing import FishingReader
from guard.screening.screen import Screen, Screened
from guard.spans import Span
from guard.vault import MaskedPrompt, Vault
from guard.vaults import Vaults
from guard.verification import Verifier


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
    `fell_back_provider`, `fell_back_verification`, `too_large`, `unverified`, `masked_values`, and
    `in_…` and `out_…` for what screening finds); it holds no text.
    """

    def __init__(
        self,
        provider: Provider | None = None,
        masker: Masker | None = None,
        vaults: Vaults | None = None,
        policy: Policy | None = None,
        witness: Witness | None = None,
        screen: Screen | None = None,
    ) -> None:
        self._screen = screen or Screen()
        self._abuse, self._fishing = AbuseReader(), FishingReader()
        self._offline = OfflineProvider()
        self._provider: Provider = provider or self._offline
        self.policy = policy or shipped_policy()
        self._masker = masker or Masker(self.policy.masking.kept())
        self._witness = witness or Witness(None, Terms(self._provider.name))
        self._vaults = vaults or Vaults()
        self.counters = Tally()

    async def ask(self, prompt: Prompt) -> Answer:
        """Return the facts in words, verified and restored.

        Raises `Refused` if they must not leave; never fails because a model does.
        """
        with exchange(prompt) as seen:
            try:
                answer = await self._ask(prompt)
            except Refused as refused:
                self._witness.refused(seen, refused.reason)
                raise
        self._witness.answered(seen, answer)
        return answer

    async def _ask(self, prompt: Prompt) -> Answer:
        """Do what `ask` says."""
        started = perf_counter()
        self.counters["asked"] += 1
        vault = await asyncio.to_thread(self._vaults.of, prompt.conversation)
        screened = await asyncio.to_thread(self._screen.incoming, prompt)
        masked = await asyncio.to_thread(self._seal, screened.prompt, vault)
        asked = perf_counter()
        draft = await self._phrase(masked, vault)
        answered = perf_counter()
        content, findings = self._give_back(draft.content, vault, screened)
        guard_ms = (asked - started + perf_counter() - answered) * 1000
        return _answer(draft, content, masked, findings, guard_ms, (answered - asked) * 1000)

    def _give_back(
        self, content: Mapping[str, Any], vault: Vault, screened: Screened
    ) -> tuple[dict[str, Any], Findings]:
        """Return the content with its values back and its links inert, and what was found."""
        # Twice: no value is put into an address, and no address comes back out of the vault.
        inert, masked = self._screen.outgoing(content, screened.links)
        restored, more = self._screen.outgoing(_restore(inert, vault), screened.links)
        findings = Findings(dict(screened.found), dict(masked + more))
        self.counters.update(findings.counts())
        return restored, findings

    def _seal(self, prompt: Prompt, vault: Vault) -> MaskedPrompt:
        """Return the masked prompt; values of the conversation so far are masked too."""
        known = -1
        # What is found in one text of the prompt is personal in all of them: seal until no more is.
        while known < len(vault.values()):
            known = len(vault.values())
            finder = self._masker.finder((*prompt.known, *vault.values()))
            masked = vault.seal(prompt.task, prompt.language, prompt.facts, finder)
        self.counters["masked_values"] += len(masked.tokens)
        self._witness.saw(vault.kinds(masked.tokens))
        self._vaults.keep(prompt.conversation, vault)
        return masked

    async def _phrase(self, masked: MaskedPrompt, vault: Vault) -> Draft:
        """Return the model's verified wording, or the offline one."""
        if self._provider is not self._offline:
            draft = await self._ask_model(masked, vault)
            if draft is not None:
                return draft
        return await self._compose(masked, fell_back=self._provider is not self._offline)

    async def _ask_model(self, masked: MaskedPrompt, vault: Vault) -> Draft | None:
        """Return the model's wording, or None if it failed or invented something."""
        rendered = render(masked)
        if len(rendered.user) > self.policy.models.prompt_characters:
            self.counters["too_large"] += 1
            return None
        await asyncio.to_thread(self._check_outgoing, rendered, vault)
        self._witness.sent(len(rendered.system) + len(rendered.user))
        try:
            return await self._ask_twice(masked, vault)
        except ProviderUnavailable:
            self.counters["fell_back_provider"] += 1
            return None

    async def _ask_twice(self, masked: MaskedPrompt, vault: Vault) -> Draft | None:
        """Return wording that invents nothing, asked for once more if need be, or None."""
        verifier = await asyncio.to_thread(Verifier, masked, vault, self._abuse)
        tokens_in = tokens_out = 0
        for attempt in range(2):
            self.counters["asked_again"] += attempt
            draft = read_content(masked.task, await self._provider.complete(masked))
            tokens_in, tokens_out = tokens_in + draft.tokens_in, tokens_out + draft.tokens_out
            content = await asyncio.to_thread(self._hold, verifier, draft.content)
            if content is not None:
                thinned = content is not draft.content
                self.counters["removed"] += thinned
                self.counters["repaired"] += attempt and not thinned
                return Draft(content, self._provider.name, tokens_in, tokens_out)
        self.counters["fell_back_verification"] += 1
        return None

    def _hold(self, verifier: Verifier, content: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the content, or what of it the facts hold; None where that is too little."""
        found = verifier.inventions(content)
        for kind in found:
            self.counters[f"out_{kind}"] += 1
        return repair(verifier, content) if found else content

    def _check_outgoing(self, rendered: Rendered, vault: Vault) -> None:
        """Refuse when the very text that would leave still holds something personal."""
        leaks = self._masker.leaks(rendered.user, vault.values())
        if leaks:
            self.counters["refused"] += 1
            raise Refused("leak", f"{len(leaks)} value(s) of {sorted({s.type for s in leaks})}")

    async def _compose(self, masked: MaskedPrompt, fell_back: bool) -> Draft:
        """Return the offline composer's wording."""
        written = await self._offline.complete(masked)
        content = read_content(masked.task, written).content
        verified = not Verifier(masked, None).inventions(content)
        self.counters["unverified"] += not verified
        return Draft(content, self._offline.name, fell_back=fell_back, verified=verified)

    def mask_text(self, text: str, language: Language | None = None) -> MaskedText:
        """Return the text with every personal value replaced, each time anew (no vault kept).

        `language` is found out when it is not given.
        """
        spans = self._masker.find(text, language)
        return MaskedText(Vault().mask(text, spans), tuple(spans))

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

    @property
    def provider(self) -> str:
        """Return the name of whom answers are asked of."""
        return self._provider.name

    def readiness(self) -> Readiness:
        """Say whether the language pipelines load, and which provider phrases answers."""
        problem = self._masker.problem()
        return Readiness(not problem, self._provider.name, problem or "masking ready")


def open_guard(
    settings: ProviderSettings | None = None,
    policy: Policy | None = None,
    notes: Notes | None = None,
    vaults: Vaults | None = None,
) -> Guard:
    """Return a guard with the provider of the settings; the offline composer without any.

    Raises `Misconfigured` where the policy does not allow that provider.
    """
    settings, policy = settings or ProviderSettings(), policy or shipped_policy()
    provider = build_provider(settings)
    allowed = policy.models.choose(settings.provider, settings.base_url)
    terms = Terms(settings.provider, settings.model, allowed.region, allowed.price)
    return Guard(provider, vaults=vaults, policy=policy, witness=Witness(notes, terms))


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
    guard_ms: float,
    model_ms: float,
) -> Answer:
    """Return what the caller gets."""
    return Answer(
        content=content,
        provider=draft.provider,
        masked=len(masked.tokens),
        tokens_in=draft.tokens_in,
        tokens_out=draft.tokens_out,
        verified=draft.verified,
        fell_back=draft.fell_back,
        guard_ms=guard_ms,
        model_ms=model_ms,
        findings=findings,
    )
