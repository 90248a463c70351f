"""The files of a conversation on its case: an internal comment says which, and where they are.

The files themselves stay with the conversation, so that erasing it and its retention reach them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actions import Language, Lines
from actions import line as fill
from crm import Crm, Value

LINES: Lines = {
    "head": {
        "fr": "Fichiers joints par le client dans la conversation, à ouvrir dans la console :",
        "en": "Files the customer attached in the conversation, to be opened in the console:",
    },
    "file": {"fr": "- {name} ({media}, {size} ko)", "en": "- {name} ({media}, {size} kB)"},
}


async def file_on_case(
    crm: Crm, case: str, files: Sequence[Any], language: Language, page: str, now: datetime
) -> None:
    """Add one internal comment to a case, where the org has comments; `page` leads to the files."""
    catalogue = await crm.catalogue()
    if "CaseComment" not in catalogue or not catalogue["CaseComment"].createable:
        return
    lines = [
        fill(LINES, "file", language, name=one.name, media=one.media, size=-(-one.size // 1000))
        for one in files
    ]
    body = "\n".join([fill(LINES, "head", language), *lines, page])
    wanted: dict[str, Value] = {"ParentId": case, "CommentBody": body, "IsPublished": False}
    proposal = await crm.propose("create", "CaseComment", "", wanted, now)
    once = hashlib.sha256(":".join(one.attachment for one in files).encode()).hexdigest()[:24]
    await crm.execute(proposal, f"files-{once}")
