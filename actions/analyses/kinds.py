"""Which analysis of the work a question asks for: one dialogue intent, told apart here.

Taught by the same sentences as the dialogue layer (each block of `data/nlu/work_*.yml` names its
kind) and by those of `data/work`, which the dialogue layer need not learn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast, get_args

import yaml

from language import words

Kind = Literal[
    "bant", "conversion", "deal_talk", "fastest_region", "handle_time", "product_meant",
    "policy_breach", "quote_check", "real_stage", "routing", "sales_amount", "sales_cycle",
    "stands_out", "top_issue", "transfers", "unfit_activities",
]  # fmt: skip
RECORDS = "records"
"""What asks for records, not for an analysis: « quelles requêtes restent à résoudre ? »."""
KINDS: tuple[Kind, ...] = get_args(Kind)
_ABOUT: Mapping[str, frozenset[str]] = {
    "Case": frozenset(words("case cases ticket tickets requete requetes support")),
    "Lead": frozenset(words("lead leads piste pistes prospect prospects")),
    "Opportunity": frozenset(
        words("deal deals opportunity opportunities affaire affaires opportunite opportunites "
              "sale sales vente ventes order orders commande commandes won gagnees")
    ),
}  # fmt: skip
_RANKED: Mapping[str, str] = {
    "handle_time": "Case", "transfers": "Case", "fastest_region": "Case", "top_issue": "Case",
    "conversion": "Lead", "sales_amount": "Opportunity", "sales_cycle": "Opportunity",
}  # fmt: skip
# How much of the chance stays with a ranking of what a question does not speak of.
UNSPOKEN = 0.3
_MARK = re.compile(r"\[([^\]]+)\]\(\w+\)")
_DATA = Path(__file__).resolve().parents[2] / "data"


def taught_kinds() -> list[tuple[str, str]]:
    """Return the sentences of the dialogue layer, then more, and the kind each asks for."""
    rows = []
    for path in sorted((_DATA / "nlu").glob("work_*.yml")):
        for block in yaml.safe_load(path.read_text())["nlu"]:
            kind = cast(str, block["metadata"]["kind"])
            said = (one.removeprefix("- ") for one in block["examples"].splitlines() if one)
            rows += [(_MARK.sub(r"\1", one), kind) for one in said]
    for path in sorted((_DATA / "work").glob("*.yml")):
        rows += [
            (one, kind) for kind, said in yaml.safe_load(path.read_text()).items() for one in said
        ]
    return rows


def of_what(text: str, chances: Mapping[str, float]) -> dict[str, float]:
    """Return chances in which rankings of other records than those spoken of count for less.

    Leads that become deals are spoken of as both.
    """
    said = set(words(text))
    spoken = {name for name, called in _ABOUT.items() if said & called}
    left = {
        kind: chance * (UNSPOKEN if spoken and _RANKED.get(kind) not in {None, *spoken} else 1)
        for kind, chance in chances.items()
    }
    total = sum(left.values())
    return {kind: chance / total for kind, chance in left.items()}
