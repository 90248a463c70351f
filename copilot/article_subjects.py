"""What an article is worth writing about: subjects of solved cases that no article answers yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions import Language, Tools
from copilot.errors import Unknown
from copilot.solved_cases import Subject, subjects_solved

LEAST = 5
Group = tuple[Subject, Sequence[Mapping[str, Any]]]


async def unwritten(tools: Tools, language: Language) -> list[Group]:
    """Return the subjects of several solved cases that no article answers, most cases first."""
    return [
        group for group in (await subjects_solved(tools.org(), language)).items()
        if len(group[1]) >= LEAST and not await is_written(group[0], language, tools)
    ]  # fmt: skip


async def of_case(tools: Tools, language: Language, case: str) -> list[Group]:
    """Return the subject of one solved case, with all cases of it; raise `Unknown`."""
    wanted = case.lstrip("0")
    for group in (await subjects_solved(tools.org(), language)).items():
        if any(str(row["CaseNumber"]).lstrip("0") == wanted for row in group[1]):
            own = [row for row in group[1] if str(row["CaseNumber"]).lstrip("0") == wanted]
            return [(group[0], [*own, *(row for row in group[1] if row not in own)])]
    raise Unknown("no solved case of that number, in that language, among those you see")


async def is_written(subject: Subject, language: Language, tools: Tools) -> bool:
    """Whether an article surely answers the subject already."""
    found = await tools.knowledge.search(
        f"{subject.label} {subject.name}", audience="internal", language=language,
        limit=1, on=tools.clock.today(),
    )  # fmt: skip
    return found.confident
