"""What is said before the question: « je prépare ma revue avec Sophie, peux-tu sortir… »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.spans import Mention
from language import words
from language.tokens import Token

PUT_BACK = frozenset(
    words("remets remettez remettre rajoute rajoutez ajoute ajoutez reintegre reintegrez inclus ")
    + words("inclure incluez reprends reprenez include add readd bring put")
)
"""Verbs that open a message which lets back into a list what was left out of it."""

_OF_THEM = frozenset(words("they them their ils elles leur leurs eux there"))
"""Pronouns for whoever was named before the question."""
_SPEAKERS = frozenset({"je", "j", "i", "we", "nous", "on"})
_ENDS = frozenset(",.;:!?")


def asked_clauses(tokens: Sequence[Token], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out clauses in which the asker tells of themselves, if the question comes after."""
    told = [(start, end) for start, end in _clauses(tokens) if _tells(tokens, mentions, start, end)]
    if not told:
        return mentions
    last = max(end for _, end in told)
    if not any(m.of("object") and m.start >= last for m in mentions):
        return mentions
    meant = bool(_OF_THEM & {token.text for token in tokens[last:]})
    return tuple(
        m
        for m in mentions
        if not any(a <= m.start < b for a, b in told) or (meant and m.kind == "name")
    )


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = 0
    for place, token in enumerate(tokens):
        if token.text in _ENDS:
            yield start, place
            start = place + 1


def _tells(tokens: Sequence[Token], mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a clause is about the asker and names no kind of record."""
    speaks = start < end and tokens[start].text in _SPEAKERS
    inside = [m for m in mentions if start <= m.start < end]
    return speaks and not any(m.of("object") for m in inside)


def put_back_at(tokens: Sequence[Token], start: int) -> int:
    """Return where « remets », "bring back" ends at the beginning of a message; or 0."""
    if start or not tokens or tokens[0].text not in PUT_BACK:
        return 0
    return 2 if [one.text for one in tokens[1:2]] == ["back"] else 1
