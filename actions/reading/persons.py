"""Whether people are asked for themselves: "agents who speak French", and not what they did."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.spans import Mention, Sentence

_USER = "User"
_FULL = 0.9


def other_matter(sentence: Sentence, people: Sequence[Mention]) -> bool:
    """Whether « commercial » is not the list asked for: something is measured or done by them."""
    if not people:
        return False
    said = people[0].start <= _FIRST and any(_of_people(m) for m in sentence.mentions)
    known = [*people, *(m for m in sentence.mentions if m.says("who") or _of_people(m))]
    rest = [m for m in sentence.mentions if m not in known]
    rest = [m for m in rest if not _held_by_people(m, shared=said or _spoken(sentence, m))]
    return any(
        m.says("won", "lost", "sum", "rate", "converted", "how_long", "pace") or m.of("value")
        for m in rest
    ) or any(m.of("field") and not m.of("object") for m in rest)


_FIRST = 3


def _spoken(sentence: Sentence, mention: Mention) -> bool:
    """Whether a language is one that people speak: "agents who speak French"."""
    return any(word.startswith(("speak", "parl")) for word in sentence.before(mention, 2))


def _held_by_people(mention: Mention, *, shared: bool) -> bool:
    """Whether people may be of a value in full, a skill; `shared` with what they work on or not."""
    full = [one.object for one in mention.of("value") if one.share == 1.0]
    return _USER in full and (shared or {*full} == {_USER})


def _of_people(mention: Mention) -> bool:
    """Whether a mention names a field people have in full: « dont le manager est Sophie »."""
    full = [one for one in mention.meanings if one.kind == "field" and one.share > _FULL]
    return any(one.object == _USER for one in full) and not mention.concepts
