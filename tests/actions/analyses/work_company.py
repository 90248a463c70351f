"""A company made anew from a seed: its people, products, policies and the way it writes.

Two halves: development and test differ in trade, names, policies' wording and figures, and in the
phrases its people use (each half has every other pattern of the demo's rules), not only in dice.
"far" is a company of the test trade whose people and policies write otherwise: `work_far_*.yml`.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import yaml

from sandbox.seed.grammar import read_yaml

ROOT = Path(__file__).resolve().parents[3]
TODAY = "2026-11-22"
FIRST = [
    "Alma",
    "Bruno",
    "Célia",
    "Denis",
    "Elsa",
    "Félix",
    "Greta",
    "Henri",
    "Irène",
    "Jonas",
    "Karim",
    "Lise",
    "Malo",
    "Nora",
    "Owen",
    "Paula",
    "Quentin",
    "Rosa",
    "Simon",
    "Tessa",
]
LAST = [
    "Aubry",
    "Barton",
    "Carel",
    "Dorval",
    "Easton",
    "Fabre",
    "Gorman",
    "Hervé",
    "Ingram",
    "Jolly",
    "Keller",
    "Lorne",
    "Mercer",
    "Nolan",
    "Orsini",
    "Pascal",
    "Quill",
    "Renard",
    "Sutton",
    "Tanner",
]
TRADES = {
    "dev": {
        "brand": "Orvane",
        "products": [
            ["OS-1", "Orvane Cloud Basic", "Orvane Cloud Basique", "Software", 40, "Remote heating control, one building."],
            ["OS-2", "Orvane Cloud Premium", "Orvane Cloud Premium", "Software", 90, "Remote heating control with forecasts."],
            ["OP-A", "Orvane Probe A", "Orvane Sonde A", "Hardware", 110, "Indoor probe."],
            ["OP-X", "Orvane Probe X", "Orvane Sonde X", "Hardware", 150, "Outdoor probe."],
            ["OH-4", "Orvane Hub 4", "Orvane Concentrateur 4", "Hardware", 500, "Hub for forty probes."],
            ["OH-9", "Orvane Hub 9", "Orvane Concentrateur 9", "Hardware", 900, "Hub for ninety probes."],
            ["OM-1", "Orvane Assist+", "Orvane Assistance+", "Maintenance", 30, "Support plan."],
            ["OX-1", "Setup day", "Journée de mise en route", "Services", 800, "One engineer on site."],
            ["OX-2", "Workshop day", "Journée d’atelier", "Services", 900, "For ten users."],
        ],
        "roles": {"software": "OS-2", "device": ["OP-A", "OP-X"], "hub": ["OH-4", "OH-9"], "care": "OM-1", "setup": "OX-1", "course": "OX-2"},
        "said": {"device": ("probe", "sonde"), "hub": ("hub", "concentrateur"), "software": ("Cloud", "Cloud")},
        "areas": {"device": ("probes", "sondes"), "hub": ("hubs", "concentrateurs"), "software": ("Cloud", "Cloud"), "API error": ("API", "API"), "Export failing": ("exports", "exports"), "Invoice error": ("invoices", "factures"), "Contract question": ("contracts", "contrats")},
    },
    "test": {
        "brand": "Kaldor",
        "products": [
            ["KS-1", "Kaldor Access Standard", "Kaldor Accès Standard", "Software", 55, "Door rights, one site."],
            ["KS-2", "Kaldor Access Corporate", "Kaldor Accès Groupe", "Software", 120, "Door rights for groups."],
            ["KR-2", "Kaldor Reader N", "Kaldor Lecteur N", "Hardware", 210, "Badge reader."],
            ["KR-7", "Kaldor Reader T", "Kaldor Lecteur T", "Hardware", 260, "Badge reader with keypad."],
            ["KC-8", "Kaldor Controller 8", "Kaldor Contrôleur 8", "Hardware", 640, "Door controller."],
            ["KC-16", "Kaldor Controller 16", "Kaldor Contrôleur 16", "Hardware", 990, "Door controller, sixteen doors."],
            ["KM-1", "Kaldor Guard+", "Kaldor Veille+", "Maintenance", 45, "Maintenance plan."],
            ["KX-1", "Fitting day", "Journée de pose", "Services", 780, "Two fitters for a day."],
            ["KX-2", "Coaching day", "Journée d’accompagnement", "Services", 990, "For eight people."],
        ],
        "roles": {"software": "KS-2", "device": ["KR-2", "KR-7"], "hub": ["KC-8", "KC-16"], "care": "KM-1", "setup": "KX-1", "course": "KX-2"},
        "said": {"device": ("reader", "lecteur"), "hub": ("controller", "contrôleur"), "software": ("Access", "Accès")},
        "areas": {"device": ("readers", "lecteurs"), "hub": ("controllers", "contrôleurs"), "software": ("Access", "Accès"), "API error": ("API", "API"), "Export failing": ("exports", "exports"), "Training request": ("training", "formation"), "Login problem": ("login", "connexion")},
    },
}  # fmt: skip


@dataclass
class Company:
    """What was made: folders, people and the figures of the policies."""

    half: str
    seed: int
    folder: Path
    agents: list[str] = field(default_factory=list)
    reps: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    rules: dict = field(default_factory=dict)
    far: bool = False

    @property
    def trade(self):
        return TRADES[self.half]

    @property
    def rng(self):
        return Random(f"{self.half}/{self.seed}")  # noqa: S311


def found(half: str, seed: int, folder: Path) -> Company:
    """Write the company's folder: what `sandbox.seed` reads, and the articles."""
    rng = Random(f"company/{half}/{seed}")  # noqa: S311
    far, half = half == "far", half.replace("far", "test")
    company = Company(half, seed, folder, far=far)
    demo = ROOT / "data" / "org"
    folder.mkdir(parents=True, exist_ok=True)
    _people(company, rng)
    _words(demo, folder, half)
    shutil.copy(demo / "permissions.yaml", folder)
    shutil.copy(demo / "names.yaml", folder)
    written = _company(read_yaml(demo / "company.yaml"), company)
    (folder / "company.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))
    return company


def _people(company, rng):
    firsts, lasts = rng.sample(FIRST, 12), rng.sample(LAST, 12)
    for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        user = f"user{place}"
        company.names[user] = f"{first} {last}"
        if 1 <= place <= 4:
            company.agents.append(user)
        elif 5 <= place <= 10:
            company.reps.append(user)


def _words(demo, folder, half):
    """Keep every other pattern of each rule."""
    start = 0 if half == "dev" else 1
    for language in ("fr", "en"):
        (folder / language).mkdir(exist_ok=True)
        for path in (demo / language).glob("*.yaml"):
            rules = {
                name: patterns[start::2] if len(patterns) > 1 else patterns
                for name, patterns in read_yaml(path).items()
            }
            (folder / language / path.name).write_text(yaml.safe_dump(rules, allow_unicode=True))


def _company(demo, company):
    """Return the demo's company.yaml with our people and products."""
    users = []
    for place, (user, name) in enumerate(company.names.items()):
        first, last = name.split()
        french = place % 2 == 0 if user in company.agents else place in {5, 6, 7}
        profile = "Service Agent" if user in company.agents else "Sales User"
        profile = "Service Manager" if place == 0 else profile
        role = "Service Agent" if user in company.agents else "Sales Rep France"
        users.append([user, first, last, profile, role, None, "fr" if french else "en", "Agent", "France" if french else "United Kingdom", "01 99 00 10 01", [], None])  # fmt: skip
    users += [row for row in demo["users"] if row[0] in {"admin", "integration"}]
    products = [
        [code, en, fr, family, "Each", price, 5, text]
        for code, en, fr, family, price, text in company.trade["products"]
    ]
    queues = [
        ["Support France", "Support_France", "support@x.example", [company.agents[0]]],
        ["Support UK", "Support_UK", "uk@x.example", [company.agents[1]]],
    ]
    return demo | {"users": users, "products": products, "queues": queues, "territories": []}
