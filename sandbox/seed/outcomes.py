"""The hidden causes: why deals are won, leads convert and cases take long, in the demo company.

Predictions must find these from the records alone; each has noise, so that none is certain.

Deals, log-odds of winning (`win_odds`), added up:
    -1.3                                        base
    source      Customer Referral +1.0, Partner Referral +0.7, Webinar +0.3, Trade Show +0.1, Web 0,
                Other -0.1, Phone Inquiry -0.2, Cold Call -0.7, Purchased List -1.1
    fit         +0.9 x the industry's fit (-0.5 … 0.9, `companies` in data/org/names.yaml)
    people      +0.3 for each stakeholder above two, at most +0.9
    champion    +0.7 if one of them is our champion
    existing    +0.8 for customers (extensions, renewals)
    discount    +0.05 a point up to 15 %, nothing beyond
    rival       Voltanis -0.6, GreenMeter -0.4, Energix Solutions -0.25, in-house -0.3, none +0.2
    size        -0.35 for each doubling above 60,000 €
    silence     -0.5 for a neglected deal (few activities)
    noise       normal, 0.5

Leads, log-odds of converting (`conversion_odds`): -1.5; Hot +1.3, Cold -0.9; the source as above,
x 0.7; people who decide +0.6, juniors -0.4; fit x 0.6; no e-mail -0.8; noise 0.5.

Cases, hours to close (`case_hours`): a base by issue x priority (High 0.45, Low 1.6) x the agent
(nadia 0.75, tom 1.0, julien 1.25, marc 0.9; 30 % less on issues of their skills) x 1.7 if handed
over x a log-normal noise of 0.5. Satisfaction falls with the hours. In the third month before today
a faulty gateway firmware makes four times as many "Gateway not connecting" cases.
"""

from __future__ import annotations

import math
from random import Random

from sandbox.seed.world import Firm, Person

OPEN_STAGES = (
    "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers",
    "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review",
)  # fmt: skip
SOURCES = {
    "Customer Referral": 1.0, "Partner Referral": 0.7, "Webinar": 0.3, "Trade Show": 0.1,
    "Web": 0.0, "Other": -0.1, "Phone Inquiry": -0.2, "Cold Call": -0.7, "Purchased List": -1.1,
}  # fmt: skip
SOURCE_WEIGHTS = (10, 12, 12, 13, 22, 5, 8, 12, 6)
RIVALS = {
    "Voltanis": -0.6, "GreenMeter": -0.4, "Energix Solutions": -0.25, "In-house": -0.3, "None": 0.2,
}  # fmt: skip
PRIORITY = {"High": 0.45, "Medium": 1.0, "Low": 1.6}
SPEED = {"nadia.benali": 0.75, "julien.roche": 1.25, "tom.fletcher": 1.0, "marc.delaunay": 0.9}
SKILLED = {
    "nadia.benali": ("API error", "Login problem", "Export failing", "Slow dashboards", "Data gap"),
    "julien.roche": (
        "Sensor offline",
        "Gateway not connecting",
        "Installation delay",
        "Invoice error",
    ),
    "tom.fletcher": ("Wrong readings", "Sensor offline", "Contract question", "Alert flood"),
    "marc.delaunay": ("Contract question",),
}
ISSUE_HOURS = {
    "Sensor offline": 30, "Data gap": 46, "Wrong readings": 60, "Gateway not connecting": 52,
    "Login problem": 5, "Slow dashboards": 70, "Export failing": 22, "API error": 38,
    "Invoice error": 90, "Late delivery": 75, "Installation delay": 110, "Training request": 65,
    "Contract question": 26, "Alert flood": 18,
}  # fmt: skip


def win_odds(
    firm: Firm, people: list[Person], source: str, rival: str, discount: float, amount: float,
    *, existing: bool, neglected: bool,
) -> float:  # fmt: skip
    """Return the log-odds of winning a deal, without the noise."""
    odds = -1.3 + SOURCES[source] + 0.9 * firm.fit + RIVALS[rival]
    odds += min(0.9, 0.3 * max(0, len(people) - 2))
    odds += 0.7 * any(person.champion for person in people)
    odds += 0.8 * existing - 0.5 * neglected
    odds += 0.05 * min(discount, 15.0)
    return odds - 0.35 * max(0.0, math.log2(max(amount, 1.0) / 60_000))


def conversion_odds(
    source: str, rating: str | None, rank: int, fit: float, *, email: bool
) -> float:
    """Return the log-odds that a lead converts, without the noise."""
    odds = -1.5 + 0.7 * SOURCES[source] + 0.6 * fit - 0.8 * (not email)
    return (
        odds + {"Hot": 1.3, "Cold": -0.9}.get(rating or "", 0.0) + {3: 0.6, 1: -0.4}.get(rank, 0.0)
    )


def case_hours(issue: str, priority: str, agent: str, *, handed_over: bool, rng: Random) -> float:
    """Return how many hours a case stays open."""
    skill = 0.7 if issue in SKILLED[agent] else 1.0
    hours = ISSUE_HOURS[issue] * PRIORITY[priority] * SPEED[agent] * skill
    return hours * (1.7 if handed_over else 1.0) * rng.lognormvariate(0.0, 0.5)


def happens(rng: Random, odds: float, noise: float = 0.5) -> bool:
    """Throw the dice for log-odds with some noise."""
    return rng.random() < 1 / (1 + math.exp(-(odds + rng.gauss(0, noise))))
