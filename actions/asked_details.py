"""Which fields of a record are asked for: named by their label, by what they hold, or by a word.

« Quand » asks for the date such a record is about, « combien » for its amount, « avec qui » for the
people and the company it is with, « où » for its town.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from actions.field_kinds import of_kind
from actions.field_mentions import Mention, find_mentions
from actions.label_words import content_words
from actions.reading.aliases import FIELD_ALIASES
from actions.reading.paths import plain
from actions.reading.traits import DATES, date_field
from crm import FieldInfo, ObjectInfo
from language import fold
from language import words as tokens

_MOST = 4
_WHO = frozenset({"qui", "who", "whom"})
_BESIDE = frozenset({"avec", "chez", "with", "at"})
_IN_CHARGE = frozenset(tokens("occupe gere charge handles handling manages responsible suit owns"))
_LOOSELY = frozenset({"a", "on", "has"})
_YES_OR_NO = frozenset(tokens("est is was are has does did a"))
_CUT = 4
_COMPANIONS = ("Account", "Who", "Contact")


def asked_paths(text: str, info: ObjectInfo) -> tuple[str, ...]:
    """Return the paths asked for; none where the text names nothing of the record.

    A flag is asked for only where nothing else is: « close » is a date before it is a yes or no.
    """
    every = info.fields.values()
    if (charge := _in_charge(text, info)) is not None:
        return (path_of(charge),)
    mentions = list(find_mentions(text, every))
    flags = [one.field for one in mentions if one.field.type == "boolean" and _labelled(one, text)]
    if flags and {*tokens(text)[:1]} & _YES_OR_NO:
        return tuple(dict.fromkeys(path_of(field) for field in flags))[:_MOST]
    fields = _clear(text, [one for one in mentions if one.field.type != "boolean"])
    fields += [field for field in of_kind(text, every) if field not in fields]
    fields = fields or [field for field in every if _aliased(field, text)]
    fields = fields or _by_question(text, info)
    fields = fields or flags
    fields = fields or [field for field in every if _shortened(field, text)][:1]
    return tuple(dict.fromkeys(path_of(field) for field in fields))[:_MOST]


def path_of(field: FieldInfo) -> str:
    """Return what to read of a field: a reference is read as the parent's name."""
    return f"{field.relationship}.Name" if field.relationship else field.name


def _clear(text: str, mentions: Sequence[Mention]) -> list[FieldInfo]:
    """Return the fields named best; a look-alike or an alias only where none is called just so."""
    best = max((one.share for one in mentions), default=0.0)
    told = [one for one in mentions if one.share == best]
    told = list({one.field.name: one for one in told if not _within(one, told)}.values())
    for closer in (_written, _labelled):
        near = [one for one in told if closer(one, text)]
        told = [one for one in told if one in near
                or not any(_same_place(one, other) for other in near)]  # fmt: skip
    return [one.field for one in told]


def _within(one: Mention, others: Sequence[Mention]) -> bool:
    """Whether a name stands within a longer one: « étape » in « prochaine étape »."""
    return any(other.start <= one.start and one.end <= other.end
               and other.end - other.start > one.end - one.start for other in others)  # fmt: skip


def _same_place(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _written(one: Mention, text: str) -> bool:
    """Whether a field is named letter by letter, no typo apart: « contact » is no « contract »."""
    said = {*tokens(text[one.start : one.end])}
    return any(said & {*content_words(name)} for name in (*_labels(one), *_everyday(one.field)))


def _labelled(one: Mention, text: str) -> bool:
    """Whether it is named by its own label."""
    said = {*tokens(text[one.start : one.end])}
    return any({*content_words(name)} <= said for name in _labels(one))


def _labels(one: Mention) -> tuple[str, str]:
    return plain(one.field.labels.fr), plain(one.field.labels.en)


def _everyday(field: FieldInfo) -> Iterable[str]:
    return FIELD_ALIASES.get(field.name, ())


def _aliased(field: FieldInfo, text: str) -> bool:
    """Whether a field is asked for by an everyday name: « son stade », "what phase"."""
    names = (tokens(name) for name in _everyday(field))
    return any(len(name) == 1 and name[0] in tokens(text) for name in names)


def _shortened(field: FieldInfo, text: str) -> bool:
    """Whether the head of its label is cut short: « quelle proba »."""
    heads = [content_words(label)[:1] for label in (field.labels.fr, field.labels.en)]
    cut = [word for word in tokens(text) if len(word) >= _CUT]
    return any(head[0].startswith(word) for head in heads if head for word in cut)


def _by_question(text: str, info: ObjectInfo) -> list[FieldInfo]:
    """Return what a question word asks for."""
    said = {*tokens(fold(text))}
    if said & _WHO and said & _BESIDE:
        return [one for one in info.fields.values() if one.relationship in _COMPANIONS]
    if said & _WHO and said & _LOOSELY:
        return [one for one in info.fields.values() if one.relationship == "Owner"]
    asked = (find for word, find in _QUESTIONS.items() if word in said)
    return [one for find in asked for one in find(info)][:1]


def _in_charge(text: str, info: ObjectInfo) -> FieldInfo | None:
    """Return the owner where it is asked who looks after it: « qui s'occupe du compte »."""
    said = {*tokens(text)}
    owners = (one for one in info.fields.values() if one.relationship == "Owner")
    return next(owners, None) if said & _WHO and said & _IN_CHARGE else None


def _dates(info: ObjectInfo) -> list[FieldInfo]:
    found = date_field(info)
    return [found] if found is not None and found.type in DATES else []


def _amounts(info: ObjectInfo) -> list[FieldInfo]:
    money = [one for one in info.fields.values() if one.type == "currency"]
    return sorted(money, key=lambda one: "montant" not in _everyday(one))


def _towns(info: ObjectInfo) -> list[FieldInfo]:
    return [one for one in info.fields.values() if one.name.endswith("City")]


def _reasons(info: ObjectInfo) -> list[FieldInfo]:
    told = {"motif", "raison", "cause", "reason"}
    return [one for one in info.fields.values()
            if told & {*tokens(one.labels.fr), *tokens(one.labels.en)}]  # fmt: skip


def _matters(info: ObjectInfo) -> list[FieldInfo]:
    return [info.fields[name] for name in ("Subject", "Description") if name in info.fields]


_QUESTIONS: Mapping[str, Callable[[ObjectInfo], list[FieldInfo]]] = {
    "quand": _dates, "when": _dates, "combien": _amounts, "much": _amounts, "ou": _towns,
    "where": _towns, "why": _reasons, "pourquoi": _reasons, "about": _matters, "quoi": _matters,
}  # fmt: skip
"""What question words ask of a record, where no field of it is named."""
