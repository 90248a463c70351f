"""`python -m tests.examples`: write `docs/examples` anew; `--grounded N` checks N texts instead."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from tests.examples.grounding import measure
from tests.examples.pages import page
from tests.examples.writing import ROOT, company, situations, write

PAGES = ROOT / "docs" / "examples"


async def write_pages(home: Path) -> int:
    """Write one page a situation, both languages on it."""
    PAGES.mkdir(parents=True, exist_ok=True)
    async with company(home) as doors:
        for situation in situations():
            written = [await write(doors, situation, language) for language in ("fr", "en")]
            text = page(situation["name"], [one for one in written if one])
            (PAGES / f"{situation['name']}.md").write_text(text, encoding="utf-8")
    return 0


def main() -> int:
    """Run the command."""
    grammar = argparse.ArgumentParser(prog="python -m tests.examples", description=__doc__)
    grammar.add_argument("--home", type=Path, default=ROOT / "var" / "examples")
    grammar.add_argument("--grounded", type=int, metavar="N", default=0)
    arguments = grammar.parse_args()
    arguments.home.mkdir(parents=True, exist_ok=True)
    if arguments.grounded:
        return asyncio.run(measure(arguments.home, arguments.grounded))
    return asyncio.run(write_pages(arguments.home))


if __name__ == "__main__":
    sys.exit(main())
