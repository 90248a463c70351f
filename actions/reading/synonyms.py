"""Words of business that mean the same, in both languages: any label said with one has them all.

These are common nouns of the trade, not the labels of an org: what an org calls « Motif de perte »
or "Loss Reason" is found by « raison », « cause » or "why it was lost" all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from actions.reading.stems import content

_SETS = tuple(
    frozenset(line.split())
    for line in """
    raison motif cause reason
    remise rabais ristourne reduction discount rebate
    marge margin markup
    poids weight masse
    prix tarif price
    cout depense frais cost expense spend
    duree duration length longueur
    capacite capacity volume
    budget budgete budgeted
    reclamation plainte complaint grievance
    facturation facture billing invoicing invoice
    panne breakdown outage failure
    installe installed pose
    demarrage debut start beginning
    fin end expiration expiry
    reponse response answer answered respond responded repondu repondre repondent replied reply
    concurrent competitor rival
    besoin needs
    salon trade foire
    webinaire webinar webinars
    recommandation referral parrainage
    annule cancelled canceled
    refuse rejete rejected declined denied
    brouillon draft
    envoye sent
    livre delivered
    expedie shipped
    fauteuil chair
    depot warehouse entrepot
    technicien technician
    satisfaction csat
    probleme issue souci problem
    formation training
    effectif headcount
""".splitlines()
    if line.split()
)


DIMENSIONS: tuple[tuple[str, str, str], ...] = (
    ("heaviest lourd lourde lourds lourdes", "lightest leger legere legers legeres",
     "poids weight masse"),
    ("costliest priciest onereux couteux couteuse", "cheapest economique", "prix cout price cost"),
    ("longest long longue longs longues", "shortest court courte courts courtes",
     "duree delai duration length temps time"),
    ("powerful puissant puissante puissants puissantes", "", "puissance power"),
    ("profitable rentable rentables", "", "marge rentabilite margin profit"),
    ("roomiest spacieux spacieuse vaste vastes", "", "capacite surface capacity area"),
    ("satisfied satisfait satisfaits satisfaite", "", "satisfaction"),
    ("healthiest", "unhealthiest", "sante health"),
)  # fmt: skip
"""Adjectives of a dimension: those of having most, of having least, and what the number is called.
"""


def superlatives(place: int) -> Iterator[str]:
    """Yield how most (0) or least (1) of a dimension is said: "heaviest", « plus lourd »."""
    for sides in DIMENSIONS:
        for word in sides[place].split():
            short = word.endswith("est")
            yield word if short else f"plus {word}"
            if not short:
                yield f"most {word}"
        for word in sides[0].split() if place else ():
            yield f"moins {word}"
            yield f"least {word}"


def dimension(said: Sequence[str]) -> frozenset[str]:
    """Return what the number is called that an adjective compares by."""
    for most, least, names in DIMENSIONS:
        if {*said} & {*most.split(), *least.split()}:
            return frozenset(names.split())
    return frozenset()


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for together in _SETS:
        for word in together:
            found[word] = (*found.get(word, ()), *sorted(together - {word}))
    return found


def also(word: str) -> tuple[str, ...]:
    """Return the words of the trade that mean the same as this one."""
    return _known().get(word, ())


def respelled(label: str) -> Iterator[str]:
    """Yield a label with each of its words said otherwise, one at a time."""
    said = content(label)
    for place, word in enumerate(said):
        for other in _known().get(word, ()) or _known().get(word.removesuffix("s"), ()):
            yield " ".join((*said[:place], other, *said[place + 1 :]))
