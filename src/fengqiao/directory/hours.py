"""Office hours as people write them, read into the clocks' types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.clocks import OfficeSessions, Period, Timetable

DEFAULT_TEXT = "08:30-12:00, 14:00-17:30"


def office_sessions(text: str) -> OfficeSessions:
    """Sessions such as ``08:30-12:00, 14:00-17:30`` (a Chinese comma will do); ValueError names the fault."""
    return OfficeSessions.parse(part.strip() for part in text.replace(",", ",").replace("、", ",").split(","))


def timetable(sessions: str, periods: Iterable[tuple[date, date, str, bool]]) -> Timetable:
    """The timetable from default sessions and (first, last, sessions, yearly) rows; ValueError when they overlap."""
    read = [Period(first, last, office_sessions(text), yearly) for first, last, text, yearly in periods]
    return Timetable(office_sessions(sessions), tuple(read))
