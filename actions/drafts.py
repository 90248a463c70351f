"""A record being made: what is known of it, and the question for what is still missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions.contract import Language, Request, Result, Tools
from actions.parts import Button, Buttons, Part, Text
from actions.wording import Lines, line
from crm import Catalogue, FieldInfo, ObjectInfo, Value

MOST_BUTTONS = 12
LINES: Lines = {
    "ask": {
        "fr": "Pour créer cet enregistrement ({kind}), il me manque : **{label}**. "
        "Quelle valeur faut-il mettre ?",
        "en": "To create this {kind} I still need its **{label}**. What should it be?",
    },
    "ask_matter": {
        "fr": "Quel est le sujet de votre demande, en quelques mots ?",
        "en": "What is your request about, in a few words?",
    },
    "ask_again": {
        "fr": "Je n’ai pas pu lire cette réponse. Il me faut : **{label}**{hint}. "
        "Dites « annule » pour abandonner.",
        "en": "I couldn’t read that answer. I need the **{label}**{hint}. Say “cancel” to give up.",
    },
    "hint_date": {"fr": " (une date)", "en": " (a date)"},
    "hint_number": {"fr": " (un nombre)", "en": " (a number)"},
    "hint_choice": {"fr": " (une des valeurs proposées)", "en": " (one of the values offered)"},
    "hint_none": {"fr": "", "en": ""},
}


@dataclass(frozen=True)
class Draft:
    """A record to be made by `action`: its object, its values so far, the words that asked.

    `asked` is the field we asked for, `offered` the value we proposed for it.
    """

    action: str
    object: str
    values: Mapping[str, Value]
    words: str
    asked: str = ""
    offered: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def with_values(self, values: Mapping[str, Value]) -> Draft:
        """Return the draft with more values."""
        return replace(self, values={**self.values, **values})

    def kept(self) -> dict[str, Any]:
        """Return the draft as the slot `awaiting` holds it."""
        values = {name: _plain(value) for name, value in self.values.items()}
        draft = {
            "object": self.object, "values": values, "words": self.words, "asked": self.asked,
            "offered": self.offered, "extra": dict(self.extra),
        }  # fmt: skip
        return {"action": self.action, "text": self.words, "entities": [], "draft": draft}


def recalled(slots: Mapping[str, Any]) -> Draft | None:
    """Return the draft the conversation waits to go on with."""
    awaiting = slots.get("awaiting") or {}
    draft = awaiting.get("draft")
    if not draft:
        return None
    values = {name: _typed(value) for name, value in draft["values"].items()}
    return Draft(
        awaiting["action"], draft["object"], values, draft["words"], draft["asked"],
        draft["offered"], draft["extra"],
    )  # fmt: skip


def missing(info: ObjectInfo, values: Mapping[str, Value]) -> FieldInfo | None:
    """Return the first field a new record still needs: what it is called comes first."""
    titles = [name for name in ("LastName", info.name_field, "Subject") if name in info.fields]
    needed = [one for one in info.fields.values() if one.required]
    titled = info.fields.get("Subject")
    if titled and titled.createable and titled not in needed:
        needed.append(titled)
    needed.sort(key=lambda one: titles.index(one.name) if one.name in titles else len(titles))
    return next((one for one in needed if values.get(one.name) in (None, "")), None)


async def question(
    draft: Draft, wanted: FieldInfo, request: Request, tools: Tools, *,
    again: bool = False, suggestion: str = "",
) -> Result:  # fmt: skip
    """Ask for one value; a yes to it must not confirm an older change that still waits."""
    crm = tools.org()
    await tools.ledger.drop(crm.user.id, request.conversation)
    catalogue = await crm.catalogue()
    return _asked(draft, wanted, request, catalogue, again=again, suggestion=suggestion)


def _asked(
    draft: Draft, wanted: FieldInfo, request: Request, catalogue: Catalogue, *,
    again: bool = False, suggestion: str = "",
) -> Result:  # fmt: skip
    """Ask for one value; the values of a picklist are offered as buttons."""
    language = request.language
    kind = catalogue[draft.object].labels.of(language).lower()
    hint = line(LINES, f"hint_{_hint(wanted)}", language)
    words = line(
        LINES, "ask_again" if again else _opening(wanted, request), language,
        kind=kind, label=wanted.labels.of(language), hint=hint,
    )  # fmt: skip
    kept = replace(draft, asked=wanted.name, offered=suggestion).kept()
    parts: tuple[Part, ...] = (Text(text=words), *_offered(wanted, suggestion, language))
    return Result(parts=parts, slots={"awaiting": kept, "candidates": None})


def _opening(wanted: FieldInfo, request: Request) -> str:
    """Return the question's wording: a customer is asked what is the matter, not for a field."""
    asks = wanted.name == "Subject" and request.audience == "customer"
    return "ask_matter" if asks else "ask"


def _hint(wanted: FieldInfo) -> str:
    if wanted.picklist:
        return "choice"
    kinds = {"date": "date", "datetime": "date", "currency": "number", "double": "number",
             "int": "number", "percent": "number"}  # fmt: skip
    return kinds.get(wanted.type, "none")


def _offered(wanted: FieldInfo, suggestion: str, language: Language) -> tuple[Buttons, ...]:
    offered = [(entry.labels.of(language), entry.value) for entry in wanted.picklist]
    offered = offered[:MOST_BUTTONS] or ([(suggestion, suggestion)] if suggestion else [])
    if not offered:
        return ()
    return (
        Buttons(
            buttons=[
                Button(label=label, payload=f"/inform{json.dumps({'value': value})}")
                for label, value in offered
            ]
        ),
    )


def _plain(value: Value) -> Any:
    """Write a value as JSON, with its type where JSON has none."""
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case _:
            return value


def _typed(kept: Any) -> Value:
    if not isinstance(kept, Mapping):
        value: Value = kept
        return value
    kind, written = next(iter(kept.items()))
    if kind == "decimal":
        return Decimal(written)
    return datetime.fromisoformat(written) if kind == "datetime" else date.fromisoformat(written)
