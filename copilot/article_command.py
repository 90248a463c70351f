"""`python -m copilot draft-articles --as USER`: articles drafted from solved cases, as files.

Drafted are the subjects that no article answers yet, the one with most solved cases first; or, with
`--case`, the subject of one case. Files go to a folder that nobody indexes: a person reads them,
mends them and moves them to the knowledge base. One that exists is left as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from actions import Language, Tools
from copilot.article_pages import page_of, slug_of
from copilot.article_subjects import of_case, unwritten
from copilot.composition import compose
from copilot.doors import Doors
from copilot.errors import Unauthorised
from copilot.settings import Settings
from copilot.solved_cases import read_cases

MOST = 5


def add_drafting(commands: Any) -> None:
    """Add the subcommand to the command line's grammar."""
    drafting = commands.add_parser(
        "draft-articles", help="draft knowledge articles from solved cases"
    )
    drafting.add_argument("--as", dest="user", required=True, help="username in the demo org")
    drafting.add_argument("--lang", choices=("fr", "en"), default="fr", help="of cases and drafts")
    drafting.add_argument("--case", help="the number of one solved case: draft its subject")
    drafting.add_argument("--most", type=int, default=MOST, help="how many drafts at most, 5")
    drafting.add_argument("--out", type=Path, help="folder of the drafts (default var/drafts)")


async def draft_articles(settings: Settings, options: argparse.Namespace) -> int:
    """Draft, write files, and print one line a draft."""
    doors = compose(settings)
    try:
        tools = await _tools_of(doors, options.user)
        folder = options.out or settings.home / "drafts"
        for path, new in await drafted(tools, options.lang, folder, options.case, options.most):
            print(f"{'+' if new else '='} {path}")  # noqa: T201
    finally:
        await doors.close()
    return 0


async def _tools_of(doors: Doors, user: str) -> Tools:
    crm = await doors.people.crm(await doors.people.by_demo_name(user))
    if crm is None:
        raise Unauthorised("name a user of the org")
    return doors.conversation.tools_with(crm)


async def drafted(
    tools: Tools, language: Language, folder: Path, case: str | None = None, most: int = MOST
) -> list[tuple[Path, bool]]:
    """Write the drafts; return their files, and whether each is new."""
    found = []
    groups = await (of_case(tools, language, case) if case else unwritten(tools, language))
    for subject, rows in groups[:most]:
        read = await read_cases(subject, rows, language, tools)
        path = folder / f"{slug_of(read)}-{language}.md"
        found.append((path, _kept(path, page_of(read, tools.clock.today()))))
    return found


def _kept(path: Path, page: str) -> bool:
    """Write a page where there is none yet; return whether there was none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(page)
    except FileExistsError:
        return False
    return True
