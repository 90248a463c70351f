"""Reading the file of engines: every error names the line, the key and the remedy."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guard.errors import Misconfigured
from guard.policy.reading import parse_rules
from guard.routing.contract import Routing

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "engines.yml"


def read_routing(path: Path | None = None) -> Routing:
    """Return the rules of a file, the shipped ones without any. Raises `Misconfigured`."""
    path = path or SHIPPED
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise Misconfigured(
            f"the engines {path} cannot be read ({type(exc).__name__}); COMPTOIR_ENGINES names "
            "the file"
        ) from exc
    return parse_rules(Routing, text, str(path), "data/engines.yml")


@cache
def shipped_routing() -> Routing:
    """Return the rules that come with the project."""
    return read_routing()
