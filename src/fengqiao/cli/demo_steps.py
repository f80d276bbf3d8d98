"""What the made-up lives of a year share: who acts, when an office is open, where a matter stands."""

from datetime import datetime, time, timedelta

from fengqiao.clocks import SHANGHAI, Limit, LimitUnit, due
from fengqiao.desk.past import Life, NotYet
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Visibility
from fengqiao.people.actors import Actor, Post


def standing(life: Life) -> Matter:
    """The matter as it stands; a life that is walked was registered."""
    if life.matter is None:
        raise NotYet
    return life.matter


def who(post: str, unit: str) -> Actor:
    """Somebody in a post of a unit, the same whenever it is asked."""
    return Actor(f"demo/{post}@{unit}", Post(post), unit)


def approver(life: Life) -> Actor:
    """Restricted matters are approved by the duty leader, all others by a supervisor."""
    if standing(life).visibility is Visibility.NORMAL:
        return who("supervisor", "COUNTY_SUPERVISION")
    return who("duty_leader", "COUNTY_CENTER")


def office(at: datetime, county: CountyDirectory) -> datetime:
    """The moment itself inside office hours, else the next opening and a little."""
    calendar = county.calendar
    local = at.astimezone(SHANGHAI)
    if calendar.is_workday(local.date()) and time(8, 30) <= local.time() <= time(17, 30):
        return at
    return due(at, Limit(1, LimitUnit.WORKING_HOUR), calendar=calendar).at - timedelta(minutes=at.minute % 50)
