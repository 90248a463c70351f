"""Which of an object's fields plays which part: its money, its date, its status, its company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.reading.links import BECAME, called, parent_path
from actions.reading.stems import any_akin, content, stems
from actions.reading.synonyms import also
from crm import Catalogue, FieldInfo, ObjectInfo
from language import fold, words

NUMBERS = frozenset({"currency", "double", "int", "percent", "long"})
DATES = frozenset({"date", "datetime"})
_SYSTEM = frozenset({"CreatedDate", "LastModifiedDate", "SystemModstamp", "LastActivityDate"})
_MONEY = ("Amount", "TotalPrice", "GrandTotal", "TotalAmount", "AnnualRevenue", "Annual_Value__c")
_DATES = {
    "Opportunity": "CloseDate",
    "Task": "ActivityDate",
    "Event": "ActivityDate",
    "Case": "CreatedDate",
    "Lead": "CreatedDate",
    "Account": "CreatedDate",
    "Contact": "CreatedDate",
    "Order": "EffectiveDate",
    "Quote": "CreatedDate",
    "Contract": "StartDate",
    "Campaign": "StartDate",
    "EmailMessage": "MessageDate",
    "LiveChatTranscript": "StartTime",
}
_FINISH = ("ClosedDate", "CloseDate", "CompletedDateTime", "ConvertedDate")
_TURNS = (
    (
        (
            "termin",
            "terme",
            "fini",
            "renouvel",
            "renew",
            "end",
            "expir",
            "echo",
            "echu",
            "echea",
            "lapse",
            "lapsi",
        ),
        {"fin", "end", "expiration"},
    ),
    (("debut", "commenc", "start", "begin", "demarr"), {"debut", "start", "demarrage"}),
)
_CLOSING = frozenset(
    words(
        "closed close ferme fermee cloture clos terminee termine finished completed done "
        "resolved resolu cancelled annule annulee refuse rejete rejected paid payee paye "
        "archive abandonne expire expired delivered livre livree converted "
        "convertie perdue lost won gagnee terminated resilie solde soldee traite traitee "
        "retourne resiliee refusee rejetee achevee acheve "
    )
)


def money_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the field an amount of money is about unless the question says otherwise."""
    for name in _MONEY:
        if name in info.fields and info.fields[name].type == "currency":
            return info.fields[name]
    held = [one for one in info.fields.values() if one.type == "currency"]
    likely = [
        one
        for one in held
        if any_akin("montant", content(one.labels.fr))
        or any_akin("amount", content(one.labels.en))
        or any_akin("total", content(one.labels.fr))
    ]
    priced = [one for one in held if {*content(one.labels.fr), *content(one.labels.en)} & _PRICE]
    typed = [one for one in held if one.createable]  # what is worked out comes after what is told
    return next(iter(likely or priced or typed or held), None)


_PRICE = frozenset(("prix", "price"))


def number_fields(info: ObjectInfo) -> list[FieldInfo]:
    """Return the fields that hold numbers."""
    return [one for one in info.fields.values() if one.type in NUMBERS]


def date_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the date a period is about unless the question says otherwise."""
    return next(iter(date_fields(info)), info.fields.get("CreatedDate"))


def date_fields(info: ObjectInfo) -> list[FieldInfo]:
    """Return the dates that a period alone may be about: one where a usual one is known."""
    if (known := _DATES.get(info.name)) in info.fields:
        return [info.fields[known or ""]]
    own = [one for one in info.fields.values() if one.type in DATES and one.name not in _SYSTEM]
    own = [one for one in own if not ends(one)] or own
    plain = [one for one in own if one.type == "date"] or own
    needed = [one for one in plain if not one.nillable] or plain
    begun = begun_field(info)
    return [begun] if begun in needed and begun else needed


def ends(field: FieldInfo) -> bool:
    """Whether a date's labels tell of an end, or of what is due then: records came before it."""
    said = [*words(field.labels.fr), *words(field.labels.en)]
    closing = {stem for word in _CLOSING for stem in stems(word)}
    return any(word.startswith(_TURNS[0][0]) or closing & {*stems(word)} for word in said) or bool(
        _LATER & {*said}
    )


_LATER = frozenset(
    words(
        "fin due deadline limite retour rendu return settled settlement reglement regle paiement "
        "payment resolution warranty garantie sortie exit naissance birth birthday anniversaire "
        "relance rappel next prochain prochaine"
    )
)


def finish_field(info: ObjectInfo) -> FieldInfo | None:
    """Return when a record was closed, signed, done."""
    return next((info.fields[name] for name in _FINISH if name in info.fields), None)


def begun_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the object's own date of beginning."""
    return _turn_field(info, {"debut", "start", "demarrage"})


def ended_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the object's own date of end."""
    return _turn_field(info, {"fin", "end"})


def _turn_field(info: ObjectInfo, names: set[str]) -> FieldInfo | None:
    for one in info.fields.values():
        said = {*words(one.labels.fr), *words(one.labels.en)}
        if one.type in DATES and one.name not in _SYSTEM and said & names:
            return one
    return None


