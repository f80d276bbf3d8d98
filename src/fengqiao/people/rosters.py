"""Who is planned to be on duty (值班): a week of shifts, and what would make it no plan.

A roster is a plan that a unit publishes. It is no record: nothing here says whether anybody came, when or where.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from typing import Final

from fengqiao.shared.refused import invalid

WEEK: Final = 7
LONGEST: Final = timedelta(hours=24)
"""A shift is at most a day and a night."""


class DutyRole(StrEnum):
    """As what somebody is on duty."""

    LEADER = "duty_leader"
    OFFICER = "duty_officer"


USUAL: Final = (("day", "08:30", "17:30"), ("night", "17:30", "08:30"), ("whole", "08:30", "08:30"))
"""Shifts that are offered: name, from, until; an end that is not later is on the next day."""


class Clash(Enum):
    """Why two shifts do not go together, in both languages."""

    PERSON = ("此人这段时间已有班次", "this person has another shift at that time")
    LEADER = ("与另一位值班领导的时间重叠", "another duty leader is planned for that time")

    @property
    def zh(self) -> str:
        """In Chinese."""
        return self.value[0]

    @property
    def en(self) -> str:
        """In English."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody is planned for a role at a unit from a moment until another (county time); `person` is a user name."""

    unit: str
    role: DutyRole
    person: str
    starts: datetime
    ends: datetime


def clash(one: Shift, other: Shift) -> Clash | None:
    """Two leaders of a unit at one time are none that can be asked, and one person is not in two shifts at once."""
    if not (one.starts < other.ends and other.starts < one.ends):
        return None
    if one.person == other.person:
        return Clash.PERSON
    return Clash.LEADER if one.unit == other.unit and one.role is other.role is DutyRole.LEADER else None


def check_week(shifts: Sequence[Shift], monday: date, *, around: Sequence[Shift] = ()) -> None:
    """Refuse a week that is no plan: a shift outside it, one that clashes, a day without a leader.

    `around`: what else is planned. A week without any shift is none yet, and may be saved.
    """
    days = [monday + timedelta(days=n) for n in range(WEEK)]
    for number, shift in enumerate(shifts):
        day = shift.starts.date()
        if day not in days:
            raise invalid(f"shifts[{number}].day", f"{day} 不在这一周", f"{day} is not a day of this week")
        for other in (*around, *shifts[:number]):
            found = clash(shift, other)
            if found is not None:
                field = "user" if found is Clash.PERSON else "starts"
                raise invalid(f"shifts[{number}].{field}", found.zh, found.en)
    led = {shift.starts.date() for shift in shifts if shift.role is DutyRole.LEADER}
    missing = [day for day in days if day not in led]
    if shifts and missing:
        zh = "、".join(f"{day.month}月{day.day}日" for day in missing)
        en = ", ".join(str(day) for day in missing)
        raise invalid("shifts", f"{zh}没有安排值班领导", f"no duty leader is planned for {en}")
