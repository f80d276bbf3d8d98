"""Segments: the running and the paused spans that the clock bar draws (DESIGN, clock bar)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fengqiao.clocks.moments import utc
from fengqiao.clocks.timers import Timer


@dataclass(frozen=True, slots=True)
class Segment:
    """One span of a timer's life, in UTC; `cause` says what paused it and is None while it ran."""

    since: datetime
    until: datetime
    kind: Literal["running", "paused"]
    cause: str | None


def segments(timer: Timer, until: datetime) -> tuple[Segment, ...]:
    """Give the spans from the start to a moment, or to the stop if that came before; none of them is empty."""
    end = utc(until) if timer.stopped_at is None else min(utc(until), timer.stopped_at)
    spans: list[Segment] = []
    since = timer.start
    for each in timer.pauses:
        spans.append(Segment(since, min(each.since, end), "running", None))
        since = end if each.until is None else min(each.until, end)
        spans.append(Segment(each.since, since, "paused", each.cause))
    spans.append(Segment(since, end, "running", None))
    return tuple(span for span in spans if span.since < span.until)