def said_date(info: ObjectInfo, said: Sequence[str]) -> FieldInfo | None:
    """Return the date whose label the words around a period speak of (« expirent » → expiration).

    System dates are left to their own verbs.
    """
    dates = [f for f in info.fields.values() if f.type in DATES and f.name not in _SYSTEM]
    for word in said:
        for one in dates if len(word) >= 3 else ():
            if (len(word) >= 4 and any_akin(word, telling(one))) or _turning(word, one):
                return one
            if word in _DUE and _DUE & {*words(one.labels.en)}:
                return one
    return None


_DUE = frozenset({"due"})
"""A word too short to be akin to others: "that were due before November"."""


def _turning(word: str, field: FieldInfo) -> bool:
    """Whether « se terminent », "starting" speak of a date of end, or of beginning."""
    label = {*words(field.labels.fr), *words(field.labels.en)}
    return any(word.startswith(verbs) and label & names for verbs, names in _TURNS)


def turned(word: str) -> bool:
    """Whether a participle says that something came to its end: « expirés », "ended"."""
    return word.startswith(_TURNS[0][0]) and _PAST.search(word) is not None


_PAST = re.compile(r"(?:ed|[eiu]e?s?)$")


def telling(field: FieldInfo) -> list[str]:
    """Return the words of a date's labels that tell it from other dates."""
    said = {*content(field.labels.fr), *content(field.labels.en)}
    common = {
        "date",
        "jour",
        "day",
        "heure",
        "time",
        "premiere",
        "first",
        "derniere",
        "last",
        "contract",
        "contrat",
        "order",
        "commande",
        "only",
        "uniquement",
    }
    own = {word for word in said if word not in common and len(word) > 3}
    return sorted(own | {other for word in own for other in also(word)})


def status_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the picklist that says how far a record has come."""
    for name in ("Status", "StageName"):
        if name in info.fields:
            return info.fields[name]
    for one in info.fields.values():
        said = {*content(one.labels.fr), *content(one.labels.en)}
        if one.type == "picklist" and said & {
            "statut",
            "status",
            "etat",
            "state",
            "etape",
            "stage",
            "phase",
            "avancement",
        }:
            return one
    return None


def change_field(info: ObjectInfo, status: FieldInfo) -> FieldInfo | None:
    """Return the date a status last changed on: the one whose label names the status."""
    said = {*content(status.labels.fr), *content(status.labels.en)}
    for one in info.fields.values():
        label = {*content(one.labels.fr), *content(one.labels.en)}
        if one.type in DATES and label & said and label & {"change", "changement", "modification"}:
            return one
    return None


def closing_values(field: FieldInfo) -> tuple[str, ...]:
    """Return the values of a status that say it is over."""
    return tuple(
        entry.value
        for entry in field.picklist
        if _CLOSING & {*words(entry.labels.fr), *words(entry.labels.en), *words(entry.value)}
    )


def owner_path(catalogue: Catalogue, name: str) -> str | None:
    """Return the path to who is in charge: the object's owner, or its parent's."""
    info = catalogue[name]
    if "OwnerId" in info.fields:
        return "OwnerId"
    for one in info.fields.values():
        target = catalogue.get(one.reference_to[0]) if len(one.reference_to) == 1 else None
        if (
            target
            and target.name != name
            and one.relationship
            and "OwnerId" in target.fields
            and target.name != "User"
        ):
            return f"{one.relationship}.OwnerId"
    return None


def account_path(catalogue: Catalogue, name: str) -> str | None:
    """Return the path to the account behind a record; empty for an account itself."""
    if name == "Account":
        return ""
    return parent_path(catalogue, name, "Account")


def text_field(info: ObjectInfo, *labelled: str) -> FieldInfo | None:
    """Return a text field (or picklist) whose label has one of these words."""
    for word in labelled:
        for one in info.fields.values():
            said = {*words(fold(one.labels.fr)), *words(fold(one.labels.en))}
            if one.type in {"string", "picklist"} and word in said and "code" not in said:
                return one
    return None


def columns(catalogue: Catalogue, name: str) -> Iterator[str]:
    """Yield the paths worth showing for any list of these records."""
    info = catalogue[name]
    yield from called(catalogue, name)
    if info.name_field != "Subject" and "Subject" in info.fields:
        yield "Subject"
    account = account_path(catalogue, name)
    if account and not account.startswith(BECAME):
        yield f"{account}.Name"
    elif "Company" in info.fields:
        yield "Company"
    for one in (status_field(info), money_field(info), date_field(info)):
        if one is not None and (one.name != "CreatedDate" or info.name in {"Case", "Lead"}):
            yield one.name
    for reach in ("Title", "Email", "Phone"):
        if reach in info.fields and "LastName" in info.fields:
            yield reach
    owner = owner_path(catalogue, name)
    if owner:
        yield f"{owner.removesuffix('Id')}.Name"
