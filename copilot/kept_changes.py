"""Proposals and outcomes as JSON that keeps the types of their values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm import Change, Done, Outcome, Part, Proposal


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _typed(value: dict[str, Any]) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "$datetime": datetime.fromisoformat,
        "$date": date.fromisoformat,
        "$decimal": Decimal,
    }
    key = next(iter(value), "")
    return readers[key](value[key]) if key in readers else value


def dump(proposal: Proposal) -> str:
    """Write a proposal."""
    return json.dumps(asdict(proposal), default=_plain)


def load(text: str) -> Proposal:
    """Read what `dump` wrote."""
    kept = json.loads(text, object_hook=_typed)
    changes = _changes(kept.pop("changes"))
    parts = tuple(Part(**{**part, "changes": _changes(part["changes"])}) for part in kept["parts"])
    return Proposal(
        **{
            **kept,
            "changes": changes,
            "parts": parts,
            "accepted": tuple(kept["accepted"]),
            "withheld": tuple(kept.get("withheld", ())),
        }
    )


def _changes(kept: list[Mapping[str, Any]]) -> tuple[Change, ...]:
    return tuple(Change(**change) for change in kept)


def dump_outcome(outcome: Outcome) -> str:
    """Write what executing a proposal did, without the proposal."""
    each = [asdict(done) for done in outcome.each]
    return json.dumps({"record": outcome.record, "revision": outcome.revision, "each": each})


def load_outcome(proposal: str, text: str) -> Outcome:
    """Read an outcome and its proposal back."""
    kept = json.loads(text)
    each = tuple(Done(**done) for done in kept["each"])
    return Outcome(load(proposal), kept["record"], kept["revision"], each=each)
