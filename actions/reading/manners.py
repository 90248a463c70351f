"""How something came: « reçues par e-mail » groups by nothing."""

from __future__ import annotations

from actions.reading.spans import Mention, Sentence
from crm import Catalogue

_FULL = 0.9


def by_means(sentence: Sentence, mention: Mention, catalogue: Catalogue) -> bool:
    """Whether « par » tells how something came: « reçues par e-mail » groups by nothing."""
    place = sentence.mentions.index(mention)
    valued = any(one.share > _FULL for one in mention.of("value")) and not mention.concepts
    if place < 2 or not valued or _names_a_list(mention, catalogue):
        return False
    verb, by = sentence.mentions[place - 2 : place]
    done = verb.says("created", "contacted", "closed", "won", "lost", "converted")
    return done and by.says("by") and verb.end == by.start


def _names_a_list(mention: Mention, catalogue: Catalogue) -> bool:
    """Whether a value is a picklist's name too: « perdues par concurrent » groups."""
    objects = {one.object for one in mention.of("value") if one.share > _FULL}
    named = (catalogue[one.object].fields.get(one.field) for one in mention.of("field")
             if one.object in objects and one.share > _HALF)  # fmt: skip
    return any(field is not None and field.type == "picklist" for field in named)


_HALF = 0.3
