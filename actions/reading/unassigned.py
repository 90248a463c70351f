"""Records nobody has taken: a queue owns them, or no one."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention, Sentence
from crm import Compare, Condition, Query, Related

_PEOPLE = "User"


def unassigned(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« tickets non assignés », "unassigned cases": their owner is no user."""
    if not (mention.says("unassigned") or _denied_owner(asked.sentence, mention)):
        return
    main = asked.frame.main
    owner = asked.info(main).fields.get("OwnerId")
    if owner is None:
        return
    queued: Condition = Compare("OwnerId", "=", None)
    if any(kind != _PEOPLE for kind in owner.reference_to) and _PEOPLE in asked.catalogue:
        queued = Related("OwnerId", Query(_PEOPLE, ("Id",)), negated=True)
    yield Placed(main, queued, mention)


def _denied_owner(sentence: Sentence, mention: Mention) -> bool:
    """Whether « pas encore attribués », "not assigned" denies any owner, and not one owner."""
    if not mention.says("not", "never"):
        return False
    said = sentence.gap(mention.end, mention.end + 4)
    taken = next((i for i, word in enumerate(said[:2]) if word.startswith(_TAKEN)), None)
    return taken is not None and not {*said[taken + 1 : taken + 2]} & _BY


_TAKEN = ("assign", "attribue", "affecte", "own", "pris", "taken", "picked", "suit", "suivi")
_BY = frozenset({"to", "a", "au", "aux", "by", "par"})
