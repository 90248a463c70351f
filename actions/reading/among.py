"""A part counted beside the whole: « tickets par agent, dont ouverts », "and how many were won".

What the part must be is no condition of the whole: both are counted, group by group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.reading.asked import Asked
from actions.reading.clauses import Frame
from actions.reading.filters import placed
from actions.reading.joining import assemble
from actions.reading.spans import Mention
from crm import Condition
from language import fold_keep_length

_THEM = r"(?:d.? ?entre (?:eux|elles)|parmi (?:eux|elles|ceux|celles)[- ]?(?:ci|la)?)"
_BE = (
    r"(?:sont|ont|etaient|ont ete|restent|were|are|was|is|have|has|had|got|get|did|"
    r"(?:of|among) (?:them|those|these|which|whom))"
)
_PART = re.compile(
    r"(?:\b(?:et|puis|ainsi que) |, ?)?\bdont (?=combien|(?:deja |encore |toujours )?\w+e?s?\b)"
    r"(?!(?:l[ea]s?|l|on|nous|je|j|ils?|elles?|sa|son|ses|leurs?|une?|des?|tous|toutes|"
    r"aucune?|au moins|plus|moins)\b)"
    rf"|(?:\b(?:et|puis|ainsi que) |, ?)combien (?=en ont|en sont|{_BE}|{_THEM})"
    rf"|(?:\b(?:and|then|plus) |, ?)how many (?={_BE})"
    r"|(?:\b(?:and|then|plus) |, ?)?\b(?:out )?of (?:which|whom)\b"
    r"|(?:\band |, ?)?\bincluding how many\b"
    r"|(?:\band |, ?)the number (?:of (?:them|those) )?(?:that|who|which)(?: got)?\b"
)
_HEADS = frozenset({"number", "got"})
_COUNTED = ("count", "by", "sum", "spread", "avg")


def part_of(asked: Asked) -> tuple[Asked, tuple[Condition, ...]]:
    """Return what is asked of the whole, and what the part counted beside it must be."""
    part, main = _said(asked), asked.frame.main.object
    own = [m for m in part if all(one.object != main for one in m.of("object"))]
    inner = replace(asked, sentence=replace(asked.sentence, mentions=tuple(own)),
                    frame=_children(asked.frame, own))  # fmt: skip
    found = assemble(inner, list(placed(inner, set()))) if part else []
    if not found:
        return asked, ()
    told = {m for m in part if m.kind != "unknown" or m.text.lower() in _HEADS}
    rest = tuple(m for m in asked.sentence.mentions if m not in told)
    kept = tuple(one for one in asked.frame.anchors if one not in inner.frame.anchors[1:])
    whole = replace(asked.frame, anchors=kept)
    return replace(asked, sentence=replace(asked.sentence, mentions=rest), frame=whole), (*found,)


def _said(asked: Asked) -> Sequence[Mention]:
    """Return the mentions that say what the part is: up to what both are grouped or dated by."""
    said = _PART.search(fold_keep_length(asked.sentence.text).lower())
    mentions = asked.sentence.mentions
    if said is None or not any(m.says(*_COUNTED) for m in mentions):
        return ()
    after = [m for m in mentions if asked.sentence.tokens[m.start].start >= said.start()]
    own = [m for m in after if not m.says("count", "with", "and")]
    ends = (place for place, m in enumerate(own) if m.says("by") or m.kind == "period")
    part = own[: next(ends, len(own))]
    main = asked.frame.main
    named = any(m.start <= main.start < m.end for m in after) or main.end == 0
    return () if named or any(m in asked.frame.grouped for m in part) else part


def _children(frame: Frame, part: Sequence[Mention]) -> Frame:
    """Return the frame with only the children that the part speaks of."""
    own = (one for one in frame.anchors if any(m.start == one.start for m in part))
    return replace(frame, anchors=(frame.main, *(one for one in own if one.child)))
