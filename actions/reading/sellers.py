"""Those who sell, where people are asked for by that word: « liste des commerciaux », "our reps".

The users of an org are its agents, administrators and integrations too; whose profile or role
speaks of sales is who sells. The line of the reading says so, where an org names them otherwise.
"""

from __future__ import annotations

from actions.reading.asked import Asked, Placed
from crm import AnyOf, Compare
from language import words

_USER = "User"
_SELLERS = frozenset(
    words(
        "commercial commerciaux commerciale commerciales vendeur vendeurs vendeuse vendeuses "
        "rep reps salesperson salespeople seller sellers"
    )
)
_TRADE = ("%sales%", "%commercia%")
_NAMED = frozenset({"Profile", "UserRole"})


def selling(asked: Asked) -> list[Placed]:
    """Keep, of the users listed as sellers, those whose profile or role speaks of sales.

    What they have done or not done, and a skill of theirs, is told of whoever it is.
    """
    main = asked.frame.main
    said = next((m for m in asked.sentence.mentions if m.start == main.start), None)
    if main.object != _USER or len(asked.frame.anchors) > 1 or said is None:
        return []
    told = any(m.of("value") for m in asked.sentence.mentions if m != said)
    if told or not _SELLERS & {*words(said.text)}:
        return []
    links = [
        one.relationship
        for one in asked.info(main).fields.values()
        if one.relationship in _NAMED and {*one.reference_to} <= {*asked.catalogue}
    ]
    ways = tuple(Compare(f"{link}.Name", "like", trade) for link in links for trade in _TRADE)
    return [Placed(main, AnyOf(ways), said)] if ways else []
