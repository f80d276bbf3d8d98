"""What the desk loads before it asks a rule: time, actor, calendar, limits and directory, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fengqiao.clocks import Calendar, Profile
from fengqiao.matters.categories import CategoryInfo
from fengqiao.people.actors import Actor
from fengqiao.people.mediators import MediatorInfo
from fengqiao.people.units import UnitInfo, Units
from fengqiao.places.rooms import RoomInfo
from fengqiao.shared.refused import invalid


@dataclass(frozen=True, slots=True)
class Facts:
    """One decision's surroundings. `id` and `code` are used by a registration only.

    `officers` are persons who acted for the police on this matter or a related one; they are looked up for acts at
    the table only.
    """

    now: datetime
    actor: Actor
    calendar: Calendar
    profile: Profile
    units: Units
    categories: Mapping[str, CategoryInfo]
    id: str = ""
    code: str = ""
    rooms: Mapping[str, RoomInfo] = field(default_factory=dict)
    mediators: Mapping[str, MediatorInfo] = field(default_factory=dict)
    officers: frozenset[str] = frozenset()

    def category(self, code: str) -> CategoryInfo:
        """The leaf category of this code; refuses an unknown one, naming the field."""
        found = self.categories.get(code)
        if found is None:
            raise invalid(
                "category", f"没有分类 {code or '（空）'}", f"there is no category {code or '(empty)'}"
            )
        return found

    def unit(self, code: str, field: str) -> UnitInfo:
        """The unit of this code; refuses an unknown one, naming the field."""
        found = self.units.get(code)
        if found is None:
            raise invalid(field, f"没有单位 {code or '（空）'}", f"there is no unit {code or '(empty)'}")
        return found

    @property
    def own_unit(self) -> UnitInfo | None:
        """The actor's unit, if it has one."""
        return self.units.get(self.actor.unit)
