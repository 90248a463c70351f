"""Conditions on free text: « dont le nom contient X », "title director", « ville Lyon »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.clauses import Anchor
from actions.reading.picks import field_of
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import GLUE
from crm import Catalogue, Compare, Condition, FieldInfo, escape_like

_HOLDING = ("contains", "starts", "finishes", "named")
_ENDS = ("starts", "finishes")
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
    if mention.says(*_HOLDING):
        anchor, path = _subject(sentence, mention, homes, catalogue, used)
        pattern = escape_like(_written(sentence, said))
        start = "" if mention.says("starts") else "%"
        end = "" if mention.says("finishes") else "%"
        first = said.start if said.kind == "quoted" else mention.end
        used.update(m for m in sentence.mentions if first <= m.start < _end(sentence, said))
        yield anchor, Compare(path, "like", f"{start}{pattern}{end}")
        return
    found = field_of(mention, homes, catalogue, *_TEXT)
    if found and (not found[2].filterable or _unlike(sentence, mention, found[2], said)):
        return
    if found and said.kind in {"quoted", "name", "unknown"} and _adjoins(sentence, mention, said):
        used.add(said)
        yield found[0], Compare(found[1], "like", f"%{escape_like(_text(said))}%")


def _unlike(sentence: Sentence, mention: Mention, field: FieldInfo, said: Mention) -> bool:
    """Whether a word is no part of an address or a number: « ont changé d'e-mail récemment »."""
    if field.type not in _ADDRESSES or said.kind != "unknown" or _IN_ADDRESS.search(said.text):
        return False
    place = sentence.mentions.index(mention)
    return not any(one.says("with") for one in sentence.mentions[max(place - 1, 0) : place])


_ADDRESSES = frozenset({"email", "phone", "url"})
_IN_ADDRESS = re.compile(r"[@.\d]")


def held_in_text(sentence: Sentence, mention: Mention) -> bool:
    """Whether a field only says in what a text is: « l'e-mail finit par », "email ending with"."""
    after = next((m for m in sentence.mentions if m.start >= mention.end), None)
    return (
        after is not None
        and after.start == mention.end
        and after.says(*_ENDS)
        and bool(mention.of("field"))
    )


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
    if mention.says(*_ENDS):
        return _next_word(sentence, mention, free)
    if free and free.of("object"):
        return None
    if free and free.kind not in {"words", "name", "unknown", "quoted", "place"}:
        return None
    if free and (mention.says(*_HOLDING) or free.kind in {"name", "unknown"}):
        return free
    return None


def _next_word(sentence: Sentence, verb: Mention, free: Mention | None) -> Mention | None:
    """Return the word after « commence par », whatever it may mean elsewhere, or if nothing."""
    start = verb.end
    while {*sentence.gap(start, start + 1)} & _LETTERS:
        start += 1
    if not {*sentence.gap(start - 1, start)} & _LETTERS - GLUE:
        start = verb.end
    if (free and free.start == start) or start >= len(sentence.tokens):
        return free
    word = Mention(start, start + 1, "unknown", sentence.tokens[start].text)
    whole = _run(sentence, word)
    return replace(word, text=whole[0]) if whole else free


_LETTERS = frozenset({"la", "les", "the", "lettre", "lettres", "letter", "letters"})


def _text(said: Mention) -> str:
    return said.data if isinstance(said.data, str) else said.text


def _written(sentence: Sentence, said: Mention) -> str:
    """Return the text as it is written, signs and all: "@heliade.example", « 69 », "SW1A"."""
    if said.kind == "quoted":
        return _text(said)
    whole = _run(sentence, said)
    return sentence.text[whole.start() : whole.end()] if whole else _text(said)


def _run(sentence: Sentence, said: Mention) -> re.Match[str] | None:
    """Return what is written there without a space, where that is all that is said."""
    first, last = sentence.tokens[said.start].start, sentence.tokens[said.end - 1].end
    found = _RUN.finditer(sentence.text)
    return next((one for one in found if one.start() <= first and last <= one.end()), None)


_RUN = re.compile(r"\+?\d+(?: \d+)+|[@.\w](?:[\w@.+/&-]*[\w&+])?")
"""What is written without a space, and no comma or full stop after it."""


def _end(sentence: Sentence, said: Mention) -> int:
    """Return the token after what is written without a space."""
    whole = _run(sentence, said)
    inside = [at for at, one in enumerate(sentence.tokens) if whole and one.start < whole.end()]
    return max([said.end - 1, *inside]) + 1


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
