"""What an org's own object is called by, before a kind of record that every org has.

"Events" are calendar entries, but in an org of "Catered Events" whose venue, chef and guests the
question speaks of, they are those: the one whose fields and values tell more of it.
"""

from __future__ import annotations

from dataclasses import replace

from actions.reading.spans import Mention, Sentence
from actions.reading.vocabulary import Meaning
from crm import Catalogue

_FULL = 0.9


def with_own_nouns(sentence: Sentence, catalogue: Catalogue) -> Sentence:
    """Return the sentence with each noun that tells of an org's own object read as that one."""
    mentions = tuple(_told(one, sentence, catalogue) for one in sentence.mentions)
    return replace(sentence, mentions=mentions) if mentions != sentence.mentions else sentence


def _told(mention: Mention, sentence: Sentence, catalogue: Catalogue) -> Mention:
    known = [one for one in mention.of("object") if one.object in catalogue]
    whole = [one.object for one in known if one.share == 1.0]
    own = [one.object for one in known if one.share < 1.0 and catalogue[one.object].custom]
    if len(own) != 1 or not whole or any(catalogue[name].custom for name in whole):
        return mention
    told = _told_of(own[0], mention, sentence)
    if told <= max(_told_of(name, mention, sentence) for name in whole):
        return mention
    rest = [one for one in mention.meanings if one not in known]
    return replace(mention, meanings=(Meaning("object", own[0]), *rest))


def _told_of(name: str, noun: Mention, sentence: Sentence) -> int:
    """Return how many of the other words are, in full, a field or a value of an object."""
    return sum(
        any(one.object == name and one.kind != "object" and one.share > _FULL
            for one in mention.meanings)
        for mention in sentence.mentions
        if mention is not noun
    )  # fmt: skip
