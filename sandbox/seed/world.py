"""What the makers of the demo company share: the ledger, the words, and who and what exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from sandbox.seed.grammar import Grammar, load_rules, read_yaml
from sandbox.seed.hand import HANDS, Hand
from sandbox.seed.ledger import Ledger


@dataclass
class Product:
    """A product of the catalogue; `entries` maps a price book's id to its entry and price."""

    id: str
    code: str
    names: dict[str, str]
    family: str
    price: float
    entries: dict[str, tuple[str, float]]


@dataclass
class Person:
    """A contact. `until` is the last day on which anybody was in touch; None means no limit.

    Somebody `untouched` never was. `champion` wants us to win: a hidden cause of outcomes.
    """

    id: str
    first: str
    last: str
    woman: bool
    title: str
    rank: int
    email: str | None
    until: date | None = None
    untouched: bool = False
    champion: bool = False

    def may_meet(self, day: date) -> bool:
        """Whether somebody of ours was in touch with them on that day."""
        return not self.untouched and (self.until is None or day <= self.until)


@dataclass
class Firm:
    """An account and its storyline: what it does, where it hurts, who else courts it."""

    id: str
    name: str
    language: str
    industry: str
    fit: float
    owner: str
    country: str
    city: str
    sites: int
    places: list[str]
    pains: list[str]
    doubts: list[str]
    rival: str
    born: datetime
    people: list[Person] = field(default_factory=list)
    customer_since: date | None = None
    owned: list[str] = field(default_factory=list)

    def others(self, person: Person | None) -> list[Person]:
        """Return the firm's other people."""
        if person is None:
            return self.people
        return [p for p in self.people if (p.first, p.last) != (person.first, person.last)]

    def sore_points(self, day: date) -> list[str]:
        """Return what hurts on a day: doubts at first, pains with our products once a customer."""
        customer = self.customer_since is not None and day >= self.customer_since
        return self.pains if customer else self.doubts


@dataclass
class Deal:
    """An opportunity with its stages: `steps` are (day, stage), the first on its creation."""

    id: str
    firm: Firm
    owner: str
    name: str
    product: Product
    amount: float | None
    sites: int
    discount: float
    steps: list[tuple[date, str]]
    people: list[Person]
    source: str
    rival: str
    kind: str
    neglected: bool
    loss_reason: str | None = None

    @property
    def stage(self) -> str:
        """The stage it is in."""
        return self.steps[-1][1]

    @property
    def closed(self) -> bool:
        """Whether it is won or lost."""
        return self.stage.startswith("Closed")

    def stage_on(self, day: date) -> str:
        """Return the stage it was in on a day."""
        return [stage for since, stage in self.steps if since <= day or since == self.steps[0][0]][
            -1
        ]


class World:
    """Everything made so far, and the means to make more."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger = ledger
        self.company: dict[str, Any] = read_yaml(folder / "company.yaml")
        self.names: dict[str, Any] = read_yaml(folder / "names.yaml")
        self.words = {
            language: Grammar(
                language, load_rules(folder / language), self.rng(f"words/{language}")
            )
            for language in ("fr", "en")
        }
        self.users: dict[str, str] = {}
        self.queues: dict[str, str] = {}
        self.products: dict[str, Product] = {}
        self.pricebooks: dict[str, str] = {}
        self.firms: list[Firm] = []
        self.deals: list[Deal] = []

    @property
    def today(self) -> date:
        """The day the company is looked at."""
        return self.ledger.today

    def rng(self, topic: str) -> Random:
        """Return the dice of a topic: the same each time, and untouched by other topics' throws."""
        return Random(f"heliade/{topic}")  # noqa: S311 (not a secret)

    def hand(self, user: str) -> Hand:
        """Return how a user types."""
        return HANDS[user]
