"""Fields taken out of a proposal that waits: « oui sauf le montant », "just the stage, please"."""

from __future__ import annotations

from collections.abc import Collection

from actions.label_words import SMALL, content_words, same, tokens_of
from actions.provisos import left_aside
from actions.reading.aliases import FIELD_ALIASES
from crm import FieldInfo, ObjectInfo

_LEAST = 3


def fields_kept(text: str, info: ObjectInfo, held: Collection[str]) -> set[str]:
    """Return which of the fields that would change a message leaves in: all where it takes none."""
    fields = [info.fields[name] for name in held if name in info.fields]
    out, only = left_aside(text)
    gone, alone = _named(out, fields), _named(only, fields)
    if gone:
        return {*held} - gone
    return alone or {*held}


def _named(text: str, fields: list[FieldInfo]) -> set[str]:
    """Return the fields a word tells among so few: « la date », « la proba »."""
    said = [word for word, *_ in tokens_of(text) if word not in SMALL and len(word) >= _LEAST]
    return {one.name for one in fields if any(_calls(word, one) for word in said)}


def _calls(word: str, field: FieldInfo) -> bool:
    labels = (field.labels.fr, field.labels.en, *FIELD_ALIASES.get(field.name, ()))
    return any(
        same(word, one) or (len(word) > _LEAST and one.startswith(word))
        for label in labels for one in content_words(label)
    )  # fmt: skip
