"""Figures out of figures: several kinds of request as one, and percentiles."""

from collections.abc import Mapping, Sequence
from typing import Any


def together(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several kinds as one: costs by request, rates as if one had followed the other, the worst 99th percentile."""
    count = sum(part["requests"] for part in parts)

    def mean(name: str) -> float:
        return float(sum(part[name] * part["requests"] for part in parts) / count)

    def rate(name: str) -> float:
        return float(count / sum(part["requests"] / part[name] for part in parts))

    return {
        "requests": count,
        "rate": round(rate("rate"), 1),
        "p50_ms": round(mean("p50_ms"), 2),
        "p99_ms": max(part["p99_ms"] for part in parts),
        "app_cpu_ms": round(mean("app_cpu_ms"), 2),
        "database_cpu_ms": round(mean("database_cpu_ms"), 2),
        "pgbench_database_cpu_ms": round(mean("pgbench_database_cpu_ms"), 2),
        "statements": round(mean("statements"), 2),
        "pgbench_rate": round(rate("pgbench_rate"), 1),
        "pgbench_share": round(rate("rate") / rate("pgbench_rate"), 3),
    }


def in_bare(figures: Mapping[str, Any], bare: float) -> dict[str, Any]:
    """The figures with the application's cost as a multiple of a bare request's of the same run, too."""
    return {**figures, "times_bare": round(figures["app_cpu_ms"] / bare, 2)}


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
