"""What the guard counts, as Prometheus metrics: how answers ended, what was found, what was masked.

The share of verified, repaired and replaced answers is `comptoir_guard_answers_total` by `outcome`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

OUTCOMES = {
    "removed": "removed",
    "repaired": "repaired",
    "fell_back_verification": "replaced",
    "fell_back_provider": "unavailable",
    "too_large": "too_large",
    "refused": "refused",
}
"""Event the guard counts → how the answer ended."""
DIRECTIONS = {"in_": "in", "out_": "out"}


class GuardCounts(Collector):
    """The guard's counters as they stand when asked."""

    def __init__(self, counters: Mapping[str, int], offline: bool) -> None:
        self._counters, self._offline = dict(counters), offline

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Yield the metrics; they hold kinds and counts only."""
        answers = CounterMetricFamily(
            "comptoir_guard_answers", "Answers phrased, by how they ended", labels=("outcome",)
        )
        for outcome, count in self._outcomes().items():
            answers.add_metric((outcome,), count)
        found = CounterMetricFamily(
            "comptoir_guard_findings", "What screening and verification found",
            labels=("direction", "kind"),
        )  # fmt: skip
        for name, count in sorted(self._counters.items()):
            for start, direction in DIRECTIONS.items():
                if name.startswith(start):
                    found.add_metric((direction, name.removeprefix(start)), count)
        masked = CounterMetricFamily("comptoir_guard_masked_values", "Placeholders sent")
        masked.add_metric((), self._counters.get("masked_values", 0))
        yield from (answers, found, masked)

    def _outcomes(self) -> dict[str, int]:
        """Return how many answers ended how; what is left held as the model wrote it."""
        ended = {told: self._counters.get(event, 0) for event, told in OUTCOMES.items()}
        rest = max(0, self._counters.get("asked", 0) - sum(ended.values()))
        return {**ended, "offline" if self._offline else "verified": rest}


def guard_metrics(counters: Mapping[str, int], provider: str) -> bytes:
    """Return the guard's metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(GuardCounts(counters, provider == "offline"))
    return generate_latest(registry)
