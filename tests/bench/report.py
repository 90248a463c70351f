"""From what was measured to the lines of the table, each beside its goal."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.crowd import visitor_lines
from tests.bench.dialogue import LASTING, LATE, RUNS, TOGETHER, TURNS, Dialogue
from tests.bench.figures import Line, Spread, number
from tests.bench.peer import DEFAULT_EPOCHS
from tests.bench.service import Service

LANGUAGES = {"fr": "French", "en": "English"}


def dialogue_lines(ours: Dialogue, peer: Dialogue, epochs: int) -> Iterator[Line]:
    """Yield ours beside the peer, which was trained for so many epochs."""
    ratio = ours.turn.p50 / peer.turn.p50
    yield Line(
        f"Dialogue turn, p50 / p95 ({RUNS} × {TURNS} turns, one after the other)",
        str(ours.turn), str(peer.turn), f"{ratio:.2f}", "p50 ≤ ¼ of the peer's", ratio <= 0.25,
    )  # fmt: skip
    yield Line(
        "— of a turn, processor time of Rasa", f"{number(ours.cpu)} ms", f"{number(peer.cpu)} ms",
        f"{ours.cpu / peer.cpu:.2f}",
    )  # fmt: skip
    faster = ours.per_second / peer.per_second
    yield Line(
        f"Turns per second ({TOGETHER} conversations at a time, {RUNS} × {TURNS} turns)",
        number(ours.per_second), number(peer.per_second), f"{faster:.1f}", "≥ 4 times", faster >= 4,
    )  # fmt: skip
    yield Line(
        f"— of a turn, reading the sentence alone, p50 / p95 ({ours.reading.count} sentences)",
        str(ours.reading), str(peer.reading), f"{ours.reading.p50 / peer.reading.p50:.2f}",
    )  # fmt: skip
    yield Line(
        f"Dialogue turn, p50 / p95, the last {LATE} turns of a conversation of {LASTING}",
        str(ours.late), str(peer.late), f"{ours.late.p50 / peer.late.p50:.2f}",
    )  # fmt: skip
    for group, mine in ours.right.items():
        name, theirs = f"Intents read right, held-out sentences, {group}", peer.right[group]
        if epochs < DEFAULT_EPOCHS:
            yield Line(name, f"{mine:.1%}", "not trained out")
        else:
            yield Line(name, f"{mine:.1%}", f"{theirs:.1%}", f"{mine / theirs:.2f}")
    yield Line("Rasa alone: start", f"{ours.ready:.1f} s", f"{peer.ready:.1f} s",
               f"{ours.ready / peer.ready:.2f}")  # fmt: skip
    yield Line("Rasa alone: resident memory", f"{number(ours.megabytes)} MB",
               f"{number(peer.megabytes)} MB", f"{ours.megabytes / peer.megabytes:.2f}")  # fmt: skip


def service_lines(service: Service) -> Iterator[Line]:
    """Yield the whole product: its answers, its start, its weight."""
    met = service.question.p50 <= 100 and service.question.p95 <= 250
    yield Line(
        f"CRM question through `POST /api/v1/messages`, p50 / p95 ({service.question.count} "
        f"questions, {service.answered:.0%} answered by a query)",
        str(service.question), goal="p50 ≤ 100 ms, p95 ≤ 250 ms", met=met,
    )  # fmt: skip
    share = ", ".join(f"{door} {number(spent)}" for door, spent in service.share.items())
    yield Line("— where its time goes, medians in ms", share)
    for skill, spent in service.skills.items():
        what = f"Turn without a call to a model: {skill} ({spent.count})"
        yield Line(what, str(spent))
    yield Line(
        "Start when nothing changed, all processes ready", f"{service.ready:.1f} s",
        goal="≤ 30 s", met=service.ready <= 30,
    )  # fmt: skip
    yield Line("— and the first CRM question answered", f"{service.first:.1f} s")
    for name, megabytes in service.megabytes.items():
        started = service.seconds[name]
        yield Line(f"— {name}: start, resident memory", f"{started:.1f} s, {number(megabytes)} MB")
    yield from visitor_lines(service.visits)
    total = sum(service.megabytes.values())
    yield Line(
        "Resident memory, all together", f"{number(total)} MB", goal="≤ 2.5 GB", met=total <= 2500
    )


def door_lines(masking: dict[str, Spread], search: Spread, seeding: float) -> Iterator[Line]:
    """Yield the doors measured alone."""
    for language, spent in masking.items():
        yield Line(
            f"Masking 200 words, {LANGUAGES[language]}, p50 / p95 ({spent.count})", str(spent)
        )
    yield Line(f"Knowledge query, p50 / p95 ({search.count} questions)", str(search))
    yield Line("Seeding the demo org", f"{seeding:.1f} s", goal="< 20 s", met=seeding < 20)
