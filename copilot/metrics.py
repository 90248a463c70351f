"""What is counted: turns by intent, channel-independent, and how long they took."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from copilot.turn import Reply

REGISTRY = CollectorRegistry()
TURNS = Counter(
    "comptoir_turns", "Turns answered", ("intent", "language", "refused"), registry=REGISTRY
)
SECONDS = Histogram(
    "comptoir_turn_seconds",
    "Time spent by door in a turn",
    ("door",),
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


AUDIT = Gauge(
    "comptoir_audit_lines",
    "Lines of the audit trail since the start",
    ("state",),
    registry=REGISTRY,
)


def count(reply: Reply) -> Reply:
    """Count a reply and pass it on."""
    intent = reply.intent.name if reply.intent else "none"
    TURNS.labels(intent, reply.language, reply.refused or "no").inc()
    for door, milliseconds in reply.timings_ms.items():
        SECONDS.labels(door).observe(milliseconds / 1000)
    return reply
