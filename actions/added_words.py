"""« Ajoute que je viendrai avec notre technicien » said before a draft is a sentence of it.

The same words log a note of the record where no draft is being written.
"""

from __future__ import annotations

from actions.activity import kinds_in
from actions.contract import Action, Request, Result, Tools
from actions.mail_revision import ADDS, SAYS
from actions.named_spans import named_in
from language import fold_keep_length


def adding(action: Action, revise: Action) -> Action:
    """Return the action, `revise` where the message adds words to the draft on screen."""

    async def act(request: Request, tools: Tools) -> Result:
        return await (revise if _adds(request) else action)(request, tools)

    return act


def _adds(request: Request) -> bool:
    """Whether a draft of the record spoken of is on screen, and the message says what it adds."""
    kept = request.slots.get("last_email") or {}
    folded = fold_keep_length(request.text)
    says = SAYS.search(folded)
    if says is None or not ADDS.search(head := folded[: says.start()]) or kinds_in(head):
        return False
    shown = kept.get("record") or {}
    named = [one for one in named_in(request, request.text) if one.end <= says.start()]
    return shown.get("id") == request.slots.get("focus_id") and bool(kept) and not named
