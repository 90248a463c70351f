"""Under which terms a model is used: where it is, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from guard.policy.contract import Price


@dataclass(frozen=True)
class Terms:
    """Under which terms a model is used; `price` where the policy or the engines tell one."""

    provider: str = "offline"
    model: str = ""
    region: str = "local"
    price: Price | None = None
