"""Which analysis of the work a question asks for: one dialogue intent, told apart here.

Taught by the same sentences as the dialogue layer (each block of `data/nlu/work_*.yml` names its
kind) and by those of `data/work`, which the dialogue layer need not learn.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, cast, get_args

import yaml

Kind = Literal[
    "bant", "conversion", "deal_talk", "fastest_region", "handle_time", "product_meant",
    "policy_breach", "quote_check", "real_stage", "routing", "sales_amount", "sales_cycle",
    "stands_out", "top_issue", "transfers", "unfit_activities",
]  # fmt: skip
RECORDS = "records"
"""What asks for records, not for an analysis: « quelles requêtes restent à résoudre ? »."""
KINDS: tuple[Kind, ...] = get_args(Kind)
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
