"""Who bought: "accounts that bought in 2025", « clients qui n'ont rien signé »."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.acts import is_act
from actions.reading.asked import Asked, Placed
from actions.reading.dating import dated
from actions.reading.denial import denied
from actions.reading.links import tie
from actions.reading.spans import Mention
from actions.reading.states import state
from actions.reading.traits import said_date
from actions.reading.unsold import line_of, never_won
from crm import AllOf, Condition, Query, Related
from language import words

_DEAL = "Opportunity"
_NEAR = 5


def bought(asked: Asked, used: set[Mention]) -> list[Placed]:
    """Return the condition of a deal won or lost, for records that deals belong to.

    Nothing where a deal is named, which then has its own conditions, where records have lines, or
    a date of their own for it: « contrats signés en mars ».
    """
    main = asked.frame.main
    if any(one.object == _DEAL for one in asked.frame.anchors) or _DEAL not in asked.catalogue:
        return []
    tied = tie(asked.catalogue, main.object, _DEAL)
    said = (m for m in asked.sentence.mentions if m.says("won", "lost") and m not in used)
    verb = next(said, None)
    if tied is None or verb is None or {"IsWon", "IsConverted"} & {*asked.info(main).fields}:
        return []
    if main.end == main.start or line_of(asked.catalogue, asked.frame) or verb.start < main.end:
        return []
    if said_date(asked.info(main), words(verb.text)) or is_act(asked, verb):
        return []
    deal = asked.catalogue[_DEAL]
    won = state(verb, deal, asked.today)
    if won is None:
        return []
    used.add(verb)
    inner = Query(_DEAL, (tied.field,), AllOf((won, *_when(asked, verb, used))))
    found = [Placed(main, Related(tied.path, inner, negated=_not(asked, verb)), verb)]
    for mention, held in _but_not(asked, verb, used):
        inner = Query(_DEAL, (tied.field,), AllOf((won, held)))
        found.append(Placed(main, Related(tied.path, inner, negated=True), mention))
    return found


def _not(asked: Asked, verb: Mention) -> bool:
    """Whether nothing was bought: « n'ont rien acheté », "have not bought"."""
    return never_won(asked.sentence) is verb or denied(asked.sentence, verb)


def _but_not(
    asked: Asked, verb: Mention, used: set[Mention]
) -> Iterator[tuple[Mention, Condition]]:
    """Yield the periods in which nothing was bought: "but not in 2026", « mais rien en 2026 »."""
    for mention in asked.sentence.mentions:
        if mention.kind != "period" or mention in used or mention.start < verb.end:
            continue
        near = (m for m in asked.sentence.mentions if 0 <= mention.start - m.end <= _LED)
        deal = asked.catalogue[_DEAL]
        if not any(m.start > verb.end and m.says("not", "never", "without") for m in near):
            continue
        for _, _, held in dated(asked.sentence, mention, deal, asked.today):
            used.add(mention)
            yield mention, held


_LED = 2


def _when(asked: Asked, verb: Mention, used: set[Mention]) -> list[Condition]:
    """Return when it was: the period right after the verb."""
    for mention in asked.sentence.mentions:
        near = mention.kind == "period" and 0 <= mention.start - verb.end <= _NEAR
        if not near or mention in used:
            continue
        for _, _, held in dated(asked.sentence, mention, asked.catalogue[_DEAL], asked.today):
            used.add(mention)
            return [held]
    return []
