"""When a status was come to: « en négociation depuis 60 jours », "that moved to negotiation"."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.spans import Mention, Sentence
from actions.reading.traits import change_field, status_field
from crm import FieldInfo, ObjectInfo
from language import Period, words


def since_then(
    sentence: Sentence, mention: Mention, around: Sequence[Mention], info: ObjectInfo
) -> FieldInfo | None:
    """Return when a status last changed: « en négociation depuis plus de 60 jours ».

    So it does for what came to it then: « passées en négociation ce mois-ci ».
    """
    status, period = status_field(info), mention.data
    before = [m for m in around if m.end <= mention.start and m.kind == "words"][:1]
    lasts = period.length is not None and _goes_on(period)
    if status is None or not (lasts or (before and _moves_to(sentence, before[0]))):
        return None
    said = [one for m in before for one in m.of("value") if one.object == info.name]
    states = any(one.field == status.name for one in said)
    if not states or before[0].says("created", "contacted") or mention.start - before[0].end > 1:
        return None
    return change_field(info, status)


def _moves_to(sentence: Sentence, state: Mention) -> bool:
    """Whether records came to a state: "that moved to negotiation", « entrées en prospection »."""
    led = sentence.before(state, 4)
    place = next((i for i, word in enumerate(led) if word in _CAME), None)
    return place is not None and bool({*led} & _INTO)


_CAME = frozenset(
    words("moved went gone came entered reached progressed passe passee passes passees entre "
          "entree entres entrees arrive arrivee arrives arrivees bascule basculee bascules "
          "basculees passed")
)  # fmt: skip
_INTO = frozenset(words("to into en a au the in"))


def _goes_on(period: Period) -> bool:
    return period.relation in {"older_than", "newer_than", "since"}
