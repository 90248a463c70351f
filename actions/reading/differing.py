"""What is counted once however often it comes: "how many different accounts"."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.clauses import object_of
from actions.reading.grouping import key_path, object_path
from actions.reading.picks import field_of
from actions.reading.pivot import Pivot
from actions.reading.spans import Mention
from actions.reading.traits import NUMBERS
from crm import Group, Measure

_NEAR = 1


def counted_once(
    asked: Asked, turned: Pivot | None, grouped: list[Group], used: set[Mention]
) -> tuple[Measure | None, list[Group]]:
    """Return what is counted once, and the groups but for those of what is counted.

    Nothing where it is the records asked for themselves, each of which is one already.
    """
    said = next((m for m in asked.sentence.mentions if m.says("distinct")), None)
    noun = _noun(asked, said) if said else None
    if said is None or noun is None or not any(m.says("count") for m in asked.sentence.mentions):
        return None, grouped
    path = _path(asked, noun)
    if path is None:
        if object_of(noun, asked.catalogue) == asked.frame.main.object:
            used.add(said)
        return None, grouped
    used.update({said, noun})
    key = key_path(asked, path)
    rest = [one for one in grouped if one.path not in {path, key}]
    if turned and noun is turned.subject:
        rest = [one for one in rest if one.path.rsplit(".", 1)[0] != path.rsplit(".", 1)[0]]
    return Measure("count_distinct", key, f"different_{key.replace('.', '_')}"), rest


def _noun(asked: Asked, said: Mention) -> Mention | None:
    """Return what is said to differ: the noun before in French, after in both languages."""
    named = [m for m in asked.sentence.mentions if m.of("object") or m.of("field")]
    after = (m for m in named if 0 <= m.start - said.end <= _NEAR)
    before = (m for m in reversed(named) if 0 <= said.start - m.end <= _NEAR)
    return (
        next(before, None)
        if asked.language == "fr" and _ends(asked, said)
        else next(after, None) or next((m for m in reversed(named) if m.end == said.start), None)
    )


def _ends(asked: Asked, said: Mention) -> bool:
    """Whether the adjective follows its noun: « comptes différents »."""
    return any(m.end == said.start and (m.of("object") or m.of("field"))
               for m in asked.sentence.mentions)  # fmt: skip


def _path(asked: Asked, noun: Mention) -> str | None:
    """Return the path of what differs, from the records that are read; None for themselves."""
    name = object_of(noun, asked.catalogue)
    if name == asked.frame.main.object:
        return None
    if name and (path := object_path(asked, name)):
        return path
    found = field_of(noun, [asked.frame.main, *asked.frame.anchors], asked.catalogue, least=0.3)
    return found[1] if found and found[2].groupable and found[2].type not in NUMBERS else None
