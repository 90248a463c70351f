"""Words of business that mean the same, in both languages: any label said with one has them all.

These are common nouns of the trade, not the labels of an org: what an org calls « Motif de perte »
or "Loss Reason" is found by « raison », « cause » or "why it was lost" all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
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


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for together in _SETS:
        for word in together:
            found[word] = (*found.get(word, ()), *sorted(together - {word}))
    return found


def respelled(label: str) -> Iterator[str]:
    """Yield a label with each of its words said otherwise, one at a time."""
    said = content(label)
    for place, word in enumerate(said):
        for other in _known().get(word, ()) or _known().get(word.removesuffix("s"), ()):
            yield " ".join((*said[:place], other, *said[place + 1 :]))
