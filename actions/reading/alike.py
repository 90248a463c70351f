"""Records that share a value: "leads with the same phone", « comptes en double », "duplicates".

What several bear is what they are grouped by, where more than one bears it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.reading.asked import Asked, Placed
from actions.reading.grouping import labelled_group
from actions.reading.holding import Held
from actions.reading.reading import Reading, Unclear
from actions.reading.spans import Mention
from crm import Compare, Group, Measure
from language import words

_SAME = frozenset(words("same meme memes identical identique identiques"))
_TWICE = frozenset(words("double doubles doublon doublons duplicate duplicates duplicated twins"))
_SHARING = frozenset(words("partage partagent partageant share shares sharing"))
_AS = frozenset({"que", "qu", "as"})
_ADDRESS = "Email"
_COUNT = Measure("count", None, "count")


@dataclass(frozen=True)
class Alike:
    """What records are alike by, and that more than one must be."""

    groups: tuple[Group, ...] = ()
    placed: tuple[Placed, ...] = ()
    held: Held | None = None


def alike_by(asked: Asked, used: set[Mention]) -> tuple[Asked, Alike]:
    """Return by what records are said to be alike, nothing where they are not, and the question.

    « partagent », "share" asks for no part of a whole there.
    """
    main = asked.frame.main
    found = _shared(asked) or _twice(asked)
    if found is None or main.end == main.start:
        return asked, Alike()
    taken, path = found
    used.update(taken)
    filled = Placed(main, Compare(path, "!=", None), taken[0])
    bound = Compare(_COUNT.alias, ">", 1)
    kept = tuple(m for m in asked.sentence.mentions if not m.says("share"))
    asked = replace(asked, sentence=replace(asked.sentence, mentions=kept))
    return asked, Alike((Group(path),), (filled,), Held((_COUNT,), (bound,)))


def likeness_lost(asked: Asked, reading: Reading) -> tuple[Unclear, ...]:
    """Return « même montant » where nothing in the reading is alike: the question hangs on it."""
    if reading.query.group_by or reading.against or reading.versus:
        return ()
    fields = [m for m in asked.sentence.mentions if m.of("field") and not m.concepts]
    tokens, text = asked.sentence.tokens, asked.sentence.text
    return tuple(
        Unclear(text[tokens[one.start - 1].start : tokens[one.end - 1].end], bounds=True)
        for one in fields
        if {*asked.sentence.before(one)} & _SAME
    )


def _shared(asked: Asked) -> tuple[list[Mention], str] | None:
    """Return « le même e-mail » and the field it names."""
    for mention in asked.sentence.mentions:
        led = {*asked.sentence.before(mention)} & _SAME
        after = {*asked.sentence.gap(mention.end, mention.end + 1)} & _AS
        group = labelled_group(asked, mention) if led and not after else None
        if group and not group.grain:
            ahead = [m for m in asked.sentence.mentions if 0 < mention.start - m.end <= _NEAR]
            leads = [m for m in ahead if m.says("with", "share") or {*words(m.text)} & _SHARING]
            return [mention, *leads], group.path
    return None


_NEAR = 3


def _twice(asked: Asked) -> tuple[list[Mention], str] | None:
    """Return « en double » and what tells such records: their address, else their name."""
    info = asked.info(asked.frame.main)
    said = [m for m in asked.sentence.mentions if {*words(m.text)} & _TWICE]
    by = _ADDRESS if _ADDRESS in info.fields else info.name_field
    return (said, by) if said and info.fields[by].groupable else None
