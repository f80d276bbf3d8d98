"""A clock that nobody can argue with: working calendar, limits, due moments, lights, pauses (DOMAIN 2.6 to 2.8).

Pure: moments come in aware of their zone and go out in UTC; the calendar is an argument.
"""

from fengqiao.clocks.deadlines import (
    Due,
    add_office_time,
    due,
    elapsed_working_hours,
    nth_working_day_opening,
    office_time,
    overdue_working_days,
    working_days_between,
)
from fengqiao.clocks.lights import Light, light, light_history
from fengqiao.clocks.limits import Limit, LimitUnit
from fengqiao.clocks.moments import SHANGHAI, OutOfCalendar, day_of
from fengqiao.clocks.profiles import DEFAULT_PROFILE, Profile, limits_profile
from fengqiao.clocks.remaining import Remaining, moment_in_words, remaining, sentence
from fengqiao.clocks.replays import recompute
from fengqiao.clocks.segments import Segment, segments
from fengqiao.clocks.timers import (
    YELLOW_RATIO,
    DueBasis,
    Extension,
    Pause,
    Timer,
    TimerError,
    extend,
    on_time,
    on_time_strict,
    pause,
    resume,
    start_timer,
    stop,
)
from fengqiao.clocks.timetable import DEFAULT_SESSIONS, DEFAULT_TIMETABLE, OfficeSessions, Period, Timetable
from fengqiao.clocks.working_calendar import Calendar

__all__ = [
    "DEFAULT_PROFILE",
    "DEFAULT_SESSIONS",
    "DEFAULT_TIMETABLE",
    "SHANGHAI",
    "YELLOW_RATIO",
    "Calendar",
    "Due",
    "DueBasis",
    "Extension",
    "Light",
    "Limit",
    "LimitUnit",
    "OfficeSessions",
    "OutOfCalendar",
    "Pause",
    "Period",
    "Profile",
    "Remaining",
    "Segment",
    "Timer",
    "TimerError",
    "Timetable",
    "add_office_time",
    "day_of",
    "due",
    "elapsed_working_hours",
    "extend",
    "light",
    "light_history",
    "limits_profile",
    "moment_in_words",
    "nth_working_day_opening",
    "office_time",
    "on_time",
    "on_time_strict",
    "overdue_working_days",
    "pause",
    "recompute",
    "remaining",
    "resume",
    "segments",
    "sentence",
    "start_timer",
    "stop",
    "working_days_between",
]
