"""Conditions lifted from what is on screen: "remove the country filter", « peu importe l'étape ».

A message that speaks of filters, or says that something does not matter, names the matter of the
condition to leave out; where it names none, the last one said goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.aliases import FIELD_ALIASES
from actions.reading.amending import STATE, paths, placed
from actions.reading.asked import Asked
from actions.reading.paths import target
from actions.reading.reading import Reading
from actions.reading.stems import GLUE, any_akin
from actions.reading.traits import DATES
from crm import Condition, FieldInfo
from language import words

_FILTERS = frozenset(
    words("filtre filtres filter filters critere criteres criterion criteria condition conditions ")
    + words("contrainte contraintes constraint constraints restriction restrictions")
)
_WHATEVER = frozenset(words("importe regardless whatever confondus confondues confondu confondue"))
_LIFTS = frozenset(
    words("sans without no aucun aucune enleve enlevez enlever retire retirez retirer vire virez ")
    + words("supprime supprimez oublie oubliez annule annulez leve levez laisse laissez tomber ")
    + words("remove drop forget cancel clear lift scrap ditch lose undo delete take off away skip")
)
_OUTRIGHT = frozenset(words("forget oublie oubliez thing truc"))
_GLUE = (
    GLUE
    | _FILTERS
    | _WHATEVER
    | _LIFTS
    | frozenset(
        words("ce cet cette ces ca cela last dernier derniere that this the peu tout tous ")
        + words("toute toutes all ok mais but finalement of du par by quel quelle thing truc ")
        + words("any whole entire added just my mon your svp please stp now maintenant")
    )
)
_MATTERS = {
    "date": frozenset(words("date dates periode period time temps jour mois annee day month year")),
    "place": frozenset(words("lieu place location ville city town pays country region")),
    "owner": frozenset(words("proprietaire owner commercial rep vendeur agent responsable")),
    "state": frozenset(words("etat state statut status etape stage stade ouverture")),
    "number": frozenset(words("montant amount taille size seuil threshold chiffre valeur value")),
}


def lifted(before: Reading, asked: Asked) -> tuple[Condition, ...] | None:
    """Return the conditions left on screen; None where the message lifts none of them."""
    said = words(asked.sentence.text)
    filters, whatever = bool({*said} & _FILTERS), bool({*said} & _WHATEVER)
    verbs = bool({*said} & _LIFTS) and (filters or bool({*said} & _OUTRIGHT))
    if not before.conditions or not (whatever or verbs):
        return None
    named = {word for word in said if any(_is(one, word, before, asked)
                                          for one in before.conditions)}  # fmt: skip
    if not (whatever or {*said} <= _GLUE | named):
        return None
    left = tuple(one for one in before.conditions if not any(_is(one, word, before, asked)
                                                             for word in named))  # fmt: skip
    return left if named or whatever or not filters else before.conditions[:-1]


def _is(condition: Condition, word: str, before: Reading, asked: Asked) -> bool:
    """Whether a word names what a condition is on."""
    if word in _GLUE and not any(word in named for named in _MATTERS.values()):
        return False
    for path in paths(condition):
        if word in _kinds(path, before, asked):
            return True
        field = _field(path, before, asked)
        if field is not None and any_akin(word, {*_names(field)}):
            return True
    return False


def _kinds(path: str, before: Reading, asked: Asked) -> frozenset[str]:
    """Return everyday words for the kind of matter a path is of."""
    field = _field(path, before, asked)
    last = path.rpartition(".")[2]
    if "Owner" in path:
        return _MATTERS["owner"]
    if last in STATE:
        return _MATTERS["state"]
    if placed(path):
        return _MATTERS["place"]
    if field is None:
        return frozenset()
    if field.type in DATES:
        return _MATTERS["date"]
    return _MATTERS["number"] if field.type in {"currency", "int", "double"} else frozenset()


def _field(path: str, before: Reading, asked: Asked) -> FieldInfo | None:
    plain = path.partition("<")[0]
    return target(asked.catalogue, before.query.object, plain)


def _names(field: FieldInfo) -> Iterator[str]:
    for label in (field.labels.fr, field.labels.en, *FIELD_ALIASES.get(field.name, ())):
        yield from (word for word in words(label) if word not in GLUE)
