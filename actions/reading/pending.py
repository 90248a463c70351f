"""What is still to be done: « à traiter », « dois-je clôturer », "left to resolve", "should close".

The verb of an end that somebody has yet to bring about speaks of what has not ended, and of when it
is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.inflected import verb
from actions.reading.spans import Mention
from language import words
from language.tokens import Token

_ENDS = ("closed", "won", "closing", "converted", "contacted")
_TIMED = ("how_long", "rate", "pace")
_REACH = 7
_OWED = frozenset(
    words(
        "dois doit doivent devons devez devrais devrait devraient devrions faut faudra faudrait "
        "reste restent restant should must ought need needs left remaining supposed due likely "
        "expected expect expects bound hope hoping comptons esperons comptez prevoyons"
    )
)
"""Words of duty: they reach the verb over small words alone."""
_SMALL = frozenset(
    words(
        "a je tu il elle on nous vous ils elles t me m te se s y le la les l en de d encore bien "
        "vite etre i we you he she they it to be get still yet have has had us our"
    )
) | {"-", "'", "’"}
_PASSIVE = frozenset({"etre", "be", "get"})
_INFINITIVE = ("er", "ir", "re")
_PARTICIPLES = frozenset({"won", "sold", "bought", "done"})


def with_pending(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with the ends still to come read as states that last."""
    if any(mention.says(*_TIMED) for mention in mentions):
        return tuple(mentions)
    owed = {one: said for one in mentions if (said := _owed(tokens, mentions, one))}
    before = {place for one in owed for place in range(one.start - _REACH, one.start)}
    return tuple(
        replace(one, meanings=(), concepts=owed[one]) if one in owed else one
        for one in mentions
        if one.start not in before or not _tells_duty(tokens, one)
    )


def _tells_duty(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a mention is but the duty itself: « restent », "to be"."""
    said = {token.text for token in tokens[mention.start : mention.end]}
    if mention.kind == "unknown":
        return said <= _OWED | _SMALL
    return mention.says("not") and said <= {"to", "be", "still", "yet"}


def _owed(
    tokens: Sequence[Token], mentions: Sequence[Mention], mention: Mention
) -> tuple[str, ...]:
    """Return the state that lasts, where a mention is the verb of an end that is a duty."""
    place = mention.end - 1
    word = tokens[place].text
    ends = {*mention.concepts, *verb(word)} & {*_ENDS}
    if mention.kind not in {"words", "unknown"} or mention.of("object") or not ends:
        return ()
    while (place := place - 1) >= 0 and mention.end - place <= _REACH + 1:
        if tokens[place].text not in _SMALL:
            break
    between = [token.text for token in tokens[place + 1 : mention.end - 1]]
    if place < 0 or (place >= mention.start and tokens[place].text not in _OWED):
        return ()
    owed = tokens[place].text in _OWED and (bool(_PASSIVE & {*between}) or _bare(word))
    if not owed and not _is_task(mentions, place, between, word):
        return ()
    return ("unconverted",) if "converted" in ends else ("open",)


def _is_task(mentions: Sequence[Mention], place: int, between: Sequence[str], word: str) -> bool:
    """Whether a noun is told by what is to be done with it: « tickets à clore », "to be signed"."""
    told = " ".join(between)
    french = told in {"a", "encore a"} and word.endswith(_INFINITIVE)
    english = told in {"to", "still to"} and _bare(word)
    if not (french or english or told in {"to be", "still to be", "yet to be", "a etre"}):
        return False
    head = next((one for one in mentions if one.start <= place < one.end), None)
    if head is None or head.kind in {"unknown", "period"}:
        return False  # "longer than a week to close" tells how long it took
    return bool(head.meanings or head.data)


def _bare(word: str) -> bool:
    """Whether an English verb is said as such, not as done: "close", no "closed"."""
    return not word.endswith("ed") and word not in _PARTICIPLES
