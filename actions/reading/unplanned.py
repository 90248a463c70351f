"""Nothing to come: « sans activité prévue », "deals with nothing planned", "no upcoming activity".

An activity to come is a task that is not done, or a meeting that has not begun.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.ahead import PLANNED, coming
from actions.reading.asked import Asked, Placed
from actions.reading.links import tie
from actions.reading.spans import Mention, Sentence
from crm import AllOf, AnyOf, Condition, Query, Related
from language import words

_KINDS = ("Task", "Event")
_ACTIVITIES = frozenset(
    words("activite activites activity activities action actions rien nothing anything")
)
_REACH = 4


def unplanned(asked: Asked, used: set[Mention]) -> list[Placed]:
    """Return the condition of having nothing to come, or something: « avec … prévue »."""
    said = _said(asked.sentence)
    main = asked.frame.main
    if said is None or main.object in _KINDS:
        return []
    lead, denies = said
    ties = [(kind, tie(asked.catalogue, main.object, kind)) for kind in _KINDS
            if kind in asked.catalogue]  # fmt: skip
    children = tuple(
        Related(link.path, Query(kind, (link.field,), condition), negated=denies)
        for kind, link in ties
        if link and (condition := coming(asked, asked.catalogue[kind]))
    )
    if not children:
        return []
    used.update(_taken(asked.sentence, lead))
    whole: Condition = AllOf(children) if denies else AnyOf(children)
    return [Placed(main, whole, lead)]


def _said(sentence: Sentence) -> tuple[Mention, bool] | None:
    """Return what leads to « activité prévue », and whether it denies it."""
    leads = [one for one in sentence.mentions if _of_activity(sentence, one)]
    denial = next((one for one in leads if one.says("without", "not", "never")), None)
    had = next((one for one in leads if one.says("with")), None)
    return (denial, True) if denial else (had, False) if had else None


def _of_activity(sentence: Sentence, lead: Mention) -> bool:
    """Whether an activity, and that it is to come, are said right after."""
    end = lead.end + _REACH
    said = [token.text for token in sentence.tokens[lead.start : end]]
    if not {*said} & _ACTIVITIES:
        return False
    ahead = any(m.says("ahead") and lead.end <= m.start < end for m in sentence.mentions)
    return ahead or bool({*said} & PLANNED)


def _taken(sentence: Sentence, lead: Mention) -> Iterator[Mention]:
    """Yield the words that say it."""
    for one in sentence.mentions:
        near = lead.start <= one.start < lead.end + _REACH
        said = {*words(one.text)}
        if near and (one is lead or one.says("ahead") or said & (PLANNED | _ACTIVITIES)):
            yield one
