"""What the guard counts, as Prometheus metrics: how answers ended, what was found, what was masked.

The share of verified, repaired and replaced answers is `comptoir_guard_answers_total` by `outcome`.
What engines did, read, wrote and cost is `comptoir_model_…`; nobody is named in any of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from guard.routing.purse import BILLION

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


class EngineCounts(Collector):
    """What engines did, by name: `small`, `large`, `offline`."""

    def __init__(self, counters: Mapping[str, int], resting: Mapping[str, bool]) -> None:
        self._counters, self._resting = dict(counters), dict(resting)

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Yield the metrics; none where there is no model."""
        if self._resting:
            yield from chain(self._counted(), [self._circuits()])

    def _counted(self) -> Iterator[CounterMetricFamily]:
        """Yield what was counted: such as `engine_small_slow`, `tokens_small_in`, `cost_small`."""
        ended = CounterMetricFamily(
            "comptoir_model_texts", "Texts asked of an engine, by how that ended",
            labels=("engine", "outcome"),
        )  # fmt: skip
        tokens = CounterMetricFamily(
            "comptoir_model_tokens", "Tokens read and written", labels=("engine", "direction")
        )
        cost = CounterMetricFamily(
            "comptoir_model_cost", "Money spent, in the engines file's currency", labels=("engine",)
        )
        short = CounterMetricFamily(
            "comptoir_model_budgets_spent", "Texts a spent budget took from an engine",
            labels=("budget",),
        )  # fmt: skip
        for name, count in sorted(self._counters.items()):
            kind, _, rest = name.partition("_")
            engine, _, how = rest.partition("_")
            if kind == "engine":
                ended.add_metric((engine, how), count)
            elif kind == "tokens":
                tokens.add_metric((engine, how), count)
            elif kind == "cost":
                cost.add_metric((engine,), count / BILLION)
            elif kind == "short":
                short.add_metric((rest,), count)
        yield from (ended, tokens, cost, short)

    def _circuits(self) -> GaugeMetricFamily:
        """Return which engines are left alone because they keep failing."""
        circuits = GaugeMetricFamily(
            "comptoir_model_circuit_open", "1 while an engine is left alone", labels=("engine",)
        )
        for name, resting in sorted(self._resting.items()):
            circuits.add_metric((name,), int(resting))
        return circuits


def guard_metrics(counters: Mapping[str, int], provider: str, resting: Mapping[str, bool]) -> bytes:
    """Return the guard's metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(GuardCounts(counters, provider == "offline"))
    registry.register(EngineCounts(counters, resting))
    return generate_latest(registry)
