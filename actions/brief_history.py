"""What was said lately, for a brief: the news, what hurts, what is promised and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.brief_sections import Teller
from actions.contract import Tools
from actions.gist import gist, weight
from actions.hearing import Heard, listen
from actions.interactions import Interaction
from actions.parts import Evidence, SummaryItem, SummaryKind
from actions.voices import Said, owner_of
from actions.wording import Lines, line
from language import fold, quoted

KINDS: Lines = {
    "call": {"fr": "Appel", "en": "Call"},
    "meeting": {"fr": "Réunion", "en": "Meeting"},
    "email": {"fr": "E-mail", "en": "E-mail"},
    "chat": {"fr": "Discussion en ligne", "en": "Chat"},
    "case": {"fr": "Demande", "en": "Case"},
}
TOLD, MOST, TELLING = 3, 3, 4
OWED = 365
"""Days after which a promise nobody spoke of again is history, and owed no more."""


@dataclass(frozen=True)
class Point:
    """A sentence that counts: where it was said and when, its theme if it is a pain."""

    one: Interaction
    text: str
    theme: str = ""


@dataclass(frozen=True)
class History:
    """The latest exchanges: their lines, and the points that angles and questions stand on."""

    items: tuple[SummaryItem, ...]
    last: date | None
    pains: tuple[Point, ...]
    ours: tuple[Point, ...]
    theirs: tuple[Point, ...]


async def heard_history(exchanges: Sequence[Interaction], teller: Teller, tools: Tools) -> History:
    """Read the latest exchanges."""
    heard = await listen(exchanges, tools.remarks)
    pairs = list(zip(exchanges, heard, strict=True))
    pains = _by_theme(
        Point(one, said.text, remark.theme.of(teller.language) if remark.theme else "")
        for one, told in pairs for said, remark in told
        if remark.kind == "pain_point" and not remark.settled
        and weight(said.text, set()) >= TELLING
    )  # fmt: skip
    promised = [(one, said) for one, told in pairs for said, remark in told
                if remark.kind == "promise" and not remark.settled
                and teller.days_since(one.day) <= OWED]  # fmt: skip
    ours = [Point(one, said.text) for one, said in promised if _owner(one, said) == "us"]
    theirs = [Point(one, said.text) for one, said in promised if _owner(one, said) != "us"]
    items = [*_events(pairs, teller), *_points(pains, ours, theirs, teller)]
    met = [one for one in exchanges if not one.missed]
    last = met[0].day if met else None
    return History(tuple(items), last, tuple(pains), tuple(ours), tuple(theirs))


def _by_theme(points: Iterator[Point]) -> list[Point]:
    """Return the latest point of each theme, and each sentence once."""
    kept: dict[str, Point] = {}
    for point in points:
        kept.setdefault(point.theme or fold(point.text), point)
    return list(kept.values())


def _owner(one: Interaction, said: Said) -> str:
    return owner_of(said, [one.with_whom])


def _events(
    pairs: Sequence[tuple[Interaction, Sequence[Heard]]], teller: Teller
) -> Iterator[SummaryItem]:
    """Yield the latest exchanges, each by the sentence that tells most."""
    said_before: set[str] = set()
    for one, told in pairs:
        people = [who for who in (one.with_whom, one.ours) if who]
        text = gist([said.text for said, _ in told], people) or one.subject
        if text and fold(text) not in said_before and len(said_before) < TOLD:
            said_before.add(fold(text))
            kind = line(KINDS, one.kind, teller.language)
            said = teller.line("said", kind=kind, day=teller.day(one.day),
                               said=quoted(text, teller.language))  # fmt: skip
            yield stood("event", one, said, text)


def _points(
    pains: Sequence[Point], ours: Sequence[Point], theirs: Sequence[Point], teller: Teller
) -> Iterator[SummaryItem]:
    for point in pains[:MOST]:
        theme = point.theme[:1].upper() + point.theme[1:] or teller.line("difficulty")
        yield _told("pain_point", "pain", point, teller, theme=theme)
    for point in ours[:MOST]:
        yield _told("promise", "ours", point, teller)
    for point in theirs[:MOST]:
        yield _told("promise", "theirs", point, teller)


def _told(kind: SummaryKind, key: str, point: Point, teller: Teller, **more: str) -> SummaryItem:
    said = quoted(point.text, teller.language)
    text = teller.line(key, day=teller.day(point.one.day), said=said, **more)
    return stood(kind, point.one, text, point.text)


def stood(kind: SummaryKind, one: Interaction, text: str, quote: str) -> SummaryItem:
    """Return a line that stands on an exchange."""
    proof = Evidence(object=one.object, id=one.id, quote=quote)
    return SummaryItem(text=text, kind=kind, evidence=[proof])
