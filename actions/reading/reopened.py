"""What was closed and is not any more: « requêtes rouvertes », told by the history of a status."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention
from actions.reading.traits import closing_values, status_field
from crm import AllOf, Compare, Query, Related
from language import words

_AGAIN = ("reopen", "rouvert", "reouvert", "re open")


def says_reopened(mention: Mention) -> bool:
    """Whether a mention says that something was opened again."""
    return " ".join(words(mention.text)).startswith(_AGAIN)


def reopened(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Read "reopened" as a status that was one of closing before, in the object's history."""
    if not says_reopened(mention):
        return
    main = asked.frame.main
    status = status_field(asked.info(main))
    over = closing_values(status) if status else ()
    for child in asked.info(main).children if status and over else ():
        kept = asked.catalogue.get(child.object)
        if kept and {"Field", "OldValue", "NewValue"} <= {*kept.fields} and status:
            was = (Compare("Field", "=", status.name), Compare("OldValue", "in", over))
            was_then = (*was, *_when(asked, mention, used))
            inner = Query(child.object, (child.field,), AllOf(was_then))
            yield Placed(main, Related("Id", inner), mention)
            return


def _when(asked: Asked, mention: Mention, used: set[Mention]) -> tuple[Compare, ...]:
    """Return when the history must have kept it, told by a period right after: it dates that."""
    after = next((m for m in asked.sentence.mentions if m.start >= mention.end), None)
    if after is None or after.kind != "period" or after.start - mention.end > _NEAR:
        return ()
    used.add(after)
    start, end = after.data.start, after.data.end
    since = (Compare("CreatedDate", ">=", start),) if start else ()
    return (*since, Compare("CreatedDate", "<=", end)) if end else since


_NEAR = 2
