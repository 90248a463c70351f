"""Conditions on free text: « dont le nom contient X », "title director", « ville Lyon »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.clauses import Anchor
from actions.reading.picks import field_of
from actions.reading.spans import Mention, Sentence
from crm import Catalogue, Compare, Condition, escape_like

_TEXT = frozenset({"string", "textarea", "email", "phone", "url", "combobox"})


def textual(
    sentence: Sentence,
    mention: Mention,
    homes: Sequence[Anchor],
    catalogue: Catalogue,
    used: set[Mention],
) -> Iterator[tuple[Anchor, Condition]]:
    """Yield the condition a verb of containing, or a text field with a word after it, asks for."""
    said = _said(sentence, mention) or _quoted_in(sentence, mention, used)
    if said is None:
        return
    if mention.says("contains", "starts", "named"):
        anchor, path = _subject(sentence, mention, homes, catalogue, used)
        pattern = escape_like(_text(said))
        start = "" if mention.says("starts") else "%"
        used.add(said)
        yield anchor, Compare(path, "like", f"{start}{pattern}%")
        return
    found = field_of(mention, homes, catalogue, *_TEXT)
    if found and not found[2].filterable:
        return
    if found and said.kind in {"quoted", "name", "unknown"} and _adjoins(sentence, mention, said):
        used.add(said)
        yield found[0], Compare(found[1], "like", f"%{escape_like(_text(said))}%")


def _quoted_in(sentence: Sentence, mention: Mention, used: set[Mention]) -> Mention | None:
    """Return the quoted words said to be in a text: « "maintenance" in their job title »."""
    place = sentence.mentions.index(mention)
    for quoted in sentence.mentions[max(place - 1, 0) : place]:
        between = {*sentence.gap(quoted.end, mention.start)}
        if quoted.kind == "quoted" and quoted not in used and between & {"in", "dans"}:
            return quoted
    return None


def _said(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return the word a text is held against: quoted first, else the next one."""
    following = [m for m in sentence.mentions if m.start >= mention.end]
    quoted = next((m for m in following[:3] if m.kind == "quoted"), None)
    free = following[0] if following and following[0].start - mention.end <= 3 else None
    if quoted:
        return quoted
    if free and free.of("object"):
        return None
    if free and free.kind not in {"words", "name", "unknown", "quoted", "place"}:
        return None
    if free and (mention.says("contains", "starts", "named") or free.kind in {"name", "unknown"}):
        return free
    return None


def _text(said: Mention) -> str:
    return said.data if isinstance(said.data, str) else said.text


def _adjoins(sentence: Sentence, mention: Mention, said: Mention) -> bool:
    between = sentence.gap(mention.end, said.start)
    return len(between) <= 2 and not {"de", "of", "par", "by", "chez", "at"} & {*between}


def _subject(
    sentence: Sentence,
    mention: Mention,
    homes: Sequence[Anchor],
    catalogue: Catalogue,
    used: set[Mention],
) -> tuple[Anchor, str]:
    """Return the text that contains: the field named before the verb, else the record's name."""
    place = sentence.mentions.index(mention)
    for previous in reversed(sentence.mentions[max(place - 2, 0) : place]):
        found = field_of(previous, homes, catalogue, *_TEXT, least=0.45)
        if found and mention.start - previous.end <= 3:
            used.add(previous)
            return found[0], found[1]
    main = homes[-1] if homes[-1].object else homes[0]
    info = catalogue[main.object]
    name = (
        "Subject"
        if "Subject" in info.fields and info.name_field.endswith("Number")
        else info.name_field
    )
    return main, name
