"""Whether the values of a field are ranked or bounded: "top reasons", « le top 3 des secteurs »."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.picks import field_of
from actions.reading.reaching import figured_bound, worth_of
from actions.reading.spans import Mention
from language import words


def ranks_values(asked: Asked, place: int) -> bool:
    """Whether "top reasons", « principaux motifs » ranks the values of a picklist."""
    here, *following = asked.sentence.mentions[place : place + 2]
    if not here.says("top", "bottom") or not following or following[0].start > here.end:
        return False
    field = field_of(following[0], [asked.frame.main], asked.catalogue, "picklist", least=0.3)
    valued = max((one.share for one in following[0].of("value")), default=0.0)
    named = max((one.share for one in following[0].of("field")), default=0.0)
    return field is not None and named > valued and not following[0].of("object")


def cut_values(asked: Asked, place: int) -> bool:
    """Whether « le top 3 des secteurs » cuts the values of a field, and no list of records."""
    here, *following = asked.sentence.mentions[place : place + 2]
    mentions = asked.sentence.mentions
    later = any(m.says("most", "least") and m.start > here.end for m in mentions)
    ranked = (here.data.way in {"top", "bottom"} or later) and not here.data.ordinal
    if not ranked or not following or following[0].start - here.end > 2:
        return False
    if any(one.startswith("grain_") for one in following[0].concepts):
        return here.data.way in {"top", "bottom"}
    named = field_of(following[0], [asked.frame.main], asked.catalogue, least=1.0) is not None
    valued = following[0].of("value") and not named
    if following[0].of("object") or valued or asked.frame.at(following[0]):
        return False
    return field_of(following[0], [asked.frame.main], asked.catalogue, "picklist", "string",
                    least=0.3) is not None  # fmt: skip


def _converts(mention: Mention) -> bool:
    """Whether a rate is ranked by its own words: "converts best"."""
    return mention.says("rate") and bool({*words(mention.text)} & _RANKS)


_RANKS = frozenset({"best", "mieux", "worst", "moins"})


def heads(asked: Asked, mention: Mention) -> bool:
    """Whether « secteurs où on a plus de 20 comptes » counts by what it begins with."""
    main = asked.frame.main
    each = figured_bound(asked.sentence, mention, main) is not None
    ahead = (mention.end <= main.start or each) and not mention.says("with", "without", "or")
    field = field_of(mention, [main], asked.catalogue, least=0.45) if ahead else None
    if field is None or (field[2].type == "boolean" and mention.end == main.start):
        return False  # "the smallest covered tank" is one of those that are
    if any(m.of("object") for m in asked.sentence.mentions[:1] if m is not mention):
        return False
    bounded = any(
        m.kind == "amount"
        and 0 <= main.start - m.end <= 3
        and (not m.data.marked or worth_of(asked.sentence, main) is m.data)
        for m in asked.sentence.mentions
    )
    ranked = any(m.says("top", "bottom", "most", "least") for m in asked.sentence.mentions)
    return bounded or ranked or each


def ranked(asked: Asked, which: Mention) -> bool:
    """Whether « quel secteur a le plus… » ranks what it names."""
    return any(
        m.start > which.start and (m.says("most", "least", "top", "bottom") or _converts(m))
        for m in asked.sentence.mentions
    )
