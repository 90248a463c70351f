"""Verbs that say who does what, or which date is meant, where a value or a state has their name."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.links import references
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import any_akin, content
from actions.reading.traits import ends, said_date
from crm import Compare
from language import words


def tells_date(asked: Asked, mention: Mention) -> bool:
    """Whether « déclarés le mois dernier » says which date is meant: some went on since."""
    after = next((m for m in asked.sentence.mentions if m.start >= mention.end), None)
    near = after is not None and after.start - mention.end <= _NEAR and after.kind == "period"
    if not near or mention.of("object"):
        return False
    date = said_date(asked.info(asked.frame.main), words(mention.text))
    return date is not None and date.custom and not ends(date)


_NEAR = 3


def bounds_span(asked: Asked, mention: Mention) -> bool:
    """Whether « entre la déclaration et le règlement » names a date that a duration runs from."""
    timed = any(m.says("how_long", "pace") for m in asked.sentence.mentions)
    led = {*asked.sentence.before(mention, 2)} & _FROM_TO
    date = said_date(asked.info(asked.frame.main), words(mention.text)) if timed and led else None
    return date is not None


_FROM_TO = frozenset(words("entre between from depuis et and to until jusqu au a"))


def undone(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« non résolues », "not returned yet": the date of what was not done is empty."""
    said = words(mention.text)
    date = said_date(asked.info(asked.frame.main), said)
    if date is None or not date.custom or mention.of("object"):
        return
    if said[0] in _NOT:
        yield Placed(asked.frame.main, Compare(date.name, "=", None), mention)
        return
    place = asked.sentence.mentions.index(mention)
    before = [m for m in asked.sentence.mentions[max(place - 2, 0) : place] if _denies(m)]
    if before and dates_only(asked, mention, before[-1]):
        return
    if before and mention.start - before[-1].end <= _NEAR:
        yield Placed(asked.frame.main, Compare(date.name, "=", None), before[-1])


_NOT = frozenset({"non", "not", "pas"})


def dates_only(asked: Asked, mention: Mention, denial: Mention | None) -> bool:
    """Whether something else is lacking: « sans valideur, reçus depuis mai » were received."""
    between = denial is not None and any(
        denial.end <= m.start < mention.start for m in asked.sentence.mentions
    )
    return between and tells_date(asked, mention)


def _denies(mention: Mention) -> bool:
    return mention.says("not", "never", "without")


def is_act(asked: Asked, mention: Mention) -> bool:
    """Whether « quel expert traite le plus », "handled by" tell of who acts, of no state."""
    raw, rest = mention.text.lower(), [m for m in asked.sentence.mentions if m.start >= mention.end]
    most = bool(rest) and rest[0].start == mention.end and rest[0].says("most", "least")
    if most and mention.says("closed"):
        return not raw.rstrip("es").endswith(("é", "ed")) and not raw.endswith("ed")
    if not (rest and rest[0].start == mention.end and rest[0].says("by")):
        return False
    own = references(asked.catalogue, asked.frame.main.object)
    labels = [
        word for one in own if one.custom for word in content(one.labels.en + " " + one.labels.fr)
    ]
    return any(any_akin(word, labels) for word in words(mention.text))


def opens_most(sentence: Sentence, mention: Mention) -> bool:
    """Whether "customers open the most tickets" tells what they do: nothing is open."""
    after = next((m for m in sentence.mentions if m.start >= mention.end), None)
    return after is not None and after.start - mention.end <= 1 and after.says("most", "least")


def in_present(asked: Asked, mention: Mention) -> bool:
    """Whether a verb is in the present or to come: « expire », "expires", and not « expirés »."""
    raw = mention.text.lower()
    ended = raw.endswith(("é", "ée", "és", "ées", "ed"))
    return not (ended or (asked.language == "fr" and raw.endswith("es")))
