"""Flags said by another form of their label: « désinscrits des e-mails », "opted out of email"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.spans import Mention, Sentence
from actions.reading.stems import akin, content
from crm import FieldInfo, ObjectInfo

_APART = 8
_SHARED = 7
"""Letters two words of one verb begin with: « désinscrits », « désinscription »."""


def flags_said(sentence: Sentence, mention: Mention, info: ObjectInfo) -> Iterator[FieldInfo]:
    """Yield the flags of an object whose label is said around a mention, word for word or akin."""
    said = sentence.gap(max(mention.start - _APART, 0), mention.end + _APART)
    for meaning in mention.of("field"):
        field = info.fields.get(meaning.field)
        if meaning.object != info.name or field is None or field.type != "boolean":
            continue
        labels = (_telling(field.labels.fr), _telling(field.labels.en))
        if any(len(label) > 1 and _all_said(label, said) for label in labels) or (
            _mixed(sentence, mention, labels)
        ):
            yield field


def _mixed(sentence: Sentence, mention: Mention, labels: Sequence[Sequence[str]]) -> bool:
    """Whether a word of one language's label comes right before one of the other's.

    « reconduction auto » is « Reconduction tacite », "Auto-Renewal".
    """
    pair = sentence.gap(mention.end - 1, mention.end + 1)
    if len(pair) < len(labels) or min(map(len, labels)) < len(labels):
        return False
    ways = (labels, labels[::-1])
    return any(
        all(any(_close(word, one) for one in label) for label, word in zip(way, pair, strict=True))
        for way in ways
    )


def ticking(sentence: Sentence, mention: Mention) -> Iterator[Mention]:
    """Yield the words beside that nothing else knows, which say the flag with the mention."""
    near = range(mention.start - _APART, mention.end + _APART)
    yield from (m for m in sentence.mentions if m.kind == "unknown" and m.start in near)


def _telling(label: str) -> list[str]:
    return content(label.lower().replace("e-mail", "email"))


def _all_said(label: Sequence[str], said: Sequence[str]) -> bool:
    return all(any(_close(word, other) for other in said) for word in label)


def _close(one: str, other: str) -> bool:
    if len(one) > 1 and akin(one, other):
        return True
    return min(len(one), len(other)) > _SHARED and one[:_SHARED] == other[:_SHARED]
