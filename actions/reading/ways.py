"""Every way one kind of record hangs on another: an e-mail on its account, or on its case's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.links import references
from crm import Catalogue, Compare, Condition
from language import words

_CAME = frozenset(words("recu recus recue recues received from"))
_WENT = frozenset(words("envoye envoyes envoyee envoyees sent to"))
_REACH = 3


def ways_to(catalogue: Catalogue, name: str, target: str) -> tuple[str, ...]:
    """Return the paths to the target's id where the nearest may hold other kinds: else none.

    An e-mail is about anything; what it belongs to says as well whose it is.
    """
    nearest = [one for one in references(catalogue, name) if target in one.reference_to]
    if not nearest or any(len(one.reference_to) == 1 for one in nearest):
        return ()
    through = tuple(_through(catalogue, name, target))
    return (*(one.name for one in nearest), *through) if through else ()


def _through(catalogue: Catalogue, name: str, target: str) -> Iterator[str]:
    for one in references(catalogue, name):
        if len(one.reference_to) != 1 or one.reference_to[0] not in catalogue:
            continue
        for inner in references(catalogue, one.reference_to[0]):
            if inner.reference_to == (target,) and one.reference_to[0] != name:
                yield f"{one.relationship}.{inner.name}"


def senders(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """Return who a message comes from: people, where it is told whether it came or went."""
    return ("Contact", "Lead") if "Incoming" in catalogue[name].fields else ()


def direction(said: Sequence[str], catalogue: Catalogue, name: str) -> Condition | None:
    """Return whether messages came or went, told by the words before a person's name."""
    flag = catalogue[name].fields.get("Incoming")
    near = {*said[-_REACH:]}
    if flag is None or not near & (_CAME | _WENT):
        return None
    return Compare(flag.name, "=", bool(near & _CAME))
