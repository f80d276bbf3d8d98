"""Rooms of the centres (一厅多室): what may be booked."""

from dataclasses import dataclass
from enum import StrEnum


class RoomKind(StrEnum):
    """What a room is set up for."""

    MEDIATION = "mediation"
    ARBITRATION = "arbitration"
    COUNSELLING = "counselling"
    CONSULTATION = "consultation"
    HEARING = "hearing"


@dataclass(frozen=True, slots=True)
class RoomInfo:
    """A room in use: whose it is, where, for how many. `area` is the territory of the unit that keeps it."""

    code: str
    name: str
    kind: RoomKind
    unit: str
    area: str
    where: str = ""
    seats: int = 0
